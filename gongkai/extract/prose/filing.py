"""Files each number of a text under what it counts: requests, reviews, normative documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.extract.prose.answered import Answered, all_behind, done_behind, manner
from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.disputes import not_of_disclosure, share_of_disclosure
from gongkai.extract.prose.ledger import Ledger
from gongkai.extract.prose.parts import closed_behind, sums
from gongkai.extract.prose.said import (
    all_carried_out,
    carried_into,
    counted_in,
    is_received_here,
    is_total,
    is_total_of,
    seems_counted,
    subject_of_change,
)
from gongkai.extract.prose.scope import RequestsHeading, is_of_county, tells_of_requests
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.whose import (
    is_county,
    is_own,
    names_township,
    of_another_year,
)
from gongkai.extract.report import Report
from gongkai.unit_name import own_name

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
_MATTERS = re.compile(r"申请|复议|诉讼|应诉|结转|规范性文件")
_CLAUSE_END = re.compile(r"[,。;\n:()]")
_OPENING_YEAR = re.compile(r"20\d\d年(?!度?的?结转)")
_YEAR = re.compile(r"20\d\d年|今年|本年|当年")
_LAST_YEAR = re.compile(
    r"^(?:历年|(?:去年|上年度?|上一年度?)(?:同期)?共?(?:收到|受理|接收|答复|办结|为|是))"
)
_GOES_ON = re.compile(
    r"(?P<anew>(?:全年|本年度?|共)*(?:收到|受理|接收|登记)|(?:全年|年度|共)\d)"
    r"|其中|截[至止]|至年底|目前|已|以上|上述|按(?!照)|答复|办结|[处办]理结果|(?:这|该)?\d+[件宗起]|年内|当年|全部"
)
_HANDLED = re.compile(r"[、]?(?:处理|办理)(?:申请)?")
_PUBLISHED = re.compile(r"公开|发布|推送|信息")
_NOT_EVEN = tuple(  # 没有发生一起
    none + verb
    for none in ("没有", "未", "无")
    for verb in ("", "发生", "收到", "受理", "出现", "产生", "发生过")
)
_WITHIN = re.compile(r"含|其中|包括")
_NO_COUNT = re.compile(
    r"热线|政务|便民|平台|工单|个?工作日|个?月|也[没未无]"
)  # 12345热线, 15个工作日
_ATTRIBUTE = re.compile(  # of documents: 制发文件80件,其中主动公开30件、依申请公开12件
    r"^、?(?:其中)?(?:属于?)?依申请公开(?:的|类|信息|文件|公文|政府信息)*$"
)
_LISTED = re.compile(r"其中|主动公开|制发|发文|公文")
_PAPERS = re.compile(r"制发|发文|公文|文件|属性")
_OF_THIS_YEAR = re.compile(r"新收|新增|本年|今年|当年")
_BACK = 3
_CASES = "件宗起次条例项"
_AHEAD = 24
_BEHIND = 12


class Filing:
    """Files the counts of one text under what they count."""

    def __init__(self, text: Text, report: Report, counted: Sequence[Count]) -> None:
        """Take a text, the report whose it is and the text's counts."""
        self.body, self.counted = text.text, counted
        self.own, self.year = own_name(report.unit), report.year
        self.is_county = is_county(report.unit)
        self.heading = RequestsHeading(self.body)
        self.ledger = Ledger(text, self.heading)
        self.sums, self.parts = sums(self.body, counted)
        self.begin = self.start = self.end = self.matter = 0  # of the sentence that is read
        self.last: list[str] = []
        self.of_county: list[str] | None = None

    def read(self) -> None:
        """File all counts of the text, and what it says in words."""
        for index in range(len(self.counted)):
            self.take(index)
        self.ledger.none_said()
        self.ledger.conclude()

    def take(self, index: int) -> None:
        """File a count under what the words around it say."""
        count = self.counted[index]
        if count.start >= self.end:
            self.open_sentence(count.start)
        under = self.heading.above(count.start)
        if not self.may_be_ours(count, under):
            return
        before, so_far = self.clause(index), self.body[self.begin : count.start]
        if "结转" in before and self.is_carried_in(before):
            self.carry_in(count, before)
            return
        names = self.names_of(index, before, self.begin, under)
        if self.is_of_others(before, self.body[self.start : count.start]):
            self.of_county = names
            if names_township(so_far):
                self.hint(count, before, so_far, under)
            return
        if names is None and is_own(before, self.own) and not _PUBLISHED.search(before):
            names = self.of_county  # 全区发生复议55件,我街道4件
        if names is None:
            self.hint(count, before, so_far, under)
        elif names:
            self.keep(names, index, before, so_far)
            self.last = names
        else:
            self.carry_in(count, before)

    def may_be_ours(self, count: Count, under: int | None) -> bool:
        """Whether a count stands where requests, reviews or documents are told of, and is one at all."""
        if under is None and self.matter >= count.end + _AHEAD:
            return False
        if _NO_COUNT.match(self.body, count.end):
            return False
        return not self.body.endswith(_NOT_EVEN, 0, count.start)

    def carry_in(self, count: Count, before: str) -> None:
        """Keep a count of requests that came from the year before."""
        ledger = self.ledger
        ledger.carried_in += count.value
        if not self.last and done_behind(self.body, count.end):  # 无新收申请,上年结转的1件已办结
            ledger.answered.append(Answered(count, "part"))
        if self.last == ["requests_received"] and _WITHIN.search(before):
            ledger.is_within = True

    def open_sentence(self, offset: int) -> None:
        """Find the sentence of a place, the one that it goes on, and where this speaks of what is filed."""
        body = self.body
        begin = max(body.rfind("。", 0, offset), body.rfind("\n", 0, offset)) + 1
        end = body.find("\n", offset)
        stop = body.find("。", offset, end if end > 0 else len(body))
        self.end = stop if stop > 0 else end if end > 0 else len(body)
        goes_on = _GOES_ON.match(body, begin)
        for _ in range(_BACK):  # 收到申请11件。其中办结10件
            if not begin or not goes_on or goes_on["anew"]:
                break
            begin = self.before(begin)
            goes_on = _GOES_ON.match(body, begin)
        self.start = begin
        self.begin = self.before(begin) if begin and goes_on and goes_on["anew"] else begin
        matter = _MATTERS.search(body, self.begin, self.end + _AHEAD)
        self.matter = matter.start() if matter else len(body) + _AHEAD

    def before(self, begin: int) -> int:
        """Where the sentence before the one that begins at a place begins."""
        return max(self.body.rfind("。", 0, begin - 1), self.body.rfind("\n", 0, begin)) + 1

    def names_of(self, index: int, before: str, begin: int, under: int | None) -> list[str] | None:
        """What a count is, by the words before it, those that open its list or its comparison."""
        count, body = self.counted[index], self.body
        names = self.names(count, before, begin, under)
        if index in self.parts and names == ["requests_answered"] and is_total(before):
            first = self.clause(self.parts[index])  # 邮寄申请2件,当面申请1件,共3件,全部答复
            return ["requests_received", *names] if "申请" in first else names
        if names is None and index in self.parts:  # 依申请公开:网络2件,信函1件,共3件
            opening = body[begin : self.counted[self.parts[index]].start].rpartition(":")[0]
            names = self.names(count, _CLAUSE_END.split(opening)[-1], begin, under)
        if names is None and (subject := subject_of_change(before, body[begin : count.start])):
            names = self.names(count, subject, begin, under)
        return names

    def keep(self, names: list[str], index: int, before: str, so_far: str) -> None:
        """File a count under its names; `before` and `so_far`: its clause and sentence up to it."""
        body, count = self.body, self.counted[index]
        ledger, total = self.ledger, self.sums.get(index, count)
        is_part = _WITHIN.search(so_far) is not None
        for name in names:
            if name == "requests_answered":
                how = manner(before, body[count.end : count.end + _AHEAD], so_far)
                ledger.answered.append(Answered(total, how))
                continue
            is_received = name == "requests_received"
            if is_received and _ATTRIBUTE.match(before) and "公开" in so_far.removesuffix(before):
                ledger.attributes += [] if _PAPERS.search(so_far) else [count]
                continue
            if is_part and _OF_THIS_YEAR.search(before):  # 办理9件,其中上年结转1件,本年新收8件
                ledger.forget(name)
            if is_part and ledger.holds(name, count):  # 收到14件,其中信函13件
                continue
            ledger.add(name, total)
            if is_received and len(names) == 1:
                ledger.done = ledger.done or done_behind(body, count.end)
                ledger.closed = ledger.closed or closed_behind(body, self.counted, index)

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
        if not self.is_county and is_of_county(so_far, self.own):
            return True
        if _LAST_YEAR.match(before):
            return True
        year = _OPENING_YEAR.match(so_far, so_far.rfind(";") + 1)
        if year and of_another_year(year.group(), self.year) and not _YEAR.search(before):
            return True  # 2022年主动公开210条、申请4件;2023年主动公开230条、申请7件
        return of_another_year(before, self.year)  # 2022年度收到申请1件, in the report of 2023

    def names(self, count: Count, before: str, begin: int, under: int | None) -> list[str] | None:
        """What a count that stands in the sentence from `begin` on is; None where nothing we keep."""
        body = self.body
        so_far, after = body[begin : count.start], body[count.end : count.end + _AHEAD]
        sentence = body[begin : max(count.end, min(self.end, count.end + _BEHIND))]
        is_headed = under is not None and "复议" not in so_far
        names = counted_in(before, after, f"申请:{so_far}" if is_headed else so_far, sentence)
        if (
            names is None
            and is_headed
            and is_received_here(before, after, body[under : count.start])
        ):
            names = ["requests_received"]
        if names and names[0] in ("reconsiderations", "litigations"):
            return None if not_of_disclosure(body, count.end) else names
        if names is None and is_total_of(before, so_far):
            names = ["requests_received"]
        if names == ["requests_received"] == self.last and _HANDLED.match(before):
            return ["requests_answered"]  # 接收申请3件,处理申请3件
        if names == ["requests_received"] and all_carried_out(body, count.end):
            names = [*names, "requests_carried_out"]
        is_ours = is_headed or "申请" in sentence
        if names is None and is_ours and is_total(before) and all_behind(body, count.end):
            names = ["requests_answered"]
        if names is None and "规范性文件" in sentence:
            names = [name for name, pattern in _DOCUMENTS if pattern.search(before)] or None
        if names is None and (name := share_of_disclosure(before, so_far)):
            self.ledger.figures.pop(name, None)
            names = [name]
        return names

    def hint(self, count: Count, before: str, so_far: str, under: int | None) -> None:
        """Remember what a count that was not known seems to be."""
        ledger = self.ledger
        above = "" if under is None else self.body[under : count.start]
        if count.unit in "件宗起":
            ledger.told.update(seems_counted(before, so_far, above))
        if count.unit not in _CASES or ledger.answered or _LISTED.search(so_far):
            return
        if tells_of_requests(so_far):
            ledger.told.add("requests_received")
