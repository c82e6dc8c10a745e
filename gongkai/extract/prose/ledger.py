"""The numbers of requests, reviews and documents that a text was found to state, and what to doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.extract.prose.answered import Answered, Told, conclude, says_all, says_answered
from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.none_said import counted_by_people, zeros
from gongkai.extract.prose.scope import RequestsHeading
from gongkai.extract.prose.text import Text
from gongkai.extract.report import Doubt, NarrativeFigure, Report
from gongkai.messages import Message, message

_RECEIVED, _ANSWERED, _CARRIED_OUT = (
    "requests_received",
    "requests_answered",
    "requests_carried_out",
)
_OTHER_KIND = re.compile(
    r"[、,](?:[^。;,、\d]{0,6}(?:自然人|公民|个人|企业|法人|组织|单位)|网络|网上|线上|线下|当面|书面|信函|邮寄|电子邮件|传真)"
    r"[^。;,、\d]{0,10}(?:申请|收件)(?!0\D)\d"
)
_PENDING = re.compile(
    r"(?:正在|尚在|仍在)(?:办|处|审|征|法定|答复|期)|尚未(?:办|答|到)|未(?:到期|办结|答复)|将[于在]20\d\d年"
)
_OVER = re.compile(r"复议|诉讼|[。\n]")
_BEFORE, _REACH = 60, 160


class Ledger:
    """Numbers by name, the first of which is the one to give; `told`: names that others seem to have.

    Beside them stands what the number of requests answered is concluded from: `answered`; `done`,
    the words behind those received that say that they were; `closed`, how many were by their outcomes;
    what was carried in, and whether this `is_within` those received.
    """

    def __init__(self, text: Text, heading: RequestsHeading) -> None:
        """Open an empty ledger for a text."""
        self.text, self.heading = text, heading
        self.figures: dict[str, list[NarrativeFigure]] = {}
        self.told: set[str] = set()
        self.answered: list[Answered] = []
        self.attributes: list[Count] = []
        self.done: re.Match[str] | None = None
        self.closed: Count | None = None
        self.carried_in: float = 0
        self.is_within = False
        self._begin, self._is_headed = 0, False

    def add(self, name: str, count: Count) -> None:
        """Keep a number under a name, once; received under the heading of requests come first."""
        figures = self.figures.setdefault(name, [])
        if any(filed.value == count.value for filed in figures):
            return
        doubt, at = None, len(figures)
        if name == _RECEIVED:
            is_headed = self.heading.above(count.start) is not None
            if is_headed and not self._is_headed:
                at = 0
            if at == 0:
                self._begin, self._is_headed = count.end, is_headed
            if _OTHER_KIND.match(self.text.text, count.end):
                doubt = message("one_kind_counted")
        figures.insert(at, figure(name, "", count, self.text, doubt))

    def holds(self, name: str, count: Count) -> bool:
        """Whether a number as large as a count was found under a name."""
        return name in self.figures and self.figures[name][0].value >= count.value

    def forget(self, name: str) -> None:
        """Drop the numbers of a name: a better one follows."""
        self.figures.pop(name, None)
        self.is_within = False

    def none_said(self) -> None:
        """Add the zeros that are said in words, and requests that only people are counted of."""
        for name, zero in zeros(self.text.text, self.figures, is_sure=self._is_headed):
            self.add(name, zero)
        if _RECEIVED in self.figures:
            return
        if self.attributes:  # 主动公开264条,依申请公开2条
            self.add(_RECEIVED, self.attributes[0])
        elif people := counted_by_people(self.text.text):
            self.add(_RECEIVED, people)
            self.figures[_RECEIVED][0].doubt = message("people_counted")

    def conclude(self) -> None:
        """Add how many requests were answered, as far as the text says so."""
        received = self.figures.get(_RECEIVED, [])
        carried_out = self.figures.get(_CARRIED_OUT, [])
        every = None
        if self.answered or not received or received[0].value:
            every = (
                says_all(self.text.text, max(0, self._begin - _BEFORE), self.heading, self.answered)
                or self.done
            )
        is_sure = len(received) == 1 and not received[0].doubt
        if received and self.is_within:
            received[0].value -= self.carried_in
            received[0].doubt = message("carried_in_included")
        told = Told(
            received[0].value if received else None,
            self._begin,
            is_sure,
            self.carried_in,
            carried_out[0].value if carried_out else 0,
            tuple(self.answered),
            self.closed,
        )
        if told.received:
            self._hint_pending()
        found = conclude(self.text.text, told, every)
        if found.count is None:
            is_open = (told.received or 0) > told.carried_out
            is_spoken_of = is_open and says_answered(self.behind())
            self.told.update([_ANSWERED] if found.doubt or is_spoken_of else [])
            return
        count = replace(found.count, value=found.value)
        self.figures[_ANSWERED] = [figure(_ANSWERED, "", count, self.text, found.doubt)]

    def behind(self) -> str:
        """What the sentence goes on to say behind the number of requests received."""
        body = self.text.text
        return _OVER.split(body[self._begin : self._begin + _REACH])[0]

    def _hint_pending(self) -> None:
        if _PENDING.search(self.behind()):
            self.told.add(_CARRIED_OUT)

    def add_to(self, report: Report) -> None:
        """Put the first number of each name into the report, with a doubt where another was found."""
        for name in sorted(self.told - self.figures.keys()):
            why = message("count_not_recognised")
            report.doubts.append(Doubt(f"narrative.{name}", why))
        for name, figures in self.figures.items():
            chosen = figures[0]
            if others := {f.value for f in figures if f.value != chosen.value}:
                numbers = ", ".join(f"{v:g}" for v in sorted(others))
                chosen.doubt = message("other_numbers", numbers=numbers)
            if chosen.doubt:
                report.doubts.append(Doubt(f"narrative.{name}", chosen.doubt))
            report.narrative.append(chosen)


def figure(
    name: str, label: str, count: Count, text: Text, doubt: Message | None = None
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
