"""The files of sql/: one object a file, in one style, known to DuckDB, and true to the forms."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from gongkai.build import explain_sql as explain
from gongkai.build.explain_sql import explain_all
from gongkai.form import forms
from gongkai.form.merged import outcomes
from gongkai.settings import sql_folder
from gongkai.warehouse.schema import create_schema, load_seeds

FILES = sorted(p for p in sql_folder().rglob("*.sql") if p.parent.name != "examples")
COMMANDS = [
    p for p in FILES if re.match(r"(-- .*\n)+(call|set|update|delete) ", p.read_text("utf-8"))
]
"""What tells a database to do something: it makes no rows, and so has neither grain nor inputs."""
OBJECTS = [path for path in FILES if path not in COMMANDS]
SELECTS = [
    path
    for path in OBJECTS
    if path.parent.name not in ("schema", "pack") and "\ncreate " not in path.read_text("utf-8")
]
"""What builds the warehouse; what the pack reads from it may name its steps otherwise."""


def _seed(name: str) -> list[dict[str, str]]:
    with (sql_folder() / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_statement_passes_explain() -> None:
    assert explain_all() == []


def test_a_statement_that_does_not_parse_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = explain.sql_text

    def broken(folder: str, name: str) -> str:
        text = sound(folder, name)
        return text.replace("unit_id", "unit_idd") if name == "data_quality" else text

    monkeypatch.setattr(explain, "sql_text", broken)
    assert [fault.split(":")[0] for fault in explain_all()] == ["sql/marts/data_quality.sql"]


@pytest.mark.parametrize("path", OBJECTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_file_opens_with_its_grain_and_inputs(path: Path) -> None:
    text = path.read_text("utf-8")
    comment = re.match(r"(-- .*\n)+", text)
    assert comment
    is_macro = re.search(r"^create .*macro", text, re.MULTILINE)
    assert is_macro or ("Grain: " in comment[0] and "Inputs: " in comment[0])


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_keywords_are_lower_case(path: Path) -> None:
    code = re.sub(r"--.*|'[^']*'", "", path.read_text("utf-8"))
    assert not re.search(r"\b[A-Z]{2,}\b", code)


@pytest.mark.parametrize("path", SELECTS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_last_cte_bears_the_name_of_the_object(path: Path) -> None:
    text = re.sub(r"--.*", "", path.read_text("utf-8"))
    names = re.findall(r"^(?:with )?(\w+) as \($", text, re.MULTILINE)
    assert names[-1] == path.stem
    assert re.search(rf"^select \* (exclude \([^)]*\) )?from {path.stem}$", text, re.MULTILINE)


def test_identities_in_sql_have_the_terms_of_the_forms() -> None:
    """Marts sum by group, checks by the terms of the identities: both must mean the same rows."""
    groups = {row.id: group for row, group in outcomes()}
    for form in forms().values():
        parts = {o.id for o in form.requests.rows if groups[o.id] is not None}
        assert set(form.identity("request_outcome_total").right) == parts
        balance = form.identity("request_balance")
        assert set(balance.left + balance.right) == {o for o in groups if groups[o] is None}
        assert set(form.identity("request_row_total").right) == {
            c.id for c in form.requests.columns if c.id != "total"
        }


def test_every_check_has_a_title_a_dimension_a_severity_and_a_basis() -> None:
    dimensions = {row["dimension"] for row in _seed("dimension")}
    for row in _seed("check"):
        assert row["title"] and row["legal_basis"], row
        assert row["dimension"] in dimensions
        assert row["severity"] in {"error", "warning", "note"}


def test_a_place_has_one_name() -> None:
    connection = duckdb.connect()
    create_schema(connection)
    load_seeds(connection)
    twice = connection.execute(
        "select place from place group by place having count(*) > 1"
    ).fetchall()
    assert twice == []
    names = dict(connection.execute("select place, place_name from place").fetchall())
    for form in forms().values():
        assert set(form.cell_paths) <= set(names)
    assert names["natural_person"] == "第三部分表，自然人列"
