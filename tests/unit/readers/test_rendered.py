"""What LibreOffice and Chromium show of each construct is what is read of it, cell by cell.

Every construct stands in a row of one file, which the program prints to a PDF. Where what is printed
is otherwise, the construct stands under `OTHERWISE_IN_…` with the reason.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from gongkai.extract import Report, extract
from gongkai.readers import read_page
from gongkai.readers.pdf.pdf_annotations import show_fields
from gongkai.readers.pdf.pdf_signs import Signs
from gongkai.readers.pdf.pdf_visibility import put_out
from tests.programs import converted, needs_browser, needs_office, printed_by_browser
from tests.unit.readers import test_docx_visibility as word_table
from tests.unit.readers import test_html_visibility as web_table
from tests.unit.readers import test_xlsx_visibility as sheet_table
from tests.unit.readers.word_files import cell, paragraph, row, run, word

pytestmark = pytest.mark.deep
_LOWERED = "small and below the line: only raised marks are put out of a PDF"
OTHERWISE_IN_CHROMIUM = {
    "display none on screens": "what is printed is paper, not a screen",
    "hidden on paper only": "what is printed is paper, not a screen",
    "lowered mark": _LOWERED,
    "dialog that is open": "drawn in the middle of the page",
    "dialog that its style opens": "drawn in the middle of the page",
    "parts that float": "drawn at the sides of the cell, and not between its marks",
    "fraction": "drawn one above the other, with a stroke that is no text",
    "ruby": "drawn above its base, as small print; no figure",
    "footnote of Word": "a link in brackets on the line, where Word raises it",
}
OTHERWISE_IN_WRITER = {
    "drawn without ink": "Writer does not know this fill of Word 2010",
    "of no width": "a PDF's text does not tell how narrow its letters are drawn",
    "lowered mark": _LOWERED,
    "lowered by hand": _LOWERED,
    "letters drawn in the line": "needs more of its drawing than this file has",
    "fraction": "Writer draws it as an object, whose text a PDF has not",
    "ink of the cell's own colour": "drawn all the same: only white is looked for in a PDF",
    "black on a black mark": "drawn all the same: only white is looked for in a PDF",
    "ruby": "drawn above its base, as small print; no figure",
    "phonetic field": "drawn above its base, as small print; no figure",
    "raised by hand": "raised, but not made smaller",
    "footnote": "needs the part with the notes, which this file has not",
    "footnote with a mark of its own": "needs the part with the notes, which this file has not",
    "comment": "needs the part with the comments, which this file has not",
    "hidden by both styles": "Word turns a toggle over where two styles set it, Writer does not",
    "simple field": "Writer works the formula out again, Word shows what it last found",
    "field": "Writer works the formula out again, Word shows what it last found",
    "frame off the page": "Writer brings it back onto the page, Word leaves it where it is",
    "line of no height": "Writer draws letters beyond their line, Word cuts them",
    "run from right to left": "Writer does not know the element",
    "digit of the font Symbol": "a PDF's text keeps its place in that font",
    "fraction as a field": "Writer draws no such field",
    "ringed figure": "Writer draws no such field",
    **dict.fromkeys(
        (
            *("hidden in an equation", "struck in an equation", "struck through in an equation"),
            *("phantom", "lowered in an equation", "rows of an equation"),
        ),
        "Writer draws it as an object, whose text a PDF has not",
    ),
    "drop-down": "Writer draws the choice as a field without text",
    "equation": "Writer draws it as an object, whose text a PDF has not",
    "equation of its own line": "Writer draws it as an object, whose text a PDF has not",
    "text box": "needs more of its drawing than this file has",
    "text box beside text": "needs more of its drawing than this file has",
}
OTHERWISE_IN_CALC = {
    "a point put in, as in China": "Calc does not take ! for the sign before a letter",
    "general in Chinese": "only Excel and WPS in Chinese know the name",
    "general in Chinese with a unit": "only Excel and WPS in Chinese know the name",
    "in Chinese, in the words of China": "only Excel and WPS in Chinese know the name",
    "digit by digit in Chinese": "Calc says the places too",
    "in wide digits": "Calc needs the language with it",
    "all of it raised in a part": "raised and small, as the mark of a note: put out of the PDF",
    "lowered part": _LOWERED,
    "lines": "its two lines are drawn behind the rest of the row",
    "zeros off": "Calc prints zeros that the screen does not show",
    "raised unit": "raised and small, as the mark of a note: put out of the PDF",
    "ink of its ground": "drawn all the same: only white is looked for in a PDF",
}
WRITER_SHOWS_LESS = (
    "w_a08",
    "w_a13",
)  # equations have no text in its PDF; it opens no inserted page
_NAMED = re.compile(r"r(\d{3})(.*?)e\1", re.DOTALL)


def seen(pdf: bytes) -> dict[int, str]:
    """What stands between the marks of each row, without white space."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    parts = []
    for number in range(len(document)):
        notes = show_fields(document, number)
        page = document[number]
        put_out(page)
        parts.append(page.get_textpage().get_text_range())
        parts += [text for text, _ in notes or ()]
    text = "".join("".join(parts).split())
    return {int(number): inside for number, inside in _NAMED.findall(text)}


def compare(
    shown: Mapping[int, str], read: Mapping[str, str], otherwise: Mapping[str, str]
) -> None:
    wrong = {
        name: (shown.get(number), "".join(text.split()))
        for number, (name, text) in enumerate(read.items())
        if shown.get(number) != "".join(text.split())
    }
    assert wrong.keys() == otherwise.keys(), wrong


@needs_office
def test_word_files(tmp_path: Path) -> None:
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2800"/>' * 3 + "</w:tblGrid>"
    sources = []
    for n, (inside, _) in enumerate(word_table.CASES.values()):
        cells = cell(paragraph(run(f"r{n:03}"))), inside, cell(paragraph(run(f"e{n:03}")))
        sources.append(tmp_path / f"{n:03}.docx")
        body = f"<w:tbl><w:tblPr/>{grid}{row(*cells)}</w:tbl><w:p/>"
        sources[-1].write_bytes(word(body, word_table.STYLES))
    shown = all_seen(converted(sources, "pdf", tmp_path))
    read = {name: text for name, (_, text) in word_table.CASES.items()}
    compare(shown, read, OTHERWISE_IN_WRITER)


def all_seen(prints: list[Path]) -> dict[int, str]:
    shown: dict[int, str] = {}
    for made in prints:
        shown |= seen(made.read_bytes()) if made.exists() else {}
    return shown


@needs_office
def test_workbooks(tmp_path: Path) -> None:
    sources = []
    for number, (make, _) in enumerate(sheet_table.CASES.values()):
        book = openpyxl.load_workbook(io.BytesIO(sheet_table.workbook(make)), rich_text=True)
        sheet = book.worksheets[0]
        sheet["A2"], sheet["C2"] = f"r{number:03}", f"e{number:03}"
        sheet.column_dimensions["B"].width = 20
        sources.append(tmp_path / f"{number:03}.xlsx")
        book.save(sources[-1])
    shown = all_seen(converted(sources, "pdf", tmp_path))
    read = {name: text for name, (_, text) in sheet_table.CASES.items()}
    compare(shown, read, OTHERWISE_IN_CALC)


@needs_browser
def test_web_pages(tmp_path: Path) -> None:
    cases = web_table.CASES
    rows = "".join(
        f"<tr><td>r{n:03}</td><td>{inside}</td><td>e{n:03}</td></tr>"
        for n, (inside, _) in enumerate(cases.values())
    )
    source = tmp_path / "a.html"
    source.write_text(
        f"<!DOCTYPE html><meta charset=utf-8>{web_table.SHEET}<table>{rows}</table>", "utf-8"
    )
    read = {name: text for name, (_, text) in cases.items()}
    compare(seen(printed_by_browser(source)), read, OTHERWISE_IN_CHROMIUM)


def certain(report: Report) -> dict[str, float | None]:
    """The figures that are not doubted."""
    places = {doubt.where for doubt in report.doubts}
    return {
        path: figure.value
        for path, figure in report.figures.items()
        if not any(path == place or path.startswith(f"{place}.") for place in places)
    }


@pytest.mark.parametrize("pattern", [pytest.param("w_*.docx", marks=needs_office), pytest.param("w_b*.html", marks=needs_browser)])  # fmt: skip
def test_documents_with_known_figures(
    shared: Path, tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every figure of a document is the one that the program prints of it, or doubted."""
    monkeypatch.setattr("gongkai.readers.pdf.document.signs_of", lambda _: Signs(True, True))
    differs: dict[str, dict[str, tuple[float | None, float | None]]] = {}
    sources = [
        Path(shutil.copy(document, tmp_path))
        for document in sorted((shared / "cases").glob(pattern))
        if not document.name.startswith(WRITER_SHOWS_LESS)
    ]
    if pattern.endswith(".docx"):
        prints = [made.read_bytes() for made in converted(sources, "pdf", tmp_path)]
    else:
        prints = [printed_by_browser(source) for source in sources]
    for source, made in zip(sources, prints, strict=True):
        own = certain(extract(read_page(source.read_bytes(), source.name)))
        shown = certain(extract(read_page(made, "x.pdf")))
        both = own.keys() & shown.keys()
        wrong = {path: (own[path], shown[path]) for path in both if own[path] != shown[path]}
        differs |= {source.name: wrong} if wrong else {}
    assert sources and not differs
