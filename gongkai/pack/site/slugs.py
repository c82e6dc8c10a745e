"""File names of units: short, safe in every file system and address, and never the same twice."""

from __future__ import annotations

import re

from gongkai.pack.data.book import Book

_SAFE = re.compile(r"(?!(?:con|prn|aux|nul|(?:com|lpt)\d)$)[a-z0-9][a-z0-9_-]{0,63}")
"""Windows keeps some names for devices, whatever ending a file has."""


def slugs(book: Book) -> dict[str, str]:
    """Unit id to the name of its files: its key where that is plain, else its number."""
    keys = {unit_id: unit_id.rpartition("/")[2] for unit_id in book.names}
    taken = {key for key in keys.values() if _SAFE.fullmatch(key)}
    return {
        unit_id: key if key in taken else f"unit-{number:03d}"
        for number, (unit_id, key) in enumerate(keys.items(), start=1)
    }
