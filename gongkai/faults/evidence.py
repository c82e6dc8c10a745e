"""What the words of a fault are made from: a finding, and the numbers of its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ValueOf = Callable[[str], float | None]
"""The number that a report holds at a place (`requests.received.total`); None where it has none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place at which a check fails, as the warehouse has it; `year` is the report's."""

    check_id: str
    place: str
    place_name: str
    expected: str
    found: str
    year: int
    basis: str = ""
    locator: str = ""
    verdict: str = "fail"
