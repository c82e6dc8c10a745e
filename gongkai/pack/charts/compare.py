"""Charts that set units beside a date or beside their own last year."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial

from gongkai.pack.charts.row_charts import (
    ROWS_A_CHART,
    chunks,
    end_label,
    height_of,
    name_room,
    rows_panel,
    rules,
)
from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Area, Chart
from gongkai.pack.data.published import Published, published
from gongkai.pack.sentences.wording import number, points
from gongkai.pack.style import palette


def publication(book: Book) -> list[Chart]:
    """A dot a unit on the day it published, and the deadline; nothing where no date is known."""
    rows = published(book)
    dates = [row.on for row in rows if row.on is not None]
    if not dates:
        return []
    days = [*dates, *([book.deadline] if book.deadline else [])]
    first, last = min(days), max(days)
    return [
        Chart(
            name=f"published-{count}",
            alt="发布日期：" + "，".join(f"{row.name} {row.words}" for row in chunk),
            height=height_of(len(chunk)),
            narrow=height_of(len(chunk)),
            data=(
                ("单位", "发布日期", "逾期天数"),
                *(
                    (row.name, str(row.on or row.absence or "日期不明"), number(row.late_by))
                    for row in chunk
                ),
            ),
            draw=partial(
                _draw_publication,
                rows=chunk,
                first=first,
                last=last,
                deadline=book.deadline,
                is_set=book.is_deadline_set,
            ),
        )
        for count, chunk in enumerate(chunks(rows, ROWS_A_CHART), start=1)
    ]


def _draw_publication(
    area: Area,
    rows: Sequence[Published],
    first: datetime.date,
    last: datetime.date,
    deadline: datetime.date | None,
    is_set: bool,
) -> None:
    names = [row.name for row in rows]
    left = name_room(names)
    words = 1.55  # inches for the date and the days at the right
    across = area.width - left - words
    length = max((last - first).days, 1)
    panel = rows_panel(area, names, left, across, (-0.03 * length, 1.03 * length))
    rules(panel, len(rows), 0, length)
    for y, row in enumerate(rows):
        if row.on is not None:
            colour = palette.LOST if row.is_late else palette.ACCENT
            mark = "s" if row.is_late else "o"
            panel.dots([(row.on - first).days], [y], colour, mark=mark, size=5)
        end_label(panel, y, 1.03 * length, row.words, palette.INK if row.on else palette.MUTED)
    if deadline is None:
        panel.above("● 发布日期（未设定期限）")
        return
    at = (deadline - first).days
    panel.line((at, at), (-0.5, len(rows) - 0.5), palette.INK, 1, (0, (3, 2)))
    if is_set:
        panel.above(f"● 按期　■ 逾期　虚线为期限 {deadline}")
    else:
        panel.above(f"● 发布日期　虚线为条例日期 {deadline}，仅供参考")


def change(book: Book) -> list[Chart]:
    """Scores of the year before and of this year, joined; for units that have both."""
    rows: list[tuple[str, float, float]] = []
    for unit_id, name in book.names.items():
        past = {row.year: row.score for row in book.history.get(unit_id, ())}
        before, now = past.get(book.year - 1), past.get(book.year)
        if before is not None and now is not None:
            rows.append((name, before, now))
    rows.sort(key=lambda row: row[1] - row[2])
    lowest = min((min(before, now) for _, before, now in rows), default=0)
    return [
        Chart(
            name=f"change-{count}",
            alt=f"得分由 {book.year - 1} 年到 {book.year} 年："
            + "，".join(f"{name} {points(b)} 到 {points(n)}" for name, b, n in chunk),
            height=height_of(len(chunk)),
            narrow=height_of(len(chunk)),
            data=(
                ("单位", f"{book.year - 1} 年得分", f"{book.year} 年得分"),
                *((name, points(before), points(now)) for name, before, now in chunk),
            ),
            draw=partial(_draw_change, rows=chunk, year=book.year, lowest=lowest),
        )
        for count, chunk in enumerate(chunks(rows, ROWS_A_CHART), start=1)
    ]


def _draw_change(
    area: Area, rows: Sequence[tuple[str, float, float]], year: int, lowest: float
) -> None:
    names = [name for name, _, _ in rows]
    left = name_room(names)
    words = 1.35
    across = area.width - left - words
    low = max(0.0, lowest // 10 * 10)
    panel = rows_panel(area, names, left, across, (low - 1, 101))
    rules(panel, len(rows), low, 100)
    for y, (_, before, now) in enumerate(rows):
        colour = palette.LOST if now < before else palette.ACCENT
        panel.line((before, now), (y, y), colour, 1.6)
        panel.dots([before], [y], palette.INK, face=palette.PAPER)
        panel.dots([now], [y], colour, size=5)
        sign = f"{now - before:+.1f}" if round(now - before, 1) else "持平"
        end_label(panel, y, 101, f"{points(before)} → {points(now)}（{sign}）")
    panel.above(f"○ {year - 1} 年得分　● {year} 年得分（横轴 {low:.0f}–100）")
