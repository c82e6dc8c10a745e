"""A table or the rows of a SELECT as a file that other programs open: Parquet, CSV or XLSX.

Text that a spreadsheet would run as a formula is made harmless: reports are strangers' documents.
"""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.atomic_write import replacing, write_whole
from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.strangers_text import on_terminal
from gongkai.warehouse.connect import Source
from gongkai.warehouse.exports.csv_stream import ROWS_AT_ONCE, stream_csv
from gongkai.warehouse.exports.export_notes import (
    SHEET_HEAD,
    Note,
    beside,
    tabular_metadata,
    with_notes,
)
from gongkai.warehouse.query import answered, flat, names, query

_MOST_ROWS = 1_048_575  # of a sheet, its header left out
_MOST_CHARACTERS = 32_767  # of a cell
_EXACT = 2**53  # a spreadsheet rounds whole numbers beyond this


def export(database: Source, what: str, target: Path, heads: str = "en") -> int:
    """Write a table or view, or the rows of a SELECT, to `target`; its ending says the format.

    The file is written beside and then renamed, so that a broken export leaves no half a file. What the
    dictionary says of a table goes with it: into the metadata of a Parquet file, a sheet of a workbook, and
    a file of its own beside CSV.

    Args:
        database: the published file, or a lake.
        what: a table's name, or a SELECT.
        target: the file to write.
        heads: `zh` for the dictionary's Chinese names over the columns of .csv and .xlsx; a column that is in no
            table keeps its own, and so do all in Parquet, which is for programs.

    Returns:
        The number of rows.

    Raises:
        WarehouseError: for an ending that is none of .parquet, .csv and .xlsx, for a folder that is
            not there, for a statement that cannot be run, and for more rows than a sheet holds.
    """
    write = _FORMATS.get(target.suffix.lower())
    if write is None:
        known = ", ".join(_FORMATS)
        raise WarehouseError("this ending names no format", str(target), f"use one of {known}")
    if not target.parent.is_dir():
        raise WarehouseError("this folder is not there", str(target.parent), "make it first")
    with replacing(target) as part, answered(database, statement(what)) as cursor:
        columns = names(cursor)
        order = {name: place for place, name in enumerate(columns)}
        notes = sorted(notes_of(database, what), key=lambda note: order.get(note.column_name, -1))
        shown = _in_chinese(database, columns) if heads == "zh" else columns
        rows = write(cursor, part, notes, shown)
    if notes and write is _write_csv:
        write_whole(beside(target), tabular_metadata(target.name, notes).encode())
    return rows


def _in_chinese(database: Source, columns: list[str]) -> list[str]:
    """The dictionary's Chinese names of columns, with their own where two would be called the same."""
    rows = query(database, "select column_name, min(name_zh) from dictionary group by 1")[1]
    known = {str(name): str(zh) for name, zh in rows if zh}
    heads = [known.get(column, column) for column in columns]
    return [
        head if heads.count(head) == 1 else f"{head}（{column}）"
        for head, column in zip(heads, columns, strict=True)
    ]


def statement(what: str) -> str:
    """A bare word is a table and is given whole; anything else is taken as SQL."""
    return f'from "{what}"' if what.isidentifier() else what.strip().removesuffix(";")


def notes_of(database: Source, what: str) -> list[Note]:
    """What the dictionary says of a table and its columns; nothing for SQL."""
    if not what.isidentifier():
        return []
    meaning = sql_text("dictionary", "meaning").replace("$table_name", f"'{what}'")
    return [Note(*row) for row in query(database, meaning)[1]]


def _write_parquet(
    cursor: duckdb.DuckDBPyConnection, path: Path, notes: list[Note], _heads: list[str]
) -> int:
    batches = cursor.to_arrow_reader(ROWS_AT_ONCE)
    schema = with_notes(batches.schema, notes)
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
            rows += batch.num_rows
    return rows


def _write_csv(
    cursor: duckdb.DuckDBPyConnection, path: Path, _notes: list[Note], heads: list[str]
) -> int:
    # Excel takes a file for UTF-8 only when it opens with a byte-order mark
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8)
        return stream_csv(cursor, file.write, heads=heads)


def _write_xlsx(
    cursor: duckdb.DuckDBPyConnection, path: Path, notes: list[Note], heads: list[str]
) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as book:
        sheet = book.add_worksheet("data")
        bold = book.add_format({"bold": True})
        styles = {
            datetime.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            datetime.date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet.write_row(0, 0, heads, bold)
        sheet.freeze_panes(1, 0)
        rows = 0
        for row in _rows(cursor):
            rows += 1
            if rows > _MOST_ROWS:
                raise WarehouseError(
                    f"more than the {_MOST_ROWS:,} rows a sheet holds",
                    str(path),
                    "export to .parquet or .csv, or narrow it to a county or a year",
                )
            for column, value in enumerate(row):
                _write_cell(sheet, rows, column, value, styles)
        if notes:
            _write_notes(book, notes, bold)
    return rows


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: Any, styles: dict[type[datetime.date], Any]
) -> None:
    if value is None:
        return
    if type(value) in styles:
        sheet.write_datetime(row, column, value, styles[type(value)])
        return
    plain = flat(value)
    if isinstance(plain, bool):
        sheet.write_boolean(row, column, plain)
    elif isinstance(plain, int | float) and abs(plain) <= _EXACT:
        sheet.write_number(row, column, plain)
    else:
        sheet.write_string(row, column, on_terminal(str(plain))[:_MOST_CHARACTERS])


def _write_notes(book: Workbook, notes: list[Note], bold: Any) -> None:
    sheet = book.add_worksheet("字段说明")
    sheet.write_row(0, 0, SHEET_HEAD, bold)
    for number, row in enumerate(notes, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.set_column(0, 1, 24)
    sheet.set_column(4, 7, 48)


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while some := cursor.fetchmany(ROWS_AT_ONCE):
        yield from some


_Writer = Callable[[duckdb.DuckDBPyConnection, Path, list[Note], list[str]], int]
_FORMATS: dict[str, _Writer] = {
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}
