"""What was looked for or arrived and could not be read: documents, and addresses without a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from gongkai.messages import from_row
from gongkai.pack.data.marts import rows_of
from gongkai.pack.style.typeset import plain, registered

NO_UNIT = "单位不明"
"""Whose document it is where nobody knows."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that was collected and could not be read: why, and what to do about it."""

    unit_name: str
    year: int | None
    file_name: str
    why: str
    advice: str
    may_be_report: bool = True
    """False where it was looked into and is no report of the kind."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Where a report was looked for and not found; never proof that none was published."""

    unit_name: str
    year: int | None
    url: str
    reason: str


def refused(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int, names: Mapping[str, str]
) -> tuple[Refused, ...]:
    """Documents of this year, and those of no known year, that were not read."""
    found = []
    for row in rows_of(connection, "quarantine", county_id):
        if row["year"] not in (year, None):
            continue
        refusal = from_row(row["refusal_code"], row["refusal_detail"])
        unit_name = names.get(row["unit_id"], NO_UNIT)
        why, advice = plain(refusal.zh), plain(refusal.next_zh)
        may_be = row["refusal_reason"] != "not_a_report"
        found.append(Refused(unit_name, row["year"], plain(row["file_name"]), why, advice, may_be))
    return tuple(found)


def not_found(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[NotFound, ...]:
    """Addresses at which the last pull found no report of this year, or of any."""
    return tuple(
        NotFound(
            unit_name=registered(row["unit_name"] or "各单位"),
            year=row["year"],
            url=plain(row["url"]),
            reason=row["reason_name"],
        )
        for row in rows_of(connection, "reports_not_found", county_id)
        if row["year"] in (year, None)
    )
