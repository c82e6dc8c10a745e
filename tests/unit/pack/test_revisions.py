"""A pack says what it says otherwise than those before it: on page one, on a page of its own, in the workbook."""

from __future__ import annotations

import io
import re

import openpyxl
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.pack import publish_pack
from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.page_parts import Brief
from gongkai.pack.data.reading import read_book
from gongkai.pack.pages.order import pages
from gongkai.pack.publish import Pack
from tests.unit.build.revised_nights import BALANCE, Nights


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """云溪镇 sends a report with a fault; the second night a person corrects it."""
    nights = Nights(tmp_path_factory.mktemp("revised"))
    nights.arrive("yunxi", 2024, requests__carried_out__natural_person=7)
    nights.build()
    nights.correct(BALANCE, "7", "1")
    nights.build()
    return nights


@pytest.fixture(scope="module")
def pack(nights: Nights, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the night of the correction; the night after it changes the same warehouse."""
    folder = tmp_path_factory.mktemp("packs")
    return publish_pack(nights.target, "test", 2024, folder, only=("pdf", "site", "xlsx"))


def test_a_pack_shows_what_was_revised_and_why(pack: Pack) -> None:
    tree = LexborHTMLParser(pack.html.read_text("utf-8"))
    rows = [
        [c.text(strip=True) for c in row.css("th, td")] for row in tree.css("#t-revisions tbody tr")
    ]
    figure = "第三部分表，“四、结转下年度继续办理”行，自然人"
    assert [row[1:] for row in rows if figure in row[2]] == [
        ["云溪镇", figure, "7", "1", "核对更正"]
    ]
    said = re.compile(r"与上次公布（\d{4}-\d\d-\d\d）相比有 \d+ 处修订")
    assert tree.body and said.search(tree.body.text())
    text = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pack.pdf))
    text = text.replace("\r\n", "")
    assert said.search(text) and "与此前公布的相比修订" in text
    book = openpyxl.load_workbook(io.BytesIO((pack.pdf.parent / "workbook.xlsx").read_bytes()))
    listed = [[cell.value for cell in row] for row in book["修订"].iter_rows(min_row=2)]
    assert ["云溪镇", figure, "7", "1", "核对更正"] in [row[2:] for row in listed]


@pytest.mark.usefixtures("pack")
def test_the_next_pack_keeps_the_page_without_the_notice(nights: Nights) -> None:
    nights.build()
    with open_marts(nights.target) as connection:
        book = read_book(connection, "test", 2024)
    front, *_ = made = pages(book)
    assert "revisions" in [page.anchor for page in made]
    (brief,) = (part for part in front.parts if isinstance(part, Brief) and _told(part))
    assert not any("与上次公布" in sentence for sentence in _told(brief))


def _told(brief: Brief) -> list[str]:
    """What a brief says of the time since the last pack."""
    return [said for line in brief.lines if line.label == "上次以来" for said in line.sentences]
