"""When each unit published its report, beside the deadline."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from gongkai.pack.data.book import Book


@dataclass(frozen=True, slots=True)
class Published:
    """When a unit published its report: days after the deadline, below zero for before it.

    `late_by` is None where the day is not known, and where the county has set no deadline.
    """

    unit_id: str
    name: str
    on: datetime.date | None
    late_by: int | None
    absence: str

    @property
    def is_late(self) -> bool:
        """Whether it came after the county's own deadline."""
        return (self.late_by or 0) > 0

    @property
    def words(self) -> str:
        """The date, and by how many days it is late."""
        if self.on is None:
            return self.absence or "日期不明"
        return f"{self.on}" + (f"　晚 {self.late_by} 天" if self.is_late else "")


def published(book: Book) -> list[Published]:
    """Every unit, the earliest first; unknown dates, then missing reports, at the end."""
    absence = book.absence
    deadline = book.deadline if book.is_deadline_set else None
    rows = []
    for unit_id, name in book.names.items():
        source = book.sources.get(unit_id)
        on = source.published_on if source else None
        late_by = (on - deadline).days if on and deadline else None
        rows.append(Published(unit_id, name, on, late_by, absence.get(unit_id, "")))
    return sorted(rows, key=lambda r: (bool(r.absence), r.on is None, r.on or datetime.date.min))
