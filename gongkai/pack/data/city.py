"""The counties of one city beside one another: their books of a year, and of what kind each unit is."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from gongkai.errors import PackError
from gongkai.pack.data.book import Book, Standing
from gongkai.pack.data.marts import latest_years
from gongkai.pack.data.reading import read_book

DIGITS = 4
"""Of a unit's code: the first two are its province, these its city."""

KINDS = ("镇", "乡", "街道")
"""Kinds of units that are compared with their like; all others are 其他."""

OTHER = "其他"


@dataclass(frozen=True, slots=True)
class City:
    """The books of a city's counties for one year, by county id; `kinds` holds each unit's kind."""

    code: str
    year: int
    books: tuple[Book, ...]
    kinds: Mapping[str, str]

    @property
    def is_fictional(self) -> bool:
        """Whether any of its counties is made up."""
        return any(book.is_fictional for book in self.books)

    @property
    def ranked(self) -> list[tuple[Book, Standing]]:
        """Every unit that has a score in its county, the best first."""
        found = [(book, s) for book in self.books for s in book.ranked if s.score is not None]
        return sorted(found, key=lambda pair: (-(pair[1].score or 0), pair[1].unit_id))


def cities(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """City code to its counties: a county is where most of its units' codes are; without codes nowhere."""
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    rows = connection.execute(
        "select county_id, code from unit where code is not null order by all"
    )
    for county_id, code in rows.fetchall():
        if len(code) >= DIGITS and code[:DIGITS].isdecimal():
            codes[county_id][code[:DIGITS]] += 1
    found: dict[str, list[str]] = defaultdict(list)
    for county_id, counted in sorted(codes.items()):
        found[min(counted, key=lambda city: (-counted[city], city))].append(county_id)
    return dict(found)


def read_city(connection: duckdb.DuckDBPyConnection, code: str, year: int | None = None) -> City:
    """A city's counties of one year; by default the last year that every one of them has.

    Raises:
        PackError: where no county's units have such a code, or no year is common to all counties.
    """
    counties = cities(connection).get(code)
    if not counties:
        raise PackError(
            f"no county's units have codes that begin with {code}",
            next_step="fill in the column code of units.csv",
        )
    last = dict(latest_years(connection))
    wanted = year or min(last[county] for county in counties if county in last)
    books = tuple(read_book(connection, county, wanted) for county in counties if county in last)
    units = connection.execute("select unit_id, unit_kind from unit order by all").fetchall()
    kinds = {unit_id: kind if kind in KINDS else OTHER for unit_id, kind in units}
    return City(code, wanted, tuple(_told_apart(book, books) for book in books), kinds)


def _told_apart(book: Book, books: tuple[Book, ...]) -> Book:
    """The book under a name that no other county of the city has."""
    if sum(other.county_name == book.county_name for other in books) == 1:
        return book
    return dataclasses.replace(book, county_name=f"{book.county_name}（{book.county_id}）")
