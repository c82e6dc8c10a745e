"""Nothing overlaps or leaves the sheet: boxes of all text, with 1, 12 and 52 units."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from gongkai.pack.data import read_book
from gongkai.pack.marts import open_marts
from gongkai.pack.pages import pages
from gongkai.pack.pdf import draw_pdf
from tests.unit.pack.conftest import COUNTY, YEAR, Invented


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every visible text of a sheet with the box it takes, in pixels."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    found = []
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible() and (text.axes is None or text.axes.axison):
            found.append((text.get_text(), text.get_window_extent(renderer)))
    return found


@pytest.mark.parametrize(
    "county",
    [
        Invented(units=1, missing=(), years=range(2024, 2025)),
        Invented(names={3: "示例经济技术开发区管理委员会驻西山片区临时工作委员会", 4: "甲"}),
        Invented(units=52, years=range(2013, 2025), missing=(2, 9)),
    ],
    ids=["one", "twelve", "fifty-two"],
)
def test_no_text_overlaps_another_or_leaves_its_sheet(
    county: Invented, invent: Callable[[Invented], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[list[tuple[str, Bbox]]] = []
    save = PdfPages.savefig

    def look(self: PdfPages, figure: Figure) -> None:
        sheets.append(boxes(figure))
        save(self, figure)

    monkeypatch.setattr(PdfPages, "savefig", look)
    with open_marts(invent(county)) as connection:
        book = read_book(connection, COUNTY, YEAR)
    draw_pdf(book, pages(book))

    assert len(sheets) >= 7
    for number, sheet in enumerate(sheets, start=1):
        for text, box in sheet:
            assert box.x0 >= 40 and box.x1 <= 827 - 40, (number, text)
            assert box.y0 >= 20 and box.y1 <= 1169 - 20, (number, text)
        for (one, a), (other, b) in itertools.combinations(sheet, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1 or down <= 1, (number, one, other)
