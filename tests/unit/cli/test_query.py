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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_file_of_sql_that_is_not_there_is_named(sample_warehouse: Path) -> None:
    result = ask(sample_warehouse, "no/such.sql")
    assert result.exit_code == 1
    assert "no/such.sql" in result.output and "sql/examples" in result.output


def test_an_empty_statement_is_refused(sample_warehouse: Path) -> None:
    result = ask(sample_warehouse, " ")
    assert result.exit_code == 1
    assert "no statement" in result.output


def test_of_several_statements_it_says_that_one_was_shown(sample_warehouse: Path) -> None:
    result = ask(sample_warehouse, "select 1 as first; select 2 as second;")
    assert "second" in result.stdout and "first" not in result.stdout
    assert "only the last of the 2 statements was shown" in result.stderr
    assert ask(sample_warehouse, "select ';' as one;").stderr == ""


def test_a_mistyped_command_is_guessed() -> None:
    result = run("nigtly")
    assert result.exit_code == 2
    assert "did you mean 'nightly'" in result.output


def test_a_unit_without_a_report_lost_nothing_because_it_was_not_judged(
    sample_warehouse: Path,
) -> None:
    folder = ["--warehouse", str(sample_warehouse.parent), "--county", "sample", "--year", "2024"]
    assert "没有读到报告" in run("rank", *folder, "--explain", "稻田示范乡").output
    assert "失分 2 处" in run("rank", *folder, "--explain", "云溪示范镇").output
    assert "失分 4 处" in run("rank", *folder, "--explain", "松亭示范镇").output


def test_a_county_or_year_that_is_not_there_is_told_which_are(sample_warehouse: Path) -> None:
    for county, year in (("smaple", "2024"), ("sample", "2034")):
        folder = ["--warehouse", str(sample_warehouse.parent)]
        result = run("rank", *folder, "--county", county, "--year", year)
        assert result.exit_code == 1
        assert "it has sample 2019–2024" in result.output
