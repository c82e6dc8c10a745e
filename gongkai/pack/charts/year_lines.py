"""A unit's last five years as lines, beside the county's median."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from gongkai.pack.charts.panel import Panel
from gongkai.pack.data.book import Book
from gongkai.pack.data.judged import Past
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.sentences.wording import number, points
from gongkai.pack.style import fonts, palette

YEARS = 5
"""Years that the lines go back, this one included."""

_PANELS = (
    ("score", "得分"),
    ("received", "新收申请（件）"),
    ("disclosed", "主动公开（条）"),
)
_HEIGHT = 1.62
_LEGEND = 0.22
_TITLE = 0.24
_YEARS = 0.2
_GAP = 0.3
_POINTS = 7.0


def five_years(book: Book, unit_id: str) -> list[Chart]:
    """Score, requests received and items disclosed; nothing where no report was ever seen."""
    past = book.history.get(unit_id, ())[-YEARS:]
    if all(row.is_missing for row in past):
        return []
    name = book.names[unit_id]
    words = "，".join(f"{row.year} 年 {points(row.score)}" for row in past)
    chart = f"years-{list(book.names).index(unit_id) + 1}"
    titles = [title for _, title in _PANELS]
    data = (
        ("年度", *(f"{title}{whose}" for title in titles for whose in ("", "中位数"))),
        *(
            (
                str(row.year),
                *(
                    (points if panel == "score" else number)(getattr(row, f"{whose}{panel}"))
                    for panel, _ in _PANELS
                    for whose in ("", "median_")
                ),
            )
            for row in past
        ),
    )
    alt = f"{name}近 {len(past)} 年得分：{words}"
    return [Chart(chart, alt, _HEIGHT, partial(_draw, past=past), narrow=_HEIGHT, data=data)]


def _draw(area: Area, past: Sequence[Past]) -> None:
    across = (area.width - (len(_PANELS) - 1) * _GAP) / len(_PANELS)
    for n, (name, title) in enumerate(_PANELS):
        values = [_float(getattr(row, name)) for row in past]
        medians = [_float(getattr(row, f"median_{name}")) for row in past]
        _panel(area, n * (across + _GAP), across, title, past, values, medians)
    Panel(area, 0, area.height - _LEGEND, area.width, _LEGEND).text(
        0,
        0.45,
        "实线为本单位，虚线为全县中位数，断开处无此数"
        if area.is_narrow
        else "实线与数字为本单位，虚线为全县中位数；断开处为没有读到报告、待核或无此数",
        colour=palette.MUTED,
    )


def _panel(
    area: Area,
    left: float,
    across: float,
    title: str,
    past: Sequence[Past],
    values: Sequence[float],
    medians: Sequence[float],
) -> None:
    tall = area.height - _LEGEND - _TITLE - _YEARS
    most = max((v for v in (*values, *medians) if not math.isnan(v)), default=0) or 1
    ends = -0.4, max(len(past), 2) - 0.6
    top = most * 1.22  # headroom for the label of the highest point
    panel = Panel(area, left, _YEARS, across, tall, ends, (0, top))
    panel.grid([most / 2, most])
    panel.scale(((x, str(row.year)) for x, row in enumerate(past)), _POINTS, below=2)
    panel.line(range(len(past)), medians, palette.AXIS, 1, (0, (3, 2)))
    panel.line(range(len(past)), values, palette.ACCENT)
    panel.dots(range(len(past)), values, palette.ACCENT)
    words = points if title == "得分" else number
    slot = across / max(len(past), 2)
    for x, value in enumerate(values):
        if not math.isnan(value) and fonts.width(words(value), _POINTS) < slot:
            panel.text(x, value, words(value), _POINTS, shift=(0, 4), align="center")
    panel.above(title, 8.5, 4, palette.INK)


def _float(value: float | None) -> float:
    return math.nan if value is None else float(value)
