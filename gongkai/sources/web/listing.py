"""A list that is to be read, and its address as menus write it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.sources.web.levels import Level

_INDEX = re.compile(r"(?<=/)(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be read.

    Attributes:
        address: of its first page.
        known: what is known of everything in it.
        depth: how many levels of lists may lie below.
        title: of the link that led here; none for a list that county.toml names.
        passed: what the page above linked to, which is therefore not below.
    """

    address: str
    known: Level
    depth: int
    title: str = ""
    passed: frozenset[str] = frozenset()


def plain(address: str) -> str:
    """An address as its folder, where it is the folder's index: menus use either."""
    return _INDEX.sub("", address.partition("#")[0])
