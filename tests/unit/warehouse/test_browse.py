"""What `gongkai explore` shows is what the warehouse holds, and it changes nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from gongkai.warehouse.exports.browse import DATABASE, METADATA, write_copy


@pytest.fixture(scope="module")
def copy(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    write_copy(sample_warehouse, folder, lambda _done, _tables: None)
    return folder


def test_every_table_has_all_its_rows_and_every_link_an_end(
    copy: Path, sample_warehouse: Path
) -> None:
    with (
        duckdb.connect(str(sample_warehouse), read_only=True) as warehouse,
        closing(sqlite3.connect(copy / DATABASE)) as copied,
    ):
        tables = warehouse.execute("select distinct table_name from dictionary").fetchall()
        assert len(tables) > 50
        for (table,) in tables:
            rows = f'select count(*) from "{table}"'
            assert copied.execute(rows).fetchone() == warehouse.execute(rows).fetchone(), table
        assert copied.execute("pragma foreign_key_check").fetchall() == []
        total = "select round(sum(score), 6), count(rank) from compliance_ranking"
        assert copied.execute(total).fetchone() == warehouse.execute(total).fetchone()


def test_datasette_shows_a_table_with_its_meaning_and_no_way_to_write(copy: Path) -> None:
    pytest.importorskip("datasette", reason="the extra explore is not installed")

    def get(path: str) -> str:
        command = [sys.executable, "-m", "datasette", "--immutable", DATABASE, "-m", METADATA]
        done = subprocess.run(
            [*command, "--get", path], cwd=copy, capture_output=True, text=True, check=False
        )
        return done.stdout

    page = get("/gongkai/compliance_ranking?_sort=rank")
    assert "/gongkai/unit/" in page  # a unit is a link
    columns = json.loads((copy / METADATA).read_text("utf-8"))
    shown = columns["databases"]["gongkai"]["tables"]["compliance_ranking"]
    assert shown["title"] in page
    assert "Statement must be a SELECT" in get("/gongkai.json?sql=delete+from+unit")
