"""What became of last year's faults: the page, the sheet, the notice and the mart say the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.pack import Pack
from gongkai.pack.data.book import Book
from gongkai.pack.data.trend import FATES, Trend
from gongkai.pack.sentences.trend import trend_title, unit_trend
from tests.unit.pack.counties import YEAR


@pytest.fixture(scope="module")
def mart(database: Path) -> list[tuple[str, str, int, int, str]]:
    """Unit, check, places last year and this, and the fate of the sample's year."""
    with duckdb.connect(str(database), read_only=True) as db:
        return db.execute(
            "select unit_name, check_title, places_previous, places, fate_name from fault_trend"
            " where county_id = 'sample' and year = ?",
            [YEAR],
        ).fetchall()


def test_the_fates_are_called_as_in_the_mart(mart: list[tuple[str, str, int, int, str]]) -> None:
    assert {row[4] for row in mart} <= set(FATES.values())


def test_the_sheet_is_the_mart(pack: Pack, mart: list[tuple[str, str, int, int, str]]) -> None:
    book = openpyxl.load_workbook(pack.pdf.parent / "workbook.xlsx", read_only=True)
    rows = list(book["整改情况"].iter_rows(min_row=2, values_only=True))
    assert sorted(map(str, rows)) == sorted(map(str, mart))
    assert len(rows) > 5


def test_the_sums_of_the_page_are_the_mart(
    pack: Pack, mart: list[tuple[str, str, int, int, str]]
) -> None:
    tree = LexborHTMLParser(pack.html.read_text("utf-8"))
    rows = tree.css("#t-trend tbody tr")
    counted = Counter(row[4] for row in mart)
    assert [cell.text(strip=True) for cell in rows[-1].css("td")] == [
        str(counted[name]) for name in FATES.values()
    ]
    assert {row.css_first("th").text() for row in rows[:-1]} == {row[0] for row in mart}


def test_each_unit_tells_what_the_mart_tells(book: Book) -> None:
    for unit_id in book.names:
        counted = Counter(row.fate for row in book.trend if row.unit_id == unit_id)
        said = unit_trend(book, unit_id)
        before = counted["mended"] + counted["open"] + counted["unknown"]
        assert (f"{YEAR - 1} 年度的 {before} 项问题" in said) == bool(before)
        for fate in ("mended", "open", "unknown"):
            assert (f"{FATES[fate]} {counted[fate]} 项" in said) == bool(counted[fate])
        assert (f"新出现 {counted['new']} 项" in said) == bool(counted["new"])


def test_places_are_told_where_their_number_changed() -> None:
    open_now = Trend("u", "cells_filled", "表格无空项", "open", 28, 3)
    assert open_now.said == "表格有无空格 28 处→3 处"
    assert replace(open_now, places=28).said == "表格有无空格"
    assert replace(open_now, fate="new", places_before=0).said == "表格有无空格 3 处"
    assert replace(open_now, fate="mended", places=0).said == "表格有无空格"


def test_a_first_year_tells_nothing(book: Book) -> None:
    first = replace(book, trend=())
    assert all(unit_trend(first, unit_id) == "" for unit_id in book.names)
    only_new = replace(book, trend=(Trend("u", "cells_filled", "", "new", 0, 1),))
    assert trend_title(only_new) == f"没有看到 {YEAR - 1} 年的问题；{YEAR} 年新出现 1 项"
