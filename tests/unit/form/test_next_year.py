"""Next year's form is data alone: one TOML file takes reports of it from the file to rank and pack."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pypdfium2
import pytest

from tests.once import once
from tests.unit.form.next_year import FAULTY, NAMES, OLD_FORM, YEAR, write_form


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "GONGKAI_FORMS": str(folder / "forms")},
        check=False,
    )


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which reports on the made-up form were written, and a night was made of them."""

    def make(folder: Path) -> Path:
        (folder / "forms").mkdir()
        write_form(folder / "forms")
        done = _run(folder, "tests.unit.form.next_year", str(folder))
        assert done.returncode == 0, done.stderr[-3000:]
        return folder

    return once(tmp_path_factory, "next-year", make)


def _rows(drill: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(drill / "warehouse" / "gongkai.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_gongkai_read_gives_every_cell(drill: Path) -> None:
    said = json.loads((drill / "said.json").read_text("utf-8"))
    done = _run(drill, "gongkai", "read", "--json", *(str(drill / name) for name in said))
    assert done.returncode == 0, done.stderr
    for line in map(json.loads, done.stdout.splitlines()):
        name = Path(line["file"]).name
        form = "2021" if name.startswith(OLD_FORM) else "2027"
        assert (line["form"], line["year"]) == (form, YEAR)
        assert line["sections"] == [1, 2, 3, 4, 5, 6]
        read = {
            f"{block}.{row}.{column}": value
            for block in ("disclosure", "requests", "reviews")
            for row, cells in line[block].items()
            for column, value in cells.items()
        }
        assert read == said[name]
        failed = {f["check"] for f in line["findings"] if f["verdict"] == "fail"}
        wrong = {"request_outcome_total", "request_balance", "review_total", "form_current"}
        assert failed & wrong == (
            {"form_current"}
            if name.startswith(OLD_FORM)
            else {"request_outcome_total", "review_total"}
            if name.startswith(FAULTY)
            else set()
        )


def test_sums_take_in_what_the_form_added(drill: Path) -> None:
    found = _rows(
        drill,
        "select check_id, place, expected::double - found::double from finding where check_id in "
        "('request_outcome_total', 'review_total') order by all",
    )
    assert found == [
        ("request_outcome_total", "requests.concluded.business", 3),
        ("request_outcome_total", "requests.concluded.total", 3),
        ("review_total", "reviews.reconsideration.total", 2),
    ]


def test_the_form_that_is_due_is_the_one_of_the_year(drill: Path) -> None:
    found = _rows(
        drill,
        "select unit_id, year, expected, found from finding where check_id = 'form_current' "
        "and place = 'form'",
    )
    assert found == [(f"next/{OLD_FORM}", YEAR, "示例函〔2027〕7号", "国办公开办函〔2021〕30号")]


def test_a_report_on_the_old_form_is_read_as_one(drill: Path) -> None:
    """All labels of the old form stand in the new one too, so that only what is printed tells them apart."""
    assert _rows(drill, "select year, form, count(*) from report group by all order by all") == [
        (YEAR - 1, "2021", 4),
        (YEAR, "2021", 1),
        (YEAR, "2027", 3),
    ]
    of_tables = "select count(*) from reader_doubt where place not like 'narrative.%'"
    assert _rows(drill, of_tables) == [(0,)]


def test_marts_have_the_new_row_item_and_result(drill: Path) -> None:
    assert _rows(
        drill,
        f"select major_decisions_hearings from disclosures_by_year where year = {YEAR} order by unit_id",
    ) == [(5,), (None,), (4,), (3,)]
    assert _rows(
        drill,
        f"select withdrawn from reviews_by_year where year = {YEAR} and channel = 'reconsideration' "
        "order by unit_id",
    ) == [(3,), (None,), (2,), (1,)]
    assert _rows(
        drill,
        "select outcome_name, outcome_group, value from requests_by_applicant_and_outcome "
        "where outcome = 'declined_other_channel' and applicant = 'business' order by value",
    ) == [("应当通过其他渠道办理", "declined", value) for value in (2, 3, 4)]
    assert _rows(
        drill, f"select forms_2021, forms_2027 from data_quality_by_county where year = {YEAR}"
    ) == [(1, 3)]
    assert _rows(
        drill,
        "select row_name, column_name, value, reports_counted from county_rollup "
        f"where year = {YEAR} and row_id in ('major_decisions', 'declined_other_channel') "
        "and column_id in ('hearings', 'business') order by section",
    ) == [("重大行政决策", "本年听证场数", 12, 3), ("应当通过其他渠道办理", "商业企业", 9, 3)]


def test_the_dictionary_describes_the_new_columns(drill: Path) -> None:
    assert _rows(
        drill,
        "select name_zh, unit, meaning_en from dictionary where column_name = 'major_decisions_hearings'",
    ) == [("重大行政决策：本年听证场数", "场", "major decisions: hearings (form 2027)")]


def test_every_unit_is_ranked(drill: Path) -> None:
    ranked = _rows(
        drill, f"select count(*) from compliance_ranking where year = {YEAR} and rank is not null"
    )
    assert ranked == [(len(NAMES),)]


def test_the_pack_shows_what_the_form_added(drill: Path) -> None:
    pack = drill / "warehouse" / "packs" / "next" / str(YEAR)
    with pypdfium2.PdfDocument(pack / "pack.pdf") as document:
        printed = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "听证（场）" in printed
    assert "撤回终止" in printed
    site = (pack / "rollup.html").read_text("utf-8")
    assert "重大行政决策" in site and "撤回终止" in site and "应当通过其他渠道办理" in site
    with ZipFile(pack / "report.docx") as draft:
        words = draft.read("word/document.xml").decode()
    assert "示例函〔2027〕7号" in words
    assert "五、工作短板和下年打算" in words
    assert "应当通过其他渠道办理" in words
    with ZipFile(pack / "workbook.xlsx") as workbook:
        strings = workbook.read("xl/sharedStrings.xml").decode()
    assert "重大行政决策" in strings and "撤回终止" in strings
