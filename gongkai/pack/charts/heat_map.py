"""The heat map: every check of every unit, distinguished by colour and, on grey printers, by a sign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from gongkai.pack.charts.panel import Panel
from gongkai.pack.charts.row_charts import ROWS_A_CHART, chunks, name_room, row_height
from gongkai.pack.data.book import DIMENSIONS, Book
from gongkai.pack.data.judged import Check, verdict_on
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import shorten

VERDICTS = {
    "pass": "达到",
    "fail": "未达到",
    "to_verify": "供核实，不扣分",
    "not_shown": "未印出",
    "not_seen": "未能看到或存疑",
    "not_applicable": "不适用",
    "no_report": "未见报告",
}
"""Verdict to its name in print; a failed check that costs no points is to be verified."""

_COLOUR = {
    "pass": palette.SOFT,
    "fail": palette.LOST,
    "to_verify": palette.RULE,
    "not_shown": palette.LOST,
    "not_seen": palette.DOUBT,
    "not_applicable": palette.PAPER,
    "no_report": palette.ABSENT,
}
_SIGN = {
    "fail": ("×", palette.ON_LOST),
    "to_verify": ("!", palette.INK),
    "not_shown": ("○", palette.ON_LOST),
    "not_seen": ("?", palette.ON_DOUBT),
}
_LEGEND = 0.26  # inches above the titles
_TALLEST = 7.4  # inches of all rows together
_FOOT = 0.2  # below, for the dimensions
_TITLE_POINTS = 6.5
_BAND = 5  # rows between two wide lines, by which the eye keeps to its row
_MANY = 20  # units from which only the checks that tell them apart are shown
_MOST_IN_TITLE = 13  # characters of a check's title, one under another


def heat_map(book: Book) -> list[Chart]:
    """Units down, checks across; empty where no verdicts are known."""
    checks = _shown(book)
    if not checks:
        return []
    titles = _title_height(checks)
    met = len(book.checks) - len(checks)
    rest = f"；其余 {met} 项已见报告均达到或不适用" if met else ""
    return [
        Chart(
            name=f"checks-{number}",
            alt=f"{len(checks)} 项核查、{len(chunk)} 个单位的结果：{_counted(book, checks, chunk)}{rest}",
            height=_LEGEND + titles + len(chunk) * _row_height(len(chunk)) + _FOOT,
            data=(
                ("单位", *(check.title for check in checks)),
                *(
                    (
                        book.names[unit],
                        *(VERDICTS.get(verdict_on(book.verdicts, unit, c), "—") for c in checks),
                    )
                    for unit in chunk
                ),
            ),
            draw=partial(_draw, book=book, checks=checks, units=chunk, titles=titles),
        )
        for number, chunk in enumerate(chunks(list(book.names), ROWS_A_CHART), start=1)
    ]


def _row_height(rows: int) -> float:
    """Inches of a row, so low that the county with the most units fits on one sheet."""
    return min(row_height(rows), _TALLEST / rows)


def _shown(book: Book) -> list[Check]:
    """All checks; in a large county those that not every report meets, so that there is room to read."""
    if len(book.names) < _MANY:
        return list(book.checks)
    seen = [standing.unit_id for standing in book.reported]
    return [
        check
        for check in book.checks
        if any(
            verdict_on(book.verdicts, unit, check) not in ("pass", "not_applicable")
            for unit in seen
        )
    ]


def _counted(book: Book, checks: Sequence[Check], units: Sequence[str]) -> str:
    """How often each verdict stands, for those who cannot see the chart."""
    given = [verdict_on(book.verdicts, unit, check) for unit in units for check in checks]
    return "，".join(f"{name} {given.count(verdict)}" for verdict, name in VERDICTS.items())


def _title_height(checks: Sequence[Check]) -> float:
    most = max(min(len(check.title), _MOST_IN_TITLE) for check in checks)
    return most * _TITLE_POINTS * 1.2 / 72 + 0.08


def _draw(
    area: Area, book: Book, checks: Sequence[Check], units: Sequence[str], titles: float
) -> None:
    names = [book.names[unit] for unit in units]
    left = name_room(names)
    across = area.width - left
    rows = len(units)
    panel = Panel(
        area,
        left,
        _FOOT,
        across,
        area.height - _LEGEND - titles - _FOOT,
        (0, len(checks)),
        (rows, 0),
    )
    panel.names(
        ((row + 0.5, shorten(book.names[unit], left - 0.06, 8)) for row, unit in enumerate(units)),
        8 if rows < 46 else 7,
    )
    for row, unit in enumerate(units):
        _row(panel, row, [verdict_on(book.verdicts, unit, check) for check in checks])
    for row in range(1, rows):
        weight = 0.8 if row % _BAND else 2.4
        panel.line((0, len(checks)), (row, row), palette.PAPER, weight)
    for column, check in enumerate(checks):
        if column:
            panel.line((column, column), (0, rows), palette.PAPER, 0.8)
        title = check.title if len(check.title) <= _MOST_IN_TITLE else check.title[:12] + "…"
        panel.text(
            column + 0.5,
            0,
            "\n".join(title),
            _TITLE_POINTS,
            shift=(0, 4),
            align="center",
            valign="bottom",
        )
    _dimensions(panel, checks, rows, across)
    _legend(area)


def _row(panel: Panel, row: int, verdicts: Sequence[str]) -> None:
    """Runs of the same verdict are one rectangle, which keeps the picture small."""
    column = 0
    for verdict, run in groupby(verdicts):
        wide = len(list(run))
        colour = _COLOUR.get(verdict, palette.PAPER)
        if colour != palette.PAPER:
            panel.boxes([(column, row, column + wide, row + 1)], colour, weight=0)
        if verdict in _SIGN:
            sign, ink = _SIGN[verdict]
            for each in range(column, column + wide):
                panel.text(
                    each + 0.5, row + 0.5, sign, 7, ink, align="center", valign="center_baseline"
                )
        column += wide


def _dimensions(panel: Panel, checks: Sequence[Check], bottom: int, across: float) -> None:
    """A bracket and a name under the checks of each dimension."""
    column = 0
    for dimension, run in groupby(check.dimension for check in checks):
        wide = len(list(run))
        room = wide * across / len(checks)
        name = DIMENSIONS.get(dimension, "不计分")
        size = 7 if fonts.width(name, 7) <= room else 6
        half = -(-len(name) // 2)
        if size < 7:  # a lone column has room for half of it
            name = f"{name[:half]}\n{name[half:]}"
        panel.line((column + 0.1, column + wide - 0.1), (bottom, bottom), palette.INK, 0.8)
        if fonts.width(name[:half], size) <= room:
            panel.text(
                column + wide / 2,
                bottom,
                name,
                size,
                palette.MUTED,
                shift=(0, -3),
                align="center",
                valign="top",
            )
        column += wide


def _legend(area: Area) -> None:
    panel = Panel(area, 0, area.height - _LEGEND, area.width, _LEGEND)
    signs = {verdict: f"（{sign}）" for verdict, (sign, _) in _SIGN.items()}
    keys = [(_COLOUR[v], name + signs.get(v, "")) for v, name in VERDICTS.items()]
    panel.legend(keys, edge=palette.AXIS)
