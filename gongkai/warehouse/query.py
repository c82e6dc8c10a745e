"""One SELECT on the published warehouse, opened read-only."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from gongkai.errors import WarehouseError

Rows = list[tuple[Any, ...]]


@contextmanager
def opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection; it sees the file as it is now, however often a night replaces it.

    Raises:
        WarehouseError: when there is no warehouse, or it cannot be opened.
    """
    if not database.is_file():
        raise WarehouseError(
            "there is no warehouse yet", str(database), "run gongkai nightly first"
        )
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(
            f"cannot be opened: {error}", str(database), "run gongkai nightly --force"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def query(database: Path, sql: str) -> tuple[list[str], Rows]:
    """Column names and rows of one statement.

    Raises:
        WarehouseError: when there is no warehouse, or for what DuckDB says against the statement.
    """
    with opened(database) as connection:
        try:
            cursor = connection.execute(sql)
            return [column[0] for column in cursor.description or ()], cursor.fetchall()
        except duckdb.Error as error:
            raise WarehouseError(
                str(error), next_step='gongkai query "from dictionary" lists tables and columns'
            ) from error


def print_query(database: Path, sql: str, form: str = "table") -> None:
    """Print what a statement gives: as a `table` for people, as `csv`, or as `json` (one array)."""
    columns, rows = query(database, sql)
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(["" if v is None else _flat(v) for v in row] for row in rows)
    elif form == "json":
        objects = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        print(json.dumps(objects, ensure_ascii=False, indent=1))
    else:
        _print_table(columns, rows)


def _print_table(columns: list[str], rows: Rows) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE, show_edge=False)
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row))
    # a pipe has no width to fit into
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 10_000)
    console.print(table)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else str(_flat(value))


def _flat(value: Any) -> Any:
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, list | dict) else plain


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)
