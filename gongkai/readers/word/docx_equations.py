"""The text of an equation of Word: fractions with a stroke, rows apart, without what it hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.readers.note_marks import is_note_mark
from gongkai.readers.word.ooxml import M, W

_OFF = ("0", "false", "off")
_T, _E = f"{M}t", f"{M}e"
_BEFORE = {f"{M}den": "/", f"{M}mr": "\n"}
_ASIDE = (f"{M}sup", f"{M}sub")
_HIDES = ("vanish", "strike", "dstrike")
_STRUCK = ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR")


def equation(element: Any) -> list[str]:
    """The parts of an `m:oMath`, without the marks that are raised or lowered in it."""
    return list(_parts(element))


def _parts(element: Any) -> Iterator[str]:
    for node in element:
        if not isinstance(node.tag, str) or _is_hidden(node):
            continue
        if node.tag == _T:
            yield node.text or ""
            continue
        inner = list(_parts(node))
        if node.tag in _ASIDE and is_note_mark("".join(inner)):
            continue
        is_row = node.tag == _E and element.tag == f"{M}eqArr"
        yield "\n" if is_row else _BEFORE.get(node.tag, "")
        yield from inner


def _is_hidden(node: Any) -> bool:
    """Whether a part is hidden or struck out: a run by its properties, else by its own kind."""
    if node.tag == f"{M}phant":
        shown = node.find(f"{M}phantPr/{M}show")
        return shown is not None and shown.get(f"{M}val") in _OFF
    if node.tag == f"{M}borderBox":
        return any(_is_on(node.find(f"{M}borderBoxPr/{M}{way}"), M) for way in _STRUCK)
    if node.tag == f"{M}r":
        return any(_is_on(node.find(f"{W}rPr/{W}{way}"), W) for way in _HIDES)
    return False


def _is_on(switch: Any | None, names: str) -> bool:
    return switch is not None and switch.get(f"{names}val") not in _OFF
