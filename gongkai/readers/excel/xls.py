"""XLS to a page: what Excel shows of a workbook in its old binary container."""

from __future__ import annotations

import io
import struct
from typing import Any

import xlrd

from gongkai.errors import EncryptedError, TooLargeError
from gongkai.readers.colour import WHITE
from gongkai.readers.excel.formulas import Place
from gongkai.readers.excel.number_formats import general, shown, shown_text
from gongkai.readers.excel.sheet import read_sheet
from gongkai.readers.excel.sheet_blocks import sheet_blocks
from gongkai.readers.excel.xlsx_visibility import Font, is_legible
from gongkai.readers.note_marks import is_note_mark
from gongkai.readers.page import Block, Page

_MAX_CELLS = 200_000
_ASIDE = (1, 2)  # raised or lowered
_LOWEST, _NARROWEST = 30, 77  # twentieths of a point, 256ths of a digit's width
_TINIEST = 20  # twentieths of a point: letters that nobody sees
_SOLID, _NONE = 1, 0
_BIFF8 = 80
_CHINESE = "gb18030"
_DAMAGED = (
    xlrd.XLRDError, AssertionError, AttributeError, EOFError, IndexError, KeyError, LookupError,
    OSError, TypeError, ValueError, struct.error,
)  # fmt: skip


def read_xls(body: bytes, name: str) -> Page:
    """The page of a workbook; locators are the sheet's name with row and column, counted from 1.

    One that cannot be read with its formats is read without them: nothing of it counts as hidden.

    Raises:
        UnreadableError, EncryptedError, TooLargeError: as they say.
    """
    try:
        book = _opened(body)
        blocks: list[Block] = []
        for sheet in book.sheets():
            if sheet.nrows * sheet.ncols > _MAX_CELLS:
                raise TooLargeError(
                    "sheet_too_large", name, sheet=sheet.name, rows=sheet.nrows, columns=sheet.ncols
                )
            if sheet.visibility == 0:
                blocks += _blocks(book, sheet)
    except _DAMAGED as error:
        if "encrypted" in str(error).lower():
            raise EncryptedError("workbook_password_asked", name) from error
        return read_sheet(body, name)
    return Page(tuple(blocks), "application/vnd.ms-excel")


def _opened(body: bytes) -> Any:
    """The workbook; one of before 1997 that does not say so truly is taken to be Chinese."""
    book = _open(body, None)
    if book.biff_version >= _BIFF8:
        return book
    texts = (
        str(v) for s in book.sheets() for r in range(min(s.nrows, 50)) for v in s.row_values(r)
    )
    is_chinese = any("\u4e00" <= char <= "\u9fff" for text in texts for char in text)
    return book if is_chinese else _open(body, _CHINESE)


def _open(body: bytes, encoding: str | None) -> Any:
    return xlrd.open_workbook(
        file_contents=body, formatting_info=True, encoding_override=encoding, logfile=io.StringIO()
    )


def _blocks(book: Any, sheet: Any) -> list[Block]:
    texts: dict[Place, str] = {}
    for r in range(sheet.nrows):
        for c in range(sheet.row_len(r)):
            cell = sheet.cell(r, c)
            is_blank = cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
            if not is_blank and (text := _text(book, sheet, (r, c), cell).strip()):
                texts[r, c] = text
    rows = {r for r, info in sheet.rowinfo_map.items() if info.hidden or info.height < _LOWEST}
    columns = {c for c, info in sheet.colinfo_map.items() if info.hidden or info.width < _NARROWEST}
    merged = [
        ((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells
    ]
    return sheet_blocks(sheet.name, texts, merged, rows, columns)


def _text(book: Any, sheet: Any, place: Place, cell: Any) -> str:
    """What a cell shows."""
    xf = book.xf_list[cell.xf_index]
    ground = _ground(book, xf.background)
    font = _font(book, xf.font_index)
    code = (
        book.format_map[xf.format_key].format_str if xf.format_key in book.format_map else "General"
    )
    if cell.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get(place)
        return shown_text(_runs(book, cell.value, runs or (), font, ground), code)
    if not is_legible(font, ground):
        return ""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if cell.value == 0 and not sheet.show_zero_values:
            return ""
        text = shown(cell.value, code, since_1904=bool(book.datemode))
        return general(cell.value) if text is None else text
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))


def _runs(book: Any, text: str, runs: Any, font: Font, ground: str | None) -> str:
    """The runs of a text that are seen; each run goes on to where the next begins.

    A raised note's mark is none of it, unless it is all.
    """
    starts = [(0, font), *((at, _font(book, index)) for at, index in runs)]
    out: list[str] = []
    marks: list[str] = []
    for number, (at, written) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        part = text[at:end]
        if is_legible(written, ground):
            (marks if runs and written.is_raised and is_note_mark(part) else out).append(part)
    return "".join(out).strip() or "".join(marks)


def _font(book: Any, index: int) -> Font:
    font = book.font_list[index]
    colour = book.colour_map.get(font.colour_index)
    is_gone = bool(font.struck_out) or font.height <= _TINIEST
    return Font(is_gone, font.escapement in _ASIDE, _hex(colour))


def _ground(book: Any, background: Any) -> str | None:
    if background.fill_pattern == _NONE:
        return WHITE
    if background.fill_pattern != _SOLID:
        return None
    return _hex(book.colour_map.get(background.pattern_colour_index))


def _hex(colour: tuple[int, int, int] | None) -> str | None:
    return f"{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}" if colour else None
