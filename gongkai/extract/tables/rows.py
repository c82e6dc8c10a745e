"""What a page holds once tables and prose are told apart: the data between observing and reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.extract.tables.labels import Tag


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


@dataclass(slots=True)
class Row:
    """One printed row: its label as folded text, and its slots in order.

    `from_grid` is true where blanks are seen as cells; in running text a blank leaves no trace.
    `columns` maps the form's column ids to grid columns, where a header row told them; `width` is
    the grid's.
    """

    label: str
    slots: list[Slot]
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
    or a row of a grid, where the page asks for it.
    """

    rows: dict[int, list[Row]] = field(default_factory=lambda: {2: [], 3: [], 4: []})
    prose: list[Prose] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    seen: set[Tag] = field(default_factory=set)
    header_text: list[str] = field(default_factory=list)
    applicants: list[str] = field(default_factory=list)
    behind_reviews: list[str] = field(default_factory=list)
    section_at: dict[tuple[int, int], int] = field(default_factory=dict)
