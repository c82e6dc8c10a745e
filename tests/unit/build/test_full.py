"""A build loads what was staged, judges it, describes it, and is published whole or not at all."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.audit.rubric import default_rubric_file, load_rubric
from gongkai.build import full as module
from gongkai.build.full import RunInfo, build, validate
from gongkai.errors import WarehouseError
from gongkai.warehouse.dictionary.fields import check_dictionary
from gongkai.warehouse.query import query
from gongkai.warehouse.stage import report_id
from tests.once import once
from tests.unit.audit.reports import SMUDGED, put, sound_report
from tests.unit.warehouse.county import (
    STARTED,
    Kept,
    Staged,
    build_county,
    staged_report,
    two_years,
    write_county,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        target = folder / "warehouse" / "gongkai.duckdb"
        build_county(write_county(folder / "raw"), [two_years()[:2], two_years()[2:]], target)
        return target

    return once(tmp_path_factory, "built", make)


def _rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    return query(database, sql)[1]


def test_every_unit_year_and_check_has_a_verdict(built: Path) -> None:
    sql = "select count(*), count(distinct (unit_id, year, check_id)) from check_result"
    checks = _rows(built, "select count(*) from check_rule")[0][0]
    assert _rows(built, sql) == [(3 * 2 * checks, 3 * 2 * checks)]


def test_cells_arrive_as_they_were_read(built: Path) -> None:
    report = sound_report(2024, unit="云溪镇")
    key = report_id("yunxi2024", "test/yunxi", 2024)
    for table, prefix, row, column in (
        ("disclosure_figure", "disclosure", "item", "measure"),
        ("request_figure", "requests", "outcome", "applicant"),
        ("review_figure", "reviews", "channel", "result"),
    ):
        cells = _rows(
            built,
            f"select '{prefix}.' || {row} || '.' || {column}, value, printed, locator, doubt "
            f"from {table} where report_id = {key}",
        )
        wanted = {
            path: (f.value, f.printed, f.locator, f.doubt and f.doubt.code)
            for path, f in report.figures.items()
            if path.startswith(prefix)
        }
        assert {path: tuple(rest) for path, *rest in cells} == wanted


def test_the_ranking_and_what_is_missing(built: Path) -> None:
    rows = _rows(
        built,
        "select unit_name, rank, score, is_missing, continuity_lost, originality_lost "
        "from compliance_ranking where year = 2024",
    )
    assert rows == [
        ("白鹭镇", 1, 100.0, False, 0.0, None),
        ("云溪镇", 1, 100.0, False, 0.0, None),
        ("柳岸街道", None, None, True, None, None),
    ]


def test_a_refused_document_is_in_quarantine(built: Path) -> None:
    sql = "select unit_id, year, refusal_reason, refusal_code from quarantine"
    assert _rows(built, sql) == [("test/liuan", 2024, "not_a_report", "list_of_reports")]


def test_marts_of_a_sound_county(built: Path) -> None:
    received = "select is_reported, received_natural_person, received_total from requests_by_year"
    assert _rows(built, f"{received} where unit_id = 'test/yunxi' and year = 2024") == [
        (True, 3, 4)
    ]
    assert _rows(built, f"{received} where unit_id = 'test/liuan' and year = 2024") == [
        (False, None, None)
    ]
    rollup = (
        "select value, reports_counted, reports_missing from county_rollup "
        "where year = 2024 and row_id = 'received' and column_id = 'total'"
    )
    assert _rows(built, rollup) == [(8, 2, 1)]
    quality = (
        "select has_report, form, cells_expected, cells_printed, documents, refused_documents "
        "from data_quality where year = 2024 order by unit_id"
    )
    assert _rows(built, quality) == [
        (True, "2021", 200, 200, 1, 0),
        (False, None, 0, 0, 1, 1),
        (True, "2021", 200, 200, 1, 0),
    ]
    outcomes = (
        "select outcome, value, share from request_outcomes_by_year "
        "where unit_id = 'test/yunxi' and year = 2024 and value > 0"
    )
    assert _rows(built, outcomes) == [("granted", 3, 0.75), ("partly_granted", 1, 0.25)]
    prose = (
        "select item, value from disclosure_by_year_and_category "
        "where unit_id = 'test/yunxi' and year = 2024 and source = 'prose'"
    )
    assert _rows(built, prose) == [("政策文件", 6), ("工作动态", 4)]
    change = (
        "select received_total, received_total_previous, received_change, disclosed_change "
        "from year_on_year where unit_id = 'test/yunxi' order by year"
    )
    assert _rows(built, change) == [(4, None, None, None), (4, 4, 0, 0)]
    reviews = (
        "select channel, total from reviews_by_year where unit_id = 'test/yunxi' and year = 2024"
    )
    assert [total for _, total in _rows(built, reviews)] == [2, 1, 0]


def test_faults_and_doubts_stand_apart(tmp_path: Path) -> None:
    report = sound_report(2024)
    put(report, "requests.received.total", 9)
    put(report, "reviews.reconsideration.total", 9, SMUDGED)
    target = tmp_path / "gongkai.duckdb"
    build_county(write_county(tmp_path / "raw"), [[staged_report("a", report)]], target)
    faults = (
        "select check_id, place_name, found from findings_by_unit where check_id like '%_total'"
    )
    assert _rows(target, faults) == [
        ("request_row_total", "第三部分表，“一、本年新收政府信息公开申请数量”行，总计", "9")
    ]
    doubts = "select check_id, place from manual_queue where check_id = 'review_total'"
    assert _rows(target, doubts) == [("review_total", "reviews.reconsideration.total")]


def test_the_report_fetched_last_is_current(tmp_path: Path) -> None:
    old, new = sound_report(2024), sound_report(2024)
    put(old, "requests.received.total", 9)
    batch = [
        staged_report("new", new, fetched_at="2025-03-01T00:00:00+00:00"),
        staged_report("old", old, fetched_at="2025-02-01T00:00:00+00:00"),
    ]
    target = tmp_path / "gongkai.duckdb"
    build_county(write_county(tmp_path / "raw"), [batch], target)
    sql = "select document_sha256, revision, is_current from report order by revision"
    assert _rows(target, sql) == [("old", 1, False), ("new", 2, True)]
    assert _rows(target, "select count(*) from finding where check_id = 'request_row_total'") == [
        (0,)
    ]


def test_a_late_revision_does_not_make_an_early_report_late(tmp_path: Path) -> None:
    first, second = sound_report(2024), sound_report(2024)
    second.published_on = datetime.date(2025, 6, 1)
    batch = [
        staged_report("first", first, fetched_at="2025-02-01T00:00:00+00:00"),
        staged_report("second", second, fetched_at="2025-07-01T00:00:00+00:00"),
    ]
    target = tmp_path / "gongkai.duckdb"
    build_county(write_county(tmp_path / "raw"), [batch], target)
    sql = (
        "select verdict from check_result where check_id = 'published_on_time' "
        "and unit_id = 'test/yunxi' and year = 2024"
    )
    assert _rows(target, sql) == [("pass",)]


def test_what_cannot_be_filed_is_kept_as_refused(tmp_path: Path) -> None:
    batch = [
        staged_report("gone", sound_report(), unit_id="test/gone"),
        staged_report("whose", sound_report(), unit_id=None),
    ]
    target = tmp_path / "gongkai.duckdb"
    result = build_county(write_county(tmp_path / "raw"), [batch], target)
    assert result.counts["report"] == 0
    sql = "select document_sha256, county_id, refusal_reason, refusal_code from quarantine"
    assert sorted(_rows(target, sql)) == [
        ("gone", "test", "not_placed", "unit_not_registered"),
        ("whose", "test", "not_placed", "unit_not_known"),
    ]


def test_no_reports_at_all_is_a_warehouse_too(tmp_path: Path) -> None:
    target = tmp_path / "gongkai.duckdb"
    build_county(write_county(tmp_path / "raw"), [], target)
    assert _rows(target, "select distinct is_missing from ranking") == [(True,)]


def test_two_builds_are_equal_row_by_row(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "gongkai.duckdb"
    build_county(write_county(tmp_path / "raw"), [two_years()[:2], two_years()[2:]], again)
    tables = _rows(
        built, "select table_name from information_schema.tables where table_name not like '%run'"
    )
    assert len(tables) > 30
    for (table,) in tables:
        ordered = f"from {table} order by all"
        assert _rows(built, ordered) == _rows(again, ordered), table


def test_columns_are_described_in_the_catalog(built: Path) -> None:
    comments = dict(
        _rows(
            built,
            "select column_name, comment from duckdb_columns() where table_name = 'ranking'",
        )
    )
    assert comments["score"] == (
        "总分（分（0–100））：100 × 得分 ÷ 可评分，印出的一位小数；空值：不参加排名"
        " / points earned of points that could be judged, times 100"
    )
    assert all(comments.values())
    tables = "select count(*) from duckdb_tables() where comment is null"
    assert _rows(built, tables) == [(0,)]


def test_the_dictionary_misses_no_column_and_invents_none(built: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built}' as built (read_only); create schema copied")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'built'"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"create table {table} as from built.{table} limit 0")
        connection.execute("insert into dictionary from built.dictionary")
        connection.execute(  # views are not copied
            "delete from dictionary where table_name in"
            " (select view_name from duckdb_views() where database_name = 'built')"
        )
        check_dictionary(connection)
        connection.execute("alter table ranking add column stranger integer")
        connection.execute("alter table ranking drop column coverage")
        with pytest.raises(WarehouseError, match=r"ranking\.stranger.*ranking\.coverage"):
            check_dictionary(connection)


def test_each_night_joins_the_history(tmp_path: Path) -> None:
    county, target = write_county(tmp_path / "raw"), tmp_path / "gongkai.duckdb"
    for night in ("night-1", "night-2"):
        build_county(county, [two_years()], target, night)
    sql = "select run_id, started_at, json_extract(counts, '$.report')::integer, status from run"
    started = STARTED.replace(tzinfo=None)
    assert _rows(target, f"{sql} order by run_id") == [
        ("night-1", started, 4, "published"),
        ("night-2", started, 4, "published"),
    ]


def test_a_county_s_own_rubric_is_used(tmp_path: Path) -> None:
    county, target = write_county(tmp_path / "raw"), tmp_path / "gongkai.duckdb"
    text = default_rubric_file().read_text("utf-8")
    text = text.replace("published_on_time,15", "published_on_time,0")
    (county / "rubric.csv").write_text(text.replace("cells_filled,3", "cells_filled,18"), "utf-8")
    result = build_county(county, [two_years()], target)
    sql = "select points, rubric_version from rubric where check_id = 'cells_filled'"
    points, version = _rows(target, sql)[0]
    assert points == 18
    run = _rows(target, "select rubric_version from run")
    default = load_rubric(
        default_rubric_file(), [c for (c,) in _rows(target, "select check_id from check_rule")]
    ).version
    assert run == [(result.rubric_version,)]
    assert result.rubric_version.startswith(f"{default}+") and version != default


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    county, target = write_county(tmp_path / "raw"), tmp_path / "gongkai.duckdb"
    run = RunInfo("night", STARTED)
    build([county], [], target, run, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told)


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("delete from check_result where check_id = 'review_total'", "has 0 verdicts"),
        ("insert into check_result from check_result limit 1", "has 2 verdicts"),
        ("delete from report where unit_id = 'test/yunxi'", "rows without a report"),
        ("delete from document where unit_id = 'test/yunxi'", "rows without a document"),
        ("delete from ranking where unit_id = 'test/yunxi'", "rows without a ranking"),
        ("insert into document from document limit 1", "document: 1 keys stand more than once"),
        ("insert into score from score limit 1", "score: 1 keys stand more than once"),
        ("create table stranger (a integer)", "stranger"),
    ],
)
def test_an_unsound_warehouse_is_not_published(built: Path, damage: str, problem: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built}' as built (read_only)")
        connection.execute("copy from database built to memory")
        validate(connection)
        connection.execute(damage)
        with pytest.raises(WarehouseError, match=problem):
            validate(connection)


def test_a_build_that_fails_leaves_the_published_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, target = write_county(tmp_path / "raw"), tmp_path / "gongkai.duckdb"
    build_county(county, [two_years()], target)
    before = target.read_bytes()

    def fail(_connection: duckdb.DuckDBPyConnection) -> None:
        raise WarehouseError("not sound")

    monkeypatch.setattr(module, "validate", fail)
    with pytest.raises(WarehouseError, match="not sound"):
        build_county(county, [two_years()], target)
    assert target.read_bytes() == before
    monkeypatch.undo()
    build_county(county, [two_years()], target, "night-2")
    assert _rows(target, "select count(*) from run") == [(2,)]


def test_one_document_staged_twice_is_an_error(tmp_path: Path) -> None:
    batch = [Staged(Kept("same"), sound_report())]
    with pytest.raises(WarehouseError, match="cannot be built"):
        build_county(write_county(tmp_path / "raw"), [batch, batch], tmp_path / "gongkai.duckdb")
