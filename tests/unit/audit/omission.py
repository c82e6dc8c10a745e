"""Takes things out of reports at random, and says what their units' scores and places were before and after."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import duckdb

from gongkai.audit.checks import OUTLIERS, SIMILARITY, known_checks, run_checks
from gongkai.audit.ranking import run_ranking
from gongkai.audit.score import load_rubrics, run_scores
from gongkai.extract.report import Figure, Report
from tests.unit.audit.warehouse import Body, filled

T = TypeVar("T")
Cut = Callable[[Report, random.Random], str | None]
"""Takes something out of a report and says what; None where there was nothing to take."""


@dataclass(frozen=True)
class Outcome:
    """One unit and year: its score and rank, None where it is not ranked, and the upper bound."""

    score: float | None
    rank: int | None
    high: float | None


def blank_cell(report: Report, draw: random.Random) -> str | None:
    """Blank a cell, or print a stroke in it."""
    path = _some([p for p, f in report.figures.items() if f.value is not None], draw)
    if path:
        old = report.figures[path]
        report.figures[path] = Figure(None, draw.choice(["", "/", "-"]), old.locator)
    return path


def take_cell(report: Report, draw: random.Random) -> str | None:
    path = _some([p for p, f in report.figures.items() if f.locator is not None], draw)
    if path:
        report.figures[path] = Figure()
    return path


def take_row(report: Report, draw: random.Random) -> str | None:
    row = _some(sorted({p.rsplit(".", 1)[0] for p, f in report.figures.items() if f.locator}), draw)
    for path in report.figures:
        if row and path.startswith(row + "."):
            report.figures[path] = Figure()
    return row


def take_column(report: Report, draw: random.Random) -> str | None:
    column = _some(
        sorted({p.rsplit(".", 1)[1] for p in report.figures if p.startswith("requests.")}), draw
    )
    for path in report.figures:
        if column and path.startswith("requests.") and path.endswith("." + column):
            report.figures[path] = Figure()
    return column


def take_table(report: Report, draw: random.Random) -> str | None:
    section = _some(list(report.tables), draw)
    if section is None:
        return None
    block = {2: "disclosure", 3: "requests", 4: "reviews"}[section]
    report.tables = tuple(s for s in report.tables if s != section)
    for path in report.figures:
        if path.startswith(block + "."):
            report.figures[path] = Figure()
    if not report.tables:
        report.figures, report.form = {}, None
    return block


def take_section(report: Report, draw: random.Random) -> str | None:
    """Take a part out, and with part one what it tells."""
    if not report.sections:
        return None
    section = report.sections.pop(draw.randrange(len(report.sections)))
    if section.number == 1:
        report.subtopics, report.accountability_stated = (), False
        report.narrative, report.breakdown_closed = [], None
    return f"section {section.number}"


def take_sentence(report: Report, draw: random.Random) -> str | None:
    """Take out a sentence: one number of the prose or a whole list, a matter, a period, a citation, a leftover."""
    there: list[tuple[str, Callable[[], object]]] = [
        (f"said {n}", lambda n=n: report.narrative.remove(n))  # type: ignore[misc]
        for n in report.narrative
        if n.name not in ("breakdown", "channels")
    ]
    if any(n.name == "breakdown" for n in report.narrative):
        there.append(("the list", lambda: _unlist(report)))
    there += [
        (f"matter {s}", lambda s=s: setattr(report, "subtopics", tuple({*report.subtopics} - {s})))  # type: ignore[misc]
        for s in report.subtopics
    ]
    nothing: Mapping[str, object] = {
        "accountability_stated": False,
        "period_start": None,
        "period_end": None,
        "notice_cited": None,
        "template_leftover": None,
    }
    there += [
        (name, lambda name=name, value=value: setattr(report, name, value))  # type: ignore[misc]
        for name, value in nothing.items()
        if getattr(report, name)
    ]
    if len(report.years_stated) > 1:
        there.append(
            ("another year", lambda: setattr(report, "years_stated", report.years_stated[:1]))
        )
    chosen = _some(there, draw)
    if chosen is None:
        return None
    chosen[1]()
    return chosen[0]


def take_date(report: Report, _draw: random.Random) -> str | None:
    had = report.published_on
    report.published_on, report.published_on_source = None, None
    return str(had) if had else None


CUTS: tuple[Cut, ...] = (
    blank_cell,
    take_cell,
    take_row,
    take_column,
    take_table,
    take_section,
    take_sentence,
    take_date,
)


def _unlist(report: Report) -> None:
    report.narrative = [n for n in report.narrative if n.name != "breakdown"]
    report.breakdown_closed = None


def _some(things: list[T], draw: random.Random) -> T | None:
    return draw.choice(things) if things else None


def cut_some(report: Report, draw: random.Random) -> tuple[Report, str]:
    """A copy of the report with one to three things taken out, and what they were."""
    less = copy.deepcopy(report)
    said = []
    for _ in range(draw.choice([1, 1, 2, 3])):
        cut = draw.choice(CUTS)
        said.append(f"{cut.__name__}: {cut(less, draw)}")
    return less, "; ".join(said)


def ranked(bodies: list[Body], first: int, last: int) -> duckdb.DuckDBPyConnection:
    """The bodies as one county, judged, scored and ranked; what costs no points is not looked at."""
    connection = filled(bodies, first, last)
    load_rubrics(connection)
    run_checks(connection, {*known_checks(connection)} - SIMILARITY - OUTLIERS)
    run_scores(connection)
    run_ranking(connection)
    return connection


def outcomes(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], Outcome]:
    rows = connection.execute(
        "select split_part(unit_id, '/', 2), year, score, rank, score_high from ranking"
    ).fetchall()
    return {(unit, year): Outcome(*rest) for unit, year, *rest in rows}
