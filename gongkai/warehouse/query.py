"""One SELECT on the published warehouse, a file or the lake, opened read-only."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from threading import Timer
from typing import Any

import duckdb

from gongkai.errors import WarehouseError
from gongkai.strangers_text import json_on_terminal, one_line
from gongkai.warehouse.connect import WHAT_IS_THERE, Source, attached
from gongkai.warehouse.lake import Lake, check_reads_only

Rows = list[tuple[Any, ...]]

TIME_LIMIT = 600.0
"""Seconds after which a statement is broken off, so that a slip never outlasts a morning."""

MOST_ROWS = {"table": 20_000, "csv": 2_000_000, "json": 2_000_000}
"""What `gongkai query` prints at most, by format."""

_ROWS_AT_ONCE = 2_048
_FITTED = 200  # rows


@contextmanager
def opened(database: Source) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection; it sees the file as it is now, however often a night replaces it.

    Raises:
        WarehouseError: when there is no warehouse, or it cannot be opened.
    """
    connection = attached(database)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def answered(
    database: Source, sql: str, seconds: float = TIME_LIMIT
) -> Iterator[duckdb.DuckDBPyConnection]:
    """One statement run, its rows still to be fetched; it is broken off after so many seconds.

    Raises:
        WarehouseError: when there is no warehouse, for what DuckDB says against the statement, and
            when time is up.
    """
    if not sql.strip():
        raise WarehouseError("there is no statement", next_step="gongkai query --help shows some")
    with opened(database) as connection:
        clock = Timer(seconds, connection.interrupt)
        clock.start()
        try:
            if isinstance(database, Lake):
                check_reads_only(connection, sql)
            yield connection.execute(sql)
        except duckdb.InterruptException as error:
            raise WarehouseError(
                f"took longer than {seconds:g} s", next_step="narrow it to a county or a year"
            ) from error
        except duckdb.Error as error:
            raise WarehouseError(str(error), next_step=WHAT_IS_THERE) from error
        finally:
            clock.cancel()


def query(database: Source, sql: str, seconds: float = TIME_LIMIT) -> tuple[list[str], Rows]:
    """Column names and rows of one statement; raises what `answered` raises."""
    with answered(database, sql, seconds) as cursor:
        return names(cursor), cursor.fetchall()


def names(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the columns that the last statement gives."""
    return [column[0] for column in cursor.description or ()]


def print_query(database: Source, sql: str, form: str = "table") -> None:
    """Print what a statement gives: as a `table` for people, as `csv`, or as `json` (one array).

    Rows are printed as they come, those of a table when all are there.

    Raises:
        WarehouseError: what `answered` raises, and for more rows than MOST_ROWS, after those.
    """
    with answered(database, sql) as cursor:
        if form == "csv":
            _print_csv(cursor, MOST_ROWS[form])
            return
        columns, rows = names(cursor), _rows(cursor, MOST_ROWS[form])
        if form == "json":
            _print_json(columns, rows)
        else:
            _print_table(columns, list(rows))


def _print_csv(cursor: duckdb.DuckDBPyConnection, most: int) -> None:
    from gongkai.warehouse.exports.csv_stream import stream_csv

    if stream_csv(cursor, lambda some: sys.stdout.write(some.decode()), most) > most:
        raise _too_many(most)


def _rows(cursor: duckdb.DuckDBPyConnection, most: int) -> Iterator[tuple[Any, ...]]:
    left = most
    while some := cursor.fetchmany(_ROWS_AT_ONCE):
        yield from some[:left]
        left -= len(some)
        if left < 0:
            raise _too_many(most)


def _too_many(most: int) -> WarehouseError:
    return WarehouseError(
        f"more than {most:,} rows",
        next_step="narrow it, sum it up, or let gongkai export write them to a file",
    )


def _print_json(columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    print("[", end="")
    between, last = "\n", ""
    for row in rows:
        told = dict(zip(columns, map(_plain, row), strict=True))
        text = json_on_terminal(json.dumps(told, ensure_ascii=False, indent=1))
        print(between + " " + text.replace("\n", "\n "), end="")
        between, last = ",\n", "\n"
    print(f"{last}]")


def _print_table(columns: list[str], rows: Rows) -> None:
    """On a screen the table is fitted to it, unless it is so long that it would scroll by."""
    names = [one_line(column) for column in columns]
    shown = [[_shown(value) for value in row] for row in rows]
    if sys.stdout.isatty() and len(rows) <= _FITTED:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        from gongkai.console.terminal import Terminal

        table = Table(*names, box=box.SIMPLE, show_edge=False)
        for row in shown:
            table.add_row(*map(Text, row))
        Terminal(highlight=False).print(table)
    elif names:
        from gongkai.warehouse.exports.plain_table import plain_table

        print("\n".join(plain_table(names, shown)))
    print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else str(flat(value))


def flat(value: Any) -> Any:
    """The value as one cell holds it: numbers, text and truth as they are, lists as JSON."""
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
