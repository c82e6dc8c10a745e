"""Small multiples: requests received, a panel a unit, every panel on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from gongkai.pack.charts.row_charts import chunks
from gongkai.pack.data.book import Book, YearOfRequests
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.sentences import requests, wording
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import shorten

PANELS_ACROSS = 4
PANELS_A_CHART = 32
_NARROW_ACROSS = 2

_PANEL_HEIGHT = 1.02
_TITLE = 0.2  # inches above a panel's bars
_YEARS = 0.2  # inches below, for the years
_GAP = 0.18
_LEGEND = 0.22
_LABEL = 6.5  # points


def requests_received(book: Book) -> list[Chart]:
    """A panel a unit with a bar a year; nothing where no unit ever received a request."""
    rows = {
        unit_id: {row.year: row for row in book.requests if row.unit_id == unit_id}
        for unit_id in book.names
    }
    most = max((row.received or 0 for row in book.requests), default=0)
    if not most:
        return []
    panels = [(book.names[unit_id], by_year) for unit_id, by_year in rows.items()]
    return [
        Chart(
            name=f"requests-{number}",
            alt=requests.requests_title(book) + "。各单位历年新收申请件数，数字见下表。",
            height=_LEGEND + -(-len(chunk) // PANELS_ACROSS) * _PANEL_HEIGHT,
            narrow=_LEGEND + -(-len(chunk) // _NARROW_ACROSS) * _PANEL_HEIGHT,
            data=(
                ("单位", *map(str, book.years)),
                *(
                    (name, *(_words(by_year.get(year)) for year in book.years))
                    for name, by_year in chunk
                ),
            ),
            draw=partial(_draw, panels=chunk, years=book.years, most=most),
        )
        for number, chunk in enumerate(chunks(panels, PANELS_A_CHART), start=1)
    ]


def _draw(
    area: Area,
    panels: Sequence[tuple[str, dict[int, YearOfRequests]]],
    years: Sequence[int],
    most: int,
) -> None:
    columns = _NARROW_ACROSS if area.is_narrow else PANELS_ACROSS
    across = (area.width - (columns - 1) * _GAP) / columns
    for number, (name, by_year) in enumerate(panels):
        row, column = divmod(number, columns)
        top = area.height - _LEGEND - row * _PANEL_HEIGHT
        axes = area.axes(
            column * (across + _GAP),
            top - _PANEL_HEIGHT + _YEARS,
            across,
            _PANEL_HEIGHT - _TITLE - _YEARS,
        )
        _panel(axes, name, by_year, years, most, across)
    words = area.axes(0, area.height - _LEGEND, area.width, _LEGEND)
    words.set_axis_off()
    words.text(
        0,
        0.45,
        f"同一纵轴：0–{most:,} 件；× 没有读到报告，— 无此数"
        if area.is_narrow
        else f"各小图同一纵轴：0–{most:,} 件；× 表示该年没有读到报告，— 表示有报告而无此数",
        fontsize=8,
        color=palette.MUTED,
    )


def _panel(
    axes: Axes,
    name: str,
    by_year: dict[int, YearOfRequests],
    years: Sequence[int],
    most: int,
    across: float,
) -> None:
    axes.set_xlim(-0.5, max(len(years), 3) - 0.5)
    axes.set_ylim(0, most * 1.3)  # headroom for the label of the tallest bar
    axes.set_yticks([most / 2, most], ["", ""])
    axes.set_xticks([0, len(years) - 1], [str(years[0]), str(years[-1])])
    if len(years) == 1:
        axes.set_xticks([0], [str(years[0])])
    axes.tick_params(axis="x", labelsize=_LABEL + 0.5, length=0, pad=2)
    axes.annotate(
        shorten(name, across, 8.5),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 3),
        textcoords="offset points",
        fontsize=8.5,
    )
    values = [_value(by_year.get(year)) for year in years]
    _bars(axes, values[:-1], 0, palette.SOFT)
    _bars(axes, values[-1:], len(values) - 1, palette.ACCENT)
    numbers = [value for value in values if value is not None]
    slot = across / max(len(years), 3)
    every = all(fonts.width(f"{value:,}", _LABEL) + 0.02 <= slot for value in numbers)
    for x, (year, value) in enumerate(zip(years, values, strict=True)):
        if value is None:
            row = by_year.get(year)
            _mark(axes, x, 0, "—" if row is not None and row.is_reported else "×", palette.MUTED)
            continue
        if every or value == max(numbers) or (x == len(years) - 1 and value * 2 < max(numbers)):
            _mark(axes, x, value, f"{value:,}", palette.INK)


def _bars(axes: Axes, values: Sequence[int | None], start: int, colour: str) -> None:
    """Bars of one colour as one shape, which keeps the picture of a large county small."""
    boxes = [
        Path.unit_rectangle().transformed(Affine2D().scale(0.72, value).translate(x - 0.36, 0))
        for x, value in enumerate(values, start=start)
        if value
    ]
    if boxes:
        axes.add_patch(PathPatch(Path.make_compound_path(*boxes), facecolor=colour, linewidth=0))


def _mark(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    axes.annotate(
        text,
        (x, y),
        xytext=(0, 1.5),
        textcoords="offset points",
        ha="center",
        fontsize=_LABEL,
        color=colour,
    )


def _words(row: YearOfRequests | None) -> str:
    if row is None or not row.is_reported:
        return "没有读到报告"
    return wording.number(row.received)


def _value(row: YearOfRequests | None) -> int | None:
    return row.received if row is not None and row.is_reported else None
