"""Files each number of a text under what it counts: requests, reviews, normative documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.extract.counts import Count, counts
from gongkai.extract.prose import Text
from gongkai.extract.report import Doubt, NarrativeFigure, Report
from gongkai.extract.said import (
    ALL_ANSWERED,
    BY_PEOPLE,
    NOT_ONE,
    OTHER_KIND,
    RequestsHeading,
    all_answered,
    all_carried_out,
    carried_into,
    counted_in,
    is_of_all,
    is_received_here,
    is_total,
    seems_counted,
    share_of_disclosure,
    subject_of_change,
)
from gongkai.extract.sums import parts_before
from gongkai.extract.whose import (
    bare_name,
    is_county,
    names_township,
    of_another_year,
    of_the_county,
)

_DOCUMENTS = (
    (
        "normative_documents_issued",
        re.compile(
            r"(?:制发|制定|印发|出台|制作)(?:了|的|新|行政|规范性文件|数量|数|共计|共|为|:)*$"
        ),
    ),
    (
        "normative_documents_repealed",
        re.compile(r"(?:废止|失效)(?:了|的|行政|规范性文件|数量|数|共计|共|为|:)*$"),
    ),
    (
        "normative_documents_in_force",
        re.compile(r"有效(?:的|行政|规范性文件|数量|数|共计|共|为|:)*$"),
    ),
)
_MATTERS = re.compile(r"申请|复议|诉讼|结转|规范性文件")
_CLAUSE_END = re.compile(r"[,。;\n:()]")
_SENTENCE_END = re.compile(r"[。\n]")
_GOES_ON = re.compile(r"其中|截至|目前|已|办结|答复")
_OF_THIS_YEAR = re.compile(r"新收|新增|本年|今年")


class Filing:
    """Files the counts of one text under what they count; `told` are names that some seem to have."""

    def __init__(self, text: Text, report: Report, counted: Sequence[Count]) -> None:
        """Take a text, the report whose it is and the text's counts."""
        self.text, self.body, self.counted = text, text.text, counted
        self.own, self.year, self.is_county = (
            bare_name(report.unit),
            report.year,
            is_county(report.unit),
        )
        self.heading = RequestsHeading(self.body)
        self.sums, self.parts = _sums(self.body, counted)
        self.figures: dict[str, list[NarrativeFigure]] = {}
        self.told: set[str] = set()
        self.carried_in = 0.0

    def take(self, index: int) -> None:
        """File a count under what the words around it say."""
        body, count = self.body, self.counted[index]
        begin = max(body.rfind("。", 0, count.start), body.rfind("\n", 0, count.start)) + 1
        if _GOES_ON.match(body, begin):  # 收到申请11件。其中办结10件
            begin = max(body.rfind("。", 0, begin - 1), body.rfind("\n", 0, begin)) + 1
        under = self.heading.above(count.start)
        if under is None and not _MATTERS.search(body, begin, count.end + 24):
            return
        before, so_far = self.clause(index), body[begin : count.start]
        if "结转" in before and self.is_carried_in(before):
            self.carried_in += count.value
            return
        if self.is_of_others(before, so_far):
            if names_township(so_far):
                self.hint(count, before, so_far, under)
            return
        names = self.names_of(index, before, begin, under)
        if names is None:
            self.hint(count, before, so_far, under)
        elif not names:
            self.carried_in += count.value
        else:
            self.keep(names, index, before, is_part="其中" in so_far)

    def names_of(self, index: int, before: str, begin: int, under: int | None) -> list[str] | None:
        """What a count is, by the words before it, those that open its list or its comparison."""
        count, body = self.counted[index], self.body
        names = self.names(count, before, begin, under)
        if names is None and index in self.parts:  # 依申请公开:网络2件,信函1件,共3件
            opening = body[begin : self.counted[self.parts[index]].start].rpartition(":")[0]
            names = self.names(count, _CLAUSE_END.split(opening)[-1], begin, under)
        if names is None and (subject := subject_of_change(before, body[begin : count.start])):
            names = self.names(count, subject, begin, under)
        return names

    def keep(self, names: list[str], index: int, before: str, is_part: bool) -> None:
        """File a count under its names; `is_part`: it stands in a list of what a number is made of."""
        count = self.counted[index]
        for name in names:
            if is_part and _OF_THIS_YEAR.search(before):  # 办理9件,其中上年结转1件,本年新收8件
                self.figures.pop(name, None)
            if not (is_part and self.holds(name, count)):  # 办结14件,其中按时办结13件
                self.add(name, self.sums.get(index, count))

    def clause(self, index: int) -> str:
        """The words before a count, from the count or the mark before it."""
        body, count = self.body, self.counted[index]
        behind = self.counted[index - 1].end if index else 0
        end = count.start - 1 if body[count.start - 1 : count.start] == ":" else count.start
        return _CLAUSE_END.split(body[max(0, behind, count.start - 60) : end])[-1]

    def is_carried_in(self, before: str) -> bool:
        """Whether a count of what was carried over came from an earlier year than the report's."""
        year = carried_into(before)
        return of_another_year(before, self.year) or (year is not None and year == self.year)

    def is_of_others(self, before: str, so_far: str) -> bool:
        """Whether a count is the county's, or that of an earlier year."""
        if not self.is_county and (
            of_the_county(before, self.own) or of_the_county(so_far, self.own)
        ):
            return True
        return of_another_year(before, self.year)  # 2022年度收到申请1件, in the report of 2023

    def names(self, count: Count, before: str, begin: int, under: int | None) -> list[str] | None:
        """What a count that stands in the sentence from `begin` on is; None where nothing we keep."""
        body = self.body
        after = body[count.end : count.end + 24]
        sentence = (
            body[begin : count.end] + _SENTENCE_END.split(body[count.end : count.end + 12])[0]
        )
        is_headed = under is not None and "复议" not in body[begin : count.start]
        names = counted_in(before, after, f"依申请公开:{sentence}" if is_headed else sentence)
        if (
            names is None
            and is_headed
            and is_received_here(before, after, body[under : count.start])
        ):
            names = ["requests_received"]
        if names == ["requests_received"]:
            if ALL_ANSWERED.match(body, count.end):
                names = [*names, "requests_answered"]
            if all_carried_out(body, count.end):
                names = [*names, "requests_carried_out"]
        is_ours = is_headed or "申请" in sentence
        if names is None and is_ours and is_total(before) and ALL_ANSWERED.match(body, count.end):
            names = ["requests_answered"]
        if names is None and "规范性文件" in sentence:
            names = [name for name, pattern in _DOCUMENTS if pattern.search(before)] or None
        if names is None and (name := share_of_disclosure(before, body[begin : count.start])):
            self.figures.pop(name, None)
            names = [name]
        return names

    def hint(self, count: Count, before: str, so_far: str, under: int | None) -> None:
        """Remember what a count that was not known seems to be."""
        if count.unit in "件宗起":
            above = "" if under is None else self.body[under : count.start]
            self.told.update(seems_counted(before, so_far, above))

    def holds(self, name: str, count: Count) -> bool:
        """Whether a number as large as a count was found under a name."""
        return name in self.figures and self.figures[name][0].value >= count.value

    def add(self, name: str, count: Count) -> None:
        """Keep a number under a name, once."""
        figures = self.figures.setdefault(name, [])
        if all(filed.value != count.value for filed in figures):
            kinds = name == "requests_received" and OTHER_KIND.match(self.body, count.end)
            doubt = "the text counts one kind of request only" if kinds else None
            figures.append(figure(name, "", count, self.text, doubt))

    def none_said(self) -> None:
        """Add the zeros that are said in words, and requests that are counted by people."""
        for name, word, patterns in NOT_ONE:
            if name in self.figures or word not in self.body:
                continue
            for pattern in patterns:
                if match := pattern.search(self.body):
                    self.add(name, Count(0, "", False, match.start(), match.end(), match.group()))
                    break
        if "requests_received" in self.figures or "申请" not in self.body:
            return
        if match := next(filter(None, (p.search(self.body) for p in BY_PEOPLE)), None):
            people = next(counts(f"{match['said']}件"), None)
            if people:
                count = replace(people, start=match.start(), end=match.end(), printed=match.group())
                self.add("requests_received", count)
                self.figures["requests_received"][0].doubt = "the text counts people, not requests"

    def all_answered(self) -> None:
        """Where the text says that all requests were answered, but not how many: those received."""
        received = self.figures.get("requests_received", [])
        if "requests_answered" in self.figures or not received or not received[0].value:
            return
        if match := all_answered(self.body, self.heading):
            carried_out = self.figures.get("requests_carried_out", [])
            if (
                self.carried_in
                or any(f.value for f in carried_out)
                or not is_of_all(self.body, match)
            ):
                self.told.add("requests_answered")
                return
            answered = replace(received[0], name="requests_answered", printed=match.group())
            answered.locator = self.text.locator(match.start())
            self.figures["requests_answered"] = [answered]

    def add_to(self, report: Report) -> None:
        """Put the first number of each name into the report, with a doubt where another was found."""
        for name in sorted(self.told - self.figures.keys()):
            why = "the text counts them, but no number was known for theirs"
            report.doubts.append(Doubt(f"narrative.{name}", why))
        for name, figures in self.figures.items():
            chosen = figures[0]
            if others := {f.value for f in figures if f.value != chosen.value}:
                chosen.doubt = f"the text also says {', '.join(f'{v:g}' for v in sorted(others))}"
            if chosen.doubt:
                report.doubts.append(Doubt(f"narrative.{name}", chosen.doubt))
            report.narrative.append(chosen)


def _sums(text: str, counted: Sequence[Count]) -> tuple[dict[int, Count], dict[int, int]]:
    """For each part of a sum the total behind it, and for each total its first part; all by index."""
    found: dict[int, Count] = {}
    first: dict[int, int] = {}
    for index, total in enumerate(counted):
        begin = index - parts_before(text, counted, index)
        if begin < index and "结转" not in text[max(0, counted[begin].start - 12) : total.start]:
            found.update(dict.fromkeys(range(begin, index), total))
            first[index] = begin
    return found, first


def figure(
    name: str, label: str, count: Count, text: Text, doubt: str | None = None
) -> NarrativeFigure:
    """A count under a name, with the place that it was printed at."""
    return NarrativeFigure(
        name,
        label,
        count.value,
        count.printed,
        text.locator(count.start),
        count.is_approximate,
        doubt,
    )
