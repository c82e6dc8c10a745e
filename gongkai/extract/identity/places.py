"""What is known of the names of places: counties, and the cities above them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATE = r"(?<=\d)[年月日号]度?起?"


@dataclass(frozen=True)
class Places:
    """The words of counties.toml.

    A pattern for what stands before a county's name, one for what may, the names that hold such a
    character themselves, and a pattern for those that are read whole.
    """

    prefectures: frozenset[str]
    before: re.Pattern[str]
    joins: re.Pattern[str]
    joined: frozenset[str]
    whole: re.Pattern[str]


@cache
def places() -> Places:
    """The words of counties.toml."""
    return read_places(tomllib.loads((Path(__file__).parent / "counties.toml").read_text("utf-8")))


def read_places(table: dict[str, str]) -> Places:
    """The words of a table like counties.toml's."""
    words = sorted(table["before"].split(), key=len, reverse=True)
    return Places(
        frozenset(f"{name}市" for name in table["prefectures"].split()),
        re.compile("|".join([*words, _DATE, f"[{''.join(table['never_in'].split())}]"])),
        re.compile(f"[{table['joins']}]"),
        frozenset(table["joined"].split()),
        re.compile("|".join(sorted(table["whole"].split(), key=len, reverse=True))),
    )
