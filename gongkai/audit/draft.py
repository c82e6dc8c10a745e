"""What a draft would lose if it were published as it is: the checks that one report alone can show."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from gongkai.audit.checks import known_checks, run_checks
from gongkai.audit.rubric import default_rubric_file, load_rubric
from gongkai.audit.single import load_reports
from gongkai.extract.report import Report
from gongkai.sql_files import sql_text
from gongkai.warehouse.form_tables import load_form_tables
from gongkai.warehouse.schema import create_schema, load_seed, load_subtopics


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A fault or an omission, or with another `verdict` than `fail` and `not_shown` a doubt of ours; `points` are the check's, lost once."""

    check_id: str
    title: str
    verdict: str
    severity: str
    place_name: str
    expected: str
    found: str
    locator: str
    legal_basis: str
    points: float


def draft_findings(report: Report) -> list[DraftFinding]:
    """What does not hold in a draft, the dearest check first; nothing is kept of it."""
    with duckdb.connect() as connection:
        create_schema(connection)
        for seed in ("check_rule", "place_in_text", "sight_state"):
            load_seed(connection, seed)
        load_form_tables(connection)
        load_subtopics(connection)
        load_reports(connection, [report])
        checks = known_checks(connection, single_report=True)
        run_checks(connection, checks)
        every = connection.execute("select check_id from check_rule").fetchall()
        points = load_rubric(default_rubric_file(), [check for (check,) in every]).points
        rows = connection.execute(sql_text("rerank", "finding_of_draft")).fetchall()
    found = [DraftFinding(*(*row, points.get(row[0], 0.0))) for row in rows]
    return sorted(found, key=lambda f: (-f.points, f.check_id))
