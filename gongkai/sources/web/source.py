"""What a source is: it names addresses to look at, sees the pages, and names where reports stand.

A family of websites is one file in `families/` and one line in its table. It does no input or
output itself: its steps are a generator that is sent the page of each address it asks for.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.registry.county import County
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """The county a source belongs to."""

    county: County
    names: UnitNames
    folder: Path


@dataclass(frozen=True, slots=True)
class Ask:
    """Let me see this page: the step is answered with it, or None when it cannot be fetched.

    Attributes:
        unit, year: whose list it is, as far as is known.
        may_be_absent: the page after the last of a list is not missed.
        form: what is sent by POST; None for a GET.
        is_kept: it may turn out to be a report, or to lead to one, and is not asked again then.
    """

    url: str
    unit: Unit | None = None
    year: int | None = None
    may_be_absent: bool = False
    form: str | None = None
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report should stand here. The page itself may tell a unit or year that is None.

    Attributes:
        is_guess: nothing on the website says so, the address was only made up from a pattern.
        is_inherited: the unit is that of the list, the title names nobody.
        among: the units that the title names, where it names several.
    """

    url: str
    unit: Unit | None
    year: int | None
    title: str = ""
    is_guess: bool = False
    is_inherited: bool = False
    among: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A list that was not read whole: what may stand in the rest of it must not be called missing.

    Attributes:
        unit, year: whose list; None for a list of many.
        detail: how that is known, for engineers.
        rows_read, rows_stated: how long it was as read and as it says itself, where it does.
        is_told: an attempt row names it already.
    """

    url: str
    detail: str
    unit: Unit | None = None
    year: int | None = None
    rows_read: int | None = None
    rows_stated: int | None = None
    is_told: bool = False

    def may_hide(self, unit: Unit, year: int) -> bool:
        """Whether the report of this unit and year may stand in what was not read."""
        return self.unit in (None, unit) and self.year in (None, year)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that kept the source from finding reports; becomes an attempt row."""

    reason: str
    url: str
    detail: str = ""
    unit: Unit | None = None
    year: int | None = None


Steps = Generator[Ask | Candidate | Gap | Trouble, WebPage | None, None]


class Source(Protocol):
    """Where reports of one county are looked for."""

    @property
    def name(self) -> str:
        """What county.toml calls it."""
        ...

    def steps(self) -> Steps:
        """The search, in an order that does not change."""
        ...

    def covers(self) -> Iterable[tuple[Unit, int, str]]:
        """Each unit and year that would be found here, and the address where it would be."""
        ...
