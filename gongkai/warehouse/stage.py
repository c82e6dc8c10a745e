"""One batch of documents and their reports as Parquet files, one a table."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.atomic_write import replacing
from gongkai.messages import message
from gongkai.warehouse.columns import Staged, report_id, to_columns
from gongkai.warehouse.staged import STAGED

__all__ = ["Staged", "is_whole", "report_id", "stage_batch"]

_CHECKSUMS = "checksums.json"

ARROW = {  # of each type that STAGED names
    "varchar": pa.string(),
    "bigint": pa.int64(),
    "integer": pa.int32(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "integer[]": pa.list_(pa.int32()),
    "varchar[]": pa.list_(pa.string()),
}

SCHEMAS = {
    table: pa.schema([(name, ARROW[kind]) for name, kind in fields.items()])
    for table, fields in STAGED.items()
}

Tables = dict[str, pa.Table]
"""Staged table to its rows."""

EXACT = 2**53
"""From here on a stored number may be another than the one that was printed."""


def staged_tables(items: Sequence[Staged]) -> Tables:
    """The rows of every staged table; an item that no table can hold becomes a refused document."""
    try:
        return _tables(items)
    except Exception:  # of one of them: which, only trying each can say
        return _tables([_storable(item) for item in items])


def _storable(item: Staged) -> Staged:
    try:
        _tables([item])
    except Exception as error:
        why = message("not_storable", error=f"{type(error).__name__}: {error}"[:280])
        return Staged(item.document, None, ("unreadable", why))
    return item


def _tables(items: Sequence[Staged]) -> Tables:
    columns = to_columns(items)
    tables = {name: pa.table(columns[name], schema=SCHEMAS[name]) for name in STAGED}
    for table in tables.values():
        if "value" in table.column_names:
            _check_bounds(table["value"])
    return tables


def _check_bounds(values: pa.ChunkedArray) -> None:
    """Every number must be one that is kept exactly: no infinity, and nothing beyond 2^53."""
    if not pc.all(pc.less(pc.abs(values), float(EXACT)), min_count=0).as_py():
        raise ValueError("a number that cannot be kept exactly")


def stage_batch(
    items: Sequence[Staged], folder: Path, notes: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Write `<folder>/<table>.parquet` for every staged table, and say how many rows each has.

    `notes` are further files of the folder: name to text.

    The folder appears whole or not at all: it is written beside and renamed. One that is there
    already is replaced.
    """
    return write_batch(staged_tables(items), folder, notes)


def write_batch(
    tables: Tables, folder: Path, notes: Mapping[str, str] | None = None
) -> dict[str, int]:
    """The same for tables that are made already."""
    checksums = {}
    with replacing(folder) as beside:
        beside.mkdir(parents=True)
        for name, table in tables.items():
            path = beside / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd")
            checksums[path.name] = zlib.crc32(path.read_bytes())
        for note, text in {**(notes or {}), _CHECKSUMS: json.dumps(checksums)}.items():
            (beside / note).write_text(text, "utf-8")
    return {name: table.num_rows for name, table in tables.items()}


def is_whole(folder: Path) -> bool:
    """Whether every file of a staged batch is there and holds the bytes that were written."""
    try:
        checksums = json.loads((folder / _CHECKSUMS).read_text("utf-8"))
        return set(checksums) == {f"{table}.parquet" for table in STAGED} and all(
            zlib.crc32((folder / name).read_bytes()) == said for name, said in checksums.items()
        )
    except (OSError, ValueError, TypeError):
        return False
