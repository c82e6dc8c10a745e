"""The objects of the warehouse, as the files in sql/ define them: one object a file."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from duckdb import DuckDBPyConnection, Error

from gongkai.errors import WarehouseError
from gongkai.form import subtopics
from gongkai.settings import sql_folder
from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.dictionary.column_notes import ColumnNote, column_notes
from gongkai.warehouse.form_tables import define_wide_columns, load_form_tables

_CREATES = re.compile(r"^create (?:or replace )?(?:temp )?(macro|table|view) (\w+)", re.MULTILINE)
_ORDER = ("macro", "table", "view")

_SEED_FILES = {"check_rule": "check", "dictionary": "field"}
"""Seed tables whose file has another name, since `check` is a word of SQL."""

_CSV = """all_varchar = true, header = true, delim = ',', quote = '"'"""

SEEDS = (
    "category",
    "category_pattern",
    "channel_kind",
    "channel_pattern",
    "check_rule",
    "dictionary",
    "dimension",
    "panel_place",
    "pending_reason",
    "place_in_text",
    "revision_reason",
    "sight_state",
)
"""Tables that are loaded from sql/seeds as they are; those of the forms come from the forms themselves."""

_NOTES = ("field_en", "field_rule", "null_en", "table_note")
"""Files of sql/seeds that complete the dictionary."""

_MART_VIEWS = (
    "cells_by_unit",
    "documents_by_unit",
    "latest_run",
    "open_choice",
    "pairwise_lead",
    "placed_correction",
    "quarantine",
    "reports_not_found",
    "requests_by_applicant_and_outcome",
    "statements_by_unit",
    "verdicts_by_unit",
)


_FROM_MARTS = ("report_panel",)
"""Marts that read other marts, and so are made after them."""


def marts_in_order() -> tuple[str, ...]:
    """The files of sql/marts, those that read other marts last."""
    return tuple(sorted(object_names("marts"), key=lambda name: (name in _FROM_MARTS, name)))


def mart_names() -> frozenset[str]:
    """What is made for questions, and for the pack: the tables of sql/marts and some views of sql/schema."""
    return frozenset({*object_names("marts"), *_MART_VIEWS})


def create_schema(connection: DuckDBPyConnection, but: Collection[str] = ()) -> None:
    """Make every macro, table and view of sql/schema in one script, in that order, `but` some."""
    statements = []
    for name in sorted({*object_names("schema")} - {*but}):
        text = sql_text("schema", name)
        match = _CREATES.search(text)
        if not match or match[2] != name:
            raise WarehouseError(f"sql/schema/{name}.sql does not create {name}")
        statements.append((_ORDER.index(match[1]), name, text))
    connection.execute(";\n".join(text for *_, text in sorted(statements)))


def load_seed(connection: DuckDBPyConnection, table: str) -> None:
    """Fill one seed table from its CSV file.

    Raises:
        WarehouseError: for a file that does not fit its table, with the row.
    """
    path = sql_folder() / "seeds" / f"{_SEED_FILES.get(table, table)}.csv"
    cells = "coalesce(columns(*), '')" if table == "dictionary" else "*"
    try:
        rows = f"read_csv('{quoted(path)}', {_CSV})"
        connection.execute(f"insert into {table} by name select {cells} from {rows}")
    except Error as error:
        raise WarehouseError(f"does not fit the table {table}: {error}", path.name) from error


def load_subtopics(connection: DuckDBPyConnection) -> None:
    """Fill subtopic from the form, which alone lists the matters of section one."""
    names = ", ".join(f"'{quoted(topic.name)}'" for topic in subtopics())
    connection.execute(
        f"insert into subtopic select row_number() over (), name from unnest([{names}]) as t(name)"
    )


def load_seeds(connection: DuckDBPyConnection) -> None:
    """Fill every seed table, and those of the forms."""
    load_subtopics(connection)
    for table in SEEDS:
        load_seed(connection, table)
    load_form_tables(connection)
    define_wide_columns(connection)
    _complete_dictionary(connection)


def _complete_dictionary(connection: DuckDBPyConnection) -> None:
    """Add what field.csv does not say: columns of new forms, and what the CSV files beside it say."""
    _note_form_columns(connection)
    for name in _NOTES:
        path = quoted(sql_folder() / "seeds" / f"{name}.csv")
        source = f"from read_csv('{path}', {_CSV})"
        connection.execute(f"create or replace temp view {name} as {source}")
    connection.execute(sql_text("commands", "complete_dictionary"))
    for name in _NOTES:
        connection.execute(f"drop view {name}")


def _note_form_columns(connection: DuckDBPyConnection) -> None:
    """Describe the columns that only a form gives, where no row of field.csv does."""
    rows = (", ".join(f"'{quoted(cell)}'" for cell in note) for note in column_notes())
    columns = ", ".join(ColumnNote._fields)
    values = "), (".join(rows)
    connection.execute(f"insert or ignore into dictionary ({columns}) values ({values})")


def create_from(
    connection: DuckDBPyConnection, folder: str, name: str, *, is_temporary: bool = False
) -> None:
    """Make the table `name` from the SELECT in sql/<folder>/<name>.sql."""
    kind = "temp table" if is_temporary else "table"
    connection.execute(f"create or replace {kind} {name} as\n{sql_text(folder, name)}")


def insert_from(connection: DuckDBPyConnection, folder: str, name: str) -> None:
    """Append to the table `name` what the SELECT in sql/<folder>/<name>.sql gives."""
    connection.execute(f"insert into {name} by name\n{sql_text(folder, name)}")


def quoted(text: str | Path) -> str:
    """The text as it may stand between single quotes in SQL."""
    return str(text).replace("'", "''")
