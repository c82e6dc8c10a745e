"""Rows as CSV, batch by batch as they come, and as fast as DuckDB's own COPY."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
from duckdb import DuckDBPyConnection

from gongkai.strangers_text import on_terminal, without_formula

ROWS_AT_ONCE = 20_000


def stream_csv(
    cursor: DuckDBPyConnection,
    write: Callable[[bytes], object],
    most: int | None = None,
    heads: Sequence[str] | None = None,
) -> int:
    """Give `write` the rows of the statement that `cursor` ran, as UTF-8, a batch at a time.

    A null is nothing and an empty text is `""`; lists are JSON. Reports are strangers' documents: text that
    a spreadsheet would run as a formula stands behind an apostrophe, and nothing steers a terminal.
    `heads` stand over the columns instead of their names.

    Returns:
        The number of rows, those after `most` not written.
    """
    rows = 0
    batches = cursor.to_arrow_reader(ROWS_AT_ONCE)
    names = [_harmless_text(name) for name in heads or batches.schema.names]
    empty = batches.schema.empty_table().rename_columns(names)
    write(_as_bytes(_flat(empty), is_first=True))
    for batch in batches:
        table = pa.Table.from_batches([batch]).rename_columns(names)
        room = len(table) if most is None else most - rows
        write(_as_bytes(_flat(table.slice(0, max(room, 0))), is_first=False))
        rows += len(table)
        if most is not None and rows > most:
            break
    return rows


def _as_bytes(table: pa.Table, is_first: bool) -> bytes:
    sink = pa.BufferOutputStream()
    options = pcsv.WriteOptions(include_header=is_first, quoting_style="needed")
    pcsv.write_csv(table, sink, options)
    return bytes(sink.getvalue())


def _flat(table: pa.Table) -> pa.Table:
    """The table with columns that CSV can hold."""
    columns = [_flat_column(column) for column in table.columns]
    columns = [_harmless(column) if _is_text(column) else column for column in columns]
    return pa.Table.from_arrays(columns, names=table.column_names)


def _flat_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_decimal(kind):
        # a sum of integers is a wide decimal without places
        return column.cast(pa.int64() if kind.scale == 0 and _fits(column) else pa.float64())
    if pa.types.is_nested(kind):
        texts = [None if v is None else _json(v) for v in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    if pa.types.is_null(kind) or pa.types.is_dictionary(kind):
        return column.cast(pa.string())
    return column


def _fits(column: pa.ChunkedArray) -> bool:
    ends = pc.min_max(column).as_py()
    return ends["min"] is None or (ends["min"] >= -(2**63) and ends["max"] < 2**63)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _is_text(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def _harmless(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Each text that occurs made harmless once, however often it occurs."""
    coded = column.combine_chunks().dictionary_encode()
    texts = pa.array([_harmless_text(text) for text in coded.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([texts.take(coded.indices)])


def _harmless_text(text: str) -> str:
    return str(without_formula(on_terminal(text)))
