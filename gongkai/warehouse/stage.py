"""One batch of documents and their reports as Parquet files, one a table."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.atomic_write import replacing
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


def stage_batch(
    items: Sequence[Staged], folder: Path, notes: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Write `<folder>/<table>.parquet` for every staged table, and say how many rows each has.

    `notes` are further files of the folder: name to text.

    The folder appears whole or not at all: it is written beside and renamed. One that is there
    already is replaced.
    """
    columns = to_columns(items)
    checksums = {}
    rows = {}
    with replacing(folder) as beside:
        beside.mkdir(parents=True)
        for table, fields in STAGED.items():
            schema = pa.schema([(name, ARROW[kind]) for name, kind in fields.items()])
            batch = pa.table(columns[table], schema=schema)
            path = beside / f"{table}.parquet"
            pq.write_table(batch, path, compression="zstd")
            checksums[path.name] = zlib.crc32(path.read_bytes())
            rows[table] = batch.num_rows
        for name, text in {**(notes or {}), _CHECKSUMS: json.dumps(checksums)}.items():
            (beside / name).write_text(text, "utf-8")
    return rows


def is_whole(folder: Path) -> bool:
    """Whether every file of a staged batch is there and holds the bytes that were written."""
    try:
        checksums = json.loads((folder / _CHECKSUMS).read_text("utf-8"))
        return set(checksums) == {f"{table}.parquet" for table in STAGED} and all(
            zlib.crc32((folder / name).read_bytes()) == said for name, said in checksums.items()
        )
    except (OSError, ValueError, TypeError):
        return False
