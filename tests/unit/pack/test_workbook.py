"""The workbook as a spreadsheet program sees it: sums recomputed, attacks still text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.pack import Pack
from gongkai.pack.data.book import Book
from gongkai.pack.workbook.style import sheet_names
from gongkai.pack.workbook.workbook import ROLLUP, draw_workbook, places_of
from tests.once import once
from tests.programs import converted, needs_office
from tests.unit.pack.counties import FORMULA, YEAR

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


Sheets = dict[str, list[list[str]]]


@pytest.fixture(scope="module")
def recomputed(pack: Pack, planted: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Sheets]:
    """What the sample's workbook and the planted one show after LibreOffice has calculated all formulas again."""
    books = [made.pdf.parent / "workbook.xlsx" for made in (pack, planted)]
    return once(tmp_path_factory, "recomputed", lambda folder: _recomputed(books, folder))


def _recomputed(workbooks: list[Path], folder: Path) -> list[Sheets]:
    """Every sheet's cells by name, of each workbook; one start of LibreOffice serves all."""
    sources = []
    for number, workbook in enumerate(workbooks):
        sources.append(folder / f"without_sums{number}.xlsx")
        with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(sources[-1], "w") as new:
            for member in old.infolist():
                body = old.read(member)
                if member.filename.startswith("xl/worksheets/sheet"):
                    body = _without_results(body)
                new.writestr(member, body)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS_RECALCULATE, "utf-8")
    return [_shown(page) for page in converted(sources, "html", folder, folder / "profile")]


def _shown(page: Path) -> Sheets:
    tree = LexborHTMLParser(page.read_text("utf-8"))
    names = [node.text() for node in tree.css("h1 em")]
    return {
        name: [_cells(row) for row in table.css("tr")]
        for name, table in zip(names, tree.css("table"), strict=True)
    }


def _without_results(sheet: bytes) -> bytes:
    """The sheet with a wrong result behind every formula, so that a stale one would be seen."""
    parts = sheet.split(b"</f><v>")
    rest = (part.split(b"</v>", 1)[1] for part in parts[1:])
    return b"</f><v>-777</v>".join([parts[0], *rest])


def _cells(row: object) -> list[str]:
    return [cell.attributes.get("sdval") or cell.text() for cell in row.css("td")]  # type: ignore[attr-defined]


@needs_office
def test_recomputed_sums_equal_the_warehouse(recomputed: list[Sheets], book: Book) -> None:
    sheets, _ = recomputed
    shown = [float(c) for row in sheets[ROLLUP] for c in row if _is_number(c)]
    expected = [book.rollup[place].value for place in places_of(YEAR) if place in book.rollup]
    kept = [value for value in expected if value is not None]
    assert len(kept) > 150
    assert sorted(shown) == pytest.approx(sorted(kept))


@needs_office
def test_every_unit_sheet_holds_the_numbers_of_its_report(
    recomputed: list[Sheets], book: Book
) -> None:
    sheets, _ = recomputed
    names = sheet_names(list(book.names.values()))
    for unit_id, name in zip(book.names, names, strict=True):
        shown = [float(c) for row in sheets[name] for c in row if _is_number(c)]
        cells = (book.cells.get((unit_id, place)) for place in places_of(YEAR))
        expected = [c.value for c in cells if c is not None and c.value is not None]
        assert sorted(shown) == pytest.approx(sorted(expected)), name


@needs_office
def test_planted_formulas_stay_text(recomputed: list[Sheets], planted: Pack) -> None:
    _, sheets = recomputed
    texts = {cell for rows in sheets.values() for row in rows for cell in row}
    assert FORMULA in texts
    assert any("cmd|" in text for text in texts)
    with zipfile.ZipFile(planted.pdf.parent / "workbook.xlsx") as parts:
        sheets_xml = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        formulas = b"".join(parts.read(name) for name in sheets_xml).split(b"<f>")[1:]
    assert formulas and all(formula.startswith(b"IF(COUNT(") for formula in formulas)
    assert not any("hyperlink" in n.lower() or "externalLink" in n for n in parts.namelist())


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    assert draw_workbook(book) == draw_workbook(book)


def test_sheet_names_are_short_and_never_the_same_twice() -> None:
    long = "示例经济技术开发区管理委员会驻西山片区临时工作委员会派出机构"
    names = sheet_names([long, long, "甲/乙[丙]:*?\\'镇", "𠙶" * 40])
    assert len(set(names)) == 4
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(c in "[]:*?/\\'" for name in names for c in name)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
