"""What became of last year's faults, by unit and check, as the mart `fault_trend` has it."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from gongkai.faults import about_of
from gongkai.pack.data.marts import selected
from gongkai.pack.style.typeset import plain

FATES = {
    "mended": "已整改",
    "open": "未整改",
    "new": "新出现",
    "unknown": "未能判断",
    "not_comparable": "上年无从比较",
}
"""What became of a fault, in the order in which it is told; only what was seen to be met is mended."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A check that a unit missed last year or misses now; the places are how many each year."""

    unit_id: str
    check_id: str
    title: str
    fate: str
    places_before: int
    places: int

    @property
    def said(self) -> str:
        """What the check is about, with how many places it failed at each year where that tells something."""
        about = about_of(self.check_id)
        if self.fate == "open" and self.places_before and self.places:
            if self.places_before != self.places:
                return f"{about} {self.places_before} 处→{self.places} 处"
        elif self.fate == "new" and self.places > 1:
            return f"{about} {self.places} 处"
        return about


def trend(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> tuple[Trend, ...]:
    """Every fault of the year before or of this year, unit by unit."""
    return tuple(
        Trend(
            unit_id=row["unit_id"],
            check_id=row["check_id"],
            title=plain(row["check_title"]),
            fate=row["fate"],
            places_before=row["places_previous"],
            places=row["places"],
        )
        for row in selected(connection, "trend", county_id=county_id, year=year)
    )
