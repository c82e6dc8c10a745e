"""Requests as flows: what each year took over and received, what it ended and passed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from gongkai.pack.charts.panel import Panel
from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.sentences.wording import known_total, number
from gongkai.pack.style import fonts, palette

_HEIGHT = 2.9
_LEGEND = 0.24
_YEARS = 0.22
_WIDE = 0.17  # of a bar, in years
_MOST_YEARS = 8
_POINTS = 7.0
_COLOURS = {
    "received": palette.ACCENT,
    "carried_in": palette.SOFT,
    "concluded": palette.AXIS,
    "carried_out": palette.LOST,
}
_NAMES = {
    "received": "本年新收",
    "carried_in": "上年结转",
    "concluded": "本年办结",
    "carried_out": "结转下年",
}


@dataclass(frozen=True, slots=True)
class Flow:
    """Requests of the county in one year, over the `reports` that were read; None where none says it."""

    year: int
    reports: int
    received: int | None
    carried_in: int | None
    concluded: int | None
    carried_out: int | None

    @property
    def taken(self) -> tuple[int | None, int | None]:
        """What the left bar is of, from below: 上年结转 and 本年新收."""
        return self.carried_in, self.received

    @property
    def left(self) -> tuple[int | None, int | None]:
        """What the right bar is of, from below: 结转下年 and 本年办结."""
        return self.carried_out, self.concluded

    @property
    def most(self) -> int:
        """The taller of the year's two bars."""
        return max(sum(n or 0 for n in bar) for bar in (self.taken, self.left))


def flows(book: Book) -> list[Flow]:
    """The last years of the county, oldest first."""
    found = []
    for year in book.years[-_MOST_YEARS:]:
        rows = [row for row in book.requests_of(year) if row.is_reported]
        found.append(
            Flow(
                year,
                len(rows),
                known_total(row.received for row in rows),
                known_total(row.carried_in for row in rows),
                known_total(row.concluded for row in rows),
                known_total(row.carried_out for row in rows),
            )
        )
    return found


def carried_over(book: Book) -> list[Chart]:
    """Two bars a year with bands from one year to the next; nothing where nothing came in."""
    rows = flows(book)
    if not any(row.received or row.carried_in or row.carried_out for row in rows):
        return []
    words = "，".join(
        f"{r.year} 年结转下年 {number(r.carried_out)}、上年结转 {number(r.carried_in)}"
        for r in rows
    )
    units = len(book.names)
    draw = partial(_draw, rows=rows, units=units)
    data = (
        ("年度", "读到的报告", *_NAMES.values()),
        *(
            (str(row.year), str(row.reports), *(number(getattr(row, name)) for name in _NAMES))
            for row in rows
        ),
    )
    alt = f"申请在各年之间的流转：{words}"
    return [Chart("flows", alt, _HEIGHT, draw, narrow=_HEIGHT, data=data)]


def _draw(area: Area, rows: Sequence[Flow], units: int) -> None:
    most = max(row.most for row in rows)
    slots = max(len(rows), 3)
    tall = area.height - _YEARS - _LEGEND
    panel = Panel(area, 0, _YEARS, area.width, tall, (-0.5, slots - 0.5), (0, most * 1.14))
    panel.scale((x, _year(row, units, area.width / slots)) for x, row in enumerate(rows))
    room = 0.34 * area.width / slots
    bars = [pair for row in rows for pair in (row.taken, row.left) if any(pair)]
    is_told_apart = all(fonts.width(_parts(*pair), _POINTS) <= room for pair in bars)
    label = partial(_label, room=room, is_told_apart=is_told_apart)
    for x, row in enumerate(rows):
        if row.received is None and row.concluded is None:
            panel.text(x, 0, "×", _POINTS, shift=(0, 2), align="center")
            continue
        _bar(panel, x - 0.19, *row.taken, ("carried_in", "received"), label(*row.taken))
        _bar(panel, x + 0.19, *row.left, ("carried_out", "concluded"), label(*row.left))
        following = rows[x + 1].carried_in if x + 1 < len(rows) else None
        if row.carried_out is not None and following is not None:
            _band(panel, x + 0.19 + _WIDE, row.carried_out, x + 0.81 - _WIDE, following)
    _legend(area)


def _parts(below: int | None, above: int | None) -> str:
    return f"{number(below)}+{number(above)}"


def _label(below: int | None, above: int | None, room: float, *, is_told_apart: bool) -> str:
    """What stands above a bar: its two parts where those of every bar of the chart have room, else their sum."""
    whole = (below or 0) + (above or 0)
    is_partly_known = (below is None) != (above is None)
    text = _parts(below, above) if is_partly_known or (is_told_apart and whole) else number(whole)
    return text if fonts.width(text, _POINTS) <= room else ""


def _year(row: Flow, units: int, room: float) -> str:
    """The year, and how many units' reports its bars are over where it is not all of them."""
    text = f"{row.year} 年"
    more = "（没有读到报告）" if not row.reports else f"（{row.reports}/{units} 份）"
    if row.reports < units and fonts.width(text + more, 8) < room:
        return text + more
    return text


def _bar(
    panel: Panel,
    x: float,
    below: int | None,
    above: int | None,
    which: tuple[str, str],
    text: str,
) -> None:
    """Two segments; what is carried over stands below, where the bands meet it."""
    low, high = below or 0, above or 0  # a bar is as tall as what is known; its label has a dash
    left, right = x - _WIDE, x + _WIDE
    panel.boxes([(left, 0, right, low)], _COLOURS[which[0]])
    panel.boxes([(left, low, right, low + high)], _COLOURS[which[1]])
    panel.text(x, low + high, text, _POINTS, shift=(0, 2), align="center")


def _band(panel: Panel, start: float, out: int, end: float, came: int) -> None:
    """From what one year passed on to what the next says it took over; uneven where they differ."""
    if out or came:
        differs = out != came
        panel.shape(
            [(start, 0), (start, out), (end, came), (end, 0)],
            palette.RULE,
            palette.LOST if differs else palette.AXIS,
            0.8 if differs else 0.4,
            (0, (2, 2)) if differs else "solid",
        )


def _legend(area: Area) -> None:
    panel = Panel(area, 0, area.height - _LEGEND, area.width, _LEGEND)
    panel.legend([(_COLOURS[name], words) for name, words in _NAMES.items()])
