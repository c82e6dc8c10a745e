"""The field dictionary: what each table and column means, said once in sql/seeds/field.csv."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.warehouse.schema import quoted


def check_dictionary(connection: DuckDBPyConnection) -> None:
    """Hold the dictionary against the tables, columns and types that are there.

    Raises:
        WarehouseError: with every column (or table, as `table.`) that is missing on either side or
            has another type.
    """
    there = set(connection.execute(sql_text("dictionary", "actual_column")).fetchall())
    there |= {(table, "", "") for table, *_ in there}
    said = set(
        connection.execute("select table_name, column_name, type from dictionary").fetchall()
    )
    faults = [f"{t}.{c} ({k}) is not in the dictionary" for t, c, k in sorted(there - said)]
    faults += [f"the dictionary's {t}.{c} ({k}) is not there" for t, c, k in sorted(said - there)]
    if faults:
        raise WarehouseError("; ".join(faults), "field.csv", "give each column its row")


def comment_objects(connection: DuckDBPyConnection) -> None:
    """Put the dictionary into the catalog with COMMENT ON, for those who look there."""
    kinds = dict(
        connection.execute(
            "select table_name, if(table_type = 'VIEW', 'view', 'table') "
            "from information_schema.tables"
        ).fetchall()
    )
    rows = connection.execute(
        "select table_name, column_name, name_zh, unit, meaning, null_meaning, meaning_en from dictionary"
    ).fetchall()
    statements = []
    for table, column, name, unit, meaning, null_meaning, english in rows:
        text = f"{name}{f'（{unit}）' if unit else ''}：{meaning}"
        text += f"；空值：{null_meaning}" if null_meaning else ""
        text += f" / {english}"
        what = f"column {table}.{column}" if column else f"{kinds[table]} {table}"
        statements.append(f"comment on {what} is '{quoted(text)}'")
    connection.execute(";\n".join(statements))
