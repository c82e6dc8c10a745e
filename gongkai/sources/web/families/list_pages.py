"""A column of a website: its list pages, one after the other, and the reports they link to.

How its pages follow each other is recognised by what they state (`web.paging`), or given as a
template. Links that say only a year, a kind of unit, a unit's name or the name of the column lead
to lists of their own (`web.levels`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.sources.registry.units import Unit
from gongkai.sources.web.families.options import Options
from gongkai.sources.web.levels import Level
from gongkai.sources.web.list_walk import Listing, ListWalk, plain
from gongkai.sources.web.source import Place, Steps, Trouble

_MOST_LISTS = 2000


@dataclass(frozen=True, slots=True)
class ListPages:
    """`kind = "list"`.

    Attributes:
        starts: the unit, if it is one unit's own column, and the address of each first page.
        pages: template of the others with {page}, where nothing on the page leads to them; the
            first number it takes is `first_page`.
        max_pages: after which a list is taken for endless.
        depth: how many levels of lists by kind, year or unit may lie below.
    """

    name: str
    place: Place
    starts: tuple[tuple[Unit | None, str], ...]
    pages: str
    first_page: int
    max_pages: int
    depth: int

    @classmethod
    def make(cls, name: str, options: dict[str, Any], place: Place) -> ListPages:
        """Read the table; ValueError names every fault."""
        reader = Options(options, place)
        made = cls(
            name,
            place,
            starts=reader.starts("address"),
            pages=reader.address("pages", "", page="2"),
            first_page=reader.whole("first_page", 2, 0, 10),
            max_pages=reader.whole("max_pages", 50, 1, 1000),
            depth=reader.whole("depth", 5, 0, 9),
        )
        if made.pages and "{page}" not in made.pages:
            reader.faults.append("pages: needs {page}")
        reader.done()
        return made

    def covers(self) -> Iterable[tuple[Unit, int, str]]:
        """Every year of its units, or of all units."""
        for own, address in self.starts:
            for unit in [own] if own else self.place.county.units:
                for year in self.place.county.years:
                    yield unit, year, address

    def steps(self) -> Steps:
        """Each first list, page by page, then those below it."""
        waiting = deque(Listing(url, Level(unit), self.depth) for unit, url in self.starts)
        listed = {plain(listing.address) for listing in waiting}
        found: set[str] = set()
        bare: list[Listing] = []
        while waiting:
            listing = waiting.popleft()
            template = "" if listing.title else self.pages
            walk = ListWalk(self.place, listing, found, self.max_pages, template, self.first_page)
            for below in (yield from walk.steps()):
                if walk.is_bare and not listing.title and listing not in bare:
                    bare.append(listing)
                if plain(below.address) not in listed and len(listed) < _MOST_LISTS:
                    listed.add(plain(below.address))
                    waiting.append(below)
        for listing in [] if found else bare:
            detail = "neither it nor what it leads to shows a list"
            yield Trouble("empty_list", listing.address, detail, listing.known.unit)
