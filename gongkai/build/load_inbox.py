"""Fills arrival and decision: what lay in the inboxes, and what people decided about it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from gongkai.sources.ledger.arrivals import read_arrivals
from gongkai.sources.ledger.decisions import in_force, read_decisions
from gongkai.sources.registry.county import County


def load_arrivals(connection: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Fill arrival from the notes of each county's pulls."""
    rows: list[dict[str, object]] = [
        {
            "county_id": folder.name,
            "path": a.path,
            "document_sha256": a.sha256,
            "kind": a.kind,
            "arrived_at": _utc(a.arrived_at),
            "is_present": a.is_present,
            "is_replaced": a.is_replaced,
            "belongs_to": a.belongs_to,
            "unit_id": a.unit_id,
            "year": a.year,
            "problem": a.problem,
            "problem_detail": a.problem_detail,
        }
        for folder in folders
        for a in read_arrivals(folder)
    ]
    _insert(connection, "arrival", rows, _ARRIVAL)


def load_decisions(
    connection: DuckDBPyConnection, folders: Sequence[Path], counties: Sequence[County]
) -> None:
    """Fill decision: every row of each county's decisions.csv, with whether it stands and why not."""
    units = {unit.unit_id for county in counties for unit in county.units}
    rows: list[dict[str, object]] = []
    for folder in folders:
        decisions = read_decisions(folder)
        standing = in_force(decisions)
        for number, (row, stands) in enumerate(zip(decisions, standing, strict=True), start=1):
            unit_id = f"{folder.name}/{row.unit_key}" if row.unit_key else None
            status, note = "in_force", None
            if row.fault:
                status, note = "invalid", row.fault
            elif unit_id and unit_id not in units:
                status, note = "unknown_unit", "没有登记这个单位"
            elif not stands:
                status, note = "superseded", "后来另有决定"
            rows.append(
                {
                    "county_id": folder.name,
                    "row_number": number,
                    "kind": row.kind,
                    "document_sha256": row.document_sha256 or None,
                    "unit_id": unit_id,
                    "year": int(row.year) if row.year.isdecimal() else None,
                    "instead_of": row.instead_of.split(),
                    "reason": row.reason,
                    "decided_by": row.decided_by,
                    "decided_on": row.decided_on,
                    "status": status,
                    "note": note,
                }
            )
    _insert(connection, "decision", rows, _DECISION)


_ARRIVAL = pa.schema(
    {
        "county_id": pa.string(),
        "path": pa.string(),
        "document_sha256": pa.string(),
        "kind": pa.string(),
        "arrived_at": pa.timestamp("us"),
        "is_present": pa.bool_(),
        "is_replaced": pa.bool_(),
        "belongs_to": pa.string(),
        "unit_id": pa.string(),
        "year": pa.int32(),
        "problem": pa.string(),
        "problem_detail": pa.string(),
    }
)
_DECISION = pa.schema(
    {
        "county_id": pa.string(),
        "row_number": pa.int32(),
        "kind": pa.string(),
        "document_sha256": pa.string(),
        "unit_id": pa.string(),
        "year": pa.int32(),
        "instead_of": pa.list_(pa.string()),
        "reason": pa.string(),
        "decided_by": pa.string(),
        "decided_on": pa.string(),
        "status": pa.string(),
        "note": pa.string(),
    }
)


def _utc(moment: str) -> datetime.datetime:
    parsed = datetime.datetime.fromisoformat(moment)
    return parsed.astimezone(datetime.UTC).replace(tzinfo=None)


def _insert(
    connection: DuckDBPyConnection, table: str, rows: list[dict[str, object]], schema: pa.Schema
) -> None:
    connection.register("noted", pa.Table.from_pylist(rows, schema))
    connection.execute(f"insert into {table} by name select * from noted")
    connection.unregister("noted")
