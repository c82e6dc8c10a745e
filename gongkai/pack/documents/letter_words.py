"""The words of the letters to units, as letters.toml has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words(letter: str) -> Mapping[str, Any]:
    """The words of one table of letters.toml: `notice`, `closed`, `colophon` or `note`."""
    table: Mapping[str, Any] = tomllib.loads(
        Path(__file__).with_name("letters.toml").read_text("utf-8")
    )[letter]
    return table


def title_of(letter: str, unit_name: str, year: int) -> list[str]:
    """The lines of a letter's title."""
    return [line.format(unit=unit_name, year=year) for line in words(letter)["title"]]
