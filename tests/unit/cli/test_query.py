"""`gongkai query`: formats, and that nothing can be changed through it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner, Result

from gongkai.cli import main


def ask(warehouse: Path, sql: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["query", sql, "--warehouse", str(warehouse.parent), *options])


def test_the_three_formats_say_the_same(sample_warehouse: Path) -> None:
    sql = "select unit_name, year from ranking join unit using (unit_id) order by all limit 3"
    rows = json.loads(ask(sample_warehouse, sql, "--format", "json").stdout)
    lines = list(csv.DictReader(io.StringIO(ask(sample_warehouse, sql, "--format", "csv").stdout)))
    assert [{k: str(v) for k, v in row.items()} for row in rows] == lines
    table = ask(sample_warehouse, sql).stdout
    assert all(row["unit_name"] in table for row in rows)


def test_the_warehouse_is_opened_read_only(sample_warehouse: Path) -> None:
    before = sample_warehouse.read_bytes()
    result = ask(sample_warehouse, "drop table ranking")
    assert result.exit_code == 1
    assert sample_warehouse.read_bytes() == before


def test_a_wrong_query_is_one_line_and_no_stack_trace(sample_warehouse: Path) -> None:
    result = ask(sample_warehouse, "select nothing from nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.output
    assert "Traceback" not in result.output


def test_without_a_warehouse_it_says_what_to_do(tmp_path: Path) -> None:
    result = ask(tmp_path / "gongkai.duckdb", "select 1")
    assert result.exit_code == 1
    assert "nightly" in result.output
