"""Tables on sheets: column widths from measured text, wrapped cells, rows that never split."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.pack.data.page_parts import Column, Table
from gongkai.pack.pdf.sheet import ROOM, Sheets, leading
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import shorten, wrap

_POINTS = 7.5
_PAD = 0.1  # inches between two columns
_ROW_PAD = 0.036
_LEAST_SHARE = 0.75  # inches that a wrapping column gets at least
_LEAST_ROWS = 3  # of a table on a sheet, so that no row stands alone
BELOW = 0.2
"""Inches below a table."""

_MOST_LINES = 14  # of a cell; a longer one ends in an ellipsis


def draw_table(sheets: Sheets, table: Table, tail: float = 0.0) -> None:
    """Put a table on the open sheet; it goes on over further sheets, its head repeated.

    No piece of it, neither the first nor the last, has fewer rows than `_LEAST_ROWS`. `tail` is the height of what
    ends the page below it: that stands with its last rows.
    """
    widths = column_widths(table)
    head, rows = _lines(table, widths)
    sheets.need(least_height(table, tail))
    if table.caption:
        for line in wrap(table.caption, ROOM, 8):
            sheets.text(line, 0, 8, palette.MUTED)
            sheets.y += leading(8)
        sheets.y += 0.04
    _draw_head(sheets, table.columns, head, widths)
    heights = [_height(row) for row in rows]
    begun = 0  # row that the open sheet's piece begins with
    for number, row in enumerate(rows):
        left = len(rows) - number
        keep = heights[number]
        if left == _LEAST_ROWS and number - begun >= _LEAST_ROWS:
            keep = sum(heights[number:]) + tail  # the last rows stay together
        if sheets.need(keep):
            _draw_head(sheets, table.columns, head, widths)
            begun = number
        _draw_row(sheets, table.columns, row, widths, strong=number in table.strong)
        sheets.rule()
    sheets.y += BELOW


def least_height(table: Table, tail: float = 0.0) -> float:
    """Inches of the caption, the head and the first rows, which always stand together.

    Of a table that has too few rows for two pieces it is all of them, with the `tail` that ends the page below it.
    """
    if len(table.rows) < 2 * _LEAST_ROWS:
        return _height_of(table, len(table.rows)) + tail
    return _height_of(table, _LEAST_ROWS)


def whole_height(table: Table) -> float:
    """Inches of the whole table on one sheet."""
    return _height_of(table, len(table.rows)) + BELOW


def _height_of(table: Table, rows: int) -> float:
    head, lines = _lines(table, column_widths(table))
    caption = len(wrap(table.caption, ROOM, 8)) * leading(8) + 0.04 if table.caption else 0
    return caption + _height(head) + sum(_height(row) for row in lines[:rows])


def column_widths(table: Table) -> list[float]:
    """Inches of text each column gets: narrow ones what they need, the others share the rest."""
    needs = [
        0.0 if column.share else _narrow(column, _widest(table, i))
        for i, column in enumerate(table.columns)
    ]
    shares = [column.share for column in table.columns]
    rest = ROOM - sum(needs) - _PAD * (len(shares) - 1)
    least = _LEAST_SHARE * sum(1 for share in shares if share)
    if rest < least:  # too many wide columns: all of them give way in proportion
        give = (sum(needs) - (least - rest)) / sum(needs)
        needs = [need * give for need in needs]
        rest = least
    wanted = [_widest(table, i) + 0.3 for i in range(len(shares))]
    natural = sum(want for want, share in zip(wanted, shares, strict=True) if share)
    if rest > natural:  # short texts: the narrow columns stand apart rather than far away
        apart = (rest - natural) / len(shares)
        return [
            (want if share else need) + apart
            for want, need, share in zip(wanted, needs, shares, strict=True)
        ]
    return [need or rest * share / sum(shares) for need, share in zip(needs, shares, strict=True)]


def _lines(table: Table, widths: Sequence[float]) -> tuple[list[list[str]], list[list[list[str]]]]:
    """The head and every row, each cell broken into lines of its column's width."""
    head = [wrap(c.title, w, _POINTS) for c, w in zip(table.columns, widths, strict=True)]
    rows = [
        [_cell(t, w, strong=i in table.strong) for t, w in zip(row, widths, strict=True)]
        for i, row in enumerate(table.rows)
    ]
    return head, rows


def _narrow(column: Column, widest: float) -> float:
    title = fonts.width(column.title, _POINTS)
    if len(column.title) > 4:  # a long title may stand on two lines
        title = max(fonts.width(word, _POINTS) for word in _halves(column.title))
    return max(widest, title) + 0.01


def _widest(table: Table, column: int) -> float:
    """Inches of the widest cell of a column; a row of totals is bold."""
    return max(
        (
            fonts.width(row[column], _POINTS, strong=number in table.strong)
            for number, row in enumerate(table.rows)
        ),
        default=0.0,
    )


def _halves(title: str) -> tuple[str, str]:
    if " " in title:
        first, _, second = title.partition(" ")
        return first, second
    middle = title.find("（")
    if middle < 1:
        middle = -(-len(title) // 2)
    return title[:middle], title[middle:]


def _cell(text: str, width: float, *, strong: bool) -> list[str]:
    lines = wrap(text, width, _POINTS, strong=strong)
    if len(lines) > _MOST_LINES:
        last = shorten(lines[_MOST_LINES - 1], width - fonts.width("…", _POINTS), _POINTS)
        lines = [*lines[: _MOST_LINES - 1], last.removesuffix("…") + "…"]
    return lines


def _height(cells: Sequence[Sequence[str]]) -> float:
    return max(map(len, cells), default=1) * leading(_POINTS) + 2 * _ROW_PAD


def _draw_head(
    sheets: Sheets,
    columns: Sequence[Column],
    head: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    _draw_row(sheets, columns, head, widths, colour=palette.MUTED)
    sheets.rule(palette.INK, 0.8)


def _draw_row(
    sheets: Sheets,
    columns: Sequence[Column],
    cells: Sequence[Sequence[str]],
    widths: Sequence[float],
    colour: str = palette.INK,
    *,
    strong: bool = False,
) -> None:
    top, x = sheets.y, 0.0
    for column, lines, width in zip(columns, cells, widths, strict=True):
        sheets.y = top + _ROW_PAD
        for line in lines:
            place = x + width if column.is_number else x
            sheets.text(line, place, _POINTS, colour, right=column.is_number, strong=strong)
            sheets.y += leading(_POINTS)
        x += width + _PAD
    sheets.y = top + _height(cells)
