"""Drawings in Word files: where a text box stands, and which pictures and objects may be a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.readers.word.ooxml import WP, A, O, R, V, W

_EMU_A_POINT = 12_700
_BESIDE = (-40, 240)  # points right of its anchor's column: still over the cell
_BELOW = (-24, 60)  # points below its anchor's paragraph
_WIDE, _HIGH = 140, 40  # points: a smaller picture is a seal, a logo or a code
_SPECK = 6  # points: a smaller picture holds no figure
_HERE_ACROSS = frozenset((None, "column", "character", "text", "char"))
_HERE_DOWN = frozenset((None, "paragraph", "line", "text"))
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 1.0}


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: its `w:txbxContent`, and whether it lies where its anchor stands."""

    content: Any
    is_here: bool


@dataclass(frozen=True, slots=True)
class Graphic:
    """A picture or object; `part` is the id of the relation to an object, `is_small` says that it is
    smaller than a table and stands in the line."""

    kind: str
    name: str = ""
    part: str | None = None
    is_small: bool = False


def box_of(content: Any) -> Box:
    """The text box of a `w:txbxContent`."""
    for around in content.iterancestors():
        if around.tag == f"{WP}inline":
            return Box(content, True)
        if around.tag == f"{WP}anchor":
            return Box(content, _is_anchored_here(around))
        if around.tag in (f"{V}shape", f"{V}rect", f"{V}group"):
            style = dict(_STYLE.findall(around.get("style") or ""))
            if style.get("position", "").strip() == "absolute":
                return Box(content, _is_placed_here(style))
        if around.tag == f"{W}p":
            break
    return Box(content, True)


def is_hidden(node: Any) -> bool:
    """Whether a drawing is switched off."""
    if any(d.get("hidden") in ("1", "true") for d in node.iter(f"{WP}docPr", f"{WP}anchor")):
        return True
    return any(style.get("visibility", "").strip() == "hidden" for style in _styles(node))


def is_behind(node: Any) -> bool:
    """Whether drawn letters lie free of the text, as a watermark does."""
    return any(style.get("position", "").strip() == "absolute" for style in _styles(node))


def _styles(node: Any) -> Iterator[dict[str, str]]:
    for shape in node.iter(f"{V}shape", f"{V}rect"):
        yield dict(_STYLE.findall(shape.get("style") or ""))


def _is_anchored_here(anchor: Any) -> bool:
    across, down = anchor.find(f"{WP}positionH"), anchor.find(f"{WP}positionV")
    return _is_near(across, _HERE_ACROSS, _BESIDE) and _is_near(down, _HERE_DOWN, _BELOW)


def _is_near(position: Any, here: frozenset[str | None], bounds: tuple[int, int]) -> bool:
    if position is None:
        return True
    if position.get("relativeFrom") not in here:
        return False
    try:
        offset = float(position.findtext(f"{WP}posOffset") or 0) / _EMU_A_POINT
    except ValueError:
        return False
    return bounds[0] <= offset <= bounds[1]


def _is_placed_here(style: dict[str, str]) -> bool:
    across = style.get("mso-position-horizontal-relative", "text").strip()
    down = style.get("mso-position-vertical-relative", "text").strip()
    if across not in _HERE_ACROSS or down not in _HERE_DOWN:
        return False
    left, top = _points(style.get("margin-left")), _points(style.get("margin-top"))
    return _BESIDE[0] <= left <= _BESIDE[1] and _BELOW[0] <= top <= _BELOW[1]


def graphic_of(node: Any) -> Graphic | None:
    """What a `w:drawing`, `w:pict` or `w:object` shows besides text; None for what holds nothing."""
    embedded = next(node.iter(f"{O}OLEObject"), None)
    if embedded is not None:
        return Graphic("object", embedded.get("ProgID") or "", embedded.get(f"{R}id"))
    width, height = _size(node)
    is_small = width < _WIDE or height < _HIGH
    if is_small and (min(width, height) < _SPECK or _floats(node)):
        return None
    if (
        next(node.iter(f"{A}graphicData"), None) is None
        and next(node.iter(f"{V}imagedata"), None) is None
    ):
        return None
    named = next(node.iter(f"{WP}docPr"), None)
    title = (named.get("descr") or named.get("title") or "") if named is not None else ""
    return Graphic("picture", title, is_small=is_small)


def _floats(node: Any) -> bool:
    """Whether a drawing lies free of the line, as a seal does."""
    return next(node.iter(f"{WP}anchor"), None) is not None or is_behind(node)


def _size(node: Any) -> tuple[float, float]:
    extent = next(node.iter(f"{WP}extent"), None)
    if extent is not None:
        return tuple(float(extent.get(side) or 0) / _EMU_A_POINT for side in ("cx", "cy"))  # type: ignore[return-value]
    for style in _styles(node):
        return _points(style.get("width")), _points(style.get("height"))
    return 0.0, 0.0


def _points(length: str | None) -> float:
    match = _LENGTH.match((length or "").strip())
    return float(match.group(1)) * _POINTS[match.group(2)] if match else 0.0
