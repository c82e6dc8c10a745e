"""Fills the tables of an empty warehouse: the registry, then the staged batches in bulk."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from gongkai.messages import Message
from gongkai.sources.attempts import read_attempts
from gongkai.sources.looks import read_looks
from gongkai.sources.registry.county import County
from gongkai.sql_files import sql_text
from gongkai.strangers_text import admitted_address, admitted_name
from gongkai.warehouse.schema import insert_from, quoted
from gongkai.warehouse.staged import STAGED


def load_counties(connection: DuckDBPyConnection, counties: Sequence[County]) -> None:
    """Fill county, county_year and unit from the registry, in its order."""
    units = [unit for county in counties for unit in county.units]
    _insert(
        connection,
        "county",
        {
            "county_id": [c.county_id for c in counties],
            "county_name": [admitted_name(c.name) for c in counties],
            "first_year": [c.first_year for c in counties],
            "last_year": [c.last_year for c in counties],
            "is_fictional": [c.fictional for c in counties],
        },
    )
    deadlines = [(c, year, c.deadlines[year]) for c in counties for year in c.years]
    _insert(
        connection,
        "county_year",
        {
            "county_id": [c.county_id for c, *_ in deadlines],
            "year": [year for _, year, _ in deadlines],
            "deadline": [deadline.date for *_, deadline in deadlines],
            "deadline_basis": [_admitted(deadline.basis) for *_, deadline in deadlines],
            "is_deadline_set": [deadline.is_own for *_, deadline in deadlines],
        },
    )
    _insert(
        connection,
        "unit",
        {
            "unit_id": [u.unit_id for u in units],
            "county_id": [u.county_id for u in units],
            "unit_key": [u.unit_key for u in units],
            "unit_name": [admitted_name(u.name) for u in units],
            "unit_kind": [_admitted(u.kind) for u in units],
            "aliases": _lists(u.aliases for u in units),
            "former_names": _lists(u.former_names for u in units),
            "code_system": _texts(u.code_system for u in units),
            "code_edition": _texts(u.code_edition for u in units),
            "code": _texts(u.code for u in units),
        },
    )


def load_attempts(connection: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Fill attempt: where the last pull of each county looked for a report and found none."""
    attempts = [attempt for folder in folders for attempt in read_attempts(folder)]
    times = [datetime.datetime.fromisoformat(a.attempted_at) for a in attempts]
    _insert(
        connection,
        "attempt",
        {
            "county_id": pa.array([a.county_id for a in attempts], pa.string()),
            "unit_id": pa.array([a.unit_id for a in attempts], pa.string()),
            "year": pa.array([a.year for a in attempts], pa.int32()),
            "source": _texts(a.source for a in attempts),
            "host": _texts(a.host for a in attempts),
            "url": pa.array([admitted_address(a.url) for a in attempts], pa.string()),
            "reason": _texts(a.reason for a in attempts),
            "reason_name": _texts(Message(a.reason).zh for a in attempts),
            "detail": pa.array([admitted_address(a.detail) for a in attempts], pa.string()),
            "status": pa.array([a.status for a in attempts], pa.int32()),
            "attempted_at": pa.array(
                [t.astimezone(datetime.UTC).replace(tzinfo=None) for t in times], pa.timestamp("us")
            ),
            "rows_read": pa.array([a.rows_read for a in attempts], pa.int32()),
            "rows_stated": pa.array([a.rows_stated for a in attempts], pa.int32()),
        },
    )


def _admitted(name: str | None) -> str | None:
    return admitted_name(name) if name else None


def _texts(names: Iterable[str | None]) -> pa.Array:
    return pa.array([_admitted(name) for name in names], pa.string())


def _lists(names: Iterable[Iterable[str]]) -> pa.Array:
    return pa.array([[admitted_name(name) for name in row] for row in names], pa.list_(pa.string()))


def load_looks(connection: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Fill look: the last day of a complete look at a unit's website that did not find a year's report."""
    looks = [look for folder in folders for look in read_looks(folder)]
    _insert(
        connection,
        "look",
        {
            "unit_id": pa.array([look.unit_id for look in looks], pa.string()),
            "year": pa.array([look.year for look in looks], pa.int32()),
            "last_absent_on": pa.array([look.last_absent_on for look in looks], pa.date32()),
        },
    )


def _insert(connection: DuckDBPyConnection, table: str, columns: dict[str, Any]) -> None:
    connection.register("registered", pa.table(columns))
    connection.execute(f"insert into {table} by name select * from registered")
    connection.unregister("registered")


def load_documents(connection: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Fill document, report and correction.

    The corrections of `gongkai.audit.corrections` must stand in staged_correction.
    """
    _view_staged(connection, folders)
    for table in ("document", "report", "correction"):
        insert_from(connection, "load", table)
    connection.execute(sql_text("commands", "note_entered_tables"))


def _view_staged(connection: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Make a view staged_<table> of each staged table, over these batches."""
    for table, columns in STAGED.items():
        files = ", ".join(f"'{quoted(folder / f'{table}.parquet')}'" for folder in folders)
        fields = ", ".join(f"null::{kind} as {name}" for name, kind in columns.items())
        source = f"from read_parquet([{files}])" if folders else f"select {fields} limit 0"
        connection.execute(f"create or replace temp view staged_{table} as {source}")


def load_reports(connection: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Fill all that hangs on the reports of loaded_report, by default on every report, in bulk.

    Only the batches that hold one of them are opened.
    """
    connection.execute(
        "create temp table if not exists loaded_report as select report_id from report"
    )
    _view_staged(connection, _holding_loaded(connection, folders))
    connection.execute(sql_text("load", "corrected_cell"))
    for table in STAGED:
        if table not in ("document", "report"):
            insert_from(connection, "load", table)


def _holding_loaded(connection: DuckDBPyConnection, folders: Sequence[Path]) -> list[Path]:
    """Those of these batches that hold a report of loaded_report."""
    if not folders:
        return []
    files = ", ".join(f"'{quoted(folder / 'report.parquet')}'" for folder in folders)
    rows = connection.execute(
        f"select distinct file_index from read_parquet([{files}]) "
        "semi join loaded_report using (report_id)"
    ).fetchall()
    return [folders[n] for (n,) in sorted(rows)]
