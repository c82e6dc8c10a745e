"""What a pack is made of, as plain data: read once, then laid out as PDF and as HTML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from gongkai.pack.data.cells import Cell, Source, Statement, Sum
from gongkai.pack.data.judged import Check, Past
from gongkai.pack.data.office import Corrected, Filed, Revised, china_day
from gongkai.pack.data.trend import Trend
from gongkai.pack.data.unread import NO_UNIT, NotFound, Refused

DIMENSIONS = {
    "timeliness": "时效",
    "completeness": "要素格式",
    "arithmetic": "表内勾稽",
    "continuity": "跨年衔接",
    "prose_against_tables": "文表一致",
    "originality": "原创性",
}
"""Dimension of the rubric to its name in print, in the order of the rubric."""


@dataclass(frozen=True, slots=True)
class Run:
    """The nightly run that built the warehouse: its end dates every page of the pack."""

    run_id: str
    finished_at: datetime.datetime
    rubric_version: str

    @property
    def day(self) -> datetime.date:
        """The day in China on which it ended, which all that is written of it bears."""
        return china_day(self.finished_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place in the ranking of the year.

    `lost` holds the points lost by dimension, None where nothing of the dimension could be judged.
    `is_missing` where no report was read; `state` says why, and only `not_found` is 未见报告. `score` and the ranks
    are None where it is not ranked; `pending` then says why not, and `low` and `high` bound the score of a sole version.
    """

    unit_id: str
    unit_name: str
    is_missing: bool
    score: float | None
    coverage: float | None
    informative_checks: int
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    lost: dict[str, float | None]
    state: str = "read"
    state_name: str = "已读"
    pending: str = ""
    low: float | None = None
    high: float | None = None
    earned: float = 0.0
    judged: float = 0.0
    unseen: float = 0.0


@dataclass(frozen=True, slots=True)
class YearOfRequests:
    """Requests of one unit in one year; every number is None where no report was seen or read."""

    unit_id: str
    unit_name: str
    year: int
    is_reported: bool
    received: int | None
    carried_in: int | None
    concluded: int | None
    carried_out: int | None
    doubtful_cells: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many of a unit's concluded requests of the year ended so."""

    unit_id: str
    group: str
    name: str
    count: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One figure on disclosure: a cell of table two (`table`) or a category named in prose."""

    unit_id: str
    source: str
    item: str
    measure: str
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Review:
    """Reconsiderations or lawsuits of one unit in the year; `results` are those of the forms, by id."""

    unit_id: str
    unit_name: str
    channel: str
    channel_name: str
    results: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place at which a report does not meet a requirement, with its evidence.

    `check_points` are lost once, however many places fail. `place` is in words, `at` is its path
    (`requests.received.total`). Of severity `note`, it is for a person to verify and no fault. `verdict` is `fail`,
    `not_shown` (the report leaves it out), `lead` or `note`.
    """

    unit_id: str
    check_id: str
    title: str
    dimension: str
    check_points: float
    place: str
    expected: str
    found: str
    legal_basis: str
    locator: str = ""
    at: str = ""
    severity: str = "error"
    verdict: str = "fail"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must look at: no fault, and no points lost."""

    unit_id: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How much of a unit's report could be read."""

    unit_id: str
    unit_name: str
    has_report: bool
    form: str
    state_name: str
    expected: int
    printed: int
    blank: int
    absent: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Book:
    """Everything a pack says about one county in one year."""

    county_id: str
    county_name: str
    is_fictional: bool
    year: int
    years: tuple[int, ...]
    deadline: datetime.date | None
    deadline_basis: str
    is_deadline_set: bool
    run: Run
    ranking: tuple[Standing, ...]
    requests: tuple[YearOfRequests, ...]
    outcomes: tuple[Outcome, ...]
    disclosures: tuple[Disclosure, ...]
    disclosed_totals: dict[str, tuple[float | None, float | None]]
    reviews: tuple[Review, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    quality: tuple[Quality, ...]
    refused: tuple[Refused, ...]
    not_found: tuple[NotFound, ...]
    names: dict[str, str] = field(default_factory=dict)
    """Unit id to name, in the order of the registry's ids."""
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    """Unit id and place (`requests.received.total`) to the cell of the report in force."""
    statements: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    """Unit id to the numbers its prose states, in reading order."""
    sources: dict[str, Source] = field(default_factory=dict)
    """Unit id to its document; a unit without a report has none."""
    checks: tuple[Check, ...] = ()
    """Every check, in the order of the rubric."""
    verdicts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Unit id and check to the verdict of the year."""
    trend: tuple[Trend, ...] = ()
    """What became of last year's faults, and which are new, by unit, in the order of the rubric."""
    history: dict[str, tuple[Past, ...]] = field(default_factory=dict)
    """Unit id to its years, oldest first, this year last."""
    rollup: dict[str, Sum] = field(default_factory=dict)
    """Place to the county's sum."""
    pairs_told: tuple[int, int] = (0, 0)
    """Pairs of ranked units of which one is above the other in 95 % of the draws, and all pairs."""
    weights: dict[str, tuple[float, float | None]] = field(default_factory=dict)
    """Dimension to its points and to the share of the scores' variance that comes with it."""
    ledger: tuple[Filed, ...] = ()
    """Files of the year, and of no known year, that ever arrived."""
    corrections: tuple[Corrected, ...] = ()
    """What a person corrected in the year's reports, and what did not take effect."""
    revisions: tuple[Revised, ...] = ()
    """What was published otherwise before, the newest first."""

    closed: tuple[str, ...] = ()
    """Units that were sent a notice and have mended all of it, in the order of the registry."""
    memo: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What is dear to work out of the rest and asked for often, by its name."""

    def correction_of(self, unit_id: str, place: str) -> str:
        """The mark of a corrected figure, such as 更正，原印 8; empty for another."""
        for row in self.corrections:
            if (row.unit_id, row.place) == (unit_id, place) and not row.fault:
                return row.mark
        return ""

    def corrections_of(self, place: str) -> list[Corrected]:
        """What was corrected at a place, over all units."""
        return [row for row in self.corrections if row.place == place and not row.fault]

    @property
    def reported(self) -> tuple[Standing, ...]:
        """The units whose report of the year was read, best first, those that are not ranked at the end."""
        return tuple(s for s in self.ranking if not s.is_missing)

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """The units that have a rank, best first."""
        return tuple(s for s in self.ranking if s.rank is not None)

    @property
    def pending(self) -> tuple[Standing, ...]:
        """The units whose report was read and that are not ranked until a person settles something: 待核."""
        return tuple(s for s in self.reported if s.rank is None)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that are faults."""
        return tuple(f for f in self.findings if f.severity != "note")

    @property
    def asked(self) -> frozenset[tuple[str, str]]:
        """Unit and check of everything that tonight's notices ask for."""
        faults = {(finding.unit_id, finding.check_id) for finding in self.to_mend}
        return frozenset(faults | {(s.unit_id, "report_published") for s in self.not_there})

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        """The faults that a notice asks to mend: not what the prose leaves out, which no rule asks to be written."""
        return tuple(
            f
            for f in self.faults
            if f.verdict != "not_shown" or f.dimension != "prose_against_tables"
        )

    @property
    def missing(self) -> tuple[Standing, ...]:
        """The units whose report of the year was not read, whatever the reason."""
        return tuple(s for s in self.ranking if s.is_missing)

    @property
    def not_there(self) -> tuple[Standing, ...]:
        """The units that were looked for everywhere: only of them may be said 未见报告."""
        return tuple(s for s in self.missing if s.state == "not_found")

    @property
    def unread(self) -> tuple[Standing, ...]:
        """The units whose report arrived unread, or was not looked for to the end."""
        return tuple(s for s in self.missing if s.state != "not_found")

    @property
    def unclaimed(self) -> tuple[Standing, ...]:
        """Those of the unread of whom no file arrived that is known to be theirs: one of an unknown unit may be."""
        waiting = {r.unit_name for r in self.refused if r.may_be_report}
        arrived = (s for s in self.unread if s.state == "arrived_unread")
        return tuple(s for s in arrived if s.unit_name not in waiting) if NO_UNIT in waiting else ()

    @property
    def absence(self) -> dict[str, str]:
        """Unit id to the words for why there is no report of it."""
        return {s.unit_id: s.state_name for s in self.missing}

    def requests_of(self, year: int) -> tuple[YearOfRequests, ...]:
        """Requests of every unit in one year."""
        return tuple(r for r in self.requests if r.year == year)
