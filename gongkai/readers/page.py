"""A document as paragraphs and grids, whatever container it came in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text that stands by itself. `locator` tells where, e.g. `line 41`."""

    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a grid; `row` and `column` count from 0 on the grid with spans laid out."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in reading order.

    `spans_known` is true where the container says how far a cell reaches (HTML, DOCX, XLSX), so
    that columns can be trusted; false for text rows, whose leading cells may be missing.
    `locator` tells where, e.g. `table 2` or `line 31`; a cell's own locator adds its row and column.
    """

    cells: tuple[Cell, ...]
    locator: str
    spans_known: bool = True

    def place(self, cell: Cell) -> str:
        """Where the cell stands, counted from 1 as a person would."""
        return f"{self.locator}/row {cell.row + 1}/column {cell.column + 1}"


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader found.

    Attributes:
        blocks: paragraphs and grids in reading order.
        media_type: e.g. `text/html`.
        title: the container's own title (HTML `<title>`, document properties), if any.
        meta: names and contents that the container states about itself (HTML `<meta>`).
        link_characters: how many characters stand inside links: most of them on a list page.
        doubts: what the reader could not be sure of, in English, for the whole document.
    """

    blocks: tuple[Block, ...]
    media_type: str
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    link_characters: int = 0
    doubts: tuple[str, ...] = ()
