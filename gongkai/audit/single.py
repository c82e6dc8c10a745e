"""The checks that one report alone can show, for `gongkai read`: the same SQL, in memory.

For a few reports nothing here imports pyarrow or numpy, which take longer to load than the checks
to run; many reports go through Arrow, which takes a fifth of the time that JSON does.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from gongkai.audit.checks import known_checks, run_checks
from gongkai.extract.report import Report
from gongkai.sql_files import sql_text
from gongkai.warehouse.columns import add_report, empty_columns
from gongkai.warehouse.form_tables import load_form_tables
from gongkai.warehouse.schema import create_schema, load_seed, load_subtopics, quoted
from gongkai.warehouse.staged import STAGED

_COUNTY = "single"
_MANY = 300  # reports: from here on loading pyarrow pays
_VERDICTS = {"not_seen": "uncertain", "note": "fail"}
"""Verdicts of a finding that the contract words otherwise: points are nothing to it."""

_FINDING_SEEDS = ("check_rule", "sight_state")
_UNKNOWN_YEAR = 0  # before every year from which a check applies
_FORM_TABLES = ("disclosure_item", "disclosure_measure", "form", "identity_term", "outcome")


def check_reports(reports: Sequence[Report]) -> list[list[dict[str, Any]]]:
    """What fails in each report, in the order given: its faults, omissions and doubtful failures.

    Each finding is `{"check", "verdict", "where", "expected", "found"}` as the JSON contract has, with
    `verdict` `fail`, `not_shown` (the report leaves it out) or `uncertain`. Each report stands for a unit of its own, so that nothing
    is compared across reports.
    """
    findings: list[list[dict[str, Any]]] = [[] for _ in reports]
    if not reports:
        return findings
    with checked(reports, _FINDING_SEEDS, _FORM_TABLES) as connection:
        rows = connection.execute(sql_text("rerank", "finding_of_one")).fetchall()
    for number, check, verdict, place, expected, found in rows:
        findings[number].append(
            {
                "check": check,
                "verdict": _VERDICTS.get(verdict, verdict),
                "where": place,
                "expected": _number(expected),
                "found": _number(found),
            }
        )
    return findings


def prepare_findings() -> None:
    """Make ahead what `check_reports` needs for a few reports, while they are read."""
    prepare(_FINDING_SEEDS, _FORM_TABLES)


_prepared: dict[tuple[Sequence[str], Sequence[str] | None], duckdb.DuckDBPyConnection] = {}


def prepare(seeds: Sequence[str], form_tables: Sequence[str] | None = None) -> None:
    """Make ahead the warehouse that the next `checked` with these seeds and tables gives."""
    _prepared[seeds, form_tables] = _warehouse(seeds, form_tables)


@contextmanager
def checked(
    reports: Sequence[Report], seeds: Sequence[str], form_tables: Sequence[str] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in memory, with these seeds and tables of the form, in which the reports are checked one by one."""
    prepared = _prepared.pop((seeds, form_tables), None)
    with prepared or _warehouse(seeds, form_tables) as connection:
        if len(reports) >= _MANY:
            connection.execute("pragma enable_optimizer")
        load_reports(connection, reports)
        run_checks(connection, known_checks(connection, single_report=True))
        yield connection


def _warehouse(
    seeds: Sequence[str], form_tables: Sequence[str] | None
) -> duckdb.DuckDBPyConnection:
    """A warehouse in memory without reports; planning costs more than running for few rows."""
    connection = duckdb.connect()
    # on one thread least of all
    connection.execute("set threads = 1")
    connection.execute("pragma disable_optimizer")
    create_schema(connection)
    for seed in seeds:
        load_seed(connection, seed)
    load_form_tables(connection, form_tables)
    load_subtopics(connection)
    return connection


def _number(text: str | None) -> str | int | float | None:
    """A number as JSON's own; words as they are."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def load_reports(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    """Each report as the current revision of a unit that bears the name it states itself."""
    columns = empty_columns()
    for number, report in enumerate(reports):
        year = report.year or _UNKNOWN_YEAR
        add_report(columns, report, (number, str(number), _COUNTY, year, str(number)))
    years = sorted({report.year or _UNKNOWN_YEAR for report in reports})
    connection.execute(
        "insert into county_year select 'single', unnest($years), date '9999-12-31', '', false".replace(
            "$years", str(years)
        )
    )
    insert = insert_columns if len(reports) < _MANY else _insert_many
    insert(
        connection,
        "unit",
        {
            "unit_id": ("varchar", columns["report"]["unit_id"]),
            "county_id": ("varchar", columns["report"]["county_id"]),
            "unit_key": ("varchar", columns["report"]["unit_id"]),
            "unit_name": ("varchar", [report.unit or "" for report in reports]),
            "aliases": ("varchar[]", [[] for _ in reports]),
            "former_names": ("varchar[]", [[] for _ in reports]),
        },
    )
    for table, fields in STAGED.items():
        if table != "document":
            typed = {name: (kind, columns[table][name]) for name, kind in fields.items()}
            if table == "report":
                typed["revision"] = ("integer", [1] * len(reports))
                typed["is_current"] = ("boolean", [True] * len(reports))
            insert(connection, table, typed)


def insert_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, tuple[str, list[Any]]]
) -> None:
    """Append columns (name to type and values) in one statement, as a JSON literal.

    A bound parameter would make DuckDB import pandas, which takes a quarter of a second.
    """
    shape = {name: [_json_type(kind)] for name, (kind, _) in columns.items()}
    values = {name: column for name, (_, column) in columns.items()}
    body = json.dumps(values, ensure_ascii=False, default=_text)
    fields = ", ".join(f"unnest(j.{name}) as {name}" for name in columns)
    connection.execute(
        f"insert into {table} by name select {fields} "
        f"from (select from_json('{quoted(body)}', '{json.dumps(shape)}') as j)"
    )


def _insert_many(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, tuple[str, list[Any]]]
) -> None:
    import pyarrow as pa

    from gongkai.warehouse.stage import ARROW

    fields = {name: pa.array(values, ARROW[kind]) for name, (kind, values) in columns.items()}
    connection.register("many_rows", pa.table(fields))
    connection.execute(f"insert into {table} by name select * from many_rows")
    connection.unregister("many_rows")


def _json_type(kind: str) -> str | list[str]:
    return [kind.removesuffix("[]")] if kind.endswith("[]") else kind


def _text(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a report")
