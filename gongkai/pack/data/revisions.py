"""What was published otherwise before, with the reason, as a statistical office says it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import duckdb

from gongkai.pack.data.marts import rows_of
from gongkai.pack.style.typeset import plain, registered

_CHINA = datetime.timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure, state, score or rank of the year that a night changed; empty texts stand for no number.

    `place` is the path of a figure (`requests.received.total`), empty for the others. `is_latest` where the night
    that made this warehouse changed it.
    """

    revised_on: str
    published_on: str
    unit_id: str
    unit_name: str
    what: str
    what_name: str
    place: str
    before: str
    after: str
    reason: str
    reason_name: str
    is_latest: bool


def revisions(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int, run_id: str
) -> tuple[Revised, ...]:
    """All revisions of the year, the newest night first, and within a night by unit."""
    rows = rows_of(connection, "revision", county_id, year)
    rows.sort(key=lambda row: (row["unit_id"], row["what"] == "figure", row["what"], row["place"]))
    rows.sort(key=lambda row: row["revised_at"], reverse=True)
    return tuple(
        Revised(
            revised_on=(row["revised_at"] + _CHINA).date().isoformat(),
            published_on=(row["published_at"] + _CHINA).date().isoformat(),
            unit_id=row["unit_id"],
            unit_name=registered(row["unit_name"]),
            what=row["what"],
            what_name=plain(row["what_name"]),
            place=row["place"],
            before=row["value_before"] or "",
            after=row["value_after"] or "",
            reason=row["reason"],
            reason_name=row["reason_name"],
            is_latest=row["run_id"] == run_id,
        )
        for row in rows
    )
