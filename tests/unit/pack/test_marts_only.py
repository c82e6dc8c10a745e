"""The pack reads marts only: what it asks for is documented for analysts, and stays when cells move."""

from __future__ import annotations

import ast
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.pack import Pack
from gongkai.pack.data.book import Book
from gongkai.pack.data.marts import latest_years, open_marts
from gongkai.pack.data.reading import read_book
from gongkai.pack.sentences.mart_names import MARTS
from gongkai.settings import sql_folder
from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.schema import mart_names
from tests.unit.pack.counties import YEAR

PACK = sql_folder().parent / "gongkai" / "pack"


@pytest.fixture(scope="module")
def marts(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds the marts of the warehouse and nothing else."""
    path = tmp_path_factory.mktemp("marts") / "marts.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{database}' as whole (read_only)")
        for mart in mart_names():
            connection.execute(f"create table {mart} as from whole.{mart}")
    return path


def test_a_pack_is_drawn_from_the_marts_alone(marts: Path, book: Book) -> None:
    with open_marts(marts) as connection:
        assert read_book(connection, "sample", YEAR) == book


@pytest.mark.parametrize("name", object_names("pack"))
def test_a_statement_of_the_pack_runs_on_the_marts_alone(marts: Path, name: str) -> None:
    text = sql_text("pack", name)
    parameters = {p: None for p in ("county_id", "year") if f"${p}" in text}
    with duckdb.connect(str(marts), read_only=True) as connection:
        connection.execute(text, parameters)


def test_the_appendix_names_marts_that_are_there(pack: Pack) -> None:
    assert set(MARTS) <= set(mart_names())
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    rows = [row.css_first("td").text(strip=True) for row in page.css("#t-sources tbody tr")]
    assert rows == list(MARTS)


def test_python_of_the_pack_names_marts_alone(marts: Path) -> None:
    named, executing = set(), set()
    for path in PACK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Name("rows_of"), [_, ast.Constant(str(table)), *_]):
                    named.add(table)
                case ast.Attribute(attr="execute" | "sql"):
                    executing.add(path.relative_to(PACK).as_posix())
    assert {"cells_by_unit", "compliance_ranking"} <= named <= mart_names()
    assert executing == {"data/marts.py"}
    with open_marts(marts) as connection:
        assert ("sample", YEAR) in latest_years(connection)
