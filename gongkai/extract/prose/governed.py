"""What governs each number of a sentence: its subject, whose it is, of which year, and whether it is a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.extract.prose.lexicon import Token
from gongkai.messages import Message, message

BOUNDS = frozenset(("comma", "semi", "colon"))
SUBJECTS = {
    "request": "requests",
    "on_request": "requests",
    "both_done": "requests",
    "request_word": "requests",
    "newly": "requests",
    "reconsider": "reviews",
    "litigate": "reviews",
    "sued_after": "reviews",
    "foreign": "foreign",
    "audience": "audience",
    "event": "event",
    "normative": "normative",
    "strong": "disclosure",
    "turned": "disclosure",
}
PASSING = ("event", "audience")  # subjects of their own clause only
_TIMES = (
    "report_year",
    "this_year",
    "fresh",
    "last_year",
    "prev",
    "stock",
    "change",
    "changed_to",
    "part_of_year",
)
GOVERNING = BOUNDS.union(SUBJECTS, _TIMES, ("number", "people", "open", "close", "county", "own"))
"""Concepts that Governor heeds: it need not pass others."""


@dataclass(slots=True)
class Quantity:
    """A number of a sentence: the index of its token, of its clause's first, and what governs it.

    `period` is `this`, `past` or `stock`; `owner` is `own`, `county` or empty; `is_change` where
    it says by how much another number changed, `is_of_part` where it counts a part of the year: 上半年公开137条.
    """

    index: int
    clause: int
    token: Token
    subject: str = ""
    period: str = "this"
    owner: str = ""
    is_change: bool = False
    is_of_part: bool = False

    @property
    def value(self) -> float:
        """The number that it says."""
        return self.token.number.value if self.token.number else 0.0

    @property
    def vague(self) -> Message | None:
        """What to doubt of it where its words leave it open: 数百条."""
        is_vague = self.token.number is not None and self.token.number.is_vague
        return message("number_vague") if is_vague else None

    @property
    def unit(self) -> str:
        """The measure word behind it, empty where there is none."""
        return self.token.number.unit if self.token.number else ""


class Governor:
    """Goes through the tokens of a sentence and notes what governs the numbers to come."""

    def __init__(self, tokens: list[Token], subject: str, owner: str) -> None:
        """Begin with the subject and the owner that the sentence stands under."""
        self.tokens, self.subject, self.main = tokens, subject, subject
        self.owner = self.outside = owner
        self.whole = (subject, subject)  # what the words before a bracket speak of
        self.clause = 0
        self.leading = self.period = "this"
        self.is_change = self.is_of_part = False
        self.quantities: list[Quantity] = []

    def pass_token(self, index: int) -> None:
        """Go on to a token."""
        token = self.tokens[index]
        concept = token.concept
        if concept in ("number", "people"):
            self.quantities.append(
                Quantity(
                    index,
                    self.clause,
                    token,
                    self.subject,
                    self.period,
                    self.owner,
                    self.is_change,
                    self.is_of_part,
                )
            )
            if self.period == "past" and self.is_here("carry", index):
                self.period = self.leading  # 上年结转0件、办结0件
        elif (
            concept == "both_done" and self.subject == "foreign" and self.is_here("foreign", index)
        ):
            pass  # 信访受理答复212条
        elif concept in SUBJECTS:
            self.subject = SUBJECTS[concept]
            self.main = self.subject if self.subject not in PASSING else self.main
            self.period = self.leading if concept == "newly" else self.period
        elif concept in BOUNDS:
            self.pass_bound(index, concept)
        elif concept in ("open", "close", "county", "own"):
            self.pass_owner(index, concept)
        else:
            self.pass_time(index, concept)

    def is_here(self, concept: str, index: int) -> bool:
        """Whether a concept stands in the clause before a token."""
        return any(token.concept == concept for token in self.tokens[self.clause : index])

    def pass_bound(self, index: int, concept: str) -> None:
        """A clause ends; a bare year that led it, as in `2022年,`, governs those behind it."""
        opening = self.tokens[self.clause].concept if index == self.clause + 1 else ""
        if opening in ("last_year", "prev"):
            self.leading = "past"
        if concept == "semi":
            self.leading = "this"
            self.owner = "" if self.owner == "county" else self.owner
        self.clause, self.period = index + 1, self.leading
        self.is_change = self.is_of_part = False
        self.subject = self.main

    def pass_owner(self, index: int, concept: str) -> None:
        """Whose the numbers are; what a bracket says holds within it."""
        if concept == "open":
            self.outside, self.whole = self.owner, (self.subject, self.main)
        elif concept == "close":
            self.owner, (self.subject, self.main) = self.outside, self.whole
        else:
            clause = self.tokens[self.clause : index]
            is_channel = bool(clause) and clause[-1].concept == "by_means"  # 通过市政府政务网站
            behind = [t.concept for t in self.tokens[index + 1 : index + 3]]
            if any(t.concept == "by_means" for t in clause):  # 通过示例县人民政府官方网站、公众号
                is_channel = is_channel or "channel" in behind
            if is_channel or any(t.concept == "around" for t in clause):
                return  # what a unit works through or for is not whose its numbers are
            if concept == "own" or not any(t.concept == "receive" for t in clause):
                self.owner = concept  # 收到县政府办转来的申请 is no number of the county's

    def spans_years(self, index: int) -> bool:
        """Whether a year is the last of several: 2003年至2009年累计公开261条."""
        before = self.tokens[max(0, index - 2) : index]
        is_span = [token.concept for token in before] == ["last_year", "filler"]
        return is_span and before[1].end - before[1].start == 1

    def pass_time(self, index: int, concept: str) -> None:
        """Of which year the numbers are, and whether they are differences."""
        if concept == "report_year" and self.spans_years(index):
            self.leading = self.period = "stock"
        elif concept in ("report_year", "this_year", "fresh"):
            self.leading = self.period = "this"
            self.is_change = self.is_change and concept == "fresh"  # 提高公开水平2024年公开9条
        elif concept in ("last_year", "prev"):
            self.period = "past"
        elif concept == "stock":
            before = self.tokens[index - 1].concept if index else ""
            self.period = "this" if before in ("report_year", "this_year") else "stock"
            self.leading = "stock" if before == "last_year" else self.leading  # 2003年以来,
        elif concept == "change":
            self.is_change = True
        elif concept == "part_of_year":
            self.is_of_part = True
        elif concept == "changed_to":
            self.is_change, self.leading, self.period = False, "this", "this"
            if self.quantities and self.quantities[-1].index == index - 1:
                self.quantities[-1].is_change = True


def other_numbers(values: Iterable[float]) -> Message:
    """What tells of other numbers in the text."""
    return message("other_numbers", numbers=", ".join(f"{v:g}" for v in sorted(values)))
