"""本周要办: who must do what about whom, and by when, from the data of the night."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from gongkai.pack.data.balance import imbalances
from gongkai.pack.data.book import Book
from gongkai.pack.data.judged import COPY_CHECKS
from gongkai.pack.sentences.wording import listed

_FRIDAY = 4
_NAMES = 8
_UNREAD = {
    "arrived_unread": "请重新报送能打开的报告，或说明已在何处发布",
    "list_incomplete": "到网站核对有没有发布，有则报送网址",
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what, about whom, and by which day."""

    what: str
    who: str
    by: datetime.date


def week_end(book: Book) -> datetime.date:
    """The Friday by which this week's work is done: the next one where the night ends on one or later."""
    day = book.run.day
    return day + datetime.timedelta(days=(_FRIDAY - day.weekday() - 1) % 7 + 1)


def day_words(day: datetime.date) -> str:
    """A day as a clerk writes it: 11 月 27 日（周五）."""
    return f"{day.month} 月 {day.day} 日（周{'一二三四五六日'[day.weekday()]}）"


def tasks(book: Book) -> list[Task]:
    """What is to be done this week, what holds up everything else first; empty where nothing is."""
    found: list[tuple[str, list[str]]] = []
    names = book.names
    if book.not_there:
        found.append((f"催报 {book.year} 年度报告", [s.unit_name for s in book.not_there]))
    unclaimed = [s.unit_name for s in book.unclaimed]
    for state, what in _UNREAD.items():
        units = [s.unit_name for s in book.unread if s.state == state]
        found.append((what, [unit for unit in units if unit not in unclaimed]))
    found.append(("查明单位不明的文件是不是其报告", unclaimed))
    waiting: dict[str, list[str]] = defaultdict(list)
    for standing in book.pending:
        waiting[standing.pending].append(standing.unit_name)
    pending = [f"{listed(units, _NAMES)}（{why}）" for why, units in waiting.items()]
    found.append(("对照原件核定，解除待核", ["；".join(pending)] if pending else []))
    if failed := [c.unit_name for c in book.corrections if c.fault]:
        found.append((f"改正没有生效的 {len(failed)} 条更正", failed))
    causes = {cause.unit_id for one in imbalances(book) for cause in one.causes}
    found.append(("查实县级汇总不平之处", [names[unit] for unit in names if unit in causes]))
    faulty = {unit for unit, _ in book.asked}
    found.append((f"审定并发出整改通知 {len(faulty)} 份", [names[u] for u in names if u in faulty]))
    closed = [names[unit] for unit in book.closed]
    found.append((f"审定并发出复核告知 {len(closed)} 份", closed))
    copied = {f.unit_id for f in book.findings if f.check_id in COPY_CHECKS}
    found.append(("复核正文雷同的线索", [names[unit] for unit in names if unit in copied]))
    by = week_end(book)
    return [Task(what, listed(units, _NAMES), by) for what, units in found if units]
