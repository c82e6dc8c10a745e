"""What is appended to a notice: its faults in full, the cells they stand in, the receipt to return."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.faults import OMISSION, Evidence, Fault
from gongkai.locators import place_of
from gongkai.pack.data.book import Book
from gongkai.pack.documents.official import OfficialLetter
from gongkai.pack.documents.word_table import text_grid
from gongkai.pack.sentences.places import column_on_form, order_on_form, place_on_form

_FAULTS = ("序号", "问题", "应为", "整改", "依据")
_CELLS = ("序号", "在法定表格中的位置", "应为", "实为", "在原件中的位置")
_RECEIPT = ("序号", "问题", "整改情况", "完成日期", "更正后网址或说明文号")
_POINTS = 9.0
_BLANKS = "cells_filled"


def faults_of_letter(letter: OfficialLetter, faults: Sequence[Fault]) -> None:
    """Every fault with what should stand there, what is to be done, and the clause."""
    rows = [
        (str(n), f.problem, f.expectation, f"{f.remedy}：{f.mend}", f.basis)
        for n, f in enumerate(faults, start=1)
    ]
    letter.caption("一、各项问题")
    letter.table(text_grid(_FAULTS, rows), widths=(0.4, 1.7, 1.6, 1.5, 1.5), points=_POINTS)


def cells_of(book: Book, letter: OfficialLetter, unit_id: str, faults: Sequence[Fault]) -> None:
    """Every cell, row or passage in which a fault stands, under the number of its fault."""
    source = book.sources.get(unit_id)
    form_id = source.form if source else ""
    rows = [
        (str(number), *_cell(book, unit_id, form_id, evidence))
        for number, fault in enumerate(faults, start=1)
        for evidence in sorted(fault.evidence, key=lambda e: order_on_form(form_id, e.place))
        if evidence.locator and evidence.place != OMISSION
    ]
    if rows:
        letter.caption("二、逐处位置（序号同上）")
        letter.table(text_grid(_CELLS, rows), widths=(0.4, 2.6, 1.2, 1.5, 1.3), points=_POINTS)


def receipt(letter: OfficialLetter, unit_name: str, year: int, faults: Sequence[Fault]) -> None:
    """The form that the unit returns, a row a fault."""
    rows = [(str(n), f.problem, " ", " ", " ") for n, f in enumerate(faults, start=1)]
    letter.line(f"单位：{unit_name}　　报告年度：{year}")
    letter.table(
        text_grid(_RECEIPT, rows), widths=(0.4, 2.4, 1.6, 0.9, 1.5), points=10.5, height=12
    )
    letter.line("整改情况填“已更正重发”“已书面说明”“今后改进”或“有异议（附理由）”。")
    letter.line("填报人：＿＿＿＿＿＿　电话：＿＿＿＿＿＿　负责人签字：＿＿＿＿＿＿")
    letter.line("单位（盖章）：＿＿＿＿＿＿＿＿　　　　填报日期：＿＿＿＿年＿＿月＿＿日")


def _cell(book: Book, unit_id: str, form_id: str, evidence: Evidence) -> tuple[str, str, str, str]:
    """Place on the form, expected, found, and place in the document, for one place of a fault."""
    found = evidence.found
    if evidence.check_id == _BLANKS:
        columns = _blank_columns(book, unit_id, form_id, evidence.place)
        if columns and found.startswith(f"{len(columns)} 格"):
            found = f"空白 {len(columns)} 格：{'、'.join(columns)}"
    where = place_on_form(form_id, evidence.place, evidence.place_name)
    return where, evidence.expected, found, place_of(evidence.locator)


def _blank_columns(book: Book, unit_id: str, form_id: str, row: str) -> list[str]:
    """The columns of a row of which the report prints the cell, without a number."""
    return [
        column_on_form(form_id, place)
        for (unit, place), cell in book.cells.items()
        if unit == unit_id
        and place.rpartition(".")[0] == row
        and cell.value is None
        and cell.locator is not None
    ]
