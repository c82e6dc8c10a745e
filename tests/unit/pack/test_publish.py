"""The published files: what they say, that they repeat, and that a killed run breaks nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai import atomic_write
from gongkai.errors import PackError
from gongkai.pack import Pack, publish_pack, publish_packs
from gongkai.pack.data.book import Book
from gongkai.pack.sentences import brief
from gongkai.pack.sentences.faults import faults_of, in_words
from gongkai.processes import spawned
from tests.once import once
from tests.unit.pack.counties import HOSTILE, YEAR


def pdf_text(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Text without any space, since lines break anywhere."""
    return re.sub(r"\s", "", text)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a pack with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def ranking_rows(database: Path) -> list[tuple[str, float | None, bool]]:
    with duckdb.connect(str(database), read_only=True) as db:
        return db.execute(
            "select unit_name, score, is_missing from compliance_ranking "
            "where county_id = 'sample' and year = ?",
            [YEAR],
        ).fetchall()


def test_a_pack_has_its_pages_site_workbook_and_word_files(pack: Pack, book: Book) -> None:
    names = set(tree(pack.pdf.parent))
    keys = {unit_id.partition("/")[2] for unit_id in book.names}
    assert {"pack.pdf", "index.html", "rollup.html", "workbook.xlsx", "report.docx"} <= names
    assert {name for name in names if name.startswith("units/")} == {
        f"units/{k}.html" for k in keys
    }
    pictures = {name for name in names if name.startswith("pages/")}
    assert len(pictures) == len(pypdfium2.PdfDocument(pack.pdf))
    assert set(names) == {f.relative_to(pack.pdf.parent).as_posix() for f in pack.files}
    assert pack.pdf.parts[-3:] == ("sample", str(YEAR), "pack.pdf")


def test_pdf_names_every_unit_with_the_score_of_the_mart(pack: Pack, database: Path) -> None:
    ranking_page = next(text for text in pdf_text(pack.pdf) if "居首" in text)
    for name, score, is_missing in ranking_rows(database):
        lines = [line for line in ranking_page.splitlines() if name in line]
        expected = "已收未读" if is_missing else "待核" if score is None else f"{score:.1f}"
        assert any(expected in line for line in lines), name


def test_front_page_has_five_numbers_and_its_lines_the_next_the_overview(
    pack: Pack, book: Book
) -> None:
    front, overview = (squeezed(text) for text in pdf_text(pack.pdf)[:2])
    received = sum(row.received or 0 for row in book.requests_of(YEAR))
    assert f"{len(book.reported)}/{len(book.ranking)}" in front
    assert "得分中位数" in front and "本周要办" in front and "上次以来" in front
    for sentence in (brief.headline(book), brief.on_lateness(book), *brief.on_neediest(book)):
        assert squeezed(sentence) in front
    assert f"新收政府信息公开申请{received:,}件" in overview and "失分最多的是" in overview


def test_every_unit_has_a_page_with_its_lost_points_and_their_evidence(
    pack: Pack, book: Book
) -> None:
    pages = [squeezed(text) for text in pdf_text(pack.pdf)]
    assert len(book.findings) > 3
    for unit_id in {finding.unit_id for finding in book.findings}:
        name = book.names[unit_id]
        headed = re.compile(f"{book.county_name}{YEAR}[^：]*{re.escape(squeezed(name))}")
        page = "".join(p for p in pages if headed.search(p))
        of_unit = [f for f in book.findings if f.unit_id == unit_id]
        costing = faults_of(book, unit_id, (f for f in of_unit if f.severity != "note"))
        noted = faults_of(book, unit_id, (f for f in of_unit if f.severity == "note"))
        for fault in (*costing, *noted):
            for said in (fault.problem, fault.expectation, fault.mend, fault.basis):
                assert squeezed(said) in page


def test_workbook_site_and_pdf_say_a_fault_in_the_same_words(pack: Pack, book: Book) -> None:
    sheet = openpyxl.load_workbook(pack.pdf.parent / "workbook.xlsx", read_only=True)["问题"]
    told = {
        (row[0], row[3], row[8], row[10]) for row in sheet.iter_rows(min_row=2, values_only=True)
    }
    wanted = set()
    for finding in book.findings:
        fault = in_words(book, finding)
        wanted.add((book.names[finding.unit_id], fault.problem, fault.expectation, fault.mend))
    assert told == wanted


def test_pdf_and_html_say_the_same_sentences(pack: Pack) -> None:
    page = LexborHTMLParser(pack.html.read_text("utf-8"))
    printed = squeezed("".join(pdf_text(pack.pdf)))
    sentences = [p.text() for p in page.css("#front p:not(.topic):not(.source), h2, h3, caption")]
    assert len(sentences) > 20
    for sentence in sentences:
        assert squeezed(sentence) in printed


@pytest.mark.parametrize("which", ["pack", "planted"])
def test_a_made_up_county_says_so(which: str, request: pytest.FixtureRequest) -> None:
    made: Pack = request.getfixturevalue(which)
    pages = pdf_text(made.pdf)
    assert "虚构" in pages[0] and "虚构" in pages[-1]
    for path in made.pdf.parent.rglob("*.html"):
        assert '<p class="notice"' in path.read_text("utf-8"), path


def test_the_page_of_method_owns_up_to_the_statutes_silence(pack: Pack) -> None:
    (last,) = (text for text in map(squeezed, pdf_text(pack.pdf)) if "存疑不是过错" in text)
    assert "没有写明乡镇的期限" in last
    assert "2025-01-31" in last


@pytest.fixture(scope="module")
def alone(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of a county of one unit, drawn by one process."""
    return once(tmp_path_factory, "alone", lambda f: publish_pack(database, "one", YEAR, f))


@pytest.mark.parametrize("which", ["alone", pytest.param("pack", marks=pytest.mark.deep)])
def test_the_same_data_gives_the_same_bytes(
    which: str, database: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    one: Pack = request.getfixturevalue(which)
    other = publish_pack(database, one.county_id, YEAR, tmp_path)
    assert len(one.files) > 5
    assert tree(one.pdf.parent) == tree(other.pdf.parent)


def test_two_processes_draw_what_one_does(alone: Pack, database: Path, tmp_path: Path) -> None:
    with spawned(1) as beside:
        shared = publish_pack(database, "one", YEAR, tmp_path / "shared", beside=beside)
        with pytest.raises(BrokenExecutor):
            beside.submit(os._exit, 1).result()
        kinds = ("pdf", "xlsx", "docx")
        left = publish_pack(database, "one", YEAR, tmp_path / "left", only=kinds, beside=beside)
    whole = tree(alone.pdf.parent)
    assert tree(shared.pdf.parent) == whole
    assert {"pack.pdf", "workbook.xlsx"} < tree(left.pdf.parent).keys()
    assert tree(left.pdf.parent).items() < whole.items()


class AtOnce(Executor):
    """Has done what it is given before the giver goes on."""

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(call(*given, **named))
        return done


def test_who_has_drawn_the_rest_draws_every_other_picture(
    alone: Pack, database: Path, tmp_path: Path
) -> None:
    shared = publish_pack(database, "one", YEAR, tmp_path, beside=AtOnce())
    assert tree(shared.pdf.parent) == tree(alone.pdf.parent)


def test_only_draws_what_is_asked_for(database: Path, tmp_path: Path) -> None:
    made = publish_pack(database, "one", YEAR, tmp_path, only=["xlsx", "docx"])
    assert sorted(tree(made.pdf.parent)) == ["report.docx", "workbook.xlsx"]
    with pytest.raises(PackError, match="no pack has pptx"):
        publish_pack(database, "one", YEAR, tmp_path, only=["pptx"])


def test_a_notice_that_is_no_longer_due_is_removed(database: Path, tmp_path: Path) -> None:
    made = publish_pack(database, "one", YEAR, tmp_path, only=["docx"])
    stale = made.pdf.parent / "notices" / "mended.docx"
    stale.parent.mkdir(exist_ok=True)
    stale.write_bytes(b"old")
    publish_pack(database, "one", YEAR, tmp_path, only=["docx"])
    assert not stale.exists()


def test_hostile_text_is_printed_straight(planted: Pack) -> None:
    printed = squeezed("".join(pdf_text(planted.pdf)))
    assert "<imgsrc=xonerror=alert(2)>镇" in printed
    assert squeezed(HOSTILE) in printed
    assert "\u202e" not in printed and "\u200b" not in printed


def test_a_name_without_a_glyph_stops_the_pack_and_says_which(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.pack.data.reading.registered", lambda name: f"{name}\ue000")
    with pytest.raises(PackError, match=r"U\+E000"):
        publish_pack(database, "one", YEAR, tmp_path)
    assert not list(tmp_path.rglob("*.*"))


def test_a_run_that_fails_leaves_the_old_pack(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publish_pack(database, "one", YEAR, tmp_path, only=["xlsx", "docx"])
    before = tree(made.pdf.parent)

    def fail(descriptor: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(atomic_write.os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        publish_pack(database, "one", YEAR, tmp_path, only=["xlsx", "docx"])
    assert tree(made.pdf.parent) == before


def test_unknown_county_and_missing_warehouse_are_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no ranking of 'nowhere' for 2024"):
        publish_pack(database, "nowhere", YEAR, tmp_path)
    with pytest.raises(PackError, match="no warehouse yet"):
        publish_pack(tmp_path / "none.duckdb", "sample", YEAR, tmp_path)


def test_packs_of_several_counties_are_drawn_in_processes(database: Path, tmp_path: Path) -> None:
    seen: list[str] = []
    wanted = [("silent", YEAR), ("one", YEAR)]
    made = publish_packs(database, tmp_path, wanted, seen.append, only=["xlsx"], workers=2)
    assert [(p.county_id, p.year) for p in made] == wanted
    assert seen == ["silent 2024", "one 2024"]
    assert all(p.files == (p.pdf.parent / "workbook.xlsx",) for p in made)


def test_packs_take_the_latest_year_of_every_county(database: Path, tmp_path: Path) -> None:
    made = publish_packs(database, tmp_path, only=["xlsx"], workers=1)
    assert {p.county_id: p.year for p in made} == dict.fromkeys(
        ("long", "one", "planted", "sample", "silent"), YEAR
    )


def test_a_county_without_any_report_has_a_pack_all_the_same(
    database: Path, tmp_path: Path
) -> None:
    made = publish_pack(database, "silent", YEAR, tmp_path)
    text = "".join(pdf_text(made.pdf))
    assert "3 个单位的 2024 年度报告均未见到" in text
    assert "3 个单位均未见报告，没有排名" in text
    assert len(list((made.pdf.parent / "notices").glob("*.docx"))) == 3
