"""A county as registered: plain data, the same for every source of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from gongkai.sources.registry.units import Unit
from gongkai.sources.registry.web_settings import WebSettings


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a year's report is in time, and the rule that says so.

    Attributes:
        is_own: set by the county's own notice, whose words `basis` gives. The regulation's date names no
            townships: it is a reference, and nobody is late by it.
    """

    date: datetime.date
    basis: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """One of a county's codes: two systems number the same county, each in yearly editions."""

    system: str
    edition: str
    code: str


@dataclass(frozen=True, slots=True)
class County:
    """A county as registered.

    Attributes:
        county_id: the name of its folder.
        deadlines: one for each year from `first_year` to `last_year`.
        fictional: made up, as `raw/sample` is.
        codes: what it is called by number; never a key.
        web: how its websites are asked.
    """

    county_id: str
    name: str
    first_year: int
    last_year: int
    deadlines: dict[int, Deadline]
    fictional: bool
    units: tuple[Unit, ...]
    codes: tuple[Code, ...] = ()
    web: WebSettings = field(default_factory=WebSettings)

    @property
    def years(self) -> range:
        """The years that are watched."""
        return range(self.first_year, self.last_year + 1)
