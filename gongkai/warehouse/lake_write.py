"""Brings the counties of a published file into the lake: all of their rows at once, or none.

Every installation publishes its own file first. Its rows then take the place of those that its counties
had in the lake, in one transaction. DuckLake finds a conflict whenever two writers change a table, whatever
rows they touch; so writers take turns, by a lock that PostgreSQL gives back even when its holder is killed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from gongkai.errors import LakeError, WarehouseError
from gongkai.settings import Settings
from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.lake import Lake, Limits, attach, prepare
from gongkai.warehouse.query import query
from gongkai.warehouse.schema import quoted

KEPT_DAYS = 7
"""How long a reader may hold on to a night that others have replaced."""

_LEDGERS = ("run", "county_run")
"""Tables that grow by a row a night: such rows lie in the catalogue, and make no file each."""

_BEHIND = "this installation's own file is published, the lake is behind; the next night mends that"

Tables = dict[str, dict[str, str]]
"""Table to its columns, each with its type."""


def publish_to_lake(lake: Lake, database: Path) -> None:
    """Put the counties of the published file `database` into the lake, in place of what it has of them.

    Raises:
        LakeError: when it cannot be done; the lake then holds what it held.
    """
    try:
        with _turn(lake) as connection:
            attach(connection, lake, "lake", read_only=False)
            connection.execute(f"attach '{quoted(database)}' as built (read_only); use lake")
            built = _tables(connection, "built")
            with _transaction(connection):
                _fit(connection, built)
            _keep_ledgers_small(connection)
            with _transaction(connection):
                _replace(connection, built)
            _tidy(connection)
    except duckdb.Error as error:
        raise LakeError(f"the lake cannot be written: {error}", next_step=_BEHIND) from error
    except LakeError as error:
        raise LakeError(error.what, error.where, f"{error.next_step}; {_BEHIND}") from error


def is_shared(settings: Settings) -> bool:
    """Whether nothing waits for the lake: there is none, or it has every night of the published file.

    False also when the lake cannot be asked.
    """
    if not settings.lake:
        return True
    nights = "select run_id from run"
    try:
        there = query(Lake.parse(settings.lake), nights)[1]
    except WarehouseError:
        return False
    return set(query(settings.database, nights)[1]) <= set(there)


@contextmanager
def _turn(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that writes while no other does; the lock lasts as long as its transaction."""
    limits: Limits = {
        "memory_limit": os.environ.get("GONGKAI_MEMORY", "1500MB"),
        "autoinstall_known_extensions": False,
    }
    holder = duckdb.connect(":memory:", config=dict(limits))
    writer = holder.cursor()
    try:
        prepare(holder, lake)
        holder.execute(
            f"attach '{quoted(lake.catalogue)}' as turn (type postgres, secret catalogue)"
        )
        holder.execute("begin")
        holder.execute(f"call postgres_execute('turn', '{quoted(sql_text('lake', 'turn'))}')")
        yield writer
    finally:
        writer.close()
        holder.close()


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing; one that is not committed ends with its connection."""
    connection.execute("begin")
    yield
    connection.execute("commit")


def _replace(connection: duckdb.DuckDBPyConnection, built: Tables) -> None:
    """The rows of `built` in place of those of its counties."""
    for table in sorted(built, key=lambda name: name == "report"):  # others are found by it
        columns = ", ".join(built[table])
        if table == "run":
            rows = f"select {columns} from built.run except select {columns} from run"
            connection.execute(f"insert into run by name {rows}")
        elif "county_id" in built[table]:
            _swap(connection, table, "where county_id in (select county_id from built.county)")
        elif "report_id" in built[table]:
            _swap(
                connection,
                table,
                "where report_id in (select report_id from report"
                " where county_id in (select county_id from built.county))",
            )
        elif _differ(connection, table, columns):
            _swap(connection, table, "")
    connection.execute(
        "delete from county_run where county_id in (select county_id from built.county)"
    )
    connection.execute(f"insert into county_run by name {sql_text('lake', 'county_run')}")


def _swap(connection: duckdb.DuckDBPyConnection, table: str, which: str) -> None:
    connection.execute(
        f"delete from {table} {which}; insert into {table} by name from built.{table}"
    )


def _differ(connection: duckdb.DuckDBPyConnection, table: str, columns: str) -> bool:
    """Whether a table that belongs to no county is another than the lake's."""
    here, there = (f"(select {columns} from {name})" for name in (f"built.{table}", table))
    found = connection.execute(
        f"select exists ({here} except {there}) or exists ({there} except {here})"
    ).fetchone()
    return bool(found and found[0])


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> Tables:
    rows = connection.execute(sql_text("lake", "built_column"), {"database": database}).fetchall()
    tables: Tables = {}
    for table, column, kind in rows:
        tables.setdefault(table, {})[column] = kind
    return tables


def _fit(connection: duckdb.DuckDBPyConnection, built: Tables) -> None:
    """Give the lake the tables, columns and views that it lacks; it keeps those that only others write.

    Raises:
        LakeError: for a column of another type.
    """
    lake = _tables(connection, "lake")
    for table, columns in built.items():
        if table not in lake:
            connection.execute(f"create table {table} as from built.{table} limit 0")
            continue
        for column, kind in columns.items():
            has = lake[table].get(column)
            if has is None:
                connection.execute(f"alter table {table} add column {column} {kind}")
            elif has != kind:
                raise LakeError(
                    f"{table}.{column} is {has} in the lake and {kind} in this version",
                    next_step=f"drop table {table} there, then gongkai nightly --force in each county",
                )
    if "county_run" not in lake:
        rows = sql_text("lake", "county_run")
        connection.execute(f"create table county_run as select * from ({rows}) limit 0")
    _define(connection)


def _keep_ledgers_small(connection: duckdb.DuckDBPyConnection) -> None:
    for table in _LEDGERS:
        connection.execute(
            f"call lake.set_option('data_inlining_row_limit', 1000, table_name => '{table}')"
        )


def _define(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros and views of sql/schema, when they are not those that the lake has."""
    texts = {name: sql_text("schema", name) for name in object_names("schema")}
    wanted = {
        kind: [text for text in texts.values() if f"\ncreate {kind} " in text]
        for kind in ("macro", "view")
    }
    digest = hashlib.sha256(repr(wanted).encode()).hexdigest()
    known = connection.execute(sql_text("lake", "definitions")).fetchone()
    if known == (f"'{digest}'",):
        return
    for kind, statements in wanted.items():
        for text in statements:
            connection.execute(text.replace(f"\ncreate {kind} ", f"\ncreate or replace {kind} "))
    connection.execute(f"create or replace macro definitions() as '{digest}'")


def _tidy(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget old nights that were replaced, and remove their files and those of killed writers.

    About once a day: when the oldest night that is kept is a day older than that. Nothing is merged: each
    county's rows of a table are one file, replaced as a whole.
    """
    (oldest,) = connection.execute(
        "select min(snapshot_time) < now() - to_days(?) from ducklake_snapshots('lake')",
        [KEPT_DAYS + 1],
    ).fetchone() or (False,)
    if oldest:
        connection.execute(f"set variable kept_days = {KEPT_DAYS}; {sql_text('lake', 'tidy')}")
