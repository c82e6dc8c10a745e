"""Small multiples: requests received, a panel a unit, every panel on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from gongkai.pack.charts.panel import Panel
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
        panel = Panel(
            area,
            column * (across + _GAP),
            top - _PANEL_HEIGHT + _YEARS,
            across,
            _PANEL_HEIGHT - _TITLE - _YEARS,
            (-0.5, max(len(years), 3) - 0.5),
            (0, most * 1.3),  # headroom for the label of the tallest bar
        )
        _panel(panel, name, by_year, years, most, across)
    Panel(area, 0, area.height - _LEGEND, area.width, _LEGEND).text(
        0,
        0.45,
        f"同一纵轴：0–{most:,} 件；× 没有读到报告，— 无此数"
        if area.is_narrow
        else f"各小图同一纵轴：0–{most:,} 件；× 表示该年没有读到报告，— 表示有报告而无此数",
        colour=palette.MUTED,
    )


def _panel(
    panel: Panel,
    name: str,
    by_year: dict[int, YearOfRequests],
    years: Sequence[int],
    most: int,
    across: float,
) -> None:
    panel.grid([most / 2, most])
    panel.scale({0: str(years[0]), len(years) - 1: str(years[-1])}.items(), _LABEL + 0.5, below=2)
    panel.above(shorten(name, across, 8.5), 8.5, 3, palette.INK)
    values = [_value(by_year.get(year)) for year in years]
    _bars(panel, values[:-1], 0, palette.SOFT)
    _bars(panel, values[-1:], len(values) - 1, palette.ACCENT)
    numbers = [value for value in values if value is not None]
    slot = across / max(len(years), 3)
    every = all(fonts.width(f"{value:,}", _LABEL) + 0.02 <= slot for value in numbers)
    for x, (year, value) in enumerate(zip(years, values, strict=True)):
        if value is None:
            row = by_year.get(year)
            _mark(panel, x, 0, "—" if row is not None and row.is_reported else "×", palette.MUTED)
            continue
        if every or value == max(numbers) or (x == len(years) - 1 and value * 2 < max(numbers)):
            _mark(panel, x, value, f"{value:,}", palette.INK)


def _bars(panel: Panel, values: Sequence[int | None], start: int, colour: str) -> None:
    """Bars of one colour as one shape, which keeps the picture of a large county small."""
    panel.boxes(
        ((x - 0.36, 0, x + 0.36, value) for x, value in enumerate(values, start) if value), colour
    )


def _mark(panel: Panel, x: float, y: float, text: str, colour: str) -> None:
    panel.text(x, y, text, _LABEL, colour, shift=(0, 1.5), align="center")


def _words(row: YearOfRequests | None) -> str:
    if row is None or not row.is_reported:
        return "没有读到报告"
    return wording.number(row.received)


def _value(row: YearOfRequests | None) -> int | None:
    return row.received if row is not None and row.is_reported else None
