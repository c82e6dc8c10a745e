"""The generated pages are those that the sources of now would make; examples run and are short."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from gongkai.warehouse.dictionary.dictionary_page import page as dictionary_page
from gongkai.warehouse.dictionary.lineage_page import page as lineage_page
from gongkai.warehouse.query import query
from tests.docs import cookbook, handbook

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


def test_the_dictionary_page_is_current() -> None:
    assert (DOCS / "dictionary.md").read_text("utf-8") == dictionary_page(), (
        "run python -m gongkai.warehouse.dictionary.dictionary_page"
    )


def test_the_lineage_page_is_current() -> None:
    assert (DOCS / "lineage.md").read_text("utf-8") == lineage_page(), (
        "run python -m gongkai.warehouse.dictionary.lineage_page"
    )


def test_the_cookbook_is_current(sample_warehouse: Path) -> None:
    assert cookbook.PAGE.read_text("utf-8") == cookbook.page(sample_warehouse), (
        "run gongkai nightly --county sample and python -m tests.docs.cookbook warehouse/gongkai.duckdb"
    )


def test_there_are_twenty_questions() -> None:
    assert len(cookbook.EXAMPLES) >= 20


@pytest.mark.parametrize("path", cookbook.EXAMPLES, ids=lambda p: p.stem)
def test_an_example_asks_in_both_languages_and_answers_in_ten_lines(
    path: Path, sample_warehouse: Path
) -> None:
    question, sql = cookbook.split(path)
    assert re.search(r"\?.*[\u4e00-\u9fff].*？$", question)
    assert len(sql.splitlines()) <= 10
    columns, rows = query(sample_warehouse, sql)
    assert len(columns) > 1
    assert rows, "a question that the sample cannot answer shows nothing"


@pytest.mark.parametrize("path", cookbook.EXAMPLES, ids=lambda p: p.stem)
def test_an_answer_has_one_order(path: Path, sample_warehouse: Path) -> None:
    _, sql = cookbook.split(path)
    assert "order by" in sql
    assert query(sample_warehouse, sql) == query(sample_warehouse, sql)


def test_the_list_of_pages_leaves_none_out() -> None:
    listed = (DOCS / "README.md").read_text("utf-8")
    names = {path.relative_to(DOCS).as_posix() for path in PAGES} - {"README.md"}
    assert {name for name in names if f"]({name})" not in listed} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_handbook_in_word_is_current() -> None:
    assert handbook.WORD.read_bytes() == handbook.handbook(), "run python -m tests.docs.handbook"


def test_the_handbook_in_word_says_all_that_the_page_says() -> None:
    document = docx.Document(str(handbook.WORD))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    told = "".join([*(p.text for p in document.paragraphs), *cells])
    page = re.sub(r"\]\([^)]*\)", "", handbook.PAGE.read_text("utf-8"))
    words = re.findall("[\u4e00-\u9fff]+|[A-Za-z.]+", re.sub("```text", "", page))
    bare = re.sub(r"\s", "", told)
    assert [word for word in words if word not in bare] == []
