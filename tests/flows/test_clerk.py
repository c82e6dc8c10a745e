"""A new clerk's two days, by README.zh-CN.md alone: attachments arrive, open matters are settled in Excel."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.flows.office import (
    DATED,
    DOUBTED,
    IN_ZIP,
    MHT,
    MISPLACED,
    MISSED,
    OLD_WORD,
    SAVED,
    STRANGER,
    UNITS,
    VERSIONS,
    YEAR,
    Sheet,
    fill_roster,
    truth_of,
    write_attachments,
)
from tests.once import once
from tests.programs import OFFICE

pytestmark = pytest.mark.deep
ROOT = Path(__file__).parents[2]


@dataclass
class Office:
    """A folder in which a clerk works, and what the screen said of each night."""

    folder: Path
    said: list[str]

    @property
    def county(self) -> Path:
        return self.folder / "raw" / "yangli"

    @property
    def pack(self) -> Path:
        return self.folder / "warehouse" / "packs" / "yangli" / str(YEAR)

    def gongkai(self, *arguments: str) -> str:
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "GONGKAI_LANG": "zh"}
        done = subprocess.run(
            [sys.executable, "-m", "gongkai", *arguments],
            cwd=self.folder, env=variables, capture_output=True, text=True, check=True, timeout=600,
        )  # fmt: skip
        return done.stdout + done.stderr

    def night(self) -> None:
        self.said.append(self.gongkai("nightly", "--county", "样例县"))

    def asked(self, sql: str) -> list[tuple[object, ...]]:
        database = self.folder / "warehouse" / "gongkai.duckdb"
        with duckdb.connect(str(database), read_only=True) as db:
            return db.execute(sql).fetchall()

    def ledger(self) -> dict[str, tuple[str, str | None, int | None]]:
        rows = self.asked("select path, state_name, unit_name, year from inbox_ledger")
        return {str(path).removeprefix("inbox/"): (*rest,) for path, *rest in rows}  # type: ignore[misc]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office after its first night."""

    def make(folder: Path) -> Office:
        office = Office(folder, [])
        office.gongkai("county", "new", "yangli", "--name", "样例县", "--years", "2023", "2024")
        fill_roster(office.county / "名册.xlsx")
        office.gongkai("county", "check", "yangli")
        write_attachments(office.county / "inbox")
        office.night()
        (folder / "first.xlsx").write_bytes((office.pack / "待核.xlsx").read_bytes())
        (folder / "first.duckdb").write_bytes(
            (folder / "warehouse" / "gongkai.duckdb").read_bytes()
        )
        return office

    return once(tmp_path_factory, "clerk", make)


@pytest.fixture(scope="module")
def second(first: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The same after the clerk has filled in what was asked, and another night."""
    return once(tmp_path_factory, "clerk-second", lambda _folder: _answered(first))


def _answered(first: Office) -> Office:
    sheet = Sheet(first.pack / "待核.xlsx")
    sheet.answer("存疑数字", DOUBTED, 应为=truth_of(DOUBTED).figures[CELL], 情形="系统读错")
    sheet.answer("版本选择", "定稿", 是否选用="选用", 理由="盖章版")
    sheet.answer("日期补录", DATED, 发布日期="2025年1月20日")
    sheet.answer("单位不明", STRANGER, 归入单位="移出")
    sheet.answer("收件台账", f"2023/{MISPLACED}", 改归年度="2024", 理由="放错文件夹")
    sheet.fill_grid(truth_of(MISSED))
    sheet.save(first.county / "inbox" / "待核.xlsx")
    first.night()
    return first


CELL = "requests.received.natural_person"


def test_each_attachment_arrives_in_its_state(first: Office) -> None:
    with duckdb.connect(str(first.folder / "first.duckdb"), read_only=True) as db:
        rows = db.execute("select path, state_name, unit_name, year from inbox_ledger").fetchall()
    ledger = {path.removeprefix("inbox/"): (state, unit, year) for path, state, unit, year in rows}
    for unit in IN_ZIP:
        (found,) = [v for path, v in ledger.items() if path.startswith("各乡镇") and unit in path]
        assert found == ("已采用", unit, YEAR)
    word = "doc" if OFFICE else "docx"
    for name, unit in (
        (f"{MHT}2024年报.mht", MHT),
        (f"{OLD_WORD}2024年报.{word}", OLD_WORD),
        (f"{SAVED}2024年度报告.html", SAVED),
        (f"{DOUBTED}2024年报.html", DOUBTED),
        (f"{MISSED}2024年报.docx", MISSED),
    ):
        assert ledger[name] == ("已采用", unit, YEAR)
    for name in ("定稿", "作废"):
        assert ledger[f"{VERSIONS}2024年报（{name}）.docx"] == ("待选版本", VERSIONS, YEAR)
    assert ledger[f"{STRANGER}2024年报.docx"] == ("单位不明", None, YEAR)
    assert ledger[f"2023/{MISPLACED}年报.txt"] == ("已采用", MISPLACED, 2023)
    ignored = {path for path, (state, *_) in ledger.items() if state == "已忽略"}
    assert ignored == {f"~${VERSIONS}2024.docx", "Thumbs.db", "desktop.ini"}
    assert len(ledger) == len(IN_ZIP) + 5 + 2 + 1 + 1 + 3


def test_nobody_is_accused_of_what_only_the_office_can_settle(first: Office) -> None:
    with duckdb.connect(str(first.folder / "first.duckdb"), read_only=True) as db:
        states = dict(
            db.execute(
                "select unit_name, coalesce(pending, if(is_missing, state, 'ranked'))"
                " from compliance_ranking where year = 2024"
            ).fetchall()
        )
        accused = db.execute(
            "select check_id, verdict from finding where unit_id like '%' and year = 2023"
            " and check_id in ('year_stated', 'period_stated')"
        ).fetchall()
    assert states[VERSIONS] == "choice_open"
    assert states[MISPLACED] == "arrived_unread"
    assert states[DOUBTED] == "unseen"
    assert {verdict for _, verdict in accused} <= {"not_seen"}


def test_everything_open_is_asked_in_the_sheet(first: Office) -> None:
    sheet = Sheet(first.folder / "first.xlsx")
    doubts = {(row["单位"], row["位置"]) for row in sheet.rows("存疑数字")}
    assert (MISPLACED, "归入的年度") in doubts
    assert {unit for unit, _ in doubts} == {MISPLACED, DOUBTED}
    assert [row["文件"] for row in sheet.rows("单位不明")] == [f"{STRANGER}2024年报.docx"]
    assert {row["单位"] for row in sheet.rows("版本选择")} == {VERSIONS}
    assert [row["系统读作"] for row in sheet.rows("日期补录")] == ["2024-06-01"]


def test_the_answers_are_taken_in_and_told(second: Office) -> None:
    said = second.said[-1]
    assert "选定：采用 1，失败 0" in said
    assert "归档：采用 2，失败 0" in said
    assert "更正：采用 17，失败 0" in said  # a cell, a date, and the 15 of a table
    with (second.county / "corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 17
    assert {row["who"] for row in rows} == {"李某"} and all(row["when"] for row in rows)


def test_figures_ranks_and_ledger_are_right_afterwards(second: Office) -> None:
    for unit in (DOUBTED, MISSED, MISPLACED, VERSIONS):
        cells = second.asked(
            f"select place, value from cells_by_unit where unit_name = '{unit}' and year = 2024"
        )
        figures = truth_of(unit).figures
        wrong = [(p, v, figures.get(str(p))) for p, v in cells if v != figures.get(str(p))]
        assert cells and not wrong, unit
    ranking = second.asked("select unit_name, rank from compliance_ranking where year = 2024")
    assert {str(unit) for unit, rank in ranking if rank} == set(UNITS)
    dates = second.asked(
        f"select published_on::varchar from report_panel where unit_name = '{DATED}' and year = 2024"
    )
    assert dates == [("2025-01-20",)]
    ledger = second.ledger()
    assert ledger[f"{VERSIONS}2024年报（定稿）.docx"][0] == "已采用"
    assert ledger[f"{VERSIONS}2024年报（作废）.docx"][0] == "已被新版替代"
    assert ledger[f"{STRANGER}2024年报.docx"][0] == "已撤回"
    assert ledger[f"2023/{MISPLACED}年报.txt"] == ("已采用", MISPLACED, YEAR)
    assert ledger["待核.xlsx"][0] == "已采用"
    absent = second.asked(
        f"select state from compliance_ranking where unit_name = '{MISPLACED}' and year = 2023"
    )
    assert absent == [("not_found",)]


def test_the_next_sheet_asks_nothing_again_and_the_pack_says_what_was_revised(
    second: Office,
) -> None:
    sheet = Sheet(second.pack / "待核.xlsx")
    for name in ("存疑数字", "版本选择", "日期补录", "单位不明"):
        assert sheet.rows(name) == [], name
    book = openpyxl.load_workbook(second.pack / "workbook.xlsx")
    revised = {(row[2].value, row[6].value) for row in book["修订"].iter_rows(min_row=2)}
    reasons = {str(reason) for _, reason in revised}
    assert any("选定了另一版本" in reason for reason in reasons)
    assert any("核对更正" in reason for reason in reasons)
