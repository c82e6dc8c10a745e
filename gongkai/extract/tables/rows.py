"""What a page holds once tables and prose are told apart: the data between observing and reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from gongkai.extract.tables.labels import Tag
from gongkai.readers.page import Grid


@dataclass(slots=True)
class Slot:
    """Something printed (or left blank) where the form has a number; `column` is the grid's.

    Never changed once made.
    """

    text: str
    printed: str
    locator: str
    column: int = -1
    colspan: int = 1


@dataclass(frozen=True, slots=True, eq=False)  # each is made once
class PlannedRow:
    """A row: its table, its label and where that stands, and of each slot the index of its cell, its
    column as it is printed in a place, its column and its span.

    `columns` are shared by all rows that are made of it: they are never changed.
    """

    table: int
    label: str
    row: int
    column: int
    slots: list[tuple[int, str, int, int]]
    columns: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)  # each is made once
class Plan:
    """All that a grid does to a segmenter, but for what its numbers are.

    `texts` are those of its cells, None for a number; `table` and `rows_begun` what it leaves open.
    """

    texts: tuple[str | None, ...]
    rows: list[PlannedRow]
    seen: set[Tag]
    header_text: list[str]
    applicants: list[str]
    table: int
    rows_begun: bool
    width: int
    spans_known: bool


class PlannedSlots(Sequence[Slot]):
    """The slots of a planned row, made of its grid's cells where somebody asks for one."""

    __slots__ = ("grid", "made", "place", "planned")

    def __init__(self, grid: Grid, planned: PlannedRow, place: str) -> None:
        """Of a grid; `place` is that of the row."""
        self.grid, self.planned, self.place = grid, planned, place
        self.made: list[Slot] | None = None

    def all(self) -> list[Slot]:
        """The slots themselves."""
        if self.made is None:
            cells, place = self.grid.cells, self.place
            self.made = [
                Slot(
                    (cell := cells[index]).text,
                    cell.text if cell.printed is None else cell.printed,
                    place + at,
                    column,
                    colspan,
                )
                for index, at, column, colspan in self.planned.slots
            ]
        return self.made

    def __len__(self) -> int:
        """How many there are, none of them made for that."""
        return len(self.planned.slots)

    def __iter__(self) -> Iterator[Slot]:
        """In the order of the row."""
        return iter(self.all())

    @overload
    def __getitem__(self, at: int) -> Slot: ...
    @overload
    def __getitem__(self, at: slice) -> list[Slot]: ...
    def __getitem__(self, at: int | slice) -> Slot | list[Slot]:
        """One, or some, as of a list."""
        return self.all()[at]

    def __eq__(self, other: object) -> bool:
        """Whether another sequence holds the same, as a list does that was read row by row."""
        return isinstance(other, Sequence) and self.all() == list(other)


@dataclass(slots=True)
class Row:
    """One printed row: its label as folded text, and its slots in order.

    `from_grid` is true where blanks are seen as cells; in running text a blank leaves no trace.
    `columns` maps the form's column ids to grid columns, where a header row told them; `width` is
    the grid's.
    """

    label: str
    slots: Sequence[Slot]
    locator: str
    from_grid: bool
    spans_known: bool = False
    columns: dict[str, int] = field(default_factory=dict)
    width: int = 0


@dataclass(slots=True)
class Prose:
    """A paragraph that is no part of a table; `section` is that of the last heading above it (0: none),
    `title` the heading as printed."""

    text: str
    locator: str
    section: int
    title: str = ""


@dataclass(slots=True)
class Segmented:
    """Rows by table (2, 3, 4), prose in order, headings as (number, text), and labels seen.

    `header_text` keeps column headings as printed: one may hold the unit of an amount;
    `applicants` the columns of section 3 in the order of their headings; `behind_reviews` numbers
    that followed the last one of section 4. `section_at` gives the section in which a block begins,
    or a row of a grid, where the page asks for it. `planned` are the grids that gave rows by a plan.
    """

    rows: dict[int, list[Row]] = field(default_factory=lambda: {2: [], 3: [], 4: []})
    prose: list[Prose] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    seen: set[Tag] = field(default_factory=set)
    header_text: list[str] = field(default_factory=list)
    applicants: list[str] = field(default_factory=list)
    behind_reviews: list[str] = field(default_factory=list)
    section_at: dict[tuple[int, int], int] = field(default_factory=dict)
    planned: list[tuple[Plan, Grid]] = field(default_factory=list, compare=False)
