"""The workbook: ranking, findings, all figures, a sheet a unit, and the county roll-up over them.

The statutory tables stand in the same cells on every unit's sheet and on the roll-up, whose formulas
are sums over all unit sheets; each also holds the sum as of the night, for readers that do not
calculate. Text is always written as text: a report may hold `=HYPERLINK(…)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.locators import place_of
from gongkai.pack.data.book import Book
from gongkai.pack.data.cells import Cell, Source
from gongkai.pack.data.year_form import form_of
from gongkai.pack.pages.front import document_title
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.tables.statutory import Grid, Placed, grids
from gongkai.pack.workbook import lists as lists
from gongkai.pack.workbook import office as office
from gongkai.pack.workbook.style import OPTIONS, Styles, sheet_names

ROLLUP = "县级汇总"
"""Name of the sheet that is pasted into the county's own report."""

_TOP = 4
"""Rows above the first statutory table on every unit sheet and on the roll-up."""

_MOST_TERMS = 250  # of a function, says Excel
_LONGEST_FORMULA = 8000  # characters, of the 8,192 that Excel takes
_WIDTHS = (16, 18, 34)  # of the nested labels
_NUMBER_WIDTH = 9


def draw_workbook(book: Book) -> bytes:
    """The whole workbook; the same book gives the same bytes.

    Cells of the roll-up are live sums over the unit sheets. Yellow marks what rests on a doubtful
    reading, blue what some report left without a number, grey what no report gives.
    """
    body = BytesIO()
    with xlsxwriter.Workbook(body, OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": document_title(book),
                "subject": "虚构示例数据" if book.is_fictional else "政府信息公开工作年度报告核查",
                "author": "gongkai",
                "created": book.run.finished_at.replace(tzinfo=None),
            }
        )
        workbook.set_size(24000, 14000)
        workbook.set_calc_mode("auto")
        styles = Styles(workbook)
        names = sheet_names(list(book.names.values()))
        _explain(workbook.add_worksheet("说明"), styles, book)
        lists.ranking(workbook.add_worksheet("排名"), styles, book)
        lists.findings(workbook.add_worksheet("问题"), styles, book)
        lists.trend(workbook.add_worksheet("整改情况"), styles, book)
        _rollup(workbook.add_worksheet(ROLLUP), styles, book, names)
        lists.figures(workbook.add_worksheet("全部数据"), styles, book)
        lists.statements(workbook.add_worksheet("正文数字"), styles, book)
        office.ledger(workbook.add_worksheet("收件台账"), styles, book)
        office.corrections(workbook.add_worksheet("更正"), styles, book)
        office.revisions(workbook.add_worksheet("修订"), styles, book)
        for unit_id, name in zip(book.names, names, strict=True):
            _unit(workbook.add_worksheet(name), styles, book, unit_id)
    return body.getvalue()


def places_of(year: int) -> dict[str, tuple[int, int]]:
    """Place of a number to its row and column (from 0) on the roll-up and on every unit sheet."""
    found = {}
    for grid, top in _stacked(year):
        found.update({c.place: (top + c.row, c.column) for c in grid.cells if c.place})
    return found


def _stacked(year: int) -> list[tuple[Grid, int]]:
    """The tables of the year's form, one under another, with the row each starts at."""
    stacked: list[tuple[Grid, int]] = []
    top = _TOP
    for grid in grids(form_of(year).id):
        stacked.append((grid, top + 1))
        top += grid.rows + 3
    return stacked


def _explain(sheet: Worksheet, styles: Styles, book: Book) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 96)
    lists.on_a4(sheet)
    sheet.write_string(0, 0, document_title(book), styles.title)
    lines = [
        (
            "县级汇总",
            "按法定格式排列，各格为对各单位工作表同一格的求和公式，可直接复制到本县报告。",
        ),
        ("单位工作表", "每个单位一张，法定三张表与县级汇总在相同的格；改动后县级汇总随之变动。"),
        ("黄底", "读数存疑，或汇总中含存疑读数：应先核对原件。批注写明原因。"),
        ("蓝底", "报告中该格未填数字，或汇总中有报告未填：空白不作零，不计入合计。"),
        ("绿底", "经人核对更正的数字，批注写明原印。"),
        ("灰底", "没有读到报告，或报告没有该行列。"),
        ("问题", "每处问题的位置、应为、实为与依据。存疑的读数不列为问题。"),
        ("整改情况", "上年的问题本年怎样了：看到已达到的才作已整改，没有看到的为未能判断。"),
        ("全部数据", "所有报告所有格：读出的数、原文、在原件中的位置、原件的文件名与校验值。"),
        ("整理日期", f"{book.run.day:%Y-%m-%d}；批次 {book.run.run_id or '未记录'}"),
    ]
    row = 2
    if book.is_fictional:
        sheet.write_string(1, 0, FICTIONAL, styles.warning)
    for term, text in lines:
        swatch = {
            "黄底": styles.doubtful,
            "蓝底": styles.blank,
            "灰底": styles.absent,
            "绿底": styles.corrected,
        }.get(term)
        sheet.write_string(row, 0, term, swatch or styles.label)
        sheet.write_string(row, 1, text, styles.text)
        row += 1


def _rollup(sheet: Worksheet, styles: Styles, book: Book, names: list[str]) -> None:
    seen = len(book.reported)
    missing = "、".join(s.unit_name for s in book.missing)
    notes = [
        f"{book.county_name} {book.year} 年度法定表格汇总（{len(names)} 个单位，{seen} 份报告）",
        f"没有读到报告，未计入：{missing}" if missing else "各单位报告均已计入。",
        "黄底：含存疑读数；蓝底：有报告未填该格；灰底：没有报告填该格。批注写明份数。",
    ]
    _heads(sheet, styles, notes, book)
    for grid, top in _stacked(book.year):
        _labels(sheet, styles, grid, top)
        for cell in grid.cells:
            if not cell.place:
                continue
            total = book.rollup.get(cell.place)
            at = xl_rowcol_to_cell(top + cell.row, cell.column)
            value = None if total is None else total.value
            style = styles.number
            if total is None or total.value is None:
                style = styles.absent
            elif total.doubtful:
                style = styles.doubtful
            elif total.reports < seen:
                style = styles.blank
            _merge(sheet, top, cell, style)
            formula = _sum_over(names, at)
            sheet.write_formula(
                top + cell.row, cell.column, formula, style, "" if value is None else value
            )
            corrected = book.corrections_of(cell.place)
            if total is not None and (corrected or style is not styles.number):
                text = f"{seen} 份报告中 {total.reports} 份填有数字"
                text += f"，其中 {total.doubtful} 个读数存疑" if total.doubtful else ""
                text += "".join(f"；{c.unit_name}{c.mark}" for c in corrected)
                _comment(sheet, top + cell.row, cell.column, text)


def _sum_over(names: Sequence[str], at: str) -> str:
    """The sum of one cell over all unit sheets, each named: LibreOffice knows no 'first:last'!D5.

    Where no sheet has a number the sum is empty, for blank is not zero.
    """
    cells = [f"'{name}'!{at}" for name in names]
    parts = [
        ",".join(cells[start : start + _MOST_TERMS]) for start in range(0, len(cells), _MOST_TERMS)
    ]
    total = "+".join(f"SUM({part})" for part in parts)
    count = "+".join(f"COUNT({part})" for part in parts)
    formula = f'=IF({count}=0,"",{total})'
    return formula if len(formula) <= _LONGEST_FORMULA else f"={total}"


def _unit(sheet: Worksheet, styles: Styles, book: Book, unit_id: str) -> None:
    source = book.sources.get(unit_id)
    _heads(sheet, styles, _unit_notes(book, unit_id, source), book)
    shown: set[str] = set()
    for grid, top in _stacked(book.year):
        _labels(sheet, styles, grid, top)
        for cell in grid.cells:
            if cell.place:
                shown.add(cell.place)
                mark = book.correction_of(unit_id, cell.place)
                _figure(sheet, styles, top, cell, book.cells.get((unit_id, cell.place)), mark)
    lists.left_over(sheet, styles, book, unit_id, shown, _end(book.year))


def _unit_notes(book: Book, unit_id: str, source: Source | None) -> list[str]:
    title = f"{book.names[unit_id]} {book.year} 年度"
    if source is None:
        return [title, "没有读到本年度报告，各格留空，不作零。", ""]
    form = f"采用 {source.form} 年版格式" if source.form else "未见法定表格"
    when = f"发布于 {source.published_on}" if source.published_on else "发布日期不明"
    return [
        f"{title}（{form}，{when}）",
        f"原件：{source.file_name}" + (f"　{source.url}" if source.url else ""),
        f"校验值 SHA-256：{source.sha256}",
    ]


def _figure(
    sheet: Worksheet, styles: Styles, top: int, cell: Placed, figure: Cell | None, mark: str
) -> None:
    row, column = top + cell.row, cell.column
    if figure is None or figure.locator is None:
        _merge(sheet, top, cell, styles.absent)
        sheet.write_blank(row, column, None, styles.absent)
        return
    style = styles.doubtful if figure.doubt else styles.corrected if mark else styles.number
    if figure.value is None:
        style = styles.doubtful if figure.doubt else styles.blank
        _merge(sheet, top, cell, style)
        sheet.write_blank(row, column, None, style)
    else:
        _merge(sheet, top, cell, style)
        sheet.write_number(row, column, figure.value, style)
    if mark:
        _comment(sheet, row, column, f"{mark}；{place_of(figure.locator)}")
    elif figure.doubt or figure.value is None:
        printed = f"原文：“{figure.printed}”" if figure.printed else "原文空白"
        why = f"；存疑：{figure.doubt}" if figure.doubt else ""
        _comment(sheet, row, column, f"{printed}；{place_of(figure.locator)}{why}")


def _heads(sheet: Worksheet, styles: Styles, notes: list[str], book: Book) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    widest = max(grid.columns for grid, _ in _stacked(book.year))
    sheet.set_column(len(_WIDTHS), widest - 1, _NUMBER_WIDTH)
    if book.is_fictional:
        notes = [*notes[:2], notes[2] + "　" + FICTIONAL]
    for row, (text, style) in enumerate(zip(notes, styles.heads, strict=True)):
        sheet.write_string(row, 0, text, style)
    lists.on_a4(sheet, pages_high=1)  # a statutory table is never split
    sheet.freeze_panes(_TOP, 0)


def _labels(sheet: Worksheet, styles: Styles, grid: Grid, top: int) -> None:
    sheet.write_string(
        top - 1, 0, f"{'一二三四五六'[grid.section - 1]}、{grid.title}", styles.section
    )
    for cell in grid.cells:
        if not cell.place:
            _merge(sheet, top, cell, styles.label)
            sheet.write_string(top + cell.row, cell.column, cell.text, styles.label)
            if cell.down == 1 and len(cell.text) > 22 and cell.across < 3:
                sheet.set_row(top + cell.row, 30)


def _merge(sheet: Worksheet, top: int, cell: Placed, style: Any) -> None:
    if cell.down > 1 or cell.across > 1:
        bottom, right = top + cell.row + cell.down - 1, cell.column + cell.across - 1
        sheet.merge_range(top + cell.row, cell.column, bottom, right, "", style)


def _comment(sheet: Worksheet, row: int, column: int, text: str) -> None:
    sheet.write_comment(row, column, text, {"author": "gongkai", "x_scale": 1.6})


def _end(year: int) -> int:
    grid, top = _stacked(year)[-1]
    return top + grid.rows + 2
