"""What a form file holds, as frozen data: sections, rows, columns, labels and identities.

Each form is loaded once, so that its parts are compared by identity: hashing a whole form is slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_NUMBERING = re.compile(r"^(?:（[一二三四五六七八九十]+）|\d+\.)")


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A row or column of the form: its code, what the form prints, and other prints of it.

    `name` is what the warehouse and the pack call it, where that is not the label without its numbering.
    `number` is `count`, `signed` (本年增/减) or `amount` (may have decimals); `unit` is what is counted.
    `regional` marks a row that only some provinces add: its absence is no fault.
    """

    id: str
    label: str
    alias: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    number: str = "count"
    unit: str = ""
    regional: bool = False
    name: str = ""

    @property
    def short_name(self) -> str:
        """Its name without the numbering that the form prints before it: `属于国家秘密`."""
        return self.name or _NUMBERING.sub("", self.label)

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
    """A table of rows × columns (section 3: outcomes × applicants; section 4: channels × results).

    `groups` names the labels that stand over several rows and are counted together: 不予公开.
    """

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    heading: tuple[str, ...]
    caption: str = ""
    groups: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """Σ left = Σ right, once along every `along` (outcomes, applicants or channels)."""

    check: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Highlight:
    """A cell of section 2 that the pack's table of disclosures shows, and its title there."""

    cell: str
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Plausible:
    """The largest figure that a cell of each block may hold without a doubt; money in 万元."""

    disclosure: float
    requests: float
    reviews: float


@dataclass(frozen=True, eq=False)
class Form:
    """The statutory form of one era.

    `first_year` is the first report year that used it, `required_from` the first that had to. `plausible`
    is None where the form's file sets no bounds.
    """

    id: str
    notice: str
    first_year: int
    required_from: int
    sections: tuple[Section, ...]
    disclosure: tuple[DisclosureBlock, ...]
    requests: Matrix
    reviews: Matrix
    identities: tuple[Identity, ...]
    highlights: tuple[Highlight, ...]
    plausible: Plausible | None = None

    def identity(self, check: str) -> Identity:
        """The identity that a check compares the tables with."""
        return next(identity for identity in self.identities if identity.check == check)

    def group_of(self, outcome: Label) -> Label:
        """What an outcome is counted under: the group over it, itself where it has none."""
        return next((g for g in self.requests.groups if g.label in outcome.group), outcome)

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
