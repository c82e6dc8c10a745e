"""What a form file holds, as frozen data: sections, rows, columns, labels and identities.

Each form is loaded once, so that its parts are compared by identity: hashing a whole form is slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A row or column of the form: its code, what the form prints, and other prints of it.

    `number` is `count`, `signed` (本年增/减) or `amount` (may have decimals and a unit).
    `regional` marks a row that only some provinces add: its absence is no fault.
    """

    id: str
    label: str
    alias: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    number: str = "count"
    unit: str = ""
    regional: bool = False

    @property
    def prints(self) -> tuple[str, ...]:
        """Every print of this label, the form's own first."""
        return (self.label, *self.alias)


@dataclass(frozen=True, slots=True, eq=False)
class Subtopic:
    """One of the five matters that section one must cover, and the words that show it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A numbered part of the report with the headings it goes by."""

    number: int
    title: str
    alias: tuple[str, ...] = ()
    subtopics: tuple[Subtopic, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DisclosureBlock:
    """One block of section 2: the clause of Article 20, its rows (items) and its columns (measures)."""

    clause: str
    measures: tuple[Label, ...]
    items: tuple[Label, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A table of rows × columns (section 3: outcomes × applicants; section 4: channels × results)."""

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    heading: tuple[str, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """Σ left = Σ right, once along every `along` (outcomes, applicants or channels)."""

    check: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """The statutory form of one era."""

    id: str
    notice: str
    first_year: int
    sections: tuple[Section, ...]
    disclosure: tuple[DisclosureBlock, ...]
    requests: Matrix
    reviews: Matrix
    identities: tuple[Identity, ...]

    def cells(self) -> Iterator[str]:
        """The path of every cell in the form's order, e.g. `requests.received.total`."""
        for block in self.disclosure:
            for item in block.items:
                for measure in block.measures:
                    yield f"disclosure.{item.id}.{measure.id}"
        for name, matrix in (("requests", self.requests), ("reviews", self.reviews)):
            for row in matrix.rows:
                for column in matrix.columns:
                    yield f"{name}.{row.id}.{column.id}"

    @cached_property
    def cell_paths(self) -> tuple[str, ...]:
        """`cells()` as a tuple: 200 paths for form 2021, 201 for 2019 with its regional row."""
        return tuple(self.cells())
