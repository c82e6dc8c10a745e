"""Charts with one row an item: their height, the room for names, words above and at the ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from gongkai.pack.charts.panel import LABEL, Panel
from gongkai.pack.data.page_parts import Area
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import shorten

ROWS_A_CHART = 54
"""Rows of bars that fit on one page; more go into a second chart."""

HEAD = 0.36
"""Inches above the rows, for the panel's words or the legend."""

FOOT = 0.06
"""Inches below the rows."""

_NAME_ROOM = 1.5
_T = TypeVar("_T")


def chunks(rows: Sequence[_T], size: int) -> list[Sequence[_T]]:
    """The rows in runs of at most `size`."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def row_height(rows: int) -> float:
    """Inches of a row; rows stand closer where there are many."""
    return 0.2 if rows <= 30 else 0.163 if rows <= 46 else 0.149


def height_of(rows: int) -> float:
    """Inches of a chart with so many rows."""
    return HEAD + FOOT + rows * row_height(rows)


def name_room(names: Sequence[str]) -> float:
    """Inches that the names need, within bounds."""
    return min(_NAME_ROOM, max(fonts.width(name, LABEL) for name in names) + 0.1)


def rows_panel(
    area: Area,
    names: Sequence[str],
    left: float,
    across: float,
    ends: tuple[float, float],
) -> Panel:
    """A panel with one row an item, the first on top; rows are one unit high, `ends` the numbers at its edges."""
    panel = bare_rows(area, len(names), left, across, ends)
    panel.names((y, shorten(name, _NAME_ROOM - 0.08, LABEL)) for y, name in enumerate(names))
    return panel


def bare_rows(
    area: Area, rows: int, left: float, across: float, ends: tuple[float, float]
) -> Panel:
    """The same without names."""
    return Panel(area, left, FOOT, across, area.height - HEAD - FOOT, ends, (rows - 0.5, -0.5))


def rules(panel: Panel, rows: int, start: float, end: float) -> None:
    """A thin line along each row."""
    panel.rules([[(start, y), (end, y)] for y in range(rows)], 0.4)


def end_label(panel: Panel, row: int, value: float, text: str, colour: str = palette.INK) -> None:
    """Words at the end of a row's bar."""
    panel.text(value, row, text, colour=colour, shift=(3, 0), valign="center_baseline")
