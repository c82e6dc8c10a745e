"""Whether text outside the tables is a piece of one that was read already: never prose, never a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.extract.tables.labels import near_here, tags
from gongkai.extract.tables.numbers import is_value
from gongkai.extract.tables.rows import Row
from gongkai.extract.tables.split_labels import coverage, split_labels

_FEW = 3  # words: fewer must all be labels and figures
_MOSTLY, _ALL = 0.6, 0.95


def is_whole(disclosure: Sequence[Row]) -> bool:
    """Whether section 2 has its last row: what opens it again is a second copy."""
    items = {tag.id for row in disclosure if row.slots for tag in near_here(row.label, 2)}
    return "fees" in items and ("other_services" not in items or "procurement" in items)


def is_copy(text: str, rows: Mapping[int, Sequence[Row]], goes_on: bool) -> bool:
    """Whether a paragraph is a piece of a table whose rows are there.

    Args:
        text: the paragraph, folded.
        rows: the rows read so far, by table.
        goes_on: whether the paragraph above it is such a piece: then a lone figure is one too.
    """
    if is_value(text):
        return goes_on
    if not any(rows.values()):
        return False
    if any(rows[tag.table] for tag in tags(text)):
        return True
    words = split_labels(text)
    share = coverage(words)
    if share < _MOSTLY or (share < _ALL and len(words) <= _FEW):
        return False
    return any(rows[tag.table] for word in words for tag in tags(word))
