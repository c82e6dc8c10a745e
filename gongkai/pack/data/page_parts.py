"""What a page is made of; the PDF and the site lay out the very same parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure

NARROW = 4.2
"""Inches that a chart is drawn wide for a telephone."""

_NARROW_BELOW = 5.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a figure, in inches from the figure's lower left corner."""

    figure: Figure
    left: float
    bottom: float
    width: float
    height: float

    @property
    def is_narrow(self) -> bool:
        """Whether it is drawn for a telephone."""
        return self.width < _NARROW_BELOW


class Cited(str):
    """Text of a cell that leads to where its number stands; an empty `unit_id` means the county.

    On paper it is its text; on the site it is a link to the place.
    """

    unit_id: str
    place: str

    def __new__(cls, text: str, unit_id: str, place: str) -> Cited:
        """The text with the place (`requests.received.total`) that it was read at."""
        made = super().__new__(cls, text)
        made.unit_id, made.place = unit_id, place
        return made


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: its name (unique in a pack), what it shows in words, its height in inches.

    `narrow` is its height where it is drawn for a telephone, 0 where it cannot be drawn so narrow.
    `data` holds the numbers that it shows, under their titles.
    """

    name: str
    alt: str
    height: float
    draw: Callable[[Area], None]
    narrow: float = 0.0
    data: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the room left over by narrow columns.

    A column with share 0 is as wide as its widest cell and never wraps.
    """

    title: str
    share: float = 0.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under titled columns.

    `strong` numbers the rows that are totals; `head` the column that names a row.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    is_sortable: bool = False
    head: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A statement that must not be missed."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The start of a block; kept on one page with what follows it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A few large numbers, each with what it counts."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a brief: what it is about, its sentences, and the page (`anchor`) that shows more."""

    label: str
    sentences: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Lines to be read in a minute, each under its label."""

    lines: tuple[Line, ...]


Part = Brief | Chart | Table | Paragraph | Notice | Heading | Numbers


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the pack: a title that states the finding, its parts, and where they come from."""

    anchor: str
    topic: str
    title: str
    parts: tuple[Part, ...]
    source: str
    unit_id: str = ""
    """Set on the page of one unit, which is a file of its own on the site."""
