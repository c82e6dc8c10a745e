"""What extraction makes of a page: one report with every figure, its print and its place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from gongkai.errors import RefusedError
from gongkai.messages import Message

NARRATIVE_NUMBERS = (
    "disclosed_total",
    "requests_received",
    "requests_answered",
    "requests_carried_out",
    "reconsiderations",
    "litigations",
    "normative_documents_issued",
    "normative_documents_repealed",
    "normative_documents_in_force",
)


@dataclass(slots=True)
class Figure:
    """One cell.

    `value` is None when nothing was printed that is a number. `printed` is what stood there (`""`
    for a blank cell). `locator` is None when the row or column itself is absent from the document.
    `doubt` says why the reader is not sure; None when it is.
    """

    value: float | None = None
    printed: str | None = None
    locator: str | None = None
    doubt: Message | None = None


@dataclass(slots=True)
class NarrativeFigure:
    """A number that the prose states.

    `name` is one of NARRATIVE_NUMBERS, `breakdown` or `channels`; `label` is the category or
    channel as printed, and empty for the others. `is_approximate` where 余/多/近/约 marks it;
    `is_derived` where it follows from others (all were answered). `rule` is the id of the rule that
    read it, `clause` the sentence that it stands in.
    """

    name: str
    label: str
    value: float
    printed: str
    locator: str
    is_approximate: bool = False
    doubt: Message | None = None
    is_derived: bool = False
    rule: str = ""
    clause: str = ""


@dataclass(slots=True)
class ReportSection:
    """A part of the report as printed; `fingerprint` is a sha256 that numbers, punctuation
    and the name of the unit do not change."""

    number: int
    title: str
    body: str
    fingerprint: str


@dataclass(slots=True)
class Doubt:
    """Something the reader is not sure of: a path such as `requests.received.total`, and why."""

    where: str
    message: Message

    @property
    def why(self) -> str:
        """Why, in English."""
        return self.message.en


@dataclass(frozen=True, slots=True)
class UnseenPlace:
    """Something that a person sees and the reader did not: a path such as `requests`, what stands
    there (`picture`, `frame`, `object`, `attachment`, `script`), and where in the document."""

    where: str
    kind: str
    locator: str


@dataclass(slots=True)
class Report:
    """One unit's report of one year, as printed.

    Attributes:
        unit_stated: what the document itself calls the unit.
        unit_registered: the registry's name, where the document's own is short or absent.
        figures: cell path to figure, for every cell of `form`; empty when no table was found.
        tables: which of sections 2, 3 and 4 hold their table.
        breakdown_closed: whether the breakdown claims to be complete; None without a breakdown.
        published_on_source: `page`, `meta`, `url` or None: where the date was found.
        subtopics: which of section one's five matters (1 to 5) are covered.
        period_start, period_end: the statistical period, where it is stated as dates.
        notice_cited: id of the form whose notice the report cites (`2021`, `2019`), if any.
        template_leftover: instruction text of the template that was left in, if any.
        years_stated: years that title and text state for the report, most trusted first.
        unseen: places that were not read, and are no omission of the report; each is doubted too.
    """

    unit_stated: str | None = None
    unit_registered: str | None = None
    county: str | None = None
    year: int | None = None
    form: str | None = None
    published_on: datetime.date | None = None
    published_on_source: str | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    tables: tuple[int, ...] = ()
    narrative: list[NarrativeFigure] = field(default_factory=list)
    breakdown_closed: bool | None = None
    sections: list[ReportSection] = field(default_factory=list)
    subtopics: tuple[int, ...] = ()
    accountability_stated: bool = False
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    notice_cited: str | None = None
    template_leftover: str | None = None
    years_stated: tuple[int, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    unseen: list[UnseenPlace] = field(default_factory=list)

    @property
    def unit(self) -> str | None:
        """Whose report it is: by the registry's name, else by its own."""
        return self.unit_registered or self.unit_stated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its name (`name.zip!/member`, `name.eml!/member`), and its report or refusal."""

    name: str
    result: Report | RefusedError
