"""What became of last year's faults: mended, not mended, new, and what cannot be told."""

from __future__ import annotations

from collections import Counter

from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Column, Table
from gongkai.pack.data.trend import FATES
from gongkai.pack.sentences.trend import titles_of


def trend(book: Book) -> Table:
    """A row a unit that has something to tell, and the sums over all."""
    rows = []
    for unit_id, name in book.names.items():
        told = titles_of(book, unit_id)
        if told:
            rows.append((name, *("、".join(told.get(fate, ())) or "—" for fate in FATES)))
    counts = Counter(row.fate for row in book.trend)
    rows.append(("合计（项）", *(str(counts[fate]) for fate in FATES)))
    return Table(
        name="trend",
        caption=f"{book.year - 1} 年的问题到 {book.year} 年怎样了（单位×核查项）；没有看到的不作已整改",
        columns=(
            Column("单位", share=0.7),
            *(Column(name, share=1) for name in FATES.values()),
        ),
        rows=tuple(rows),
        strong=frozenset({len(rows) - 1}),
    )
