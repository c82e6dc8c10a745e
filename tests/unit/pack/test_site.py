"""The site: its numbers are those of the marts, each leads to its place, and no attack gets through."""

from __future__ import annotations

import base64
import codecs
import csv
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.pack import Pack, publish_pack
from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Chart
from gongkai.pack.data.published import published
from gongkai.pack.sentences import brief
from gongkai.pack.sentences.wording import number, scored
from gongkai.pack.site.chart_csv import chart_csv
from tests.unit.pack.counties import YEAR


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def test_ranking_equals_the_mart_with_missing_reports_last(pack: Pack, database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        expected = db.execute(
            "select unit_name, if(is_missing, state_name, coalesce(format('{:.1f}', score),"
            " format('{:.1f}–{:.1f}', score_low, score_high))) "
            "from compliance_ranking where county_id = 'sample' and year = ?",
            [YEAR],
        ).fetchall()
    rows = page(pack.html).css("#t-ranking tbody tr")
    shown = {row.css_first("th").text(): row.css("td")[2].text() for row in rows}
    assert shown == dict(expected)
    assert rows[-1].css("td")[2].text() == "已收未读" and rows[-1].css("td")[0].text() == "—"


def test_every_cell_of_every_report_stands_on_its_units_page(pack: Pack, book: Book) -> None:
    assert len(book.sources) > 8
    for unit_id in book.sources:
        tree = page(pack.pdf.parent / "units" / f"{unit_id.partition('/')[2]}.html")
        shown = [cell.text() for cell in tree.css("table.form td")]
        cells = [c for (unit, _), c in book.cells.items() if unit == unit_id]
        expected = sorted(number(c.value) for c in cells if c.value is not None)
        assert sorted(text for text in shown if text) == expected
        assert book.sources[unit_id].sha256 in tree.body.text()


def test_county_sums_equal_the_mart(pack: Pack, database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        expected = db.execute(
            "select value from county_rollup where county_id = 'sample' and year = ? "
            "and value is not null",
            [YEAR],
        ).fetchall()
    cells = [c.text() for c in page(pack.pdf.parent / "rollup.html").css("table.form td")]
    assert sorted(text for text in cells if text) == sorted(number(v) for (v,) in expected)


def test_requests_of_every_unit_equal_the_mart(pack: Pack, database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        expected = dict(
            db.execute(
                "select unit_name, if(is_reported, received_total, null) from requests_by_year "
                "where county_id = 'sample' and year = ?",
                [YEAR],
            ).fetchall()
        )
    *rows, sums = page(pack.html).css("#t-requests tbody tr")
    shown = {row.css_first("th").text(): row.css("td")[1].text() for row in rows}
    assert shown == {k: "未读到" if v is None else f"{v:.0f}" for k, v in expected.items()}
    assert sums.css("td")[1].text() == f"{sum(v for v in expected.values() if v):.0f}"


@pytest.mark.parametrize("which", ["pack", "planted", "silent"])
def test_every_link_leads_to_a_file_and_a_place_that_exist(
    which: str, request: pytest.FixtureRequest, database: Path, tmp_path: Path
) -> None:
    if which == "silent":
        folder = publish_pack(database, "silent", YEAR, tmp_path).pdf.parent
    else:
        folder = request.getfixturevalue(which).pdf.parent
    ids = {p: {n.attributes["id"] for n in page(p).css("[id]")} for p in folder.rglob("*.html")}
    followed = 0
    for path in ids:
        for link in page(path).css("a[href]"):
            address, anchor = urldefrag(link.attributes["href"] or "")
            target = (path.parent / unquote(address)).resolve() if address else path
            assert target.is_file(), (path.name, address)
            assert not anchor or anchor in ids[target], (path.name, link.html)
            followed += 1
    assert followed > 20


def test_numbers_lead_to_the_cell_they_were_read_from(pack: Pack, book: Book) -> None:
    tree = page(pack.html)
    row = next(r for r in tree.css("#t-requests tbody tr") if "青禾" in r.css_first("th").text())
    link = row.css("td")[1].css_first("a")
    address, anchor = urldefrag(link.attributes["href"] or "")
    cell = page(pack.pdf.parent / address).css_first(f"#{anchor}")
    assert cell.text() == link.text()
    assert cell.attributes["title"].startswith("第")


def test_nothing_comes_from_elsewhere_and_only_the_own_script_may_run(pack: Pack) -> None:
    paths = list(pack.pdf.parent.rglob("*.html"))
    assert len(paths) > 10
    for path in paths:
        html = path.read_text("utf-8")
        assert not re.search(r"""(?:src|href)="?(?:https?:)?//""", html)
        assert set(re.findall(r"https?://[^\"\s<]*", html)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
        (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}'" in html
        assert "default-src 'none'" in html


def test_each_chart_has_its_numbers_as_a_file_and_a_link_to_itself(pack: Pack, book: Book) -> None:
    tree = page(pack.html)
    figures = tree.css("figure[id]")
    assert len(figures) > 6
    for figure in figures:
        own, data = (link.attributes["href"] or "" for link in figure.css("figcaption a"))
        assert own == f"#{figure.attributes['id']}"
        body = (pack.pdf.parent / data).read_bytes()
        assert body.startswith(codecs.BOM_UTF8)
        assert len(list(csv.reader(body.decode("utf-8-sig").splitlines()))) > 1
    rows = list(
        csv.reader((pack.pdf.parent / "data/ranking-1.csv").read_text("utf-8-sig").splitlines())
    )
    assert [row[:2] for row in rows[1:]] == [
        [s.unit_name, s.state_name if s.is_missing else scored(s)] for s in book.ranking
    ]


def test_a_number_below_zero_stays_a_number_in_a_file(pack: Pack, book: Book) -> None:
    body = (pack.pdf.parent / "data/published-1.csv").read_text("utf-8-sig")
    early = [row.late_by for row in published(book) if row.late_by is not None and row.late_by < 0]
    days = [row[2] for row in csv.reader(body.splitlines())]
    assert early and {str(day) for day in early} <= set(days)
    risky = chart_csv(Chart("c", "", 1, lambda area: None, data=(("-1+1", "=1", "-2.5"),)))
    assert risky.decode("utf-8-sig") == "'-1+1,'=1,-2.5\r\n"


def test_a_formula_in_a_name_is_no_formula_in_a_file(planted: Pack) -> None:
    texts = [path.read_text("utf-8-sig") for path in (planted.pdf.parent / "data").glob("*.csv")]
    assert any("'=1+1镇" in text for text in texts)
    assert not any(line.startswith("=") for text in texts for line in text.splitlines())


def test_a_number_is_followed_from_its_rank_to_its_document(pack: Pack, book: Book) -> None:
    tree = page(pack.pdf.parent / "trace.html")
    trails = [[step.text() for step in section.css("li")] for section in tree.css("section")]
    assert len(trails) == 4  # the three with the most to mend, and a sum of the county
    worst = brief.neediest(book)[0]
    first, *_, last = trails[0]
    assert f"第 {worst.rank} 名" in first
    assert book.sources[worst.unit_id].sha256 in last
    total = sum(row.received or 0 for row in book.requests_of(YEAR))
    assert f"{total} 件" in trails[-1][0] and f"{total} 件" in trails[-1][1]


def test_a_unit_shows_its_strengths_beside_its_faults_and_what_to_do(pack: Pack) -> None:
    tree = page(pack.pdf.parent / "units" / "meigang.html")
    lines = {
        div.css_first("dt").text(): div.css_first("dd").text() for div in tree.css(".brief > div")
    }
    assert list(lines) == ["亮点", "问题", "建议"]
    assert "表内勾稽" in lines["亮点"] and "时效" not in lines["亮点"]
    assert "未按期发布：晚 34 天" in lines["问题"] and "今后改进" in lines["建议"]


def test_hostile_text_is_escaped(planted: Pack) -> None:
    paths = list(planted.pdf.parent.rglob("*.html"))
    assert len(paths) > 3
    for path in paths:
        html = path.read_text("utf-8")
        tree = LexborHTMLParser(html)
        assert len(tree.css("script")) == 1
        assert not tree.css("img") and not tree.css("[onerror]")
        assert not any(c in html for c in "\u202e\u200b\u0007")
    assert "alert(2)" in (planted.pdf.parent / "units" / "u00.html").read_text("utf-8")


def test_pages_are_marked_up_for_screen_readers(pack: Pack) -> None:
    tables = 0
    for path in pack.pdf.parent.rglob("*.html"):
        tree = page(path)
        assert tree.css_first("html").attributes["lang"] == "zh-CN"
        assert all(svg.attributes.get("aria-label") for svg in tree.css("figure svg"))
        for table in tree.css("table:not(.form)"):
            tables += 1
            assert all(th.attributes.get("scope") == "col" for th in table.css("thead th"))
            assert all(row.css_first("th[scope=row]") for row in table.css("tbody tr"))
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)), path.name
    assert tables > 10


@pytest.mark.deep
def test_the_site_of_the_largest_county_stays_under_two_megabytes(
    large: Path, tmp_path: Path
) -> None:
    made = publish_pack(large, "large", YEAR, tmp_path, only=["site"])
    assert sum(path.suffix == ".html" for path in made.files) == 55
    assert sum(path.stat().st_size for path in made.files) < 2 * 1024 * 1024
