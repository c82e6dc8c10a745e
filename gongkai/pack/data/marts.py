"""Opens the warehouse for the pack, read-only, and fetches rows of its marts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from gongkai.errors import PackError
from gongkai.sql_files import sql_text

Row = dict[str, Any]


@contextmanager
def open_marts(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse opened read-only, so that a pack can never change what it reports.

    Raises:
        PackError: where there is no warehouse, or it cannot be opened.
    """
    if not database.is_file():
        raise PackError("there is no warehouse yet", str(database), "run gongkai nightly first")
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise PackError(
            f"the warehouse cannot be opened: {error}", str(database), "run gongkai nightly again"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def latest_years(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """Every county with its latest year in the ranking, by county id."""
    return connection.execute(
        "select county_id, max(year) from compliance_ranking group by all order by county_id"
    ).fetchall()


def rows_of(
    connection: duckdb.DuckDBPyConnection, table: str, county_id: str, year: int | None = None
) -> list[Row]:
    """All rows of a mart for a county, and a year where one is given."""
    where = "county_id = ?" if year is None else "county_id = ? and year = ?"
    parameters = [county_id] if year is None else [county_id, year]
    cursor = connection.execute(f"select * from {table} where {where} order by all", parameters)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def selected(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[Row]:
    """The rows of `sql/pack/<name>.sql` for its parameters, in its own order."""
    cursor = connection.execute(sql_text("pack", name), parameters)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def first_query() -> None:
    """Ask DuckDB something, so that what it imports for the first bound value is there when it is needed."""
    with duckdb.connect() as connection:
        connection.execute("select ?", [1])
