"""What changed since the year before: scores up and down, faults mended and new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gongkai.pack.data.book import Book


@dataclass(frozen=True, slots=True)
class Change:
    """Units whose score rose, fell and stayed, and last year's faults mended and this year's new ones."""

    up: int
    down: int
    same: int
    better: int
    worse: int


def change(book: Book) -> Change:
    """This year beside the last, over the units that have a score in both."""
    gaps = []
    for rows in book.history.values():
        past = {row.year: row.score for row in rows}
        before, now = past.get(book.year - 1), past.get(book.year)
        if before is not None and now is not None:
            gaps.append(round(now - before, 1))
    fates = Counter(row.fate for row in book.trend)
    return Change(
        up=sum(gap > 0 for gap in gaps),
        down=sum(gap < 0 for gap in gaps),
        same=sum(not gap for gap in gaps),
        better=fates["mended"],
        worse=fates["new"],
    )


def changes_title(book: Book) -> str:
    """How many units rose and fell, and how many faults were mended and are new."""
    now = change(book)
    scores = f"与上年相比，{now.up} 个单位得分上升，{now.down} 个下降"
    if not now.up + now.down + now.same:
        scores = "没有单位两年都有得分可比"
    return f"{scores}；已整改 {now.better} 项，新出现 {now.worse} 项"
