"""What the dictionary says of references and closed sets holds for every row of the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.warehouse.connect import attached

_SPLIT = "string_split(allowed_values, ' ')"


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with attached(sample_warehouse) as connection:
        yield connection


def test_every_reference_leads_to_a_row(db: duckdb.DuckDBPyConnection) -> None:
    references = db.execute(
        "select table_name, column_name, refers_to from dictionary where refers_to <> ''"
    ).fetchall()
    assert len(references) > 80
    for table, column, target in references:
        other, _, key = target.partition(".")
        lost = db.execute(
            f"select distinct {column} from {table} where {column} is not null"
            f" and {column} not in (select {key} from {other})"
        ).fetchall()
        assert lost == [], f"{table}.{column}: add it to {other}, or mend sql/seeds/field_rule.csv"


def test_a_reference_goes_to_a_key(db: duckdb.DuckDBPyConnection) -> None:
    assert (
        db.execute(
            "select distinct refers_to from dictionary as here where refers_to <> '' and not exists ("
            " from dictionary as there where there.is_key"
            " and there.table_name || '.' || there.column_name = here.refers_to)"
        ).fetchall()
        == []
    )


def test_a_closed_set_has_all_values(db: duckdb.DuckDBPyConnection) -> None:
    sets = db.execute(
        f"select table_name, column_name, {_SPLIT} from dictionary where allowed_values <> ''"
    ).fetchall()
    assert len(sets) > 15
    for table, column, allowed in sets:
        values = {v for (v,) in db.execute(f"select distinct {column} from {table}").fetchall()}
        assert values - {None} <= {*allowed}, f"{table}.{column}: see sql/seeds/field_rule.csv"


def test_a_rule_names_a_column_that_is_there(db: duckdb.DuckDBPyConnection) -> None:
    from gongkai.settings import sql_folder

    rules = f"read_csv('{sql_folder() / 'seeds' / 'field_rule.csv'}', all_varchar = true)"
    with duckdb.connect() as free:
        named = free.execute(f"select table_name, column_name from {rules}").fetchall()
    known = set(db.execute("select table_name, column_name from dictionary").fetchall())
    columns = {column for _, column in known}
    assert all((t, c) in known if t else c in columns for t, c in named)


def test_comments_speak_both_languages(db: duckdb.DuckDBPyConnection) -> None:
    (silent, all_columns) = db.execute(
        "select count(*) filter (not contains(comment, ' / ')), count(*) from duckdb_columns()"
        " where database_name = 'gongkai' and schema_name = 'main'"
    ).fetchone() or (1, 0)
    assert silent == 0 and all_columns > 700
