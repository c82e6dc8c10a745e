"""The page of revisions: what this pack says otherwise than those before it, and why."""

from __future__ import annotations

from collections import Counter

from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Page, Paragraph, Part
from gongkai.pack.sentences.since_last import counted
from gongkai.pack.tables import revisions as tables

_MOST_ROWS = 60
"""On paper and on the site; the workbook has all."""

_MOVED_BY_OTHERS = "others"


def revisions_page(book: Book, source: str) -> Page | None:
    """What changed since the year was first published; none where nothing did.

    Ranks that moved since others' scores did are counted, not listed: they follow from the rows above.
    """
    if not book.revisions:
        return None
    own = [row for row in book.revisions if row.reason != _MOVED_BY_OTHERS]
    moved = len(book.revisions) - len(own)
    said = "每次整理都与此前公布的逐项比较，改了什么、为什么改，自本年度首次公布起都列在这里。"
    if moved:
        said += f"另有 {moved} 处名次因他单位得分变化而移动，见工作簿“修订”页。"
    parts: list[Part] = [Paragraph(said)]
    if own:
        parts.append(tables.revisions(own[:_MOST_ROWS], max(0, len(own) - _MOST_ROWS)))
    told = counted(Counter(row.what for row in book.revisions))
    return Page(
        anchor="revisions",
        topic="修订",
        title=f"与此前公布的相比修订 {len(book.revisions)} 处：{told}",
        parts=tuple(parts),
        source=source,
    )
