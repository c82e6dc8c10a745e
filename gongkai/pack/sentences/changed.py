"""What changed since the year before: checks mended and newly failed, scores up and down."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.pack.data.book import Book


def mended(book: Book, unit_id: str) -> tuple[list[str], list[str]]:
    """Titles of the scored checks that a unit failed last year and meets now, and the reverse."""
    better, worse = [], []
    for check in (check for check in book.checks if check.points):
        before = book.verdicts_before.get((unit_id, check.check_id))
        now = book.verdicts.get((unit_id, check.check_id))
        if before == "fail" and now == "pass":
            better.append(check.title)
        if before == "pass" and now == "fail":
            worse.append(check.title)
    return better, worse


@dataclass(frozen=True, slots=True)
class Change:
    """Units whose score rose, fell and stayed, and checks mended and newly failed, over the county."""

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
    pairs = [mended(book, unit_id) for unit_id in book.names]
    return Change(
        up=sum(gap > 0 for gap in gaps),
        down=sum(gap < 0 for gap in gaps),
        same=sum(not gap for gap in gaps),
        better=sum(len(pair[0]) for pair in pairs),
        worse=sum(len(pair[1]) for pair in pairs),
    )


def changes_title(book: Book) -> str:
    """How many units rose and fell, and how many faults were mended and are new."""
    now = change(book)
    return (
        f"与上年相比，{now.up} 个单位得分上升，{now.down} 个下降；"
        f"改正 {now.better} 项，新出现 {now.worse} 项"
    )
