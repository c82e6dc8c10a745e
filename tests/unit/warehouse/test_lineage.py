"""What a table is made from is read out of its statement, and the statement's comment says the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.sql_files import object_names
from gongkai.warehouse.connect import attached
from gongkai.warehouse.dictionary.fields_page import fields_page
from gongkai.warehouse.dictionary.lineage import (
    foundations,
    lineage,
    read_names,
    said_inputs,
    warehouse_objects,
)
from tests.programs import chromium


def test_every_table_of_a_published_file_has_its_lineage(sample_warehouse: Path) -> None:
    with attached(sample_warehouse) as connection:
        there = connection.execute(
            "select table_name from information_schema.tables where table_catalog = 'gongkai'"
        ).fetchall()
    assert {name for (name,) in there} == warehouse_objects() == lineage().keys()


def test_a_mart_leads_down_to_the_cells() -> None:
    assert "data_quality" in lineage()["report_panel"]
    assert {"request_figure", "disclosure_figure", "unit"} <= set(foundations("report_panel"))
    assert lineage()["ranking"] == ("check_result",)  # which Python fills
    assert "request_figure" in lineage()["check_result"]  # by way of the checks
    for name in object_names("marts"):
        assert foundations(name), name


def test_nothing_is_made_from_itself() -> None:
    def below(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, above
        for one in lineage()[name]:
            below(one, (*above, name))

    for name in lineage():
        below(name, ())


def test_a_step_of_a_statement_is_no_input() -> None:
    assert read_names(
        "with unit as (\n    select * from unit\n),\n\nstep as (\n    select * from other\n)\n\n"
        "select * from step -- from nowhere\ninner join unit using (unit_id)"
    ) == {"unit", "other"}


@pytest.mark.parametrize("name", object_names("marts"))
def test_the_comment_names_what_the_statement_reads(name: str) -> None:
    said = set(re.findall(r"\w+", said_inputs("marts", name))) & warehouse_objects()
    read = set(lineage()[name])
    assert said <= read, "the comment names what is not read"
    groups = ("figure tables", "seeds of rows and columns")
    if not any(group in said_inputs("marts", name) for group in groups):
        assert read <= said, "the comment leaves out an input"


def test_the_page_has_every_field_and_every_table(sample_warehouse: Path) -> None:
    page = fields_page(sample_warehouse)
    assert all(f'data-name="{name}"' in page for name in warehouse_objects())
    assert "doubtful_share" in page and "存疑比例" in page
    assert "http" not in re.sub(r"http-equiv", "", page)  # it asks no other machine for anything


def test_a_field_is_found_and_a_way_is_shown(sample_warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "fields.html"
    path.write_text(fields_page(sample_warehouse), "utf-8")
    with chromium() as browser:
        tab = browser.new_page()
        faults: list[str] = []
        tab.on("console", lambda message: faults.append(message.text))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto(path.as_uri())
        tab.fill("#search", "doubtful_share 存疑")
        assert tab.locator("#fields tbody tr:visible").count() == 1
        tab.click("text[data-name=ranking_history]")
        on = set(tab.locator("text.on").all_text_contents())
    assert faults == []
    assert {"ranking_history", "ranking", "check_result"} <= on and "requests_by_year" not in on
