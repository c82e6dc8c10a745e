"""What became of last year's faults, in sentences: of the county and of one unit."""

from __future__ import annotations

from collections import Counter

from gongkai.pack.data.book import Book
from gongkai.pack.data.trend import FATES


def titles_of(book: Book, unit_id: str) -> dict[str, list[str]]:
    """Fate to the checks of one unit that have it, as they are said."""
    told: dict[str, list[str]] = {}
    for row in book.trend:
        if row.unit_id == unit_id:
            told.setdefault(row.fate, []).append(row.said)
    return told


def trend_title(book: Book) -> str:
    """How many of last year's faults were mended, and how many are new."""
    counts = Counter(row.fate for row in book.trend)
    before = counts["mended"] + counts["open"] + counts["unknown"]
    if not before:
        return f"没有看到 {book.year - 1} 年的问题；{book.year} 年新出现 {counts['new']} 项"
    title = f"{book.year - 1} 年的 {before} 项问题已整改 {counts['mended']} 项、未整改 {counts['open']} 项"
    title += f"，{counts['unknown']} 项未能判断" if counts["unknown"] else ""
    return title + f"；新出现 {counts['new']} 项"


def unit_trend(book: Book, unit_id: str) -> str:
    """What became of one unit's faults; empty where there is nothing to tell."""
    told = titles_of(book, unit_id)
    before = sum(len(told.get(fate, ())) for fate in ("mended", "open", "unknown"))
    said = []
    if before:
        parts = [
            f"{FATES[fate]} {len(told[fate])} 项（{'、'.join(told[fate])}）"
            for fate in ("mended", "open", "unknown")
            if fate in told
        ]
        said.append(f"{book.year - 1} 年度的 {before} 项问题，{'，'.join(parts)}")
    if "new" in told:
        said.append(f"{book.year} 年度新出现 {len(told['new'])} 项（{'、'.join(told['new'])}）")
    return "；".join(said) + "。" if said else ""
