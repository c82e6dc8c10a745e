"""Queries see the published file read-only and print for people and for machines."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import duckdb
import pytest

from gongkai.errors import WarehouseError
from gongkai.warehouse.query import print_query, query


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "gongkai.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table unit as select '[red]𠙶山镇' as unit_name, 7 as rank, 97.5 as score, "
            "date '2025-01-31' as deadline, null::integer as nothing, ['a', '乙'] as names"
        )
    return path


def test_columns_and_rows(database: Path) -> None:
    assert query(database, "select rank, nothing from unit") == (["rank", "nothing"], [(7, None)])


def test_nothing_can_be_written(database: Path) -> None:
    with pytest.raises(WarehouseError, match="read-only"):
        query(database, "delete from unit")


def test_what_duckdb_says_is_passed_on_with_a_next_step(database: Path) -> None:
    with pytest.raises(WarehouseError, match=r"(?s)rnak.*from dictionary"):
        query(database, "select rnak from unit")


def test_no_warehouse_yet(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no warehouse yet"):
        query(tmp_path / "gongkai.duckdb", "select 1")


def test_a_file_that_is_no_warehouse(tmp_path: Path) -> None:
    path = tmp_path / "gongkai.duckdb"
    path.write_text("not a database", "utf-8")
    with pytest.raises(WarehouseError, match="cannot be opened"):
        query(path, "select 1")


def test_csv(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_query(database, "from unit", "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        ["unit_name", "rank", "score", "deadline", "nothing", "names"],
        ["[red]𠙶山镇", "7", "97.5", "2025-01-31", "", '["a", "乙"]'],
    ]


def test_json(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_query(database, "from unit", "json")
    assert json.loads(capsys.readouterr().out) == [
        {
            "unit_name": "[red]𠙶山镇",
            "rank": 7,
            "score": 97.5,
            "deadline": "2025-01-31",
            "nothing": None,
            "names": ["a", "乙"],
        }
    ]


def test_a_table_is_not_cut_to_a_width_that_a_pipe_has_not(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_query(database, "select unit_name, repeat('长', 100) as long, nothing from unit")
    out = capsys.readouterr().out
    assert "[red]𠙶山镇" in out
    assert "长" * 100 in out
    assert "—" in out and out.rstrip().endswith("1 row")


def test_a_pipe_gets_the_table_that_a_screen_would(sample_warehouse: Path) -> None:
    """A long answer is laid out by plain_table, a short one on a screen by Rich: they look the same."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from gongkai.warehouse.exports.plain_table import plain_table

    columns = ["unit_name", "n", "路"]
    rows = [["𠙶山镇（示范）", "", "é\u0301"], ["a" * 60, "12", "—"]]
    table = Table(*columns, box=box.SIMPLE, show_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    page = io.StringIO()
    Console(file=page, width=10_000, highlight=False).print(table)
    assert "\n".join(plain_table(columns, rows)) + "\n" == page.getvalue()


def test_ten_thousand_rows_are_laid_out_in_under_a_second(database: Path) -> None:
    from gongkai.warehouse.exports.plain_table import plain_table

    columns, rows = query(
        database, "select unit_name, rank, score, deadline, range from unit, range(10000)"
    )
    shown = [[str(value) for value in row] for row in rows]
    began = time.process_time()
    assert len(list(plain_table(columns, shown))) == 10_002
    assert time.process_time() - began < 1


def test_csv_comes_out_before_all_of_it_is_there(database: Path) -> None:
    from gongkai.warehouse.exports.csv_stream import ROWS_AT_ONCE, stream_csv
    from gongkai.warehouse.query import answered

    parts: list[bytes] = []
    with answered(database, f"select range from range({3 * ROWS_AT_ONCE})") as cursor:
        assert stream_csv(cursor, parts.append) == 3 * ROWS_AT_ONCE
    assert len(parts) >= 4
    assert b"".join(parts).count(b"\n") == 3 * ROWS_AT_ONCE + 1
