"""Whether a list was read to its end: what it states of itself against what was read of it.

A unit may only be said to have no report when every list behind which it may stand was whole.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging import Paging

_BEGINS = "<html"
_ENDS = ("</html", "</body")
_DIGITS = re.compile(r"\d+")
_TAIL = 2000
_SMALLEST_PAGE = 10  # fewer rows than a page of a list holds: there is no second one


class ListRead:
    """The pages of one list, one after the other."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.family = ""
        self.pages: int | None = None
        self.total: int | None = None
        self._read: list[tuple[str, ...]] = []
        self._known: set[str] = set()
        self._faults: list[str] = []
        self._is_open = False
        self._is_cut = False
        self._barren = 0
        self._titles: set[str] = set()

    @property
    def rows(self) -> int:
        """How many different rows were read."""
        return len(self._known)

    @property
    def pages_read(self) -> int:
        """How many pages with rows were read."""
        return len(self._read)

    def add(self, page: WebPage, rows: tuple[str, ...], paging: Paging) -> bool:
        """Note a page that was had; False for one that brings no row that is not known."""
        self.family = self.family or paging.family
        self.pages = max(filter(None, (self.pages, paging.pages)), default=None)
        self.total = max(filter(None, (self.total, paging.total)), default=None)
        self._is_open = paging.is_open
        self._is_cut = paging.is_cut and not self._read and len(rows) >= _SMALLEST_PAGE
        if paging.is_shell:
            return True
        number = len(self._read) + self._barren + 1
        self._look_for_end(page, number)
        titles = {_DIGITS.sub("", title) for title in page.titles}
        self._titles = self._titles or titles
        if titles and not titles & self._titles:
            self._faults.append(f"page {number} is called otherwise: {page.titles[-1]}"[:200])
        if self._read and not set(rows) - self._known:
            self._barren += 1
            what = "repeats rows that were read" if rows else "is empty"
            if not self._is_open or not self._may_end_here(rows):
                self._faults.append(f"page {number} {what}")
            return False
        if self._is_open and self._barren:
            self._faults.append(f"a page before page {number} is empty or repeats another")
        self._read.append(rows)
        self._known.update(rows)
        return True

    def failed(self, url: str) -> None:
        """Note a page that could not be had."""
        self._faults.append(f"{url} could not be had")

    @property
    def is_full(self) -> bool:
        """Whether as many rows were read as the list says it has."""
        return self.total is not None and self.rows >= self.total

    @property
    def wants_another(self) -> bool:
        """Whether a page without rows may be a hole, so that the next one should be asked too."""
        return self._barren == 1 and bool(self._read) and self.last_is_full

    def fault(self) -> str | None:
        """What shows that the list was not read whole; None if nothing does."""
        if self._faults:
            return "; ".join(self._faults[:3])
        if self.total is not None and self.rows < self.total:
            return f"{self.rows} of {self.total} rows"
        if self.pages is not None and self.pages_read < self.pages:
            return f"{self.pages_read} of {self.pages} pages"
        if self.total is not None:
            return None
        if self._is_cut and self.pages is None:
            return "its first page is turned by what could not be followed"
        return self._order() or self._hole()

    def _order(self) -> str | None:
        """Rows that stand on two pages: the list changed while it was read, and others are missed."""
        counts = Counter(row for rows in self._read for row in set(rows))
        everywhere = len(self._read) if len(self._read) > 2 else 0
        moved = [row for row, n in counts.items() if 1 < n != everywhere]
        return f"{len(moved)} rows stand on more than one page" if moved else None

    def _hole(self) -> str | None:
        sizes = [len(rows) for rows in self._read]
        if len(sizes) > 2 and min(sizes[:-1]) < statistics.mode(sizes[:-1]):
            return "a page in the middle has fewer rows than the others"
        return None

    @property
    def last_is_full(self) -> bool:
        """Whether the last page has as many rows as the others, so that more may follow."""
        sizes = [len(rows) for rows in self._read]
        return bool(sizes) and sizes[-1] >= (
            statistics.mode(sizes[:-1]) if len(sizes) > 1 else _SMALLEST_PAGE
        )

    def _may_end_here(self, rows: tuple[str, ...]) -> bool:
        """Whether a page without anything new may stand behind the last page of an open list."""
        if not self.last_is_full:
            return True
        # One full page may be all there is; but then its number was not just left out of account.
        return len(self._read) == 1 and not rows

    def _look_for_end(self, page: WebPage, number: int) -> None:
        """A page that opens its markup and does not end it was cut off, with its pager."""
        begins, ends = page.markup[:_TAIL].lower(), page.markup[-_TAIL:].lower()
        if _BEGINS in begins and not any(end in ends for end in _ENDS):
            self._faults.append(f"page {number} was cut off")
