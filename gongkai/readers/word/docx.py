"""DOCX to a page: what Word shows, paragraphs in order, tables with the cells that were merged."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from gongkai.errors import RefusedError, TooLargeError, UnreadableError
from gongkai.messages import Message
from gongkai.readers.archive import open_zip
from gongkai.readers.colour import WHITE, rgb
from gongkai.readers.page import Block, Grid, Page, Paragraph, Unseen
from gongkai.readers.word.docx_tables import Row, lay_out, nested_cells, rows_of
from gongkai.readers.word.docx_text import Shown, Story, chosen
from gongkai.readers.word.docx_visibility import Styles, fill_of, is_far
from gongkai.readers.word.ooxml import MC, Package, R, W

_P, _TBL, _TC = f"{W}p", f"{W}tbl", f"{W}tc"
_THROUGH = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink")
)
_LONG_CELL = 300
_MAX_CELLS = 100_000
_DEEPEST = 8  # documents inserted into documents
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Read = Callable[[bytes, str], Page]


def read_docx(body: bytes, name: str, read: Read | None = None) -> Page:
    """The page of a DOCX; locators are `paragraph N` and `table N`, counted from 1.

    Args:
        body: its bytes: DOCX, DOCM or DOTX, transitional or strict. Macros are never run.
        name: what messages call it.
        read: reads what was inserted as a file of its own; without it that is not seen.

    Raises:
        UnreadableError: for a damaged file.
        TooLargeError: for one that would unpack beyond bounds or holds over 100,000 cells.
    """
    with open_zip(body, name) as archive:
        try:
            package = Package(archive, "word/document.xml")
            root = package.xml(package.main)
            styles = package.related("styles")
            walker = _Walker(package, Styles(package.xml(styles) if styles else None), name, read)
            walker.ground = _page_ground(root)
            story = root.find(f"{W}body")
            walker.walk(story if story is not None else root)
            title = package.title()
        except (KeyError, ValueError, zipfile.BadZipFile, OSError, etree.XMLSyntaxError) as error:
            raise UnreadableError("docx_damaged", name, error=str(error)[:180]) from error
    return Page(
        tuple(walker.blocks),
        _MEDIA_TYPE,
        title=title,
        unsure=walker.unsure,
        unseen=tuple(walker.unseen),
    )


def _page_ground(root: Any) -> str:
    background = root.find(f"{W}background")
    return (rgb(background.get(f"{W}color")) if background is not None else None) or WHITE


class _Walker:
    def __init__(self, package: Package, styles: Styles, name: str, read: Read | None) -> None:
        self.package, self.name, self.read = package, name, read
        self.styles = styles
        self.story = Story(styles)
        self.ground: str | None = WHITE
        self.blocks: list[Block] = []
        self.unseen: list[Unseen] = []
        self.unsure: dict[str, Message] = {}
        self.paragraphs = self.tables = self.cells = 0

    def walk(self, parent: Any) -> None:
        """Take the paragraphs and tables below an element, in order."""
        for element in parent:
            if element.tag == _P:
                self.paragraph(element)
            elif element.tag == _TBL:
                self.table(element)
            elif element.tag in _THROUGH:
                self.walk(element)
            elif element.tag == f"{MC}AlternateContent":
                self.walk(chosen(element))
            elif element.tag == f"{W}altChunk":
                self.take(self.inserted(element.get(f"{R}id")), "object")

    def paragraph(self, element: Any) -> None:
        shown = self.story.paragraph(element, self.ground)
        for box in shown.boxes:
            self.walk(box.content)
        self.lines(shown.text)
        self.graphics(shown)

    def lines(self, text: str) -> None:
        for line in text.split("\n"):
            if line := line.strip():
                self.paragraphs += 1
                self.blocks.append(Paragraph(line, f"paragraph {self.paragraphs}"))

    def graphics(self, shown: Shown, locator: str = "", *, is_all: bool = False) -> None:
        """Note the graphics of a paragraph; small ones where they are all that a cell shows."""
        for graphic in shown.graphics:
            if graphic.is_small and not is_all:
                continue
            page = self.inserted(graphic.part) if graphic.part else None
            if page is not None and not locator:
                self.take(page, graphic.kind)
                continue
            place = locator or f"paragraph {self.paragraphs + 1}"
            self.unseen.append(Unseen(graphic.kind, place, len(self.blocks), graphic.name))

    def inserted(self, part: str | None) -> Page | None:
        """The page of a file that stands inside this one; None where it cannot be read."""
        _, target = self.package.relations.get(part or "", ("", ""))
        if self.read is None or target.lower() not in self.package.names:
            return None
        if self.name.count("!/") >= _DEEPEST:
            return None
        try:
            return self.read(self.package.part(target), f"{self.name}!/{target}")
        except RefusedError:
            return None

    def take(self, page: Page | None, kind: str) -> None:
        """Put what an inserted file shows where it stands."""
        if page is None:
            place = f"paragraph {self.paragraphs + 1}"
            self.unseen.append(Unseen(kind, place, len(self.blocks)))
            return
        for block in page.blocks:
            if isinstance(block, Paragraph):
                self.lines(block.text)
            else:
                self.tables += 1
                grid = Grid(block.cells, f"table {self.tables}", block.spans_known)
                self.blocks.append(grid)
        self.unseen += page.unseen

    def table(self, element: Any) -> None:
        """A table of data becomes a grid; one that lays out prose or holds tables is walked."""
        if is_far(element.find(f"{W}tblPr/{W}tblpPr"), "tblpX", "tblpY"):
            return
        rows = rows_of(element)
        self.cells += sum(len(row.cells) for row in rows)
        if self.cells > _MAX_CELLS:
            raise TooLargeError("docx_too_many_cells", self.name, most=f"{_MAX_CELLS:,}")
        around = self.ground
        style = element.find(f"{W}tblPr/{W}tblStyle")
        whole = fill_of(element.find(f"{W}tblPr")) or around
        self.ground = (
            None if style is not None and self.styles.shades(style.get(f"{W}val")) else whole
        )
        if any(nested_cells(cell) is None for row in rows for cell in row.cells):
            for row in rows:
                for cell in row.cells:
                    self.walk(cell)
        else:
            self.grid(rows)
        self.ground = around

    def grid(self, rows: list[Row]) -> None:
        """Keep a table of data; what stands over it but not in it comes behind it."""
        locator = f"table {self.tables + 1}"
        fields = list(self.story.open_fields)
        elsewhere: list[Any] = []
        pictures: list[tuple[str, Shown]] = []

        def text_of(cell: Any, place: str) -> str:
            marks: list[str] = []
            lines = self.cell_lines(cell, f"{locator}/{place}", elsewhere, pictures, marks)
            return "\n".join(lines) or "".join(marks)  # what is all that a cell holds is no mark

        cells = lay_out(rows, text_of)
        if any(len(cell.text) > _LONG_CELL for cell in cells):
            self.story.open_fields[:] = fields
            for row in rows:
                for cell in row.cells:
                    self.walk(cell)
            return
        grid = Grid(tuple(cells), locator)
        if cells:
            self.tables += 1
            self.blocks.append(grid)
        blank = {grid.place(cell.row, cell.column) for cell in cells if not cell.text}
        for place, shown in pictures:
            self.graphics(shown, place, is_all=place in blank)
        for content in elsewhere:
            self.walk(content)

    def cell_lines(
        self,
        cell: Any,
        place: str,
        elsewhere: list[Any],
        pictures: list[tuple[str, Shown]],
        marks: list[str],
    ) -> Iterator[str]:
        """The lines that stand in a cell, one below another, without the marks of notes."""
        ground, whole = self.ground, fill_of(cell.find(f"{W}tcPr"))
        goes_on = ""
        for paragraph in _paragraphs(cell):
            shown = self.story.paragraph(paragraph, whole or ground)
            marks.append(shown.marks)
            if shown.graphics:
                pictures.append((place, shown))
            for box in shown.boxes:
                if box.is_here:
                    for inner in _paragraphs(box.content):
                        yield from _lines(self.story.paragraph(inner, None).text)
                else:
                    elsewhere.append(box.content)
            text = goes_on + shown.text
            goes_on = text if shown.goes_on else ""
            if not goes_on:
                yield from _lines(text)
        yield from _lines(goes_on)


def _lines(text: str) -> Iterator[str]:
    yield from (stripped for line in text.split("\n") if (stripped := line.strip()))


def _paragraphs(parent: Any) -> Iterator[Any]:
    """The paragraphs of a cell or box in order, those of small tables in it among them."""
    for element in parent:
        if element.tag == _P:
            yield element
        elif element.tag == _TBL:
            for row in rows_of(element):
                for cell in row.cells:
                    yield from _paragraphs(cell)
        elif element.tag in _THROUGH:
            yield from _paragraphs(element)
        elif element.tag == f"{MC}AlternateContent":
            yield from _paragraphs(chosen(element))
