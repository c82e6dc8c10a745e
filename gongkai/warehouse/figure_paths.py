"""The paths of a report's figures, part by part: few lists of them come, and each is parted once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_BLOCKS = {
    "disclosure": "disclosure_figure",
    "requests": "request_figure",
    "reviews": "review_figure",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of one block: its table, which they are of a report's figures, and their paths in parts."""

    table: str
    indices: tuple[int, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row_paths: tuple[str, ...]


@lru_cache(maxsize=64)  # of each form, and of what a report prints beside it
def parted(paths: tuple[str, ...]) -> tuple[Part, ...]:
    """The blocks of some paths, in the order in which they begin."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for index, path in enumerate(paths):
        block, row, column = path.split(".")
        found.setdefault(block, []).append((index, row, column))
    parts = []
    for block, cells in found.items():
        indices, rows, columns = zip(*cells, strict=True)
        row_paths = tuple(f"{block}.{row}" for row in rows)
        parts.append(Part(_BLOCKS[block], indices, rows, columns, row_paths))
    return tuple(parts)
