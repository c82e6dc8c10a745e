"""What became of last year's faults: only what was seen to be met is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.settings import sql_folder
from gongkai.sql_files import sql_text

SEEN = ("pass", "fail", "not_shown")
VERDICTS = (*SEEN, "not_seen", "not_applicable", "no_report")


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables that the mart reads, for one county of one unit."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table unit as select 'c/u' as unit_id, '样例镇' as unit_name, 'c' as county_id;"
            "create table county as select 'c' as county_id, '样例县' as county_name;"
            f"create table check_rule as from read_csv('{sql_folder()}/seeds/check.csv');"
            "create table check_result (unit_id varchar, year integer, check_id varchar, verdict varchar,"
            " is_scored boolean);"
            "create table finding (unit_id varchar, year integer, check_id varchar, place varchar,"
            " verdict varchar, dimension varchar)"
        )
        yield connection


def fate(db: duckdb.DuckDBPyConnection, before: str, now: str, check: str = "cells_filled") -> str:
    """What becomes of a check with these verdicts, each omission and failure with a finding of its own."""
    db.execute("delete from check_result; delete from finding")
    for year, verdict in ((2023, before), (2024, now)):
        db.execute("insert into check_result values ('c/u', ?, ?, ?, true)", [year, check, verdict])
        if verdict in ("fail", "not_shown"):
            db.execute(
                "insert into finding select 'c/u', ?, ?, 'requests', ?, dimension from check_rule"
                " where check_id = ?",
                [year, check, verdict, check],
            )
    rows = db.execute(sql_text("marts", "fault_trend")).fetchall()
    columns = [column[0] for column in db.description or ()]
    return str(dict(zip(columns, rows[0], strict=True))["fate"]) if rows else ""


@pytest.mark.parametrize("now", VERDICTS)
def test_only_a_pass_mends_a_fault(db: duckdb.DuckDBPyConnection, now: str) -> None:
    wanted = {"pass": "mended", "fail": "open", "not_shown": "open"}.get(now, "unknown")
    assert fate(db, "fail", now) == wanted


@pytest.mark.parametrize("before", VERDICTS)
def test_only_what_was_seen_to_be_met_is_new(db: duckdb.DuckDBPyConnection, before: str) -> None:
    wanted = {"pass": "new", "fail": "open", "not_shown": "open"}.get(before, "not_comparable")
    assert fate(db, before, "fail") == wanted


@pytest.mark.parametrize("before", [v for v in VERDICTS if v not in ("fail", "not_shown")])
@pytest.mark.parametrize("now", [v for v in VERDICTS if v not in ("fail", "not_shown")])
def test_without_a_fault_there_is_nothing_to_tell(
    db: duckdb.DuckDBPyConnection, before: str, now: str
) -> None:
    assert fate(db, before, now) == ""


def test_prose_that_no_longer_says_it_cannot_be_judged(db: duckdb.DuckDBPyConnection) -> None:
    assert fate(db, "fail", "not_shown", "narrative_requests") == "unknown"
    assert fate(db, "pass", "not_shown", "narrative_requests") == ""


def test_a_report_that_came_after_all_is_mended(db: duckdb.DuckDBPyConnection) -> None:
    assert fate(db, "no_report", "pass", "report_published") == "mended"
    assert fate(db, "no_report", "not_seen", "report_published") == "unknown"
    assert fate(db, "pass", "no_report", "report_published") == "new"
    assert fate(db, "no_report", "no_report", "report_published") == "open"


def test_a_note_is_no_fault(db: duckdb.DuckDBPyConnection) -> None:
    assert fate(db, "pass", "fail", "template_leftover") == ""


def test_the_sample_tells_each_fate(sample_warehouse: Path) -> None:
    with duckdb.connect(str(sample_warehouse), read_only=True) as db:
        fates = {f for (f,) in db.execute("select distinct fate from fault_trend").fetchall()}
        wrong = db.execute(
            "select * from fault_trend where fate = 'mended' and verdict <> 'pass'"
        ).fetchall()
    assert fates == {"mended", "open", "new", "unknown", "not_comparable"}
    assert not wrong
