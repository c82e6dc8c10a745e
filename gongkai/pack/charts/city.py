"""Small multiples of a city: a panel a county, a dot a unit, all on the same scale of scores."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from functools import partial

from gongkai.pack.charts.panel import Panel
from gongkai.pack.charts.row_charts import chunks
from gongkai.pack.data.city import KINDS, OTHER, City
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.sentences.wording import points
from gongkai.pack.style import palette
from gongkai.pack.style.typeset import shorten

_ACROSS = 3
_NARROW_ACROSS = 1
_A_CHART = 18
_PANEL = 1.45
_TITLE = 0.26
_FOOT = 0.22
_LEGEND = 0.24
_GAP = 0.25
_LEFT = 0.36  # for the kinds
_RIGHT = 0.1  # for half of the last number of the axis

County = tuple[str, dict[str, list[float]]]
"""A county's name and the scores of its ranked units by kind."""


def panels(city: City) -> list[County]:
    """Every county with its scores, in the order of the county ids."""
    found = []
    for book in city.books:
        scores: dict[str, list[float]] = {}
        for standing in book.ranked:
            kind = city.kinds.get(standing.unit_id, OTHER)
            scores.setdefault(kind, []).append(standing.score or 0)
        found.append((book.county_name, scores))
    return found


def scores(city: City) -> list[Chart]:
    """A panel a county; nothing where no unit is ranked."""
    found = panels(city)
    every = [score for _, by_kind in found for kind in by_kind.values() for score in kind]
    if not every:
        return []
    low = min(every) // 10 * 10
    kinds = [k for k in (*KINDS, OTHER) if any(k in by_kind for _, by_kind in found)]
    return [
        Chart(
            name=f"city-{n}",
            alt="各县单位的得分："
            + "；".join(f"{name} {_told(by_kind)}" for name, by_kind in chunk),
            height=_LEGEND + -(-len(chunk) // _ACROSS) * _PANEL,
            draw=partial(_draw, shown=chunk, kinds=kinds, low=low),
            narrow=_LEGEND + -(-len(chunk) // _NARROW_ACROSS) * _PANEL,
            data=(
                ("县", "类别", "得分"),
                *(
                    (name, kind, points(score))
                    for name, by_kind in chunk
                    for kind in kinds
                    for score in by_kind.get(kind, ())
                ),
            ),
        )
        for n, chunk in enumerate(chunks(found, _A_CHART), start=1)
    ]


def _told(by_kind: dict[str, list[float]]) -> str:
    every = [score for kind in by_kind.values() for score in kind]
    if not every:
        return "没有已排名的单位"
    return f"{len(every)} 个，中位数 {points(statistics.median(every))}"


def _draw(area: Area, shown: Sequence[County], kinds: Sequence[str], low: float) -> None:
    columns = _NARROW_ACROSS if area.is_narrow else _ACROSS
    across = (area.width - (columns - 1) * _GAP) / columns
    for n, county in enumerate(shown):
        row, column = divmod(n, columns)
        left = column * (across + _GAP)
        top = area.height - _LEGEND - row * _PANEL
        _panel(area, left, top - _PANEL, across, county, kinds, low)
    said = f"每点一个单位，竖线为本县中位数，横轴同为 {low:.0f}–100 分"
    words = Panel(area, 0, area.height - _LEGEND, area.width, _LEGEND)
    words.text(0, 0.45, said, colour=palette.MUTED)


def _panel(
    area: Area,
    left: float,
    bottom: float,
    across: float,
    county: County,
    kinds: Sequence[str],
    low: float,
) -> None:
    name, by_kind = county
    tall = _PANEL - _TITLE - _FOOT
    panel = Panel(
        area,
        left + _LEFT,
        bottom + _FOOT,
        across - _LEFT - _RIGHT,
        tall,
        (low - 1, 101),
        (len(kinds) - 0.5, -0.5),
    )
    panel.grid(range(len(kinds)))
    panel.names(enumerate(kinds), 7, 2)
    panel.scale([(low, f"{low:.0f}"), (100, "100")], 7, below=2)
    for y, kind in enumerate(kinds):
        values = by_kind.get(kind, [])
        panel.dots(values, [y] * len(values), palette.ACCENT, alpha=0.6)
    every = [score for kind in by_kind.values() for score in kind]
    if every:
        panel.line([statistics.median(every)] * 2, panel.y, palette.INK, 1)
    panel.text(
        low - 1,
        -0.5,
        shorten(f"{name}（{_told(by_kind)}）", across, 8),
        shift=(-_LEFT * 72, 5),
    )
