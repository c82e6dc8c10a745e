"""One sheet of a workbook: what its cells hold, which rows and columns are hidden, what it merges."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.messages import Message
from gongkai.readers.excel.formulas import Place, column_number, moved, work_out
from gongkai.readers.word.ooxml import S

_REFERENCE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_OFF = ("0", "false", None)
_DEEPEST = 60  # formulas that need formulas
_BUSY = "…"  # a formula that is being worked out: one that needs itself is not known


@dataclass(slots=True)
class Held:
    """What a cell holds: a number, text, the `is` or shared item of a text, or nothing."""

    value: float | str | None
    style: str | None
    item: Any = None
    formula: str | None = None
    is_known: bool = True  # false: a formula whose value is neither in the file nor worked out


@dataclass(slots=True)
class Sheet:
    """A sheet as held; rows and columns are counted from 0."""

    name: str
    cells: dict[Place, Held] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    shows_zeros: bool = True
    conditions: list[tuple[set[Place], Any]] = field(default_factory=list)
    drawing: str | None = None
    unsure: dict[Place, Message] = field(default_factory=dict)


def parse_sheet(root: Any, name: str, shared: Callable[[int], Any], drawing_id: str) -> Sheet:
    """A sheet from its XML; `shared` gives a shared string's item by its number."""
    sheet = Sheet(name)
    views = root.iterfind(f"{S}sheetViews/{S}sheetView")
    sheet.shows_zeros = all(view.get("showZeros") not in ("0", "false") for view in views)
    for span in root.iterfind(f"{S}cols/{S}col"):
        if span.get("hidden") not in _OFF or _is_slight(span.get("width"), 0.3):
            first, last = int(span.get("min") or 1), int(span.get("max") or 1)
            sheet.hidden_columns.update(range(first - 1, min(last, 16_384)))
    masters: dict[str, tuple[Place, str]] = {}
    row_number = -1
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        row_number = int(row.get("r") or row_number + 2) - 1
        if row.get("hidden") not in _OFF or _is_slight(row.get("ht"), 1.5):
            sheet.hidden_rows.add(row_number)
        column = -1
        for cell in row:
            column = _column(cell.get("r"), column + 1)
            held = _held(cell, (row_number, column), shared, masters)
            if held is not None:
                sheet.cells[row_number, column] = held
    for span in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        if area := _area(span.get("ref") or ""):
            sheet.merged.append(area)
    for rules in root.iterfind(f"{S}conditionalFormatting"):
        areas = [area for ref in (rules.get("sqref") or "").split() if (area := _area(ref))]
        sheet.conditions += [(set(_places(areas)), rule) for rule in rules.iterfind(f"{S}cfRule")]
    drawing = root.find(f"{S}drawing")
    sheet.drawing = drawing.get(drawing_id) if drawing is not None else None
    return sheet


def _is_slight(length: str | None, least: float) -> bool:
    """Whether a row or column is so low or narrow that nothing in it is seen."""
    try:
        return length is not None and float(length) < least
    except ValueError:
        return False


def _column(reference: str | None, following: int) -> int:
    match = _REFERENCE.match(reference or "")
    return column_number(match.group(1)) if match else following


def _area(reference: str) -> tuple[Place, Place] | None:
    first, _, last = reference.replace("$", "").partition(":")
    one, two = _REFERENCE.match(first), _REFERENCE.match(last or first)
    if not one or not two:
        return None
    return (int(one[2]) - 1, column_number(one[1])), (int(two[2]) - 1, column_number(two[1]))


def _places(areas: list[tuple[Place, Place]]) -> Iterator[Place]:
    for (top, left), (bottom, right) in areas:
        if (bottom - top + 1) * (right - left + 1) <= 20_000:
            yield from ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))


def _held(
    cell: Any, place: Place, shared: Callable[[int], Any], masters: dict[str, tuple[Place, str]]
) -> Held | None:
    kind, style = cell.get("t"), cell.get("s")
    value = item = formula = None
    for node in cell:
        if node.tag == f"{S}v":
            value = node.text
        elif node.tag == f"{S}f":
            formula = _formula(node, place, masters)
        elif node.tag == f"{S}is":
            item = node
    if kind == "s" and value is not None:
        return Held(None, style, shared(int(value)))
    if item is not None:
        return Held(None, style, item)
    if value is None or value == "":
        return Held(None, style, formula=formula, is_known=False) if formula is not None else None
    return Held(_value(kind, value), style)


def _value(kind: str | None, text: str) -> float | str:
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind in ("str", "e", "d"):
        return text
    try:
        return float(text)
    except ValueError:
        return text


def _formula(node: Any, place: Place, masters: dict[str, tuple[Place, str]]) -> str:
    """A formula's text; one that is shared stands at the first of its cells only."""
    text, shared = node.text or "", node.get("si")
    if node.get("t") == "shared" and shared is not None:
        if text:
            masters[shared] = (place, text)
        elif shared in masters:
            (row, column), first = masters[shared]
            return moved(first, place[0] - row, place[1] - column)
    return text


class Reckoner:
    """Works out the formulas whose values the file does not hold."""

    def __init__(self, sheet_of: Callable[[str], Sheet | None]) -> None:
        """`sheet_of` finds a sheet by its name in capitals."""
        self.sheet_of = sheet_of
        self.depth = 0

    def fill(self, sheet: Sheet) -> None:
        """Give each such cell of a sheet its value where it can be worked out."""
        for place, held in sheet.cells.items():
            if not held.is_known:
                self._value(sheet, place)

    def _value(self, sheet: Sheet, place: Place) -> float | None:
        held = sheet.cells.get(place)
        if held is None:
            return 0.0
        if held.is_known:
            return held.value if isinstance(held.value, float) else math.nan
        if held.formula in (None, _BUSY) or self.depth > _DEEPEST:
            return None
        formula, held.formula = held.formula or "", _BUSY
        self.depth += 1

        def look(name: str, at: Place) -> float | None:
            other = self.sheet_of(name) if name else sheet
            return self._value(other, at) if other is not None else None

        value = work_out(formula, look)
        self.depth -= 1
        held.value, held.is_known, held.formula = value, value is not None, None
        return value
