"""The manual queue: what the reader doubts, and a person's decision on it, kept as a correction."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from gongkai.audit.corrections import Correction, append_correction
from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at, and where: `printed` and `value` are None where the place is no figure."""

    unit_id: str
    unit_name: str
    year: int
    kind: str
    check_id: str | None
    place: str
    place_name: str
    why: str
    printed: str | None
    value: float | None
    locator: str | None
    file_name: str | None
    url: str | None
    document_sha256: str


def queue(database: Path, county_id: str | None = None, year: int | None = None) -> list[Doubt]:
    """What waits for a person, of one county and year or of all, by unit, year and place.

    Raises:
        WarehouseError: when there is no warehouse.
    """
    with opened(database) as connection:
        rows = connection.execute(
            sql_text("rerank", "doubt"), {"county_id": county_id, "year": year}
        ).fetchall()
    return [Doubt(*row) for row in rows]


def decide(
    raw: Path,
    database: Path,
    unit_id: str,
    year: int,
    place: str,
    *,
    to: str | None,
    reason: str,
    who: str,
    kind: str = "reader",
    when: datetime.datetime | None = None,
) -> Correction:
    """Append a person's decision to the county's corrections.csv; the next night applies it.

    Args:
        raw: the folder of raw/.
        database: the published warehouse, which says what is printed now.
        unit_id: whose report.
        year: of which year.
        place: a cell such as `requests.received.total`, `published_on`, or a place in doubt.
        to: the right number (or date); "" for a blank; None to settle it as it was read.
        reason: why.
        who: who decided.
        kind: `reader` for a misreading, `report` for the report's own fault.
        when: defaults to now.

    Raises:
        WarehouseError: for a place that the report has not, or a row with a fault of its own.
    """
    printed, value, is_figure = _as_it_stands(database, unit_id, year, place)
    if not is_figure and to:
        raise WarehouseError(
            f"is no figure, and cannot become {to!r}", place, "settle it as it was read"
        )
    county_id, _, unit_key = unit_id.partition("/")
    moment = (when or datetime.datetime.now(datetime.UTC)).isoformat(timespec="seconds")
    chosen = value if to is None else to
    row = Correction(unit_key, str(year), place, printed, chosen, kind, reason, who, moment)
    append_correction(raw / county_id, row)
    return row


def _as_it_stands(database: Path, unit_id: str, year: int, place: str) -> tuple[str, str, bool]:
    """What is printed there, what was read from it, and whether it is a figure."""
    with opened(database) as connection:
        found = connection.execute(
            sql_text("rerank", "printed"), {"unit_id": unit_id, "year": year, "place": place}
        ).fetchone()
    if found is None:
        raise WarehouseError(
            f"the report of {unit_id} for {year} has no such place, or there is no such report",
            place,
            "places are named as in `from place`, units as in `from unit`",
        )
    printed, value, is_figure = found
    return printed, value, is_figure
