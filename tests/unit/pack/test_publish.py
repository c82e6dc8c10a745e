"""The published files: what they say, that they repeat, and that a killed run breaks nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.errors import PackError
from gongkai.pack import publish as publish_module
from gongkai.pack import publish_pack, publish_packs
from gongkai.settings import sql_folder
from tests.unit.pack.conftest import COUNTY, YEAR, Invented

Invent = Callable[[Invented], Path]


def pdf_text(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def pack(database: Path, tmp_path_factory: pytest.TempPathFactory) -> publish_module.Pack:
    return publish_pack(database, COUNTY, YEAR, tmp_path_factory.mktemp("packs"))


def ranking_rows(database: Path) -> list[tuple[str, float | None]]:
    with duckdb.connect(str(database), read_only=True) as db:
        return db.execute("select unit_name, score from compliance_ranking").fetchall()


def test_pack_lies_in_the_folder_of_its_county_and_year(pack: publish_module.Pack) -> None:
    assert pack.pdf.parent == pack.html.parent
    assert pack.pdf.parts[-3:] == (COUNTY, str(YEAR), "pack.pdf")
    assert sorted(p.name for p in pack.pdf.parent.iterdir()) == ["index.html", "pack.pdf"]


def test_pdf_names_every_unit_with_the_score_of_the_mart(
    pack: publish_module.Pack, database: Path
) -> None:
    ranking_page = next(text for text in pdf_text(pack.pdf) if "居首" in text)
    for name, score in ranking_rows(database):
        line = next(
            line
            for line in ranking_page.splitlines()
            if re.search(rf"\d {name}", line) or (score is None and name in line and "—" in line)
        )
        assert ("未见报告" if score is None else f"{score:.1f}") in line


def test_html_ranking_equals_the_mart(pack: publish_module.Pack, database: Path) -> None:
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    shown = {
        row.css_first("th").text(): row.css("td")[2].text() for row in page.css("#ranking tbody tr")
    }
    assert shown == {
        name: "未见报告" if score is None else f"{score:.1f}"
        for name, score in ranking_rows(database)
    }


def test_missing_reports_stand_last_and_have_no_rank(pack: publish_module.Pack) -> None:
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    last = page.css("#ranking tbody tr")[-1]
    assert last.css_first("th").text() == "白石乡"
    assert last.css("td")[0].text() == "—"


def test_requests_of_every_unit_equal_the_mart(pack: publish_module.Pack, database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        expected = dict(
            db.execute(
                "select unit_name, received_total from requests_by_year where year = ?", [YEAR]
            ).fetchall()
        )
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    *rows, sums = page.css("#requests tbody tr")
    shown = {row.css_first("th").text(): row.css("td")[1].text() for row in rows}
    assert shown == {k: "未见报告" if v is None else f"{v:.0f}" for k, v in expected.items()}
    assert sums.css("td")[1].text() == f"{sum(v for v in expected.values() if v):.0f}"


def test_pdf_and_html_say_the_same_sentences(pack: publish_module.Pack) -> None:
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    printed = re.sub(r"\s", "", "".join(pdf_text(pack.pdf)))
    sentences = [p.text() for p in page.css("#front p:not(.topic):not(.source), h2, h3, caption")]
    assert len(sentences) > 20
    for sentence in sentences:
        assert re.sub(r"\s", "", sentence) in printed


def test_a_made_up_county_says_so(pack: publish_module.Pack) -> None:
    pages = pdf_text(pack.pdf)
    assert "虚构" in pages[0] and "虚构" in pages[-1]
    assert pack.html.read_text("utf-8").count('<p class="notice"') == 2


def test_the_last_page_owns_up_to_the_statutes_silence(pack: publish_module.Pack) -> None:
    last = re.sub(r"\s", "", pdf_text(pack.pdf)[-1])
    assert "没有写明乡镇的期限" in last
    assert "2025-01-31" in last
    assert "存疑不是过错" in last


def test_the_same_data_gives_the_same_bytes(database: Path, tmp_path: Path) -> None:
    first = publish_pack(database, COUNTY, YEAR, tmp_path / "a")
    second = publish_pack(database, COUNTY, YEAR, tmp_path / "b")
    assert first.pdf.read_bytes() == second.pdf.read_bytes()
    assert first.html.read_bytes() == second.html.read_bytes()


def test_nothing_of_the_html_comes_from_elsewhere(pack: publish_module.Pack) -> None:
    html = pack.html.read_text("utf-8")
    addresses = set(re.findall(r"""(?:src|href)="([^"]*)\"""", html))
    assert {a for a in addresses if not a.startswith("#")} == {"pack.pdf"}
    assert set(re.findall(r"https?://[^\"\s<]*", html)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_html_is_marked_up_for_screen_readers(pack: publish_module.Pack) -> None:
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    assert page.css_first("html").attributes["lang"] == "zh-CN"
    assert all(svg.attributes.get("aria-label") for svg in page.css("figure svg"))
    for table in page.css("table"):
        assert all(th.attributes.get("scope") == "col" for th in table.css("thead th"))
        assert all(row.css_first("th[scope=row]") for row in table.css("tbody tr"))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


def test_hostile_text_is_escaped_and_straightened(invent: Invent, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\u202e倒\u200b写\u0007 $x_1$ \U0001f600"
    name = "<img src=x onerror=alert(2)>镇"
    database = invent(Invented(units=3, names={0: name}, found=hostile))
    made = publish_pack(database, COUNTY, YEAR, tmp_path)
    html = made.html.read_text("utf-8")
    assert LexborHTMLParser(html).css("script").__len__() == 1
    assert not LexborHTMLParser(html).css("img")
    assert "\u202e" not in html and "\u200b" not in html and "\u0007" not in html
    printed = re.sub(r"\s", "", "".join(pdf_text(made.pdf)))
    assert "<script>alert(1)</script>倒写$x_1$〔U+1F600〕" in printed
    assert "<imgsrc=xonerror=alert(2)>镇" in printed


def test_a_name_without_a_glyph_stops_the_pack_and_says_which(
    invent: Invent, tmp_path: Path
) -> None:
    database = invent(Invented(units=2, missing=(), names={0: "甲\ue000镇"}))
    with pytest.raises(PackError, match=r"U\+E000"):
        publish_pack(database, COUNTY, YEAR, tmp_path)
    assert not list(tmp_path.rglob("*.*"))


def test_a_run_that_fails_leaves_the_old_pack(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publish_pack(database, COUNTY, YEAR, tmp_path)
    before = made.pdf.read_bytes()

    def fail(descriptor: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(publish_module.os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        publish_pack(database, COUNTY, YEAR, tmp_path)
    assert made.pdf.read_bytes() == before
    assert sorted(p.name for p in made.pdf.parent.iterdir()) == ["index.html", "pack.pdf"]


def test_unknown_county_and_missing_warehouse_are_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no ranking of 'nowhere' for 2024"):
        publish_pack(database, "nowhere", YEAR, tmp_path)
    with pytest.raises(PackError, match="no warehouse yet"):
        publish_pack(tmp_path / "none.duckdb", COUNTY, YEAR, tmp_path)


def test_packs_of_all_counties_take_the_latest_year(invent: Invent, tmp_path: Path) -> None:
    seen: list[str] = []
    (made,) = publish_packs(invent(Invented(units=1, missing=())), tmp_path, progress=seen.append)
    assert made.year == YEAR
    assert seen[-1] == "index.html"


def test_a_county_without_any_report_has_a_pack_all_the_same(
    invent: Invent, tmp_path: Path
) -> None:
    made = publish_pack(invent(Invented(units=3, missing=(0, 1, 2))), COUNTY, YEAR, tmp_path)
    text = "".join(pdf_text(made.pdf))
    assert "3 个单位的 2024 年度报告均未见到" in text
    assert "3 个单位均未见报告，没有排名" in text


def test_a_county_without_requests_says_so(invent: Invent, tmp_path: Path) -> None:
    database = invent(Invented(units=3, requests=False))
    text = "".join(pdf_text(publish_pack(database, COUNTY, YEAR, tmp_path).pdf))
    assert "2024 年各单位均未收到申请" in text


def test_the_marts_made_up_here_have_only_columns_of_the_real_ones(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        columns = db.execute("select table_name, column_name from duckdb_columns()").fetchall()
    marts = {path.stem: path.read_text("utf-8") for path in (sql_folder() / "marts").glob("*.sql")}
    made_up = [(table, column) for table, column in columns if table in marts]
    assert len({table for table, _ in made_up}) == 9
    unknown = [pair for pair in made_up if not re.search(rf"\b{pair[1]}\b", marts[pair[0]])]
    assert not unknown
