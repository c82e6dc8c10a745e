"""What a label is within one table of the form: a row, a column, or what opens the table."""

from __future__ import annotations

from functools import lru_cache

from gongkai.extract.tables.labels import Tag, key, near_tags, tags

COLUMN_KINDS = frozenset(
    ("measure", "applicant", "channel", "result", "heading", "caption", "clause")
)
ROW_KINDS = frozenset(("item", "outcome"))
_OPENING_KINDS = frozenset(
    ("clause", "measure", "caption", "outcome", "group", "result", "heading")
)
_TELLING = 3  # 其他 stands in every table


@lru_cache(maxsize=16_384)
def opens(text: str) -> tuple[int, bool]:
    """The table that a label belongs to alone (0: none), and whether it opens that a second time."""
    found = tags(text)
    tables = {tag.table for tag in found}
    if len(tables) != 1 or len(key(text)) < _TELLING:
        return 0, False
    if not any(tag.kind in _OPENING_KINDS for tag in found):
        return 0, False
    again = any(tag.kind == "clause" for tag in found)  # no other table prints Article 20
    return tables.pop(), again


@lru_cache(maxsize=16_384)
def near_here(text: str, table: int) -> tuple[Tag, ...]:
    """What a label is in one table, damage forgiven."""
    return tuple(tag for tag in near_tags(text) if tag.table == table)


@lru_cache(maxsize=16_384)
def names_row(text: str, table: int) -> bool:
    """Whether a label is exactly that of a row of one table."""
    return any(tag.kind in ROW_KINDS and tag.table == table for tag in tags(text))
