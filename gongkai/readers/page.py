"""A document as paragraphs and grids, whatever container it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.messages import Message

BLANK = "\u2423"
"""Stands in a paragraph where a reader saw an empty cell that running text cannot show (␣)."""


@dataclass(slots=True)
class Paragraph:
    """A run of text that stands by itself. `locator` tells where, e.g. `line 41`.

    Never changed once made; a frozen class takes three times as long to make.
    """

    text: str
    locator: str


@dataclass(slots=True)
class Cell:
    """One printed cell of a grid; `row` and `column` count from 0 on the grid with spans laid out.

    Lines that stand apart in it (paragraphs, line breaks) are parted by a newline, so that `13`
    over `2` never is 132. `printed` is what stood there before `text` was folded; None where
    folding changed nothing.
    Never changed once made, as a paragraph.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in reading order.

    `spans_known` is true where the container says how far a cell reaches (HTML, DOCX, XLSX), so
    that columns can be trusted; false for text rows, whose leading cells may be missing.
    `locator` tells where, e.g. `table 2`; a grid made of text lines has `line`, that of its first
    row, instead.
    """

    cells: tuple[Cell, ...]
    locator: str = ""
    spans_known: bool = True
    line: int = 0

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, counted from 1 as a person would."""
        return f"{self.place_in(row)}{column + 1}"

    def place_in(self, row: int) -> str:
        """The place of a row's cells, up to the number of their column."""
        if self.line:
            return f"line {self.line + row}/cell "
        return f"{self.locator}/row {row + 1}/column "


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Unseen:
    """A part of the document that a person sees and the reader could not read.

    `kind` is `picture`, `frame`, `object`, `attachment` or `script`; `locator` tells where it
    stands, and `block` before which block of the page, or at which `row` of a grid. `name` is its
    title or address, if any.
    """

    kind: str
    locator: str
    block: int
    name: str = ""
    row: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader found.

    Attributes:
        blocks: paragraphs and grids in reading order.
        media_type: e.g. `text/html`.
        title: the container's own title (HTML `<title>`, document properties), if any.
        meta: names and contents that the container states about itself (HTML `<meta>`).
        doubts: what the reader could not be sure of, for the whole document.
        recognised: whether it was read from pictures of pages, so that no number is certain.
        unsure: why single places are less certain than the rest, by their locator.
        unseen: parts that a person sees and the reader did not, in reading order.
    """

    blocks: tuple[Block, ...]
    media_type: str
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Message, ...] = ()
    recognised: bool = False
    unsure: dict[str, Message] = field(default_factory=dict)
    unseen: tuple[Unseen, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text in reading order, cell by cell in grids."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from [cell.text for cell in block.cells]
