"""Workbooks that somebody else made, or made otherwise: each is refused as a whole, and says why."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from gongkai.audit.corrections import read_corrections
from gongkai.errors import AnswersRefusedError
from gongkai.settle import sheets
from gongkai.settle.taking_in import settle
from gongkai.settle.workbook_in import MAX_ROWS, read_answers
from tests.unit.settle.conftest import Office, answer, filled


def formula(workbook: openpyxl.Workbook) -> None:
    answer(workbook, "存疑数字", 1, 应为='=HYPERLINK("https://example.com","12")')


def renamed(workbook: openpyxl.Workbook) -> None:
    workbook["存疑数字"].title = "数字"


def another_sheet(workbook: openpyxl.Workbook) -> None:
    workbook.create_sheet("随便")


def column_gone(workbook: openpyxl.Workbook) -> None:
    workbook["存疑数字"].delete_cols(4)


def column_more(workbook: openpyxl.Workbook) -> None:
    workbook["漏读表格"].insert_cols(4)


def key_gone(workbook: openpyxl.Workbook) -> None:
    workbook["存疑数字"].cell(2, 1).value = None


def elsewhere(workbook: openpyxl.Workbook) -> None:
    workbook[sheets.KEYS].cell(2, 1).value = "lingxian"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (formula, "sheet_has_formulas"),
        (renamed, "not_the_sheet"),
        (another_sheet, "not_the_sheet"),
        (column_gone, "not_the_sheet"),
        (column_more, "not_the_sheet"),
        (key_gone, "not_the_sheet"),
        (elsewhere, "sheet_of_another_county"),
    ],
)
def test_a_changed_workbook_is_refused_as_a_whole(
    office: Office, change: Callable[[openpyxl.Workbook], None], code: str
) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        answer(workbook, "日期补录", 1, 发布日期="2025-01-20")
        change(workbook)

    body = filled(office.sheet(), fill)
    with pytest.raises(AnswersRefusedError) as refused:
        settle(office.folder, office.database, body, "待核.xlsx")
    assert refused.value.message.code == code
    assert read_corrections(office.folder) == []


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/a.bin",
        "xl/connections.xml",
    ],
)
def test_macros_links_and_embedded_things_refuse_the_workbook(office: Office, part: str) -> None:
    body = io.BytesIO(office.sheet())
    with zipfile.ZipFile(body, "a") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(AnswersRefusedError) as refused:
        read_answers(body.getvalue(), "待核.xlsx")
    assert refused.value.message.code == "sheet_has_foreign_parts"


def test_a_hundred_thousand_rows_are_refused(office: Office) -> None:
    row = '<row r="{0}"><c r="B{0}" t="inlineStr"><is><t>甲镇</t></is></c></row>'
    more = "".join(row.format(n) for n in range(1_000, 101_000)).encode()
    sent, changed = zipfile.ZipFile(io.BytesIO(office.sheet())), io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sent.namelist():
            body = sent.read(name)
            if name == "xl/worksheets/sheet2.xml":
                body = body.replace(b"</sheetData>", more + b"</sheetData>")
            archive.writestr(name, body)
    with pytest.raises(AnswersRefusedError) as refused:
        read_answers(changed.getvalue(), "待核.xlsx")
    assert refused.value.message.code == "sheet_too_big"


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0" + b"0" * 600])
def test_what_is_no_workbook_is_refused(body: bytes) -> None:
    with pytest.raises(AnswersRefusedError):
        read_answers(body, "待核.xlsx")


def test_a_workbook_that_unpacks_to_very_much_is_refused(office: Office) -> None:
    body = io.BytesIO(office.sheet())
    with zipfile.ZipFile(body, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * (201 << 20))
    with pytest.raises(AnswersRefusedError) as refused:
        read_answers(body.getvalue(), "待核.xlsx")
    assert refused.value.message.code == "sheet_too_big"


def test_what_a_report_says_is_text_in_the_workbook(office: Office) -> None:
    assert MAX_ROWS > 15_000
    with zipfile.ZipFile(io.BytesIO(office.sheet())) as archive:
        pages = [archive.read(n) for n in archive.namelist() if "worksheets/" in n]
    assert not any(b"<f>" in page for page in pages)
