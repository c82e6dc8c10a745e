"""Corrections: applied while the report prints what they were based on, stale once it does not."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.audit.corrections import COLUMNS, Correction, append_correction, read_corrections
from gongkai.audit.review import decide, queue
from gongkai.errors import WarehouseError
from gongkai.extract.report import Report
from tests.once import once
from tests.unit.audit.reports import SMUDGED, doubt, put, sound_report
from tests.unit.warehouse.county import Kept, build_county, write_county
from tests.unit.warehouse.county import Staged as StagedReport

CELL = "requests.received.total"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return write_county(tmp_path / "raw", 2024, 2024)


def _build(
    county: Path, tmp_path: Path, edit: Callable[[Report], Any] | None = None
) -> duckdb.DuckDBPyConnection:
    report = sound_report(2024)
    if edit:
        edit(report)
    target = tmp_path / "gongkai.duckdb"
    build_county(county, [[StagedReport(Kept("abc"), report)]], target)
    return duckdb.connect(str(target), read_only=True)


def _row(cell: str, before: str, to: str, kind: str = "reader", **more: str) -> Correction:
    values = {"unit_key": "yunxi", "year": "2024", "reason": "看错", "who": "张", "when": "2025"}
    values |= more
    return Correction(
        values["unit_key"],
        values["year"],
        cell,
        before,
        to,
        kind,
        values["reason"],
        values["who"],
        values["when"],
    )


def _cell(db: duckdb.DuckDBPyConnection) -> tuple[Any, ...] | None:
    return db.execute(
        "select value, printed, correction, value_printed, doubt from request_figure "
        "where outcome = 'received' and applicant = 'total'"
    ).fetchone()


def _verdict(db: duckdb.DuckDBPyConnection, check: str) -> str:
    return str(
        db.execute(
            "select verdict from check_result where unit_id = 'test/yunxi' and check_id = ?",
            [check],
        ).fetchall()[0][0]
    )


def _received(db: duckdb.DuckDBPyConnection) -> Any:
    sql = "select received_total from requests_by_year where unit_id = 'test/yunxi'"
    return db.execute(sql).fetchall()[0][0]


def test_a_misreading_is_mended_for_checks_and_marts(county: Path, tmp_path: Path) -> None:
    append_correction(county, _row(CELL, "9", "4"))
    db = _build(county, tmp_path, lambda r: put(r, CELL, 9, SMUDGED))
    assert _cell(db) == (4, "9", "reader", 9, None)
    assert _verdict(db, "request_row_total") == "pass"
    assert _received(db) == 4


def test_the_report_s_own_fault_stays_its_fault(county: Path, tmp_path: Path) -> None:
    append_correction(county, _row(CELL, "9", "4", "report"))
    db = _build(county, tmp_path, lambda r: put(r, CELL, 9))
    assert _cell(db) == (4, "9", "report", 9, None)
    assert _verdict(db, "request_row_total") == "fail"
    assert _received(db) == 4


def test_without_a_correction_nothing_changes(county: Path, tmp_path: Path) -> None:
    db = _build(county, tmp_path, lambda r: put(r, CELL, 9))
    assert _cell(db) == (9, "9", None, None, None)


_STATUSES = [
    (_row(CELL, "4", "5"), "applied"),
    (_row(CELL, " 4 ", "5"), "applied"),
    (_row(CELL, "7", "5"), "stale"),
    (_row("requests.recieved.total", "4", "5"), "unknown_cell"),
    (_row(CELL, "4", "5", unit_key="nobody"), "unknown_cell"),
    (_row(CELL, "4", "5", year="2023"), "unknown_cell"),
    (_row(CELL, "4", "5", year="去年"), "invalid"),
    (_row(CELL, "4", "five"), "invalid"),
    (_row(CELL, "4", "5", "other"), "invalid"),
    (_row(CELL, "4", "5", reason=""), "invalid"),
    (_row("narrative.breakdown.政策文件", "6", "5"), "applied"),
    (_row("narrative.requests_received", "4", ""), "applied"),
    (_row("published_on", "2025-01-20", "2025-03-20"), "applied"),
    (_row("published_on", "2025-01-20", "March"), "invalid"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bool]]:
    """The status of each row, and whether it is without a note; each row is of a unit of its own."""

    def make(folder: Path) -> list[tuple[str, bool]]:
        county = write_county(folder / "raw", 2024, 2024)
        rows, units, reports = [], [], []
        for number, (row, _) in enumerate(_STATUSES):
            key, name = f"u{number}", f"示例第{number}镇"
            units.append(f"{key},{name},镇,,,,,,示例\n")
            report = sound_report(2024, unit=name)
            reports.append(StagedReport(Kept(f"sha{number}", f"test/{key}"), report))
            is_known = row.unit_key == "yunxi"
            rows.append(dataclasses.replace(row, unit_key=key if is_known else row.unit_key))
        with (county / "units.csv").open("a", encoding="utf-8") as file:
            file.writelines(units)
        _write(county, *rows)
        target = folder / "gongkai.duckdb"
        build_county(county, [reports], target)
        with duckdb.connect(str(target), read_only=True) as db:
            return db.execute(
                "select status, note is null from correction order by row_number"
            ).fetchall()

    return once(tmp_path_factory, "corrected", make)


@pytest.mark.parametrize("number", range(len(_STATUSES)), ids=str)
def test_the_status_of_a_row(found: list[tuple[str, bool]], number: int) -> None:
    status = _STATUSES[number][1]
    assert len(found) == len(_STATUSES)
    assert found[number] == (status, status == "applied")


def _write(county: Path, *rows: Correction) -> None:
    """Write rows as a person might, faults and all."""
    values = [
        (
            r.unit_key,
            r.year,
            r.cell,
            r.printed_from,
            r.corrected_to,
            r.kind,
            r.reason,
            r.decided_by,
            r.decided_on,
        )
        for r in rows
    ]
    text = "\n".join(",".join(row) for row in [COLUMNS, *values]) + "\n"
    (county / "corrections.csv").write_bytes(text.encode("gb18030"))


def test_the_last_of_two_for_one_cell_holds(county: Path, tmp_path: Path) -> None:
    _write(county, _row(CELL, "9", "5"), _row(CELL, "9", "4"))
    db = _build(county, tmp_path, lambda r: put(r, CELL, 9))
    statuses = db.execute("select status from correction order by row_number").fetchall()
    assert statuses == [("superseded",), ("applied",)]
    assert _received(db) == 4


def test_a_stale_one_is_not_applied_and_says_what_is_printed_now(
    county: Path, tmp_path: Path
) -> None:
    append_correction(county, _row(CELL, "9", "5"))
    db = _build(county, tmp_path)
    assert _received(db) == 4
    assert db.execute("select note from correction").fetchall() == [("报告现在印的是“4”",)]


def test_a_blank_that_is_no_zero(county: Path, tmp_path: Path) -> None:
    append_correction(county, _row(CELL, "4", ""))
    db = _build(county, tmp_path)
    assert _cell(db) == (None, "4", "reader", 4, None)


def test_a_corrected_date_is_judged(county: Path, tmp_path: Path) -> None:
    with (county / "county.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[deadline]]\nyear = 2024\ndate = 2025-01-31\nbasis = '示例通知'\n")
    append_correction(county, _row("published_on", "2025-01-20", "2025-03-20"))
    db = _build(county, tmp_path)
    assert _verdict(db, "published_on_time") == "fail"
    date = db.execute(
        "select published_on, published_on_source from data_quality where unit_id = 'test/yunxi'"
    ).fetchall()
    assert date == [(datetime.date(2025, 3, 20), "corrected")]


def test_a_decision_settles_a_doubt(county: Path, tmp_path: Path) -> None:
    def smudge(report: Report) -> None:
        put(report, CELL, 9)
        doubt(report, CELL)
        doubt(report, "sections.5")

    db = _build(county, tmp_path, smudge)
    assert _verdict(db, "request_row_total") == "not_seen"
    db.close()
    database = tmp_path / "gongkai.duckdb"
    waiting = {(d.place, d.printed) for d in queue(database, "test", 2024)}
    assert {(CELL, "9"), ("sections.5", None)} <= waiting
    common = {"reason": "放大后看清", "who": "李"}
    decide(county.parent, database, "test/yunxi", 2024, CELL, to="4", **common)
    decide(county.parent, database, "test/yunxi", 2024, "sections.5", to=None, **common)
    again = tmp_path / "again"
    again.mkdir()
    after = _build(county, again, smudge)
    assert after.execute("select status from correction").fetchall() == [("applied",)] * 2
    assert _verdict(after, "request_row_total") == "pass"
    assert after.execute("from manual_queue").fetchall() == []


def test_a_decision_on_nothing_is_refused(county: Path, tmp_path: Path) -> None:
    _build(county, tmp_path).close()
    database = tmp_path / "gongkai.duckdb"
    for place, to in (("requests.recieved.total", "4"), ("sections.5", None)):
        with pytest.raises(WarehouseError, match="no such place"):
            decide(county.parent, database, "test/yunxi", 2024, place, to=to, reason="x", who="y")
    assert not (county / "corrections.csv").exists()


def test_a_file_is_added_to_whole_or_not_at_all(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _row(CELL, "9", "4", reason='第一，"二"\n三')
    append_correction(county, first)

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("gongkai.atomic_write.os.fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        append_correction(county, _row(CELL, "4", "5"))
    assert read_corrections(county) == [first]
    assert sorted(p.name for p in county.iterdir() if "correction" in p.name) == ["corrections.csv"]


def test_a_row_with_a_fault_is_not_appended(county: Path) -> None:
    with pytest.raises(WarehouseError, match="理由"):
        append_correction(county, _row(CELL, "9", "4", reason=""))


def test_a_file_without_its_columns_is_refused(county: Path, tmp_path: Path) -> None:
    (county / "corrections.csv").write_text("unit_key,year\n", "utf-8")
    with pytest.raises(WarehouseError, match="lacks the column cell"):
        _build(county, tmp_path)
