"""What waits for a person goes out in a workbook, and what they fill in comes back as data."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import openpyxl

from gongkai.audit.corrections import read_corrections
from gongkai.settle import sheets
from gongkai.settle.inboxes import settle_inboxes
from gongkai.settle.taking_in import settle
from gongkai.sources.ledger.arrivals import note_arrivals
from gongkai.sources.ledger.decisions import read_decisions
from tests.programs import converted, needs_office
from tests.unit.settle.conftest import BARE, DOUBTED, NEW, OLD, Office, answer, filled


def fill_everything(workbook: openpyxl.Workbook) -> None:
    """One answer of each kind, as a clerk types them."""
    answer(workbook, "存疑数字", 1, 应为="１２", 情形="系统读错", 理由="扫描件模糊")
    page = workbook["版本选择"]
    rows = {page.cell(row, 4).value: row - 1 for row in range(2, page.max_row + 1)}
    answer(workbook, "版本选择", rows["定稿.docx"], 是否选用="选用", 理由="盖章版")
    answer(workbook, "日期补录", 1, 发布日期="2025年1月20日")
    answer(workbook, "单位不明", 1, 归入单位="柳岸街道", 归入年度=2023)
    grid = workbook["漏读表格"]
    for row in range(2, grid.max_row + 1):
        if str(grid.cell(row, 1).value or "").startswith(sheets.TABLES):
            for column in range(2, 17):
                grid.cell(row, column).value = 0
            grid.cell(row, 2).value = 2
            grid.cell(row, 6).value = 2


def test_each_kind_of_matter_is_told(office: Office) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(office.sheet()))
    assert tuple(workbook.sheetnames) == sheets.NAMES
    rows = {name: workbook[name].max_row - 1 for name in sheets.NAMES}
    assert [rows[n] for n in ("存疑数字", "版本选择", "日期补录", "单位不明")] == [1, 2, 1, 1]
    assert rows["收件台账"] == 5
    assert "柳岸街道 2024 年度　第四部分" in workbook["漏读表格"].cell(2, 2).value
    differs = workbook["版本选择"].cell(2, 6).value
    assert "第三部分表，“一、本年新收政府信息公开申请数量”行，总计：" in differs


def test_answers_become_corrections_and_decisions_and_hold_the_next_night(office: Office) -> None:
    settled = settle(office.folder, office.database, filled(office.sheet(), fill_everything), "x")
    assert settled.lines == [
        "更正：采用 17，失败 0",
        "选定：采用 1，失败 0",
        "归档：采用 1，失败 0",
    ]
    rows = read_corrections(office.folder)
    assert {row.decided_by for row in rows} == {"李某"}
    assert ("12", "扫描件模糊") in {(row.corrected_to, row.reason) for row in rows}
    chosen, placed = read_decisions(office.folder)
    assert (chosen.kind, chosen.document_sha256, chosen.instead_of) == ("choose", OLD, NEW)
    assert (placed.kind, placed.unit_key, placed.year) == ("place", "liuan", "2023")
    office.night()
    with duckdb.connect(str(office.database), read_only=True) as db:
        asked = "select distinct status from correction"
        assert db.execute(asked).fetchall() == [("applied",)]
        value = (
            "select value, printed from request_figure join report using (report_id) "
            "where unit_id = 'test/bailu' and outcome = 'received' and applicant = 'total'"
        )
        assert db.execute(value).fetchall()[0][0] == 12
        assert db.execute("from open_choice").fetchall() == []
        date = "select published_on::varchar from data_quality where unit_id='test/liuan' and year=2024"
        assert db.execute(date).fetchone() == ("2025-01-20",)
        entered = (
            "select has_review_table, value, locator from review_figure join report using (report_id) "
            "where unit_id = 'test/liuan' and channel = 'reconsideration' and result = 'total'"
        )
        assert db.execute(entered).fetchone() == (True, 2, "entered")


def test_the_same_answers_twice_are_one(office: Office) -> None:
    body = filled(office.sheet(), fill_everything)
    settle(office.folder, office.database, body, "x")
    before = read_corrections(office.folder), read_decisions(office.folder)
    settle(office.folder, office.database, body, "x")
    assert (read_corrections(office.folder), read_decisions(office.folder)) == before


def test_an_answer_about_a_report_that_changed_is_refused_and_stops_no_other(
    office: Office,
) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        page = workbook["存疑数字"]
        page.cell(2, 1).value = str(page.cell(2, 1).value).replace("d" * 64, "f" * 64)
        answer(workbook, "存疑数字", 1, 应为=12)
        answer(workbook, "日期补录", 1, 发布日期="年初")

    settled = settle(office.folder, office.database, filled(office.sheet(), fill), "x")
    assert settled.lines == [
        "更正：采用 0，失败 2（白鹭镇：报告已有新的版本，答复作废，请在新的待核表上填写；"
        "柳岸街道：“年初”不是日期）"
    ]
    assert read_corrections(office.folder) == []


def test_a_place_that_no_report_has_is_named(office: Office) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        page = workbook["存疑数字"]
        page.cell(2, 1).value = str(page.cell(2, 1).value).replace("received", "recieved")
        answer(workbook, "存疑数字", 1, 应为=12)

    settled = settle(office.folder, office.database, filled(office.sheet(), fill), "x")
    assert settled.lines == ["更正：采用 0，失败 1（白鹭镇：无此处）"]


def test_a_file_is_withdrawn_and_restored_from_the_ledger(office: Office) -> None:
    for act, left in (("撤回", 1), ("恢复", 2)):

        def fill(workbook: openpyxl.Workbook, act: str = act) -> None:
            page = workbook["收件台账"]
            row = next(
                n for n in range(2, page.max_row + 1) if page.cell(n, 2).value == "作废.docx"
            )
            answer(workbook, "收件台账", row - 1, 处理=act, 理由="镇里来电")

        settle(office.folder, office.database, filled(office.sheet(), fill), "x")
        office.night()
        with duckdb.connect(str(office.database), read_only=True) as db:
            count = "select count(*) from report where unit_id = 'test/yunxi'"
            assert db.execute(count).fetchone() == (left,)


def test_a_workbook_in_the_inbox_is_taken_in_once_and_said(office: Office) -> None:
    inbox = office.folder / "inbox"
    inbox.mkdir()
    (inbox / "待核-李某.xlsx").write_bytes(filled(office.sheet(), fill_everything))
    (inbox / "待核（未签）.xlsx").write_bytes(filled(office.sheet(), fill_everything, who=""))
    said = settle_inboxes(office.database, [office.folder])
    assert said[0] == "test 待核-李某.xlsx　更正：采用 17，失败 0"
    assert "没有写明填写人" in said[-1]
    assert settle_inboxes(office.database, [office.folder]) == []


@needs_office
def test_nothing_is_lost_through_libreoffice(office: Office, tmp_path: Path) -> None:
    (tmp_path / "待核.xlsx").write_bytes(filled(office.sheet(), fill_everything))
    saved = converted([tmp_path / "待核.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    body = saved[0].read_bytes()
    settled = settle(office.folder, office.database, body, "x")
    assert settled.lines == [
        "更正：采用 17，失败 0",
        "选定：采用 1，失败 0",
        "归档：采用 1，失败 0",
    ]
    again = openpyxl.load_workbook(io.BytesIO(body))
    assert again["收件台账"].protection.sheet
    assert again["版本选择"].data_validations.dataValidation
    assert again[sheets.KEYS].sheet_state == "hidden"


def test_files_that_left_the_inbox_are_asked_about(office: Office) -> None:
    answers = {"白鹭.docx": "撤回", "柳岸.docx": "保留"}
    note_arrivals(office.folder, [])
    office.night()
    workbook = openpyxl.load_workbook(io.BytesIO(office.sheet()))
    page = workbook[sheets.REMOVED.name]
    names = {page.cell(row, 2).value: row - 1 for row in range(2, page.max_row + 1)}
    assert answers.keys() <= names.keys()

    def fill(workbook: openpyxl.Workbook) -> None:
        for name, said in answers.items():
            answer(workbook, sheets.REMOVED.name, names[name], 处理=said)

    body = filled(office.sheet(), fill)
    assert settle(office.folder, office.database, body, "x").lines == ["归档：采用 2，失败 0"]
    decided = {(d.kind, d.document_sha256) for d in read_decisions(office.folder)}
    assert decided == {("withdraw", DOUBTED), ("keep", BARE)}
    office.night()
    left = openpyxl.load_workbook(io.BytesIO(office.sheet()))[sheets.REMOVED.name]
    listed = {left.cell(row, 2).value for row in range(2, left.max_row + 1)}
    assert not answers.keys() & listed
