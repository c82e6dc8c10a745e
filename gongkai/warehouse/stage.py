"""One batch of documents and their reports as Parquet files, one a table."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.warehouse.columns import Staged, report_id, to_columns
from gongkai.warehouse.staged import STAGED

__all__ = ["Staged", "report_id", "stage_batch"]

_TYPES = {
    "varchar": pa.string(),
    "bigint": pa.int64(),
    "integer": pa.int32(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "integer[]": pa.list_(pa.int32()),
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
    beside = folder.with_name(folder.name + ".writing")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    rows = {}
    for table, fields in STAGED.items():
        schema = pa.schema([(name, _TYPES[kind]) for name, kind in fields.items()])
        batch = pa.table(columns[table], schema=schema)
        pq.write_table(batch, beside / f"{table}.parquet", compression="zstd")
        rows[table] = batch.num_rows
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    return rows
