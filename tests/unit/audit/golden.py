"""What each check says of each of its cases, as kept in golden.csv: `python -m tests.unit.audit.golden`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb

from gongkai.audit.checks import known_checks, run_checks
from tests.unit.audit.cases import CASES
from tests.unit.audit.reports import sound_report
from tests.unit.audit.warehouse import Body, filled

FILE = Path(__file__).with_name("golden.csv")
_HEAD = (
    "check",
    "verdict",
    "strict",
    "tested",
    "failed",
    "doubtful",
    "informative",
    "case",
    "findings",
)


def case_bodies() -> list[Body]:
    """A unit for each case, and one without a report."""
    bodies = [Body("missing")]
    for n, case in enumerate(CASES):
        report = sound_report(case.year)
        case.edit(report)
        reports, earlier = {case.year: report}, {}
        if case.before:
            reports[case.year - 1] = sound_report(case.year - 1)
            case.before(reports[case.year - 1])
        if case.earlier:
            earlier[case.year] = sound_report(case.year)
            case.earlier(earlier[case.year])
        decided = {case.year: case.decided} if case.decided else {}
        bodies.append(
            Body(f"case{n}", case.name, case.kind, reports, case.former_names, earlier, decided)
        )
    return bodies


def golden_rows(connection: duckdb.DuckDBPyConnection, *checks: str) -> list[tuple[str, ...]]:
    """One row a case of `checks` (of all when none is named) in the order of CASES."""
    results = {
        (unit, check, year): row
        for unit, check, year, *row in connection.execute(
            "select unit_id, check_id, year, verdict, verdict_strict, tested, failed, doubtful, "
            "informative from check_result"
        ).fetchall()
    }
    findings: dict[tuple[str, str, int], list[str]] = {}
    for unit, check, year, *row in connection.execute(
        "select unit_id, check_id, year, place, verdict, expected, found, locator from finding"
    ).fetchall():
        said = "{}: {}, expected {!r}, found {!r}, at {}".format(*row)
        findings.setdefault((unit, check, year), []).append(said)
    return [
        (case.check, *map(str, results[key]), case.what, "\n".join(sorted(findings.get(key, ()))))
        for n, case in enumerate(CASES)
        if not checks or case.check in checks
        for key in [(f"test/case{n}", case.check, case.year)]
    ]


def as_csv(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    audited = filled(case_bodies())
    run_checks(audited, known_checks(audited))
    FILE.write_text(as_csv(golden_rows(audited)), "utf-8")
