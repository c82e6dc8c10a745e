"""Sheets saved as CSV to a page: rows whose cells commas part."""

from __future__ import annotations

import csv
import re

from gongkai.readers.page import Block, Cell, Grid, Page, Paragraph

_VALUE = re.compile(r'^\s*"?[-+]?\d[\d.]*"?\s*$')
_FEWEST_ROWS = 8  # of two cells and more, with a number in one: fewer are sentences with commas
_LONG_CELL = 300


def is_csv(text: str) -> bool:
    """Whether a text is a sheet saved as CSV, and no prose with commas in it."""
    if text.count(",") < 2 * _FEWEST_ROWS or "\t" in text or "|" in text:
        return False
    rows = 0
    for line in text.splitlines():
        cells = line.split(",")
        if len(cells) > 1 and any(map(_VALUE.match, cells)):
            rows += 1
    return rows >= _FEWEST_ROWS


def read_csv(text: str) -> Page:
    """The page of a CSV: one grid a run of rows, a paragraph where a row has one cell alone.

    Locators are `line N`, counted from 1, as in other text.
    """
    reader = csv.reader(text.splitlines(keepends=True))
    blocks: list[Block] = []
    run: list[tuple[int, list[str]]] = []
    begun = 1
    for row in reader:
        number, begun = begun, reader.line_num + 1
        filled = [cell for cell in row if cell.strip()]
        if len(filled) == 1 and (len(row) == 1 or len(filled[0]) > _LONG_CELL):
            blocks += _grid(run)
            run = []
            lines = filled[0].splitlines()
            blocks += [Paragraph(line.strip(), f"line {number}") for line in lines if line.strip()]
        elif filled:
            run.append((number, row))
    return Page((*blocks, *_grid(run)), "text/csv")


def _grid(run: list[tuple[int, list[str]]]) -> list[Block]:
    if not run:
        return []
    first = run[0][0]
    cells = [
        Cell("\n".join(filter(None, map(str.strip, text.splitlines()))), number - first, column)
        for number, row in run
        for column, text in enumerate(row)
    ]
    return [Grid(tuple(cells), spans_known=False, line=first)]
