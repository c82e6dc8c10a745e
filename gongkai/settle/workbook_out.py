"""Writes the workbook of open matters: locked but for the answers, with lists to choose from, in Chinese.

The first column of each sheet holds the keys and is hidden; the sheet KEYS is too. Text is always written
as text, so that nothing that a report says can become a formula.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.atomic_write import write_whole
from gongkai.pack.data.year_form import form_of
from gongkai.pack.tables.statutory import Grid, grids
from gongkai.settle import sheets
from gongkai.settle.matters import Matters, MissedTable, Row, Value, open_matters
from gongkai.settle.sheets import Answer, Sheet

_SECTIONS = "一二三四五六"
_MOST_ROWS = 15_000
_PROTECTED = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def write_open_matters(database: Path, county_id: str, folder: Path) -> Path:
    """Write the workbook of a county into `folder`, and return its path.

    Raises:
        WarehouseError: when there is no warehouse.
    """
    target = folder / sheets.FILE_NAME
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(target, draw_open_matters(open_matters(database, county_id)))
    return target


def draw_open_matters(matters: Matters) -> bytes:
    """The workbook as bytes."""
    body = BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(body, options) as workbook:
        looks = _Looks(workbook)
        by_name = {sheet.name: sheet for sheet in sheets.LISTS}
        for name in sheets.NAMES:
            page = workbook.add_worksheet(name)
            if name == sheets.GUIDE:
                _guide(page, looks, matters)
            elif name == sheets.TABLES:
                _tables(page, looks, matters)
            elif name == sheets.KEYS:
                _keys(page, matters)
            else:
                _list(page, looks, by_name[name], matters.rows.get(name, []), matters)
            page.protect("", _PROTECTED)
    return body.getvalue()


class _Looks:
    """The formats, made once."""

    def __init__(self, workbook: Any) -> None:
        font = {"font_name": "宋体", "font_size": 11}
        cell = font | {"border": 1, "border_color": "#8a929a", "valign": "top", "text_wrap": True}
        answer = cell | {"bg_color": "#fff8dc", "locked": False}
        self.title = workbook.add_format(font | {"bold": True, "font_size": 14})
        self.plain = workbook.add_format(font | {"text_wrap": True, "valign": "top"})
        self.head = workbook.add_format(cell | {"bold": True, "bg_color": "#e8f1f6"})
        self.ask = workbook.add_format(cell | {"bold": True, "bg_color": "#f3d98b"})
        self.cell = workbook.add_format(cell)
        self.answer = workbook.add_format(answer)
        self.text_answer = workbook.add_format(answer | {"num_format": "@"})
        self.label = workbook.add_format(cell | {"align": "center", "valign": "vcenter"})


def _guide(page: Worksheet, looks: _Looks, matters: Matters) -> None:
    _print_whole(page)
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, f"{matters.county_name} 待核事项（{matters.open} 项）", looks.title)
    row, column = sheets.SIGNATURE_CELL
    page.write_string(row, column - 1, sheets.SIGNATURE_LABEL, looks.ask)
    page.write_blank(row, column, None, looks.text_answer)
    lines = [
        ("怎么填", "先填上面的填写人。各页淡黄色的格可以填，其余锁定；能选的请从下拉列表中选。"),
        ("不必填完", "只填有把握的，其余留空，下次再填。"),
        ("填好以后", "原名保存（文件名保留“待核”二字），放进本县收件目录，当晚取用。"),
        ("结果", "第二天在图册的“收件台账”页写明采用几条、失败几条和原因。"),
        ("注意", "不要增删行列和工作表，不要用公式；原件始终不改动，填错了再填一次即可。"),
        (sheets.TABLES, "有报告而没有读到的统计表，按法定格式留空。照原件填写，空白的格不填。"),
        *((sheet.name, sheet.about) for sheet in sheets.LISTS),
    ]
    for number, (term, text) in enumerate(lines, start=row + 2):
        count = len(matters.rows.get(term, ()))
        count = len(matters.tables) if term == sheets.TABLES else count
        shown = f"{term}（{count}）" if count else term
        page.write_string(number, 0, shown, looks.head)
        page.write_string(number, 1, text, looks.plain)


def _list(page: Worksheet, looks: _Looks, sheet: Sheet, rows: list[Row], matters: Matters) -> None:
    page.set_column(0, 0, None, None, {"hidden": True})
    page.write_string(0, 0, sheets.FORMAT)
    for column, (title, width) in enumerate(sheet.told, start=1):
        page.set_column(column, column, width)
        page.write_string(0, column, title, looks.head)
    first = 1 + len(sheet.told)
    for column, answer in enumerate(sheet.asked, start=first):
        page.set_column(column, column, answer.width)
        page.write_string(0, column, answer.title, looks.ask)
        if answer.choices and rows:
            page.data_validation(1, column, len(rows), column, _choices(answer, matters))
    for number, row in enumerate(rows[:_MOST_ROWS], start=1):
        page.write_string(number, 0, row.key)
        for column, value in enumerate(row.told, start=1):
            _write(page, number, column, value, looks)
        for column, _ in enumerate(sheet.asked, start=first):
            page.write_blank(number, column, None, looks.text_answer)
    page.freeze_panes(1, 0)
    if rows:
        page.autofilter(0, 1, len(rows), len(sheet.heads))
    _print_whole(page)
    page.repeat_rows(0)


def _print_whole(page: Worksheet) -> None:
    """On A4 across, as wide as the paper, however many pages down."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write(page: Worksheet, row: int, column: int, value: Value, looks: _Looks) -> None:
    if value is None:
        page.write_blank(row, column, None, looks.cell)
    elif isinstance(value, str):
        page.write_string(row, column, value, looks.cell)
    else:
        page.write_number(row, column, value, looks.cell)


def _choices(answer: Answer, matters: Matters) -> dict[str, Any]:
    """A drop-down list; those of the county stand on the hidden sheet, as they may be long."""
    source: Any = list(answer.choices)
    if answer.choices == sheets.UNITS:
        source = f"={sheets.KEYS}!$C$1:$C${len(matters.units) + 1}"
    elif answer.choices == sheets.YEARS:
        source = f"={sheets.KEYS}!$D$1:$D${max(1, len(matters.years))}"
    return {
        "validate": "list",
        "source": source,
        "error_title": "请从列表中选",
        "error_message": "请从下拉列表中选一项，或留空。",
    }


def _keys(page: Worksheet, matters: Matters) -> None:
    page.hide()
    page.write_string(0, 0, sheets.FORMAT)
    page.write_string(1, 0, matters.county_id)
    for row, name in enumerate((sheets.SET_ASIDE, *matters.units)):
        page.write_string(row, 2, name)
    for row, year in enumerate(matters.years):
        page.write_number(row, 3, year)


def _tables(page: Worksheet, looks: _Looks, matters: Matters) -> None:
    """Blank grids under one another; the hidden first row numbers the columns."""
    _print_whole(page)
    page.set_column(0, 0, None, None, {"hidden": True})
    drawn = [(missed, _grid(missed)) for missed in matters.tables]
    widest = max((grid.columns for _, grid in drawn), default=0)
    page.write_string(0, 0, sheets.FORMAT)
    for column in range(widest):
        page.write_number(0, column + 1, column)
    page.set_row(0, None, None, {"hidden": True})
    page.set_column(1, widest + 1, 13)
    top = 1
    for missed, grid in drawn:
        title = (
            f"{missed.unit_name} {missed.year} 年度　第{_SECTIONS[missed.section - 1]}部分"
            f"　{grid.title}　（{missed.file_name}）"
        )
        page.write_string(top, 1, title, looks.title)
        _blank_grid(page, looks, missed, grid, top + 1)
        top += grid.rows + 3


def _grid(missed: MissedTable) -> Grid:
    return grids(form_of(missed.year).id)[missed.section - 2]


def _blank_grid(page: Worksheet, looks: _Looks, missed: MissedTable, grid: Grid, top: int) -> None:
    places: dict[int, list[str]] = {}
    for cell in grid.cells:
        row, column = top + cell.row, 1 + cell.column
        look = looks.answer if cell.place else looks.label
        if cell.down > 1 or cell.across > 1:
            bottom, right = row + cell.down - 1, column + cell.across - 1
            page.merge_range(row, column, bottom, right, "", look)
        if cell.place:
            page.write_blank(row, column, None, look)
            places.setdefault(row, []).append(f"{cell.column}={cell.place}")
        else:
            page.write_string(row, column, cell.text, look)
    for row, of_row in places.items():
        whose = (missed.unit_key, missed.year, missed.document_sha256, ",".join(of_row))
        page.write_string(row, 0, "|".join([sheets.TABLES, *map(str, whose)]))
