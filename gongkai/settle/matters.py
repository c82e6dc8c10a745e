"""What only a person can settle, of one county: read from the published warehouse, row by row."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from gongkai.audit.review import queue
from gongkai.form import forms
from gongkai.locators import place_of
from gongkai.messages import from_row
from gongkai.pack.data.office import china_day
from gongkai.settle import sheets
from gongkai.settle.sheets import Sheet
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened

Value = str | int | float | None
_DIFFERENCES = 4
"""Figures that a version's row names; the rest are counted."""
_DATE = "published_on"  # has a sheet of its own


@dataclass(frozen=True, slots=True)
class Row:
    """A matter: its key, which the sheet carries unseen, and what is told of it."""

    key: str
    told: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class MissedTable:
    """A statutory table that was not read: whose, of which year and section, from which document."""

    unit_key: str
    unit_name: str
    year: int
    section: int
    document_sha256: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything that is open in a county, with the units and years that answers may name."""

    county_id: str
    county_name: str
    units: tuple[str, ...]
    years: tuple[int, ...]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    tables: tuple[MissedTable, ...] = ()

    @property
    def open(self) -> int:
        """How many matters wait; the ledger is told for reference."""
        waiting = [rows for name, rows in self.rows.items() if name != sheets.LEDGER.name]
        return sum(map(len, waiting)) + len(self.tables)


def open_matters(database: Path, county_id: str) -> Matters:
    """What is open in a county, the newest year first.

    Raises:
        WarehouseError: when there is no warehouse.
    """
    doubts = _doubts(database, county_id)
    with opened(database) as db:
        county = db.execute(
            "select county_name, first_year, last_year from county where county_id = ?", [county_id]
        ).fetchone() or (county_id, 0, -1)
        units = db.execute(
            "select unit_name from unit where county_id = ? order by unit_id", [county_id]
        ).fetchall()
        rows: dict[str, list[Row]] = {sheets.DOUBTS.name: doubts}
        for sheet, found in (
            (sheets.VERSIONS, _versions(db, county_id)),
            (sheets.DATES, _undated(db, county_id)),
            (sheets.COPIES, _leads(db, county_id)),
        ):
            rows[sheet.name] = found
        ledger = _asked(db, "inbox_ledger", county_id)
        rows[sheets.UNKNOWN.name] = [_unknown(row) for row in ledger if _is_unknown(row)]
        rows[sheets.REMOVED.name] = [_removed(row) for row in ledger if row["is_removed"]]
        rows[sheets.LEDGER.name] = [_filed(row) for row in ledger if row["state"] != "ignored"]
        tables = _missed_tables(db, county_id)
    return Matters(
        county_id,
        county[0],
        tuple(name for (name,) in units),
        tuple(range(county[1], county[2] + 1)),
        rows,
        tables,
    )


def key(sheet: Sheet, *parts: object) -> str:
    """The key of a row: the sheet's name and what it is about."""
    return "|".join([sheet.name, *map(str, parts)])


def _doubts(database: Path, county_id: str) -> list[Row]:
    """Doubts of one place in one row, whatever raised them."""
    found: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
    for doubt in queue(database, county_id):
        if doubt.kind not in ("check", "reader") or doubt.place == _DATE:
            continue  # versions and leads have sheets of their own
        found[doubt.unit_id, doubt.year, doubt.place].append(doubt)
    wholes = {
        (unit_id, year, place[:end])
        for unit_id, year, place in found
        for end, character in enumerate(place)
        if character == "."
    }
    rows = []
    for (unit_id, year, place), doubts in found.items():
        if (unit_id, year, place) in wholes:
            continue  # a row of a table, of which a cell is asked about already
        first = doubts[0]
        why = "；".join(dict.fromkeys(doubt.why for doubt in doubts))
        where = f"{first.file_name or ''} {place_of(first.locator)}".strip()
        told = (first.unit_name, year, first.place_name, first.printed, first.value, why, where)
        sha = first.document_sha256
        rows.append(Row(key(sheets.DOUBTS, _unit_key(unit_id), year, place, sha), told))
    return sorted(rows, key=lambda row: (-int(row.told[1] or 0), row.key))


def _versions(db: DuckDBPyConnection, county_id: str) -> list[Row]:
    found: dict[tuple[str, int, str], list[dict[str, Any]]] = defaultdict(list)
    for row in _selected(db, "version", county_id):
        found[row["unit_id"], row["year"], row["document_sha256"]].append(row)
    rows = []
    for (unit_id, year, sha), figures in found.items():
        first = figures[0]
        said = [
            f"{f['place_name']}：{f['value'] if f['value'] is not None else '空白'}"
            for f in figures
            if f["place_name"]
        ]
        differs = "；".join(said[:_DIFFERENCES])
        if len(said) > _DIFFERENCES:
            differs += f"；等 {len(said)} 处"
        if not said:
            differs = f"发布日期：{first['published_on'] or '未写明'}"
        told = (first["unit_name"], year, _shown_path(first["path"]), _day(first["arrived_at"]))
        rows.append(Row(key(sheets.VERSIONS, _unit_key(unit_id), year, sha), (*told, differs)))
    return rows


def _undated(db: DuckDBPyConnection, county_id: str) -> list[Row]:
    return [
        Row(
            key(sheets.DATES, _unit_key(r["unit_id"]), r["year"], r["document_sha256"]),
            (
                r["unit_name"],
                r["year"],
                r["file_name"],
                r["published_on"].isoformat() if r["published_on"] else None,
                r["why"],
            ),
        )
        for r in _selected(db, "undated", county_id)
    ]


def _leads(db: DuckDBPyConnection, county_id: str) -> list[Row]:
    return [
        Row(
            key(sheets.COPIES, _unit_key(r["unit_id"]), r["year"], r["cell"], r["document_sha256"]),
            (r["unit_name"], r["year"], r["place_name"], r["found"]),
        )
        for r in _selected(db, "lead", county_id)
    ]


def _missed_tables(db: DuckDBPyConnection, county_id: str) -> tuple[MissedTable, ...]:
    first_year = min(form.first_year for form in forms().values())
    rows = _selected(db, "missed_table", county_id, first_year=first_year)
    return tuple(
        MissedTable(
            _unit_key(r["unit_id"]),
            r["unit_name"],
            r["year"],
            r["section"],
            r["document_sha256"],
            r["file_name"] or "",
        )
        for r in rows
    )


def _is_unknown(row: dict[str, Any]) -> bool:
    return bool(row["state"] == "unit_unknown" and row["document_sha256"] and row["is_present"])


def _unknown(row: dict[str, Any]) -> Row:
    told = (
        _shown_path(row["path"]),
        _day(row["arrived_at"]),
        from_row(row["reason"], row["reason_detail"]).zh,
    )
    return Row(key(sheets.UNKNOWN, row["document_sha256"]), told)


def _removed(row: dict[str, Any]) -> Row:
    told = (_shown_path(row["path"]), _day(row["arrived_at"]), row["unit_name"], row["year"])
    return Row(key(sheets.REMOVED, row["document_sha256"]), told)


def _filed(row: dict[str, Any]) -> Row:
    why, advice = "", ""
    code = "file_removed" if row["is_removed"] else row["reason"]
    if code:
        said = from_row(code, row["reason_detail"] if code == row["reason"] else None)
        why, advice = said.zh, said.next_zh
    told = (
        _shown_path(row["path"]) + (f"（含附属文件 {row['parts']} 个）" if row["parts"] else ""),
        _day(row["arrived_at"]),
        row["unit_name"],
        row["year"],
        row["state_name"],
        why,
        advice,
    )
    return Row(key(sheets.LEDGER, row["document_sha256"] or ""), told)


def _shown_path(path: str) -> str:
    """The path as a clerk sees it: below the inbox, members of archives after a slash."""
    return path.removeprefix("inbox/").replace("!/", "/")


def _day(moment: datetime.datetime) -> str:
    return china_day(moment).isoformat()


def _unit_key(unit_id: str) -> str:
    return unit_id.partition("/")[2]


def _selected(
    db: DuckDBPyConnection, name: str, county_id: str, **more: object
) -> list[dict[str, Any]]:
    return _rows(db.execute(sql_text("settle", name), {"county_id": county_id, **more}))


def _asked(db: DuckDBPyConnection, mart: str, county_id: str) -> list[dict[str, Any]]:
    return _rows(db.execute(f"from {mart} where county_id = ?", [county_id]))


def _rows(cursor: DuckDBPyConnection) -> list[dict[str, Any]]:
    names: Sequence[str] = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
