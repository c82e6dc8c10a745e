"""What an analyst's statement can and cannot do, and that it sees tonight's file."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import gongkai
from gongkai.errors import WarehouseError
from gongkai.warehouse.query import query


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "gongkai.duckdb"
    _publish(path, 1)
    return path


def _publish(path: Path, generation: int) -> None:
    """A new file in the old one's place, by one rename, as a night does it."""
    beside = path.with_name("built.duckdb")
    with duckdb.connect(str(beside)) as connection:
        connection.execute(f"create table run as select {generation} as generation")
        connection.execute("create view newest as select max(generation) as generation from run")
    beside.replace(path)


HARMFUL = [
    "copy run to '{folder}/out.csv'",
    "copy (select 1) to '{folder}/gongkai.duckdb'",
    "attach '{folder}/other.duckdb'",
    "export database '{folder}/copy'",
    "select * from read_text('/etc/hostname')",
    "select * from read_csv('{folder}/gongkai.duckdb')",
    "install httpfs",
    "set memory_limit = '900GB'",
    "set enable_external_access = true",
    "reset lock_configuration",
    "drop table gongkai.run",
    "delete from run",
    "insert into run values (2)",
    "create table gongkai.mine as select 1",
]


@pytest.mark.parametrize("sql", HARMFUL)
def test_a_statement_can_neither_write_nor_reach_out(database: Path, sql: str) -> None:
    before = {p.name: p.read_bytes() for p in database.parent.iterdir()}
    with pytest.raises(WarehouseError):
        query(database, sql.format(folder=database.parent))
    assert {p.name: p.read_bytes() for p in database.parent.iterdir()} == before


def test_a_statement_that_never_ends_is_broken_off(database: Path) -> None:
    endless = "select count(*) from range(1000000000) a, range(1000000000) b where a.range = -1"
    with pytest.raises(WarehouseError, match=r"longer than 0\.2 s"):
        query(database, endless, seconds=0.2)


def test_a_statement_cannot_take_all_memory(database: Path) -> None:
    assert query(database, "select current_setting('memory_limit')")[1] == [("1.8 GiB",)]


def test_a_night_can_publish_while_it_is_open_and_the_next_statement_sees_it(
    database: Path,
) -> None:
    with gongkai.connect(database) as warehouse:
        warehouse.register("mine", pd.DataFrame({"generation": [1, 2], "said": ["old", "new"]}))
        ask = "select said from newest join mine using (generation)"
        assert warehouse.sql(ask).said.tolist() == ["old"]
        _publish(database, 2)
        assert warehouse.sql(ask).said.tolist() == ["new"]
        assert warehouse.arrow("from run").num_rows == 1


def test_it_goes_on_while_another_connection_is_open(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True), gongkai.connect(database) as warehouse:
        assert warehouse.sql("from run").generation.tolist() == [1]


def test_parameters_and_the_folder_as_a_path(database: Path) -> None:
    with gongkai.connect(database.parent) as warehouse:
        assert len(warehouse.sql("from run where generation = ?", [1])) == 1
        assert len(warehouse.sql("from run where generation = $n", {"n": 5})) == 0


def test_what_is_wrong_is_said_with_a_next_step(database: Path, tmp_path: Path) -> None:
    with gongkai.connect(database) as warehouse, pytest.raises(WarehouseError, match="dictionary"):
        warehouse.sql("select nothing from run")
    with pytest.raises(WarehouseError, match="nightly"):
        gongkai.connect(tmp_path / "none.duckdb")


def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "gongkai.duckdb"
    path.write_bytes(b"not a database" * 400)
    with pytest.raises(WarehouseError, match="--force"):
        gongkai.connect(path)
    shutil.rmtree(tmp_path)  # and nothing is held open
