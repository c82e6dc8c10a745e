"""What the office did: files that arrived, figures that a person corrected, and what was published otherwise before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import duckdb

from gongkai.messages import from_row
from gongkai.pack.data.marts import rows_of
from gongkai.pack.style.typeset import plain, registered

_CHINA = datetime.timedelta(hours=8)


def china_day(moment: datetime.datetime) -> datetime.date:
    """The day in China of a moment of UTC: the one calendar of all that a county reads."""
    return (moment + _CHINA).date()


_APPLIED, _SUPERSEDED = "applied", "superseded"


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of the inbox: its state, why, and what to do; empty texts where nothing is to be said."""

    path: str
    arrived_on: str
    unit_name: str
    year: int | None
    state: str
    state_name: str
    is_removed: bool
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A row of the county's corrections; `fault` says why it did not take effect, empty where it did."""

    unit_id: str
    unit_name: str
    place: str
    place_name: str
    printed: str
    corrected_to: str
    kind: str
    reason: str
    decided_by: str
    decided_on: str
    fault: str

    @property
    def mark(self) -> str:
        """What stands beside the figure: 更正，原印 8."""
        if not self.printed:
            return "更正，原件该格空白或未读到"
        return f"更正，原印 {self.printed}"


def ledger(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> tuple[Filed, ...]:
    """The files of this year and those of no known year, by path; the ignored ones are among them."""
    found = []
    for row in rows_of(connection, "inbox_ledger", county_id):
        if row["year"] not in (year, None):
            continue
        code = "file_removed" if row["is_removed"] else row["reason"]
        said = (
            from_row(code, row["reason_detail"] if code == row["reason"] else None)
            if code
            else None
        )
        path = row["path"].removeprefix("inbox/").replace("!/", "/")
        more = f"（含附属文件 {row['parts']} 个）" if row["parts"] else ""
        found.append(
            Filed(
                path=plain(path) + more,
                arrived_on=china_day(row["arrived_at"]).isoformat(),
                unit_name=registered(row["unit_name"] or ""),
                year=row["year"],
                state=row["state"],
                state_name=row["state_name"],
                is_removed=row["is_removed"],
                why=plain(said.zh) if said else "",
                advice=plain(said.next_zh) if said else "",
            )
        )
    return tuple(found)


def corrections(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Corrected, ...]:
    """The corrections of the year, and those of no readable year, that stand or failed."""
    return tuple(
        Corrected(
            unit_id=row["unit_id"] or "",
            unit_name=registered(row["unit_name"]),
            place=row["place"],
            place_name=plain(row["place_name"]) or "报告中没有的位置",
            printed=plain(row["printed_from"]),
            corrected_to=plain(row["corrected_to"]),
            kind=row["kind"],
            reason=plain(row["reason"]),
            decided_by=plain(row["decided_by"]),
            decided_on=row["decided_on"][:10],
            fault="" if row["status"] == _APPLIED else plain(row["note"] or ""),
        )
        for row in rows_of(connection, "placed_correction", county_id)
        if row["year"] in (year, None) and row["status"] != _SUPERSEDED
    )


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
            revised_on=china_day(row["revised_at"]).isoformat(),
            published_on=china_day(row["published_at"]).isoformat(),
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
