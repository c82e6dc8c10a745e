"""XLSX and XLS to a page: each sheet a grid with its merged cells."""

from __future__ import annotations

import datetime
import io
from typing import Any

import python_calamine as calamine

from gongkai.errors import EncryptedError, TooLargeError, UnreadableError
from gongkai.readers.excel.sheet_blocks import LONG_CELL, put_prose
from gongkai.readers.page import Block, Cell, Grid, Page

_MAX_CELLS = 200_000


def read_sheet(body: bytes, name: str) -> Page:
    """The page of a workbook; locators are the sheet's name with row and column, counted from 1.

    Raises:
        UnreadableError, EncryptedError, TooLargeError: as they say.
    """
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        blocks: list[Block] = []
        for sheet_name in workbook.sheet_names:
            blocks += _sheet(workbook.get_sheet_by_name(sheet_name), sheet_name, name)
    except calamine.PasswordError as error:
        raise EncryptedError("workbook_password_asked", name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError("workbook_damaged", name, error=str(error)[:180]) from error
    return Page(tuple(blocks), "application/vnd.ms-excel")


def _sheet(sheet: Any, sheet_name: str, name: str) -> list[Block]:
    if sheet.end is None:
        return []
    height, width = sheet.end[0] + 1, sheet.end[1] + 1  # total_width can be one short
    if height * width > _MAX_CELLS:
        raise TooLargeError("sheet_too_large", name, sheet=sheet_name, rows=height, columns=width)
    rows = sheet.to_python(skip_empty_area=False)
    spans, hidden = _merged(sheet)
    merging = {r for r, _ in (*spans, *hidden)}
    blocks: list[Block] = []
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        texts = {c: text for c, v in enumerate(row) if v != "" and (text := _text(v))}
        if len(texts) == 1 and len(next(iter(texts.values()))) > LONG_CELL:
            put_prose(blocks, cells, next(iter(texts.values())), sheet_name, r)
            continue
        if not texts:
            continue
        if r not in merging:
            cells += [Cell(texts.get(c, ""), r, c) for c in range(width)]
            continue
        for c in range(width):
            if (r, c) not in hidden:
                cells.append(Cell(texts.get(c, ""), r, c, *spans.get((r, c), ())))
    if cells:
        blocks.append(Grid(tuple(cells), sheet_name))
    return blocks


def _merged(sheet: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    hidden: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        spans[top, left] = (bottom - top + 1, right - left + 1)
        if (bottom - top + 1) * (right - left + 1) > _MAX_CELLS:
            continue
        hidden.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        hidden.discard((top, left))
    return spans, hidden


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()
