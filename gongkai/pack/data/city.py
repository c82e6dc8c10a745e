"""The counties of one city beside one another: their books of a year, and of what kind each unit is."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from gongkai.errors import PackError
from gongkai.pack.data.book import Book, Standing
from gongkai.pack.data.marts import latest_years, rows_of
from gongkai.pack.data.reading import read_book

KINDS = ("镇", "乡", "街道")
"""Kinds of units that are compared with their like; all others are 其他."""

OTHER = "其他"
_CITY = re.compile(r"\w{2,10}?(?:市|地区|自治州|盟)(?=\w)")


@dataclass(frozen=True, slots=True)
class City:
    """The books of a city's counties for one year, by county id; `kinds` holds each unit's kind."""

    code: str
    year: int
    books: tuple[Book, ...]
    kinds: Mapping[str, str]
    name: str = ""
    """What the city is called; empty where nobody says it."""

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
    """City code to its counties, both in order; a county whose units have no codes is in none."""
    found: dict[str, list[str]] = defaultdict(list)
    for county_id, year in latest_years(connection):
        for row in rows_of(connection, "county_by_year", county_id, year):
            if row["city_code"]:
                found[row["city_code"]].append(county_id)
    return dict(sorted(found.items()))


def read_city(
    connection: duckdb.DuckDBPyConnection, code: str, year: int | None = None, name: str = ""
) -> City:
    """A city's counties of one year; by default the last year that every one of them has.

    Where no `name` is given it is what the names of all its counties begin with: 铜陵市 of 铜陵市枞阳县.

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
    wanted = year or min(last[county] for county in counties)
    books = tuple(read_book(connection, county, wanted) for county in counties)
    kinds = {
        row["unit_id"]: row["unit_kind"] if row["unit_kind"] in KINDS else OTHER
        for county in counties
        for row in rows_of(connection, "report_panel", county, wanted)
    }
    called = name or _begin([book.county_name for book in books])
    return City(code, wanted, tuple(_told_apart(book, books) for book in books), kinds, called)


def _begin(names: Sequence[str]) -> str:
    """The city with which each name begins; empty where there is none, or not the same."""
    found = {match[0] if (match := _CITY.match(name)) else "" for name in names}
    return found.pop() if len(found) == 1 else ""


def _told_apart(book: Book, books: tuple[Book, ...]) -> Book:
    """The book under a name that no other county of the city has."""
    if sum(other.county_name == book.county_name for other in books) == 1:
        return book
    return dataclasses.replace(book, county_name=f"{book.county_name}（{book.county_id}）")
