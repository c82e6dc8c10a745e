"""A warehouse in memory, filled from reports made in Python."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb

from gongkai.audit.single import insert_columns
from gongkai.extract.report import Report
from gongkai.warehouse.columns import add_report, empty_columns
from gongkai.warehouse.schema import create_schema, load_seeds
from gongkai.warehouse.staged import STAGED


@dataclass
class Body:
    """A unit and its reports by year; a revision is a second report of one year."""

    key: str
    name: str = "云溪镇"
    kind: str | None = "镇"
    reports: Mapping[int, Report] = field(default_factory=dict)
    former_names: tuple[str, ...] = ()
    earlier: Mapping[int, Report] = field(default_factory=dict)
    """Reports that those of the same years replaced."""
    decided: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """By year the cell and the kind of a person's decision."""


def filled(
    bodies: Iterable[Body], first_year: int = 2018, last_year: int = 2024
) -> duckdb.DuckDBPyConnection:
    """Schema, seeds, one county `test` (deadline 31 January after the year, none set for 2020) and the bodies."""
    bodies = list(bodies)
    connection = duckdb.connect(config={"threads": 1})  # two only wait for each other here
    create_schema(connection)
    load_seeds(connection)
    connection.execute(
        f"insert into county values ('test', '示例县', {first_year}, {last_year}, true)"
    )
    for year in range(first_year, last_year + 1):
        day = datetime.date(year + 1, 1, 31)
        connection.execute(
            f"insert into county_year values ('test', {year}, '{day}', '示例', {year != 2020})"
        )
    columns = empty_columns()
    revisions: list[int] = []
    is_current: list[bool] = []
    for body in bodies:
        for reports in (body.earlier, body.reports):
            for year, report in reports.items():
                key = len(revisions)
                add_report(columns, report, (key, f"test/{body.key}", "test", year, f"sha{key}"))
                is_current.append(reports is body.reports)
                revisions.append(1 + (is_current[-1] and year in body.earlier))
    insert_columns(
        connection,
        "unit",
        {
            "unit_id": ("varchar", [f"test/{b.key}" for b in bodies]),
            "county_id": ("varchar", ["test"] * len(bodies)),
            "unit_key": ("varchar", [b.key for b in bodies]),
            "unit_name": ("varchar", [b.name for b in bodies]),
            "unit_kind": ("varchar", [b.kind for b in bodies]),
            "aliases": ("varchar[]", [[] for _ in bodies]),
            "former_names": ("varchar[]", [list(b.former_names) for b in bodies]),
        },
    )
    for table, fields in STAGED.items():
        if table != "document":
            typed = {name: (kind, columns[table][name]) for name, kind in fields.items()}
            if table == "report":
                typed["revision"] = ("integer", revisions)
                typed["is_current"] = ("boolean", is_current)
            insert_columns(connection, table, typed)
    decided = [(b.key, year, *what) for b in bodies for year, what in b.decided.items()]
    for number, (key, year, cell, kind) in enumerate(decided, start=1):
        connection.execute(
            "insert into correction values ('test', ?, ?, ?, ?, ?, '', '', ?, '示例', '示例', '2025-01-01', "
            "'applied', null, null)",
            [number, key, f"test/{key}", year, cell, kind],
        )
    return connection
