"""What a pack said of its units, in so few words that a later pack can tell what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitThen:
    """A unit as a pack had it: its state, and the checks and places of its faults."""

    state: str
    faults: frozenset[str]


@dataclass(frozen=True, slots=True)
class Record:
    """A pack of the same county and year as it was drawn `on` a day (ISO), by unit id."""

    on: str
    units: Mapping[str, UnitThen]
