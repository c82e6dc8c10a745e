"""The numbers of a pack that can be followed to their document: cells, statements, sources, sums."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a statutory table as a report has it.

    `value` is None for a blank, `locator` where the report lacks the cell; `doubt` is empty or why.
    """

    value: float | None
    printed: str
    locator: str | None
    doubt: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that the prose of a report states, with the words it is printed in."""

    name: str
    place: str
    label: str
    value: float
    printed: str
    locator: str
    is_approximate: bool
    doubt: str


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a unit's report of the year was read from."""

    sha256: str
    file_name: str
    url: str
    form: str
    published_on: datetime.date | None
    revisions: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell of the county roll-up: the sum of what was printed, and over how many reports."""

    value: float | None
    reports: int
    doubtful: int
