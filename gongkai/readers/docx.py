"""DOCX to a page: paragraphs in order, tables with the cells that Word merged."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from gongkai.errors import TooLargeError, UnreadableError
from gongkai.readers.archive import open_zip
from gongkai.readers.page import Block, Cell, Grid, Page, Paragraph

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_T, _TAB, _BR, _CR = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_SDT, _SDT_CONTENT = qn("w:sdt"), qn("w:sdtContent")
_TC_PR, _SPAN, _MERGE, _VAL = qn("w:tcPr"), qn("w:gridSpan"), qn("w:vMerge"), qn("w:val")
_TEXT_BOX, _DELETED, _OLD = (
    qn("w:txbxContent"),
    qn("w:del"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_LONG_CELL = 300
_MAX_CELLS = 100_000


def read_docx(body: bytes, name: str) -> Page:
    """The page of a DOCX; locators are `paragraph N` and `table N`, counted from 1.

    Raises:
        UnreadableError: for a damaged file.
        TooLargeError: for one that would unpack beyond bounds or holds over 100,000 cells.
    """
    open_zip(body, name).close()
    try:
        document = docx.Document(io.BytesIO(body))
        root = document.element.body
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        OSError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableError("docx_damaged", name, error=str(error)[:180]) from error
    walker = _Walker(name)
    walker.walk(root)
    return Page(
        tuple(walker.blocks),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title=document.core_properties.title or "",
    )


class _Walker:
    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0

    def walk(self, parent: Any) -> None:
        """Take the paragraphs and tables below an element, in order."""
        for element in parent:
            if element.tag == _P:
                self.paragraph(element)
            elif element.tag == _TBL:
                self.table(element)
            elif element.tag in (_SDT, _SDT_CONTENT):
                self.walk(element)

    def paragraph(self, element: Any) -> None:
        for box in element.iter(_TEXT_BOX):
            if not any(a.tag == _OLD for a in box.iterancestors()):
                self.walk(box)
        for line in _text(element).split("\n"):
            if line := line.strip():
                self.paragraphs += 1
                self.blocks.append(Paragraph(line, f"paragraph {self.paragraphs}"))

    def table(self, element: Any) -> None:
        """A table of data becomes a grid; one that lays out prose or holds tables is walked."""
        rows = [row for row in element.iter(_TR) if _owner(row) is element]
        cells = [cell for row in rows for cell in row.iter(_TC) if _owner_row(cell) is row]
        self.cells += len(cells)
        if self.cells > _MAX_CELLS:
            raise TooLargeError("docx_too_many_cells", self.name, most=f"{_MAX_CELLS:,}")
        nested = any(cell.find(f".//{_TBL}") is not None for cell in cells)
        if nested or any(len(_cell_text(cell)) > _LONG_CELL for cell in cells):
            for cell in cells:
                self.walk(cell)
            return
        laid_out = _lay_out(rows)
        if laid_out:
            self.tables += 1
            self.blocks.append(Grid(tuple(laid_out), f"table {self.tables}"))


def _owner(row: Any) -> Any:
    return next((a for a in row.iterancestors() if a.tag == _TBL), None)


def _owner_row(cell: Any) -> Any:
    return next((a for a in cell.iterancestors() if a.tag == _TR), None)


def _lay_out(rows: list[Any]) -> list[Cell]:
    found: dict[tuple[int, int], Cell] = {}
    above: dict[int, tuple[int, int]] = {}  # grid column -> the cell that a merge goes on from
    for number, row in enumerate(rows):
        column = _skipped(row)
        for cell in (c for c in row.iter(_TC) if _owner_row(c) is row):
            properties = cell.find(_TC_PR)
            span, merge = _merging(properties)
            if merge == "continue" and column in above:
                at = above[column]
                old = found[at]
                found[at] = Cell(old.text, old.row, old.column, number - old.row + 1, old.colspan)
            else:
                found[number, column] = Cell(_cell_text(cell), number, column, 1, span)
                if merge:
                    above[column] = (number, column)
                else:
                    above.pop(column, None)
            column += span
    return [found[at] for at in sorted(found)]


def _skipped(row: Any) -> int:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return _number(before.get(_VAL)) if before is not None else 0


def _merging(properties: Any) -> tuple[int, str]:
    """How many columns a cell spans, and `restart`, `continue` or `` for a vertical merge."""
    if properties is None:
        return 1, ""
    span = properties.find(_SPAN)
    merge = properties.find(_MERGE)
    columns = max(1, min(1000, _number(span.get(_VAL)))) if span is not None else 1
    return columns, "" if merge is None else merge.get(_VAL) or "continue"


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def _cell_text(cell: Any) -> str:
    return "".join(_text(p).strip() for p in cell.iter(_P)).strip()


def _text(paragraph: Any) -> str:
    """Text of a paragraph without what was deleted under change tracking or stands in a text box."""
    parts: list[str] = []
    for node in paragraph.iter(_T, _TAB, _BR, _CR):
        if node.tag == _T:
            if not any(a.tag in (_TEXT_BOX, _DELETED) for a in _up_to(node, paragraph)):
                parts.append(node.text or "")
        else:
            parts.append(" " if node.tag == _TAB else "\n")
    return "".join(parts)


def _up_to(node: Any, top: Any) -> list[Any]:
    out = []
    for ancestor in node.iterancestors():
        if ancestor is top:
            break
        out.append(ancestor)
    return out
