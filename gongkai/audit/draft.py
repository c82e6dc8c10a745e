"""What reports lose by what they print alone, in words: drafts before they are published, files that are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from gongkai.audit.rubric import default_rubric_file, load_rubric
from gongkai.audit.single import checked, prepare
from gongkai.extract.report import Report
from gongkai.fault_sums import ValueOf
from gongkai.faults import Evidence, Fault, grouped
from gongkai.sql_files import sql_text
from gongkai.warehouse.form_tables import load_form_tables
from gongkai.warehouse.schema import create_schema, load_seed, load_subtopics

_SEEDS = ("check_rule", "place_in_text", "sight_state")


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A fault or an omission, or with another `verdict` than `fail` and `not_shown` a doubt of ours; `points` are the check's, lost once."""

    check_id: str
    title: str
    verdict: str
    severity: str
    place: str
    place_name: str
    expected: str
    found: str
    locator: str
    legal_basis: str
    points: float


def draft_findings(reports: Sequence[Report]) -> list[list[DraftFinding]]:
    """What does not hold in each report, the dearest check first; nothing is kept of it."""
    found: list[list[DraftFinding]] = [[] for _ in reports]
    if not reports:
        return found
    with checked(reports, _SEEDS) as connection:
        _place_names.update(_places(connection))
        every = connection.execute("select check_id from check_rule").fetchall()
        points = load_rubric(default_rubric_file(), [check for (check,) in every]).points
        rows = connection.execute(sql_text("rerank", "finding_of_draft")).fetchall()
    for number, *row in rows:
        found[number].append(DraftFinding(*(*row, points.get(row[0], 0.0))))
    return [sorted(rows, key=lambda f: (-f.points, f.check_id)) for rows in found]


def prepare_drafts() -> None:
    """Make ahead what `draft_findings` needs, while the reports are read."""
    prepare(_SEEDS)


_place_names: dict[str, str] = {}


def place_names() -> dict[str, str]:
    """What officials call each place that a finding or a doubt can name, by its path."""
    if not _place_names:  # no report was checked before
        with duckdb.connect() as connection:
            create_schema(connection)
            load_seed(connection, "place_in_text")
            load_form_tables(connection)
            load_subtopics(connection)
            _place_names.update(_places(connection))
    return _place_names


def _places(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("select place, place_name from place").fetchall())


def in_words(
    report: Report, findings: Sequence[DraftFinding], harmless: Callable[[str], str]
) -> list[Fault]:
    """Findings of a report in words, repeats of one cause as one; `harmless` makes a stranger's text so."""
    evidence = [
        Evidence(
            check_id=f.check_id,
            place=f.place,
            place_name=harmless(f.place_name),
            expected=harmless(f.expected),
            found=harmless(f.found),
            year=report.year or 0,
            basis=f.legal_basis,
            locator=f.locator,
            verdict=f.verdict,
        )
        for f in findings
    ]
    return grouped(evidence, _values_of(report))


def _values_of(report: Report) -> ValueOf:
    def value(place: str) -> float | None:
        figure = report.figures.get(place)
        return figure.value if figure else None

    return value
