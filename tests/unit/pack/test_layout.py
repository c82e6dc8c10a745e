"""Nothing overlaps or leaves the sheet: boxes of all text, in the smallest and the largest county."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.page_parts import NARROW, Area, Chart, Column, Page, Table
from gongkai.pack.data.reading import read_book
from gongkai.pack.documents.noticed import read_noticed
from gongkai.pack.documents.since import with_closed
from gongkai.pack.pages.order import pages
from gongkai.pack.pdf.document import draw_pdf
from gongkai.pack.pdf.typesetter import Sheaf
from gongkai.pack.style import fonts
from tests.unit.pack.counties import YEAR


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every visible text of a sheet with the box it takes, in pixels."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    found = []
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible() and (text.axes is None or text.axes.axison):
            found.append((text.get_text(), text.get_window_extent(renderer)))
    return found


HEADINGS = {"失分与依据", "供核实", "不作问题，不扣分"}

FOOT = 85
"""The height of what stands at the foot of every sheet, in pixels."""


def database_of(county: str, request: pytest.FixtureRequest) -> Path:
    """The warehouse that a county stands in."""
    if county == "troubled":
        found: Path = request.getfixturevalue("troubled")[1].database
        return found
    database: Path = request.getfixturevalue("large" if county == "large" else "database")
    return database


@pytest.mark.parametrize(
    "county",
    [
        "sample",
        "one",
        "silent",
        "long",
        "planted",
        pytest.param("large", marks=pytest.mark.deep),
        pytest.param("troubled", marks=pytest.mark.deep),
    ],
)
def test_no_text_overlaps_another_or_leaves_its_sheet(
    county: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = database_of(county, request)
    sheets: list[list[tuple[str, Bbox]]] = []

    def look(self: Sheaf, figure: Figure) -> None:
        sheets.append(boxes(figure))

    monkeypatch.setattr(Sheaf, "add", look)
    with open_marts(database) as connection:
        book = read_book(connection, county, YEAR)
    if county == "troubled":  # whose page one also has letters to who mended all
        before = request.getfixturevalue("troubled")[1].pack.pdf.parent
        book = with_closed(book, read_noticed(before))
        assert book.closed
    laid_out = [p for p in pages(book) if not p.unit_id or int(p.anchor[5:]) <= 12]
    draw_pdf(book, laid_out)

    assert len(sheets) > 3 and len(laid_out) > 3
    assert all(len(sheet) > 3 for sheet in sheets)
    assert any("上次以来" in text for text, _ in sheets[0])  # page one keeps to one sheet
    for number, sheet in enumerate(sheets, start=1):
        lowest = min(box.y0 for _, box in sheet if box.y0 > FOOT)
        assert lowest < 1169 * 0.75 or number == len(sheets), number  # no sheet stands nearly empty
        down = sorted((-box.y1, text) for text, box in sheet)
        goes_on = next((n for n, (_, text) in enumerate(down) if text.endswith("（续）")), -1)
        feet = {text for text, box in sheet if FOOT < box.y0 == lowest}
        assert not feet & HEADINGS, number  # no heading without what it heads
        assert goes_on < 0 or not down[goes_on + 1][1].startswith("原件："), number
        for text, box in sheet:
            assert box.x0 >= 40 and box.x1 <= 827 - 40, (number, text)
            assert box.y0 >= 20 and box.y1 <= 1169 - 20, (number, text)
        for (one, a), (other, b) in itertools.combinations(sheet, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1 or down <= 1, (number, one, other)


@pytest.mark.parametrize(
    "county", ["sample", "long", pytest.param("large", marks=pytest.mark.deep)]
)
def test_charts_for_a_telephone_keep_their_words_inside_and_apart(
    county: str, request: pytest.FixtureRequest
) -> None:
    database: Path = request.getfixturevalue("large" if county == "large" else "database")
    with open_marts(database) as connection:
        book = read_book(connection, county, YEAR)
    charts = [part for page in pages(book) for part in page.parts if isinstance(part, Chart)]
    narrow = [chart for chart in charts if chart.narrow]
    assert len(narrow) > 4
    for chart in narrow:
        with fonts.house_style():
            figure = Figure(figsize=(NARROW, chart.narrow))
            chart.draw(Area(figure, 0, 0, NARROW, chart.narrow))
            found = boxes(figure)
        for text, box in found:
            assert box.x0 >= -8 and box.x1 <= NARROW * 100 + 8, (chart.name, text)
        for (one, a), (other, b) in itertools.combinations(found, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 2 or down <= 1, (chart.name, one, other)


def test_no_row_of_a_table_stands_alone_on_a_sheet(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple((f"第 {n} 行", "值") for n in range(1, 200))
    pieces: list[list[str]] = []

    def look(self: Sheaf, figure: Figure) -> None:
        pieces.append([t for t, _ in boxes(figure) if t.startswith("第") and t.endswith("行")])

    monkeypatch.setattr(Sheaf, "add", look)
    with open_marts(database) as connection:
        book = read_book(connection, "one", YEAR)
    for length in range(40, 54):
        pieces.clear()
        table = Table("t", "", (Column("甲", share=1), Column("乙")), rows[:length])
        draw_pdf(book, [Page("p", "题", "题", (table,), "来源")])
        assert list(itertools.chain(*pieces)) == [row[0] for row in rows[:length]]
        assert all(len(piece) >= 3 for piece in pieces)
