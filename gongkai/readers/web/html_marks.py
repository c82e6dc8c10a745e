"""Digits beside a figure on a web page that are no part of it: marks of notes, and small print."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.readers.note_marks import is_note_mark
from gongkai.readers.web.html_markup import LINE, Markup
from gongkai.readers.web.html_styles import INLINE

_CELL = ("td", "th")


def marks_among(raised: Iterable[LexborNode]) -> list[LexborNode]:
    """Of raised parts those that are a note's mark; never what is all that a cell holds."""
    found: dict[int, list[LexborNode]] = {}
    cells: dict[int, LexborNode] = {}
    out: list[LexborNode] = []
    for node in raised:
        if not is_note_mark(node.text()):
            continue
        cell = cell_of(node)
        if cell is None:
            out.append(node)
        else:
            cells[cell.mem_id] = cell
            found.setdefault(cell.mem_id, []).append(node)
    for key, marks in found.items():
        if _letters(cells[key]) > sum(map(_letters, marks)):
            out += marks
    return out


def part_small_print(tree: LexborHTMLParser, markup: Markup) -> None:
    """Set small digits behind a figure apart from it: they may be a note's mark, and may be read."""
    for node in markup.select(tree, "small"):
        before = _run_on(node)
        if before[-1:].isdecimal() and node.text().strip() and is_note_mark(node.text()):
            node.insert_before(LINE)


def cell_of(node: LexborNode) -> LexborNode | None:
    """The cell of a table in which a node stands."""
    at: LexborNode | None = node
    while at is not None and at.tag not in _CELL:
        at = at.parent
    return at


def _letters(node: LexborNode) -> int:
    return len("".join(node.text().replace(LINE, "").split()))


def _run_on(node: LexborNode) -> str:
    """The text that stands before a node without anything between."""
    at: LexborNode | None = node
    while at is not None and (at is node or at.tag in INLINE):
        before = at.prev
        while before is not None:
            if before.tag != "-text" and before.tag not in INLINE:
                return ""
            if text := (before.text_content or "").rstrip():
                return text
            before = before.prev
        at = at.parent
    return ""
