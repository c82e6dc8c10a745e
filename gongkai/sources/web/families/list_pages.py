"""A column of a website: its list pages, one after the other, and the reports they link to.

Paging is followed through the link to the next page, through the page count that TRS WCM writes
into its script, or through a template. Links that carry only a year or a unit's name lead to
lists of their own where `depth` allows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.sources.registry.name_folding import folded
from gongkai.sources.registry.units import Unit
from gongkai.sources.titles import read_title, years_in
from gongkai.sources.web.families.options import Options
from gongkai.sources.web.source import Ask, Candidate, Place, Steps, Trouble
from gongkai.unit_name import bare_name

if TYPE_CHECKING:
    from gongkai.sources.pages.webpage import Link, WebPage

_NEXT = re.compile(r"下一?页|下页|后一?页|下一頁|next(?:page)?|[>›»]{1,2}", re.IGNORECASE)
_TRS_PAGES = re.compile(
    r"""createPage(?:HTML)?\(\s*['"]?(\d+)['"]?\s*,\s*['"]?(\d+)['"]?\s*,\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]"""
)
_ONLY_YEAR = re.compile(r"20\d\d年?度?(?:年报|年度报告)?")


@dataclass(frozen=True, slots=True)
class ListPages:
    """`kind = "list"`.

    Attributes:
        address: of the first page.
        pages: template of the others with {page}, where they are not linked; the first number
            it takes is `first_page`.
        unit: whose column it is; None for a column of many units.
        max_pages: after which a list is taken for endless.
        depth: how many levels of lists by year or unit lie below.
    """

    name: str
    place: Place
    address: str
    pages: str
    first_page: int
    max_pages: int
    depth: int
    unit: Unit | None

    @classmethod
    def make(cls, name: str, options: dict[str, Any], place: Place) -> ListPages:
        """Read the table; ValueError names every fault."""
        reader = Options(options, place)
        made = cls(
            name,
            place,
            address=reader.address("address"),
            pages=reader.address("pages", "", page="2"),
            first_page=reader.whole("first_page", 2, 0, 10),
            max_pages=reader.whole("max_pages", 50, 1, 1000),
            depth=reader.whole("depth", 0, 0, 3),
            unit=reader.unit(),
        )
        if made.pages and "{page}" not in made.pages:
            reader.faults.append("pages: needs {page}")
        reader.done()
        return made

    def covers(self) -> Iterable[tuple[Unit, int, str]]:
        """Every year of its unit, or of all units."""
        for unit in [self.unit] if self.unit else self.place.county.units:
            for year in self.place.county.years:
                yield unit, year, self.address

    def steps(self) -> Steps:
        """The first list, page by page, then those below it."""
        waiting: list[tuple[str, Unit | None, int | None, int]] = [
            (self.address, self.unit, None, self.depth)
        ]
        listed: set[str] = {self.address}
        found: set[str] = set()
        while waiting:
            address, unit, year, depth = waiting.pop(0)
            below: list[Link] = yield from self._column(address, unit, year, found, depth)
            for link in below:
                unit_below, year_below = self._context(link, unit, year)
                if link.url not in listed and (unit_below, year_below) != (unit, year):
                    listed.add(link.url)
                    waiting.append((link.url, unit_below, year_below, depth - 1))

    def _column(
        self, address: str, unit: Unit | None, year: int | None, found: set[str], depth: int
    ) -> Any:
        """All pages of one list; returns the links to lists below it."""
        addresses = iter([address])
        seen_links: set[str] = set()
        below: list[Link] = []
        asked: set[str] = set()
        own_template = bool(self.pages) and address == self.address
        while (url := next(addresses, None)) is not None:
            if len(asked) == self.max_pages:
                detail = f"cut off after {self.max_pages} pages; raise max_pages if it is that long"
                yield Trouble("list_too_long", address, detail, unit, year)
                break
            asked.add(url)
            page = yield Ask(url, unit, year, may_be_absent=own_template and len(asked) > 1)
            if page is None:
                break
            new = [link for link in page.links if link.url not in seen_links]
            seen_links.update(link.url for link in new)
            if len(asked) == 1:
                if own_template:
                    addresses = self._numbered()
                elif _TRS_PAGES.search(page.script):
                    addresses = _trs_pages(page)
                yield from self._itself(page, unit, year, found)
            elif not new:
                break  # past the end: the site repeats itself or shows an empty list
            yield from self._reports(new, unit, year, found)
            below += [link for link in new if depth and self._leads_below(link)]
            linked = None if own_template else _next_page(page, asked)
            if linked:
                addresses = iter([linked])
        if len(asked) == 1 and page is not None and not seen_links and page.url not in found:
            yield Trouble("empty_list", address, "the page has no links", unit, year)
        return below

    def _itself(
        self, page: WebPage, unit: Unit | None, year: int | None, found: set[str]
    ) -> Iterator[Candidate]:
        """Some columns show the newest report in place of a list."""
        if not page.is_report or page.url in found:
            return
        if unit and year:  # the links that led here say so, whatever the page calls itself
            found.add(page.url)
            yield Candidate(page.url, unit, year, next(iter(page.titles), ""))
            return
        for title in page.titles:
            titled = read_title(title, self.place.names, self.place.county.name, unit, year)
            if titled and titled.year in self.place.county.years:
                found.add(page.url)
                yield Candidate(page.url, titled.unit, titled.year, title)
                return

    def _reports(
        self, links: list[Link], unit: Unit | None, year: int | None, found: set[str]
    ) -> Iterator[Candidate]:
        for link in links:
            titled = read_title(link.text, self.place.names, self.place.county.name, unit, year)
            if titled is None or link.url in found:
                continue
            if titled.year is None or titled.year in self.place.county.years:
                found.add(link.url)
                yield Candidate(link.url, titled.unit, titled.year, link.text)

    def _numbered(self) -> Iterator[str]:
        number = self.first_page
        while True:
            yield self.pages.replace("{page}", str(number))
            number += 1

    def _leads_below(self, link: Link) -> bool:
        """A bare year or a bare name of one unit."""
        text = folded(link.text)
        names = {folded(name) for unit in self.place.names.find(text) for name in unit.names}
        return bool(_ONLY_YEAR.fullmatch(text)) or bare_name(text) in names

    def _context(
        self, link: Link, unit: Unit | None, year: int | None
    ) -> tuple[Unit | None, int | None]:
        units, years = self.place.names.find(link.text), years_in(link.text)
        return (units[0] if len(units) == 1 else unit), next(iter(years), year)


def _next_page(page: WebPage, asked: set[str]) -> str | None:
    for link in page.links:
        if (link.rel == "next" or _NEXT.fullmatch(folded(link.text))) and link.url not in asked:
            return link.url
    return None


def _trs_pages(page: WebPage) -> Iterator[str]:
    """TRS WCM: index.html, index_1.html, … as many as its script says."""
    found = _TRS_PAGES.search(page.script)
    if found:
        count, _, stem, suffix = found.groups()
        for number in range(1, int(count)):
            yield page.join(f"{stem}_{number}.{suffix}")
