"""The page of what became of last year's faults."""

from __future__ import annotations

from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Page
from gongkai.pack.sentences.trend import trend_title
from gongkai.pack.tables.trend import trend


def trend_page(book: Book, source: str) -> Page | None:
    """Mended, not mended and new, unit by unit; none in the county's first year, or without any fault."""
    if not book.trend:
        return None
    return Page(
        anchor="trend",
        topic="上年问题的整改",
        title=trend_title(book),
        parts=(trend(book),),
        source=source,
    )
