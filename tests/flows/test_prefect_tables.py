"""The night's own server begins with the tables that Prefect's migrations would make."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from prefect.server.database.alembic_commands import alembic_config
from prefect.server.database.orm_models import AioSqliteORMConfiguration

from flows.own_server import _ready_database
from tests.flows.prefect_tables import migrated, statements


def in_any_order(made: list[str]) -> list[list[str]]:
    """Constraints of a table come out of the migrations in an order of the day."""
    return sorted(sorted(line.rstrip(",") for line in text.splitlines()) for text in made)


def test_the_tables_are_those_of_the_installed_prefect(tmp_path: Path) -> None:
    path = tmp_path / "prefect.db"
    _ready_database(path)
    with closing(sqlite3.connect(path)) as database:
        (made,) = database.execute("select version_num from alembic_version").fetchone()
    scripts = ScriptDirectory.from_config(alembic_config())
    scripts.version_locations = [str(AioSqliteORMConfiguration().versions_dir)]
    assert made == scripts.get_current_head(), "python -m tests.flows.prefect_tables"


def test_a_database_that_has_tables_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "prefect.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table older (n)")
    _ready_database(path)
    assert statements(path) == ["CREATE TABLE older (n);"]


@pytest.mark.deep
def test_the_tables_are_what_the_migrations_make(tmp_path: Path) -> None:
    path = tmp_path / "prefect.db"
    _ready_database(path)
    assert in_any_order(statements(path)) == in_any_order(migrated(tmp_path / "home"))
