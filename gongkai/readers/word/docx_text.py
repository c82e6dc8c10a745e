"""What Word shows of a paragraph: its text as seen, its text boxes, and its pictures and objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.readers.note_marks import is_note_mark
from gongkai.readers.word.docx_equations import equation
from gongkai.readers.word.docx_graphics import (
    Box,
    Graphic,
    box_of,
    graphic_of,
    is_behind,
    is_hidden,
)
from gongkai.readers.word.docx_visibility import Styles, is_legible, is_off_page
from gongkai.readers.word.ooxml import MC, M, V, W

_VAL = f"{W}val"
_T, _R, _R_PR, _P_PR = f"{W}t", f"{W}r", f"{W}rPr", f"{W}pPr"
_THROUGH = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir",
        "sdt", "sdtContent", "rubyBase", "ruby",
    )
)  # fmt: skip
_BREAKS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_GRAPHICS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_MATHS = frozenset((f"{M}oMath", f"{M}oMathPara"))
_PHONETIC = re.compile(  # a field that draws small letters above its last argument
    r"^\s*EQ\b.*\\o.*\(\s*\\s\\up\s*\d+\s*\([^()]*\)\s*,\s*([^()]*)\)\s*$", re.IGNORECASE
)


_FRACTION = re.compile(r"^\s*EQ\s+\\f\s*\(([^(),]*)[,;]([^(),]*)\)\s*$", re.IGNORECASE)
_RINGED = re.compile(r"^\s*EQ\s+\\o\s*\\ac\s*\([○□△◇][,;]([^(),]*)\)\s*$", re.IGNORECASE)
_OF_SYMBOL = re.compile(r"^[fF]0[2-7][0-9a-fA-F]$")


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    has_result: bool = False


@dataclass(slots=True)
class Shown:
    """What is seen of one paragraph; `goes_on` where its end is hidden or deleted, `marks` are the
    raised marks of notes that its text is without."""

    text: str
    boxes: list[Box]
    graphics: list[Graphic]
    goes_on: bool = False
    marks: str = ""


class Story:
    """Reads the paragraphs of a document in order: a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        """Begin with no field open."""
        self.styles = styles
        self.open_fields: list[_Field] = []

    def paragraph(self, element: Any, ground: str | None) -> Shown:
        """What is seen of a `w:p` that stands on `ground` (RRGGBB; None where not known)."""
        properties = element.find(_P_PR)
        self._shown = Shown("", [], [])
        self._parts: list[str] = []
        self._around = (properties, ground)
        self._walk(element)
        if is_off_page(properties):
            return Shown("", [], [])
        self._shown.text = "".join(self._parts)
        self._shown.goes_on = self.styles.is_mark_gone(properties)
        return self._shown

    def _walk(self, parent: Any) -> None:
        for node in parent:
            tag = node.tag
            if tag == _R:
                self._run(node)
            elif tag in _THROUGH:
                start = len(self._parts)
                self._walk(node)
                if tag == f"{W}bdo" and node.get(_VAL) == "rtl":  # its digits too
                    self._parts[start:] = ["".join(self._parts[start:])[::-1]]
            elif tag in _MATHS:
                self._parts += equation(node) if self._is_result() else []
            elif tag == f"{MC}AlternateContent":
                self._walk(chosen(node))

    def _run(self, run: Any) -> None:
        properties = run.find(_R_PR)
        look = self.styles.look(properties, *self._around)
        is_seen = is_legible(look)
        text: list[str] = []
        for node in _flat(run):
            if node.tag == _T:
                text.append(node.text or "")
            elif node.tag in _BREAKS:
                text.append(_BREAKS[node.tag])
            elif node.tag == f"{W}sym":
                text.append(_symbol(node))
            elif node.tag.endswith("noteReference") and node.get(f"{W}customMarkFollows"):
                break
            else:
                self._special(node, is_seen)
        said = "".join(text)
        if said and is_seen and self._is_result():
            if look.is_raised and is_note_mark(said):
                self._shown.marks += said
            else:
                self._parts.append(said)

    def _special(self, node: Any, is_seen: bool) -> None:
        if node.tag == f"{W}fldChar":
            self._field(node)
        elif node.tag == f"{W}instrText":
            if self.open_fields:
                self.open_fields[-1].code.append(node.text or "")
        elif node.tag == f"{W}ruby":
            self._walk(node)
        elif node.tag in _GRAPHICS and is_seen:
            self._graphic(node)

    def _is_result(self) -> bool:
        """Whether what stands here is shown: a field's code is not, nor what is nested in it."""
        return all(field.has_result for field in self.open_fields)

    def _field(self, node: Any) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self.open_fields.append(_Field())
            if (chosen_entry := _drop_down(node)) and all(
                f.has_result for f in self.open_fields[:-1]
            ):
                self._parts.append(chosen_entry)
        elif kind == "separate" and self.open_fields:
            self.open_fields[-1].has_result = True
        elif kind == "end" and self.open_fields:
            closed = self.open_fields.pop()
            if not closed.has_result and self._is_result():
                self._parts.append(_drawn("".join(closed.code)))

    def _graphic(self, node: Any) -> None:
        if is_hidden(node):
            return
        boxes = [box_of(content) for content in _text_boxes(node)]
        self._shown.boxes += boxes
        if word_art := [shape.get("string") or "" for shape in node.iter(f"{V}textpath")]:
            self._parts += [] if is_behind(node) else word_art
        elif not boxes and (graphic := graphic_of(node)):
            self._shown.graphics.append(graphic)


def chosen(alternatives: Any) -> Any:
    """Of `mc:AlternateContent` the branch that Word shows: its first choice, else the fallback."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    return choice if choice is not None else fallback if fallback is not None else ()


def _flat(run: Any) -> Iterator[Any]:
    """The children of a run, with those of the alternatives that Word shows."""
    for node in run:
        if not isinstance(node.tag, str):
            continue
        if node.tag == f"{MC}AlternateContent":
            yield from chosen(node)
        else:
            yield node


def _text_boxes(node: Any) -> Iterator[Any]:
    """The outermost text boxes of a drawing; a fallback inside it is the same box again."""
    for child in node:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _text_boxes(chosen(child))
        else:
            yield from _text_boxes(child)


def _drawn(code: str) -> str:
    """What a field without a result draws by its code; nothing for most."""
    if match := _PHONETIC.match(code):
        return match.group(1)
    if match := _FRACTION.match(code):
        return "/".join(match.groups())
    match = _RINGED.match(code)
    return match.group(1) if match else ""


def _symbol(node: Any) -> str:
    """A character of the font Symbol, which has the digits and letters in their places."""
    code = node.get(f"{W}char") or ""
    is_of_text = (node.get(f"{W}font") or "").lower() == "symbol" and _OF_SYMBOL.match(code)
    return chr(int(code[2:], 16)) if is_of_text else ""


def _drop_down(begin: Any) -> str | None:
    """The entry that a drop-down form field shows."""
    entries = begin.findall(f".//{W}ddList/{W}listEntry")
    if not entries:
        return None
    picked = begin.find(f".//{W}ddList/{W}result")
    number = picked.get(_VAL) if picked is not None else "0"
    index = int(number) if number and number.isdecimal() else 0
    return entries[index].get(_VAL) if index < len(entries) else None
