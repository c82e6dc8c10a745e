"""Each check, golden: cases in which it passes, fails, is not shown, not seen and does not apply."""

from __future__ import annotations

from collections import defaultdict

import duckdb
import pytest

from gongkai.audit.checks import known_checks, run_checks
from tests.unit.audit.cases import CASES, IMPOSSIBLE, Case
from tests.unit.audit.golden import FILE, as_csv, case_bodies, golden_rows
from tests.unit.audit.reports import put, sound_report
from tests.unit.audit.warehouse import Body, filled


@pytest.fixture(scope="module")
def audited() -> duckdb.DuckDBPyConnection:
    """All cases, each a unit of its own, through one run of all checks."""
    connection = filled(case_bodies())
    run_checks(connection, known_checks(connection))
    return connection


@pytest.mark.parametrize(
    ("number", "case"),
    [pytest.param(n, c, id=f"{c.check}-{c.verdict}-{c.what}") for n, c in enumerate(CASES)],
)
def test_verdict(audited: duckdb.DuckDBPyConnection, number: int, case: Case) -> None:
    unit = f"test/case{number}"
    found = audited.execute(
        "select verdict from check_result where unit_id = ? and year = ? and check_id = ?",
        [unit, case.year, case.check],
    ).fetchone()
    findings = audited.execute(
        "select place, verdict from finding where unit_id = ? and year = ? and check_id = ?",
        [unit, case.year, case.check],
    ).fetchall()
    assert found == (case.verdict,), findings
    assert findings or case.verdict not in ("fail", "not_shown")
    if case.where is not None:
        assert tuple(sorted(place for place, _ in findings)) == tuple(sorted(case.where))


def test_what_is_said_of_each_case(audited: duckdb.DuckDBPyConnection) -> None:
    """Each word and number, so that a change of a check shows; `golden` writes the file again."""
    assert as_csv(golden_rows(audited)) == FILE.read_text("utf-8")


def test_every_check_has_every_verdict(audited: duckdb.DuckDBPyConnection) -> None:
    shown = defaultdict(set)
    for case in CASES:
        shown[case.check].add(case.verdict)
    wanted = {"pass", "fail", "not_seen", "not_applicable"}
    lacking = {
        (check, verdict)
        for check in known_checks(audited)
        for verdict in wanted - shown[check]
        if (check, verdict) not in IMPOSSIBLE
    }
    assert lacking == set()


def test_a_sound_report_fails_nothing() -> None:
    years = range(2019, 2025)
    connection = filled([Body("sound", reports={year: sound_report(year) for year in years})])
    run_checks(connection, known_checks(connection))
    failed = connection.execute(
        "select year, check_id, expected, found from finding "
        "where check_id <> 'in_force_continuity'"
    ).fetchall()
    assert failed == []


def test_a_unit_without_a_report_misses_every_check(audited: duckdb.DuckDBPyConnection) -> None:
    verdicts = audited.execute(
        "select distinct verdict from check_result where unit_id = 'test/missing'"
    ).fetchall()
    assert set(verdicts) == {("no_report",), ("not_applicable",)}


def test_the_index_is_complete(audited: duckdb.DuckDBPyConnection) -> None:
    rows, keys, wanted = audited.execute(
        "select count(*), count(distinct (unit_id, year, check_id)), "
        "(select count(*) from unit) * 7 * (select count(*) from check_rule) from check_result"
    ).fetchone() or (0, 0, 0)
    assert rows == keys == wanted > 0


def test_a_check_that_was_not_run_is_not_dropped() -> None:
    connection = filled([Body("one", reports={2024: sound_report()})])
    run_checks(connection, ["request_balance"])
    verdicts = dict(
        connection.execute(
            "select check_id, verdict from check_result where year = 2024"
        ).fetchall()
    )
    assert set(verdicts) == set(known_checks(connection))
    assert verdicts["request_balance"] == "pass"
    assert verdicts["review_total"] == "not_applicable"


def test_findings_say_what_was_expected_found_and_where() -> None:
    report = sound_report()
    put(report, "requests.carried_out.natural_person", 0)
    connection = filled([Body("one", reports={2024: report})])
    run_checks(connection, known_checks(connection))
    found = connection.execute(
        "select place, expected, found, locator, verdict, severity, legal_basis from finding "
        "where check_id = 'request_balance'"
    ).fetchall()
    locator = report.figures["requests.concluded.natural_person"].locator
    assert [row[:6] for row in found] == [("natural_person", "4", "3", locator, "fail", "error")]
    assert "勾稽关系" in found[0][6]


def test_only_terms_other_than_zero_are_informative() -> None:
    report = sound_report()
    for path in report.figures:
        put(report, path, 0)
    connection = filled([Body("zero", reports={2024: report})])
    run_checks(connection, ["request_row_total", "request_balance", "review_total"])
    verdicts = connection.execute(
        "select check_id, verdict, tested, informative from check_result "
        "where tested > 0 order by 1"
    ).fetchall()
    assert verdicts == [
        ("request_balance", "pass", 7, 0),
        ("request_row_total", "pass", 25, 0),
        ("review_total", "pass", 3, 0),
    ]
