"""Charts with one row an item: their height, the room for names, words above and at the ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from gongkai.pack.data.page_parts import Area
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import shorten

ROWS_A_CHART = 54
"""Rows of bars that fit on one page; more go into a second chart."""

HEAD = 0.36
"""Inches above the rows, for the panel's words or the legend."""

FOOT = 0.06
"""Inches below the rows."""

LABEL = 8.0
"""Points of names and labels."""

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


def rows_axes(area: Area, names: Sequence[str], left: float, across: float) -> Axes:
    """Axes with one row an item, the first on top; rows are one unit high."""
    axes = area.axes(left, FOOT, across, area.height - HEAD - FOOT)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(visible=False)
    axes.set_yticks(range(len(names)), [shorten(n, _NAME_ROOM - 0.08, LABEL) for n in names])
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return axes


def rules(axes: Axes, rows: int, start: float, end: float) -> None:
    """A thin line along each row, all of them one shape, which keeps the picture small."""
    lines = [Path([(start, y), (end, y)]) for y in range(rows)]
    axes.add_patch(
        PathPatch(
            Path.make_compound_path(*lines), fill=False, edgecolor=palette.RULE, linewidth=0.4
        )
    )


def above(axes: Axes, text: str) -> None:
    """What a panel shows, in words above its left edge."""
    axes.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 7),
        textcoords="offset points",
        fontsize=LABEL,
        color=palette.MUTED,
    )


def end_label(axes: Axes, row: int, value: float, text: str, colour: str = palette.INK) -> None:
    """Words at the end of a row's bar."""
    axes.annotate(
        text,
        (value, row),
        xytext=(3, 0),
        textcoords="offset points",
        va="center_baseline",
        fontsize=LABEL,
        color=colour,
    )
