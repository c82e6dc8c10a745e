"""Times every example query: `python -m tests.bench.queries DATABASE [--multiply N --target FILE]`.

With --multiply, a warehouse of N counties is made first from the one county of DATABASE: every row that
belongs to a county is there N times under other ids, and the marts are built from those by sql/marts.
3,250 times the sample county is a nation: 39,000 units over six years.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import duckdb

from gongkai.settings import sql_folder
from gongkai.sql_files import object_names
from gongkai.warehouse.form_tables import form_tables
from gongkai.warehouse.query import query
from gongkai.warehouse.schema import SEEDS, create_from, create_schema, load_seeds, marts_in_order

_RUNS = 5
_FROM_COUNTY = ("county_id", "unit_id")
_FROM_REPORT = ("report_id", "other_report_id")
_APART = 1_000_003  # between the report ids of two copies, so that none meet


def multiply(source: Path, target: Path, times: int) -> None:
    """Write `target` as `times` copies of the county in `source`, with marts."""
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as connection:
        create_schema(connection)
        load_seeds(connection)
        connection.execute(f"attach '{source}' as one (read_only)")
        built = {
            *SEEDS,
            *form_tables(),
            *object_names("marts"),
            "report_section",
            "run",
            "subtopic",
        }
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'one' order by 1"
        ).fetchall()
        for (table,) in tables:
            if table not in built:
                _copy(connection, table, times)
        for name in marts_in_order():
            create_from(connection, "marts", name)
        connection.execute("checkpoint")


def _copy(connection: duckdb.DuckDBPyConnection, table: str, times: int) -> None:
    columns = [
        name
        for (name,) in connection.execute(
            "select column_name from duckdb_columns() where database_name = 'one'"
            " and table_name = ? order by column_index",
            [table],
        ).fetchall()
    ]
    cells = [
        f"'c' || copy || '/' || {c} as {c}"
        if c in _FROM_COUNTY
        else f"({c} // {_APART * 10}) * {times} + copy as {c}"
        if c in _FROM_REPORT
        else c
        for c in columns
    ]
    connection.execute(
        f"insert into {table} by name select {', '.join(cells)}"
        f" from one.{table} cross join range({times}) as copies (copy)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--multiply", type=int, default=0)
    parser.add_argument("--target", type=Path, default=Path("warehouse/.many.duckdb"))
    args = parser.parse_args()
    database = args.database
    if args.multiply:
        began = time.perf_counter()
        multiply(database, args.target, args.multiply)
        database = args.target
        print(f"made {args.multiply:,} counties in {time.perf_counter() - began:.0f} s")
    size = database.stat().st_size / 1024**3
    ((units, reports),) = query(
        database, "select (select count(*) from unit), (select count(*) from report)"
    )[1]
    print(f"{units:,} units, {reports:,} reports, {size:.2f} GB")
    worst = []
    for path in sorted((sql_folder() / "examples").glob("*.sql")):
        sql = path.read_text("utf-8")
        seconds = []
        for _ in range(_RUNS):
            began = time.perf_counter()
            query(database, sql)
            seconds.append(time.perf_counter() - began)
        worst.append(max(seconds))
        print(
            f"{path.stem:42} median {statistics.median(seconds):.3f} s, worst {max(seconds):.3f} s"
        )
    print(f"all: median of worsts {statistics.median(worst):.3f} s, worst {max(worst):.3f} s")


if __name__ == "__main__":
    main()
