"""The rows of a document whose evidence is lost: those that an older batch has of it stay.

Which reader made them stands in `report.reader_version`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.warehouse.columns import Document
from gongkai.warehouse.stage import SCHEMAS, Tables, is_whole

AWAY = "away-"
"""What the folder of a batch is called that was put away to be read again begins with so."""


def with_last_good(tables: Tables, lost: Sequence[Document], stage: Path) -> Tables:
    """The tables, with the report of each lost document as an older batch of `stage` has it.

    The document keeps its row, which names the refusal; it leads to the report all the same.
    """
    for document in lost:
        for folder in _older(stage):
            report = _report(folder, document)
            if report is not None:
                tables = _added(tables, folder, document, report)
                break
    return tables


def _older(stage: Path) -> Iterator[Path]:
    """Whole batches, the newest first."""
    found = [f for f in stage.iterdir() if f.is_dir() and is_whole(f)] if stage.is_dir() else []
    yield from sorted(found, key=lambda folder: folder.stat().st_mtime, reverse=True)


def _report(folder: Path, document: Document) -> int | None:
    """The id of what an older batch read of the document, for the same unit."""
    table = _rows(folder, "report", "document_sha256", document.sha256)
    for row in table.select(["report_id", "unit_id", "year"]).to_pylist():
        if row["unit_id"] == document.unit_id and document.year in (None, row["year"]):
            return int(row["report_id"])
    return None


def _added(tables: Tables, folder: Path, document: Document, report: int) -> Tables:
    added = {
        name: pa.concat_tables([table, _rows(folder, name, "report_id", report)])
        for name, table in tables.items()
        if name != "document"
    }
    (filed,) = _rows(folder, "report", "report_id", report).to_pylist()
    rows = tables["document"].to_pylist()
    for row in rows:
        is_same = (row["document_sha256"], row["unit_id"]) == (document.sha256, document.unit_id)
        if is_same and document.year in (None, row["year"]):
            row |= {"report_id": report, "year": filed["year"]}
    documents = pa.Table.from_pylist(rows, SCHEMAS["document"])
    return {name: added.get(name, documents) for name in tables}


def _rows(folder: Path, name: str, column: str, value: str | int) -> pa.Table:
    """The rows of a staged table with this value, as tonight's program has its columns."""
    table = pq.read_table(folder / f"{name}.parquet")
    table = table.filter(pc.equal(table[column], value))
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in SCHEMAS[name]
    ]
    return pa.table(columns, schema=SCHEMAS[name])
