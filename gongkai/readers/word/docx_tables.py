"""The rows and cells of a Word table that are shown, laid out with what was merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.readers.page import Cell
from gongkai.readers.word.docx_visibility import FLAT
from gongkai.readers.word.ooxml import W

_TR, _TC, _TBL, _VAL = f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}val"
_TC_PR, _TR_PR = f"{W}tcPr", f"{W}trPr"
_OFF = ("0", "false", "off")
_THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_SMALL_CELLS = 8
_SMALL_TEXT = 60
_WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A shown row: its `w:tc` elements, and how many grid columns lie before the first."""

    cells: tuple[Any, ...]
    skipped: int


def rows_of(table: Any) -> list[Row]:
    """The rows of a table without those that are hidden or were deleted under tracking."""
    return [
        Row(tuple(c for c in _below(row, _TC) if not _is_deleted(c)), _skipped(row))
        for row in _below(table, _TR)
        if not _is_gone(row)
    ]


def _below(parent: Any, wanted: str) -> Iterator[Any]:
    """Rows or cells, those inside content controls and tags of custom XML too."""
    for element in parent:
        if element.tag == wanted:
            yield element
        elif element.tag in _THROUGH:
            yield from _below(element, wanted)


def _is_gone(row: Any) -> bool:
    properties = row.find(_TR_PR)
    if properties is None:
        return False
    hidden = properties.find(f"{W}hidden")
    if hidden is not None and hidden.get(_VAL) not in _OFF:
        return True
    height = properties.find(f"{W}trHeight")
    is_exact = height is not None and height.get(f"{W}hRule") == "exact"
    if is_exact and _number(height.get(_VAL)) <= FLAT:
        return True
    return properties.find(f"{W}del") is not None or properties.find(f"{W}moveFrom") is not None


def _is_deleted(cell: Any) -> bool:
    return cell.find(f"{_TC_PR}/{W}cellDel") is not None


def _skipped(row: Any) -> int:
    before = row.find(f"{_TR_PR}/{W}gridBefore")
    return _number(before.get(_VAL)) if before is not None else 0


def nested_cells(cell: Any) -> int | None:
    """How many cells tables inside a cell have; None where they are more than a part of its text."""
    count = length = 0
    for table in cell.iter(_TBL):
        count += sum(1 for _ in table.iter(_TC))
        length += sum(len(text.text or "") for text in table.iter(f"{W}t"))
        if count > _SMALL_CELLS or length > _SMALL_TEXT:
            return None
    return count


def lay_out(rows: list[Row], text_of: Callable[[Any, str], str]) -> list[Cell]:
    """The cells of a table; `text_of` is told each cell with its place, `row N/column N`."""
    found: dict[tuple[int, int], Cell] = {}
    above: dict[int, tuple[int, int]] = {}  # grid column -> the cell that a merge goes on from
    for number, row in enumerate(rows):
        column = row.skipped
        for element in row.cells:
            span, merge = _merging(element.find(_TC_PR))
            if merge == "continue" and column in above:
                old = found[above[column]]
                rowspan = number - old.row + 1
                found[above[column]] = Cell(old.text, old.row, old.column, rowspan, old.colspan)
            else:
                text = text_of(element, f"row {number + 1}/column {column + 1}")
                for part, cell in enumerate(_expanded(element, text, span)):
                    found[number, column + part] = Cell(cell[0], number, column + part, 1, cell[1])
                if merge:
                    above[column] = (number, column)
                else:
                    above.pop(column, None)
            column += span
    return [found[at] for at in sorted(found)]


def _expanded(element: Any, text: str, span: int) -> list[tuple[str, int]]:
    """A cell as one; as many where a row of as many cells was put into one that spans them."""
    lines = text.split("\n")
    nested = element.find(_TBL)
    if span > 1 and nested is not None and len(lines) == span:
        rows = rows_of(nested)
        if len(rows) == 1 and len(rows[0].cells) == span:
            return [(line, 1) for line in lines]
    return [(text, span)]


def _merging(properties: Any) -> tuple[int, str]:
    """How many columns a cell spans, and `restart`, `continue` or `` for a vertical merge."""
    if properties is None:
        return 1, ""
    span = properties.find(f"{W}gridSpan")
    merge = properties.find(f"{W}vMerge")
    columns = max(1, min(_WIDEST, _number(span.get(_VAL)))) if span is not None else 1
    return columns, "" if merge is None else merge.get(_VAL) or "continue"


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0
