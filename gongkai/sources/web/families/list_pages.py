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

from pydantic import Field, ValidationInfo, model_validator

from gongkai.sources.registry.checked_table import Table, Text
from gongkai.sources.registry.units import Unit
from gongkai.sources.web.families.options import (
    ByUnit,
    MaybeAddress,
    UnitKey,
    address_faults,
    place_of,
    read_options,
    table_faults,
)
from gongkai.sources.web.levels import Level
from gongkai.sources.web.list_walk import ListWalk
from gongkai.sources.web.listing import Listing, plain
from gongkai.sources.web.source import Place, Steps, Trouble

_MOST_LISTS = 2000


class _Options(Table):
    address: Text | ByUnit = Field(description="an address, or a table of unit_key → address")
    unit: UnitKey | None = Field(default=None, description="a unit_key")
    pages: MaybeAddress = Field(default="", description="an address with {page}")
    first_page: int = Field(default=2, ge=0, le=10, description="a whole number from 0 to 10")
    max_pages: int = Field(default=50, ge=1, le=1000, description="a whole number from 1 to 1000")
    depth: int = Field(default=5, ge=0, le=9, description="a whole number from 0 to 9")

    @model_validator(mode="after")
    def _goes_together(self, info: ValidationInfo) -> _Options:
        place, faults = place_of(info), []
        if self.pages and "{page}" not in self.pages:
            faults.append("pages: needs {page}")
        if isinstance(self.address, dict):
            faults += [f"address: {fault}" for fault in table_faults(self.address, place)]
            if self.unit is not None:
                faults.append("unit does not go with [source.address], which names the units")
        for key, url in self.addresses:
            where = f"address.{key}" if isinstance(self.address, dict) else "address"
            faults += [f"{where}: {fault}" for fault in address_faults(url, place)]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """unit_key and address; the key is empty where the column is that of all units."""
        if isinstance(self.address, dict):
            return list(self.address.items())
        return [(self.unit or "", self.address)]


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
        read = read_options(_Options, options, place)
        units = {unit.unit_key: unit for unit in place.county.units}
        return cls(
            name,
            place,
            starts=tuple((units.get(key), url) for key, url in read.addresses),
            pages=read.pages,
            first_page=read.first_page,
            max_pages=read.max_pages,
            depth=read.depth,
        )

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
