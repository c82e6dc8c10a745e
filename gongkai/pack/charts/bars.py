"""The charts: each function builds a Chart from the book, to be drawn on a page or as an SVG."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from gongkai.form.merged import outcome_groups
from gongkai.pack.charts.panel import LABEL, Panel
from gongkai.pack.charts.row_charts import (
    ROWS_A_CHART,
    bare_rows,
    chunks,
    end_label,
    height_of,
    name_room,
    rows_panel,
    rules,
)
from gongkai.pack.data.book import DIMENSIONS, Book, Standing
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.sentences import requests, wording
from gongkai.pack.sentences.wording import interval
from gongkai.pack.style import fonts, palette

Bar = tuple[str, float | None, str]
"""Label of a row, its value (None: no bar), and what is printed at the bar's end."""


def ranking(book: Book) -> list[Chart]:
    """Score bars with the rank interval beside them; missing reports at the end, without a bar."""
    return [
        Chart(
            name=f"ranking-{number}",
            alt=wording.ranking_title(book) + "。各单位得分与名次区间，数字见下表。",
            height=height_of(len(rows)),
            draw=partial(_draw_ranking, rows=rows, ranked=len(book.ranked)),
            narrow=height_of(len(rows)),
            data=(
                ("单位", "得分", "名次", "区间"),
                *(
                    (
                        row.unit_name,
                        row.state_name if row.is_missing else wording.scored(row),
                        wording.number(row.rank),
                        interval(row),
                    )
                    for row in rows
                ),
            ),
        )
        for number, rows in enumerate(chunks(book.ranking, ROWS_A_CHART), start=1)
        if any(not row.is_missing for row in rows)
    ]


def lost_points(book: Book) -> list[Chart]:
    """Mean points lost by dimension; nothing where nothing was lost."""
    lost = wording.lost_by_dimension(book)
    if not any(round(value, 1) for value in lost.values()):
        return []
    rows = [(DIMENSIONS[name], value, wording.points(value)) for name, value in lost.items()]
    return _bar_charts(
        "lost-points", "各维度平均失分（分，按可判断的单位平均）", rows, palette.LOST
    )


def disclosed(book: Book) -> list[Chart]:
    """Items disclosed as the prose states them, with a mark for the year before."""
    absence = book.absence
    rows: list[Bar] = []
    for unit_id, name in book.names.items():
        now, _ = book.disclosed_totals.get(unit_id, (None, None))
        absent = absence.get(unit_id, "未写明确数")
        rows.append((name, now, absent if now is None else wording.number(now)))
    if all(value is None for _, value, _ in rows):
        return []
    before = [book.disclosed_totals.get(unit_id, (None, None))[1] for unit_id in book.names]
    title = "报告正文写明的主动公开总数（条）"
    title += f"；竖线为 {book.year - 1} 年" if any(mark is not None for mark in before) else ""
    return _bar_charts("disclosed", title, rows, palette.ACCENT, before)


def outcomes(book: Book) -> list[Chart]:
    """Shares of outcomes by unit, counts printed on the segments; units with none are left out."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in book.outcomes:
        groups[outcome.unit_id][outcome.group] += outcome.count
    rows = [(name, groups[unit]) for unit, name in book.names.items() if unit in groups]
    return [
        Chart(
            name=f"outcomes-{number}",
            alt=requests.outcomes_title(book) + "。各单位处理结果构成，件数见下表。",
            height=height_of(len(chunk)),
            draw=partial(_draw_outcomes, rows=chunk),
            narrow=height_of(len(chunk)),
            data=(
                ("单位", *outcome_groups().values()),
                *(
                    (name, *(str(counts.get(group, 0)) for group in outcome_groups()))
                    for name, counts in chunk
                ),
            ),
        )
        for number, chunk in enumerate(chunks(rows, ROWS_A_CHART), start=1)
    ]


def _bar_charts(
    name: str,
    title: str,
    rows: Sequence[Bar],
    colour: str,
    marks: Sequence[float | None] = (),
) -> list[Chart]:
    """Bars in charts of at most a page, all on one scale."""
    most = max((v for v in (*(row[1] for row in rows), *marks) if v is not None), default=0) or 1
    marked = chunks(marks, ROWS_A_CHART)
    return [
        Chart(
            name=f"{name}-{number}",
            alt=f"{title}：" + "，".join(f"{label} {text}" for label, _, text in chunk),
            height=height_of(len(chunk)),
            narrow=height_of(len(chunk)),
            data=(
                (title, "数值", *(("上年",) if marked else ())),
                *(
                    (label, wording.number(value), *((wording.number(mark),) if marked else ()))
                    for (label, value, _), mark in zip(
                        chunk, marked[number - 1] if marked else [None] * len(chunk), strict=True
                    )
                ),
            ),
            draw=partial(
                _draw_bars,
                title=title,
                rows=chunk,
                colour=colour,
                marks=marked[number - 1] if marked else (),
                most=most,
            ),
        )
        for number, chunk in enumerate(chunks(rows, ROWS_A_CHART), start=1)
    ]


def _draw_ranking(area: Area, rows: Sequence[Standing], ranked: int) -> None:
    left = name_room([row.unit_name for row in rows])
    interval_width = 0.0 if area.is_narrow else 1.7
    gap = 0.5 if area.is_narrow else 0.75  # room for the label of a full bar
    across = area.width - left - interval_width - gap
    bars = rows_panel(area, [row.unit_name for row in rows], left, across, (0, 100))
    bars.above("得分（满分 100）")
    for y, row in enumerate(rows):
        if row.is_missing or row.score is None:
            why = row.state_name if row.is_missing else f"待核：{_bounds(row)}"
            end_label(bars, y, 0, why, palette.MUTED)
        else:
            bars.boxes([(0, y - 0.34, row.score, y + 0.34)], palette.ACCENT)
            end_label(bars, y, row.score, wording.points(row.score))
    if ranked and not area.is_narrow:
        ends = 0.5, max(ranked, 1) + 0.5
        spans = bare_rows(area, len(rows), left + across + gap, interval_width, ends)
        _draw_intervals(spans, rows, ranked)


def _bounds(row: Standing) -> str:
    return row.pending if row.low is None else wording.scored(row)


def _draw_intervals(spans: Panel, rows: Sequence[Standing], ranked: int) -> None:
    spans.above(f"名次（点）与区间（线），1–{ranked}")
    rules(spans, sum(row.rank is not None for row in rows), 1, max(ranked, 1))
    for y, row in enumerate(rows):
        if row.rank is None or row.is_missing:
            continue
        low, high = row.rank_low or row.rank, row.rank_high or row.rank
        spans.line((low, high), (y, y), palette.SOFT, 3)
        spans.dots([row.rank], [y], palette.INK)


def _draw_bars(
    area: Area,
    title: str,
    rows: Sequence[Bar],
    colour: str,
    marks: Sequence[float | None],
    most: float,
) -> None:
    label_room = 0.15 + max(fonts.width(text, LABEL) for _, _, text in rows)
    names = [label for label, _, _ in rows]
    left = name_room(names)
    across = area.width - left - label_room
    panel = rows_panel(area, names, left, across, (0, most))
    panel.above(title)
    for y, (_, value, text) in enumerate(rows):
        mark = marks[y] if y < len(marks) else None
        if value is not None:
            panel.boxes([(0, y - 0.31, value, y + 0.31)], colour)
        if mark is not None:
            panel.line((mark, mark), (y - 0.42, y + 0.42), palette.INK, 1.1)
        end = value or 0
        if mark is not None and 0 <= (mark - end) * across / most < fonts.width(text, LABEL) + 0.1:
            end = mark  # the mark would run through the label
        end_label(panel, y, end, text, palette.INK if value is not None else palette.MUTED)


def _draw_outcomes(area: Area, rows: Sequence[tuple[str, Mapping[str, int]]]) -> None:
    label_room = 0.7
    names = [name for name, _ in rows]
    left = name_room(names)
    across = area.width - left - label_room
    panel = rows_panel(area, names, left, across, (0, 1))
    for y, (_, counts) in enumerate(rows):
        whole = sum(counts.values())
        start = 0.0
        for group in outcome_groups():
            share = counts.get(group, 0) / whole
            if not share:
                continue
            box = start, y - 0.37, start + share, y + 0.37
            panel.boxes([box], palette.outcome(group), palette.PAPER)
            text = wording.number(counts[group])
            if fonts.width(text, 7) + 0.05 < share * across:
                panel.text(
                    start + share / 2,
                    y,
                    text,
                    7,
                    palette.outcome_ink(group),
                    align="center",
                    valign="center_baseline",
                )
            start += share
        end_label(panel, y, 1, f"{whole:,} 件")
    present = [group for group in outcome_groups() if any(counts.get(group) for _, counts in rows)]
    columns = -(-len(present) // 2) if area.is_narrow else len(present)
    panel.legend(
        [(palette.outcome(group), outcome_groups()[group]) for group in present],
        start=(4, 4.96 + 12 * (len(present) > columns)),
        apart=9.6,
        columns=columns,
    )
