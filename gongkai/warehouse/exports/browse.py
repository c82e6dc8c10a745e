"""The warehouse for a browser: a SQLite copy of its tables, and what the dictionary says of them, for Datasette.

Datasette reads SQLite only. The copy has the dictionary's keys, so that a unit, a check or a county is a link.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from gongkai.sql_files import sql_text
from gongkai.warehouse.connect import Source
from gongkai.warehouse.query import flat, names, opened

DATABASE, METADATA = "gongkai.db", "metadata.json"

_TYPES = {"double": "real", "bigint": "integer", "integer": "integer", "boolean": "integer"}
_ROWS_AT_ONCE = 10_000

OnProgress = Callable[[int, int], None]
"""Called with how many tables are copied, and of how many."""


def write_copy(database: Source, folder: Path, on_progress: OnProgress) -> None:
    """Write the published tables to DATABASE in `folder`, and their meaning to METADATA.

    Raises:
        WarehouseError: when there is no warehouse, or it cannot be opened.
    """
    with opened(database) as connection:
        cursor = connection.execute(sql_text("dictionary", "entry"))
        columns = names(cursor)
        entries = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        tables = [(name, list(rows)) for name, rows in groupby(entries, _table)]
        copy = sqlite3.connect(folder / DATABASE)
        try:
            for done, (table, rows) in enumerate(tables):
                on_progress(done, len(tables))
                copy.execute(_create(table, rows[1:]))
                cursor = connection.execute(f'from "{table}"')
                _fill(copy, table, names(cursor), cursor)
            on_progress(len(tables), len(tables))
            copy.commit()
        finally:
            copy.close()
    (folder / METADATA).write_text(json.dumps(_metadata(tables), ensure_ascii=False), "utf-8")


def _table(entry: dict[str, Any]) -> str:
    return str(entry["table_name"])


def _create(table: str, columns: list[dict[str, Any]]) -> str:
    parts = [f'"{c["column_name"]}" {_TYPES.get(c["type"], "text")}' for c in columns]
    keys = ", ".join(f'"{c["column_name"]}"' for c in columns if c["is_key"])
    parts += [f"primary key ({keys})"] if keys else []
    for column in columns:
        owner, _, key = column["refers_to"].partition(".")
        if owner and owner != table:
            parts.append(f'foreign key ("{column["column_name"]}") references "{owner}" ("{key}")')
    return f'create table "{table}" ({", ".join(parts)})'


def _fill(copy: sqlite3.Connection, table: str, columns: list[str], cursor: Any) -> None:
    listed = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join("?" * len(columns))
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        copy.executemany(
            f'insert into "{table}" ({listed}) values ({places})',
            [[flat(value) for value in row] for row in rows],
        )


def _metadata(tables: list[tuple[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    shown = {
        table: {
            "title": f"{rows[0]['name_zh']} {table}",
            "description": f"{rows[0]['meaning']} · {rows[0]['meaning_en']}",
            "columns": {
                row["column_name"]: f"{row['name_zh']} · {row['meaning_en']}" for row in rows[1:]
            },
        }
        for table, rows in tables
    }
    return {"title": "Gongkai", "databases": {Path(DATABASE).stem: {"tables": shown}}}
