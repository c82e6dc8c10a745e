"""The sheets of the workbook that are lists: ranking, findings, every figure, numbers of the prose."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.form import forms
from gongkai.locators import place_of
from gongkai.pack.data.book import DIMENSIONS, Book
from gongkai.pack.data.trend import FATES
from gongkai.pack.pages.appendix import without_q
from gongkai.pack.sentences.faults import in_words
from gongkai.pack.sentences.wording import scored
from gongkai.pack.workbook.style import Styles

_LINE = 12.75  # points of a line of the workbook's text
_MOST_LINES = 30  # Excel takes rows of at most 409 points

Value = str | float | int | None
_SECTIONS = {"disclosure": "主动公开", "requests": "申请", "reviews": "复议诉讼"}


def ranking(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """Ranks, scores, points lost by dimension; missing reports last."""
    titles = ("名次", "名次区间下限", "名次区间上限", "单位", "得分", *DIMENSIONS.values())
    head(sheet, styles, (*titles, "覆盖率", "有实质数据的核查项"), (6, 8, 8, 22, 15, *[9] * 8))
    shares = (styles.number,) * 3 + (styles.line,) + (styles.plain_number,) * 7
    formats = (*shares, styles.percent, styles.number)
    for row, s in enumerate(book.ranking, start=1):
        values: tuple[Value, ...]
        if s.is_missing:
            values = (None, None, None, s.unit_name, s.state_name, *[None] * (len(DIMENSIONS) + 2))
        else:
            lost = [s.lost.get(name) for name in DIMENSIONS]
            ranks = (s.rank, s.rank_low, s.rank_high)
            score = f"待核 {scored(s)}" if s.score is None else s.score
            values = (*ranks, s.unit_name, score, *lost, s.coverage, s.informative_checks)
        write_row(sheet, row, values, formats, styles)


def findings(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """Every fault in words with its evidence and its basis; points of a check stand in its first row."""
    titles = (
        "单位",
        "维度",
        "核查项",
        "问题",
        "失分",
        "位置",
        "应为",
        "实为",
        "应为的来由",
        "整改方式",
        "整改要求",
        "原件中的位置",
        "依据",
        "原件",
    )
    widths = (11, 8, 11, 20, 5, 18, 11, 11, 18, 8, 18, 11, 17, 14)  # wrapped, so that all fit on A4
    head(sheet, styles, titles, widths)
    formats = (*(styles.text,) * 4, styles.plain_number, *(styles.text,) * 9)
    before: tuple[str, str] | None = None
    for row, f in enumerate(book.findings, start=1):
        source = book.sources.get(f.unit_id)
        points = None if (f.unit_id, f.check_id) == before else f.check_points
        before = (f.unit_id, f.check_id)
        fault = in_words(book, f)
        values = (
            book.names[f.unit_id],
            DIMENSIONS.get(f.dimension, f.dimension),
            f.title + ("（供核实）" if f.severity == "note" else ""),
            fault.problem,
            points,
            f.place,
            f.expected,
            without_q(f.found),
            fault.expectation,
            fault.remedy,
            fault.mend,
            place_of(f.locator),
            f.legal_basis,
            source.file_name if source else "",
        )
        write_row(sheet, row, values, formats, styles)


def trend(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """A row a check that a unit missed last year or misses now, and what became of it."""
    titles = ("单位", "核查项", "上年（处）", "本年（处）", "整改情况")
    head(sheet, styles, titles, (24, 28, 12, 12, 18))
    formats = (styles.line, styles.line, styles.number, styles.number, styles.line)
    for row, t in enumerate(book.trend, start=1):
        values = (book.names[t.unit_id], t.title, t.places_before, t.places, FATES[t.fate])
        write_row(sheet, row, values, formats, styles)


def figures(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """A row a cell of every statutory table, with what was printed and where."""
    titles = (
        "单位",
        "表",
        "行",
        "列",
        "数值",
        "原文",
        "原件中的位置",
        "存疑",
        "原件",
        "校验值 SHA-256",
    )
    head(sheet, styles, titles, (14, 9, 44, 16, 8, 9, 17, 14, 18, 12))
    names = _place_names()
    row = 0
    for (unit_id, place), cell in book.cells.items():
        if cell.locator is None:
            continue
        row += 1
        source = book.sources.get(unit_id)
        section, line, column = names.get(place, (*place.split("."), "", "")[:3])
        values = (
            book.names[unit_id],
            _SECTIONS.get(section, section),
            line,
            column,
            cell.value,
            cell.printed,
            place_of(cell.locator),
            cell.doubt,
            source.file_name if source else "",
            source.sha256 if source else "",
        )
        style = styles.doubtful if cell.doubt else styles.number
        formats = (*(styles.text,) * 4, style, *(styles.text,) * 4, styles.shrunk)
        write_row(sheet, row, values, formats, styles)


def statements(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """A row a number of the prose."""
    titles = ("单位", "事项", "类别", "数值", "约数", "原文", "原件中的位置", "存疑")
    head(sheet, styles, titles, (14, 18, 18, 9, 6, 34, 16, 18))
    row = 0
    for unit_id, rows in book.statements.items():
        for s in rows:
            row += 1
            words = (book.names[unit_id], s.place, s.label)
            where = (s.printed, place_of(s.locator), s.doubt)
            values = (*words, s.value, "约" if s.is_approximate else "", *where)
            style = styles.doubtful if s.doubt else styles.number
            formats = (*(styles.line,) * 3, style, *(styles.line,) * 4)
            write_row(sheet, row, values, formats, styles)


def left_over(
    sheet: Worksheet, styles: Styles, book: Book, unit_id: str, shown: set[str], top: int
) -> None:
    """Numbers of a report in another form, for which the year's tables have no cell."""
    names = _place_names()
    rest = [
        (place, cell.value)
        for (unit, place), cell in book.cells.items()
        if unit == unit_id and place not in shown and cell.value
    ]
    if not rest:
        return
    sheet.write_string(top, 0, "报告采用其他格式，下列数字在本表中没有对应的格：", styles.section)
    for row, (place, value) in enumerate(rest, start=top + 1):
        _, line, column = names.get(place, ("", place, ""))
        sheet.write_string(row, 0, line, styles.label)
        sheet.write_string(row, 1, column, styles.label)
        sheet.write_number(row, 2, value or 0, styles.number)


def _place_names() -> dict[str, tuple[str, str, str]]:
    """Place of a cell, in whichever form, to table, row and column as the form prints them."""
    found: dict[str, tuple[str, str, str]] = {}
    for form in forms().values():
        for block in form.disclosure:
            for item in block.items:
                for measure in block.measures:
                    key = f"disclosure.{item.id}.{measure.id}"
                    found[key] = ("disclosure", item.label, measure.label)
        for name, matrix in (("requests", form.requests), ("reviews", form.reviews)):
            for line in matrix.rows:
                label = "".join(line.group[1:]) + line.label
                for column in matrix.columns:
                    found[f"{name}.{line.id}.{column.id}"] = (name, label, column.label)
    return found


def head(sheet: Worksheet, styles: Styles, titles: Sequence[str], widths: Sequence[float]) -> None:
    """The titles of a list, its widths, and how it prints."""
    styles.widths[sheet.get_name()] = tuple(widths)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles.head)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(titles) - 1)
    on_a4(sheet)
    sheet.repeat_rows(0)


def on_a4(sheet: Worksheet, pages_high: int = 0) -> None:
    """How a sheet prints: all its columns on landscape A4, its name and page below, so high or as it comes."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8&A&R&8第 &P 页，共 &N 页")
    sheet.fit_to_pages(1, pages_high)


def write_row(
    sheet: Worksheet, row: int, values: Sequence[Value], formats: Sequence[Format], styles: Styles
) -> None:
    """A row of a list, each value in its format, as high as its text needs.

    The height is written down, because LibreOffice does not find it when it opens a file.
    """
    lines = 1
    for column, (value, style) in enumerate(zip(values, formats, strict=True)):
        if isinstance(value, str):
            sheet.write_string(row, column, value, style if value else styles.line)
            if style is styles.text:
                room = max(
                    styles.widths[sheet.get_name()][column] - 3, 4
                )  # a line ends before what it may not part
                lines = max(lines, math.ceil(_units(value) / room))
        elif value is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, value, style)
    if lines > 1:
        sheet.set_row(row, _LINE * min(lines, _MOST_LINES) + 2)


def _units(text: str) -> int:
    """How wide a text is in the widths of columns: a Chinese character takes two."""
    return sum(1 if unicodedata.east_asian_width(c) in ("Na", "H", "N") else 2 for c in text)
