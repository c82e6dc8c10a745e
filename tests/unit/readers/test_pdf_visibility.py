"""What a person sees of a PDF: construct, how it is drawn beside a label, and the line that is read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.colors import black, darkblue, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.errors import UnreadableError
from gongkai.readers import read_page
from gongkai.readers.pdf.pdf_signs import signs_of

Draw = Callable[[Canvas], None]
X, Y = 200, 700


def said(text: str, x: float = X, y: float = Y, size: float = 11) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)

    return draw


def invisible(text: str, mode: int = 3) -> Draw:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(X, Y)
        line.setFont("Helvetica", 11)
        line.setTextRenderMode(mode)
        line.textOut(text)
        line.setTextRenderMode(0)
        canvas.drawText(line)

    return draw


def coloured(text: str, colour: object, x: float = X) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        said(text, x)(canvas)
        canvas.setFillColor(black)

    return draw


def box(
    colour: object, x: float = X - 3, y: float = Y - 4, width: float = 60, height: float = 16
) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
        canvas.setFillColor(black)

    return draw


def picture(mode: str = "L", colour: object = 255) -> Draw:
    def draw(canvas: Canvas) -> None:
        image = ImageReader(Image.new(mode, (8, 8), colour))  # type: ignore[arg-type]
        canvas.drawImage(image, X - 3, Y - 4, 60, 16, mask="auto" if mode == "RGBA" else None)

    return draw


def line(height: float, width: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.7)
        canvas.line(X - 1, Y + height, X + width, Y + height)

    return draw


def field(value: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            name="n", value=value, x=X, y=Y - 3, width=60, height=16, fontSize=10, borderWidth=0
        )

    return draw


def note(canvas: Canvas) -> None:
    canvas.freeTextAnnotation(
        "13", DA="0 g /Helv 10 Tf", Rect=[X, Y - 3, X + 60, Y + 13], relative=0
    )


def form(*draws: Draw, scale: float = 1.0) -> Draw:
    """Drawn as a form of its own, which the page then shows."""

    def draw(canvas: Canvas) -> None:
        name = f"form{id(draws)}"
        canvas.beginForm(name)
        for one in draws:
            one(canvas)
        canvas.endForm()
        canvas.saveState()
        canvas.scale(scale, scale)
        canvas.doForm(name)
        canvas.restoreState()

    return draw


def clipped(*draws: Draw, at: tuple[float, float, float, float], oval: bool = False) -> Draw:
    """Drawn only within a shape: left, foot, width and height of its box."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        (path.ellipse if oval else path.rect)(*at)
        canvas.clipPath(path, stroke=0)
        for one in draws:
            one(canvas)
        canvas.restoreState()

    return draw


def faint(text: str, opacity: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillAlpha(opacity)
        said(text)(canvas)
        canvas.restoreState()

    return draw


def shrunk(text: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(X, Y)
        canvas.scale(0.001, 0.001)
        said(text, 0, 0)(canvas)
        canvas.restoreState()

    return draw


CASES: dict[str, tuple[tuple[Draw, ...], str]] = {
    "plain": ((said("1472"),), "1472"),
    # not seen
    "invisible": ((invisible("1427"), said("1472")), "1472"),
    "clipping only": ((invisible("1427", 7), said("1472")), "1472"),
    "white on white": ((coloured("9", white, X + 60), said("13")), "13"),
    "nearly white": ((coloured("9", (0.99, 0.99, 0.99), X + 60), said("13")), "13"),
    "under a white box": ((said("1427"), box(white), said("1472")), "1472"),
    "under a black box": ((said("99"), box(black), said("13", X + 80)), "13"),
    "under a picture": ((said("99"), picture(), said("13")), "13"),
    "off the page": ((said("99", -300), said("13")), "13"),
    "struck, where anything is white": (
        (said("12"), line(3.5, 13), said("13", X + 60), coloured("9", white, X + 120)), "13"),
    "transparent": ((lambda c: (c.setFillAlpha(0), said("9")(c), c.setFillAlpha(1))[0], said("13", X + 60)), "13"),
    "raised mark": ((said("1472"), said("1", X + 25, Y + 5, 6)), "1472"),
    "raised mark in brackets": ((said("13"), said("[2]", X + 13, Y + 5, 6)), "13"),
    "invisible in a form": ((form(invisible("1427")), said("1472")), "1472"),
    "white in a form": ((form(coloured("9", white, X + 60)), said("13")), "13"),
    "under a form": ((said("1427"), form(box(white)), said("1472")), "1472"),
    "in a form under a box": ((form(said("1427")), box(white), said("1472")), "1472"),
    "in a form that is drawn larger": (
        (form(invisible("1427"), scale=1.2), said("1472")), "1472"),
    "nearly clear": ((faint("99", 0.01), said("13", X + 60)), "13"),
    "of half a point": ((said("99", size=0.5), said("13", X + 60)), "13"),
    "shrunk to nothing": ((shrunk("99"), said("13", X + 60)), "13"),
    "clipped away": ((clipped(said("99"), at=(0, 0, 10, 10)), said("13", X + 60)), "13"),
    "clipped away by an oval": (
        (clipped(said("99"), at=(0, 0, 10, 10), oval=True), said("13", X + 60)), "13"),
    "clipped to nothing": ((clipped(said("99"), at=(X, Y, 0, 0)), said("13", X + 60)), "13"),
    "behind what is within": (
        (clipped(said("13"), said("99", X + 60), at=(X - 2, Y - 3, 20, 15)),), "13"),
    "clipped away twice": (
        (clipped(clipped(said("99"), at=(400, 0, 9, 9)), at=(0, 0, 300, 800)), said("13", X + 60)), "13"),
    "clipped away in a form": (
        (form(clipped(said("99"), at=(0, 0, 10, 10))), said("13", X + 60)), "13"),
    "under a box with white upon it": ((said("99"), box(black), coloured("13", white)), "13"),
    # seen
    "within its clip": ((clipped(said("13"), at=(X - 2, Y - 3, 40, 15)),), "13"),
    "in a form": ((form(said("13")),), "13"),
    "white on a dark box in a form": ((form(box(darkblue), coloured("13", white)),), "13"),
    "half as dark": ((faint("13", 0.5),), "13"),
    "white on a dark box": ((box(darkblue), coloured("13", white)), "13"),
    "on a grey box": ((box((0.9, 0.9, 0.9)), said("13")), "13"),
    "under a clear picture": ((said("13"), picture("RGBA", (255, 0, 0, 60))), "13"),
    "underlined": ((said("13"), line(-2, 13)), "13"),
    "over a line of a table": ((said("13"), line(3.5, 250)), "13"),
    "field": ((field("1472"),), "1472"),
    "note typed on the page": ((note,), "13"),
}  # fmt: skip


def pdf(*pages: tuple[Draw, ...]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(840, 840))
    for drawn in pages:
        said("Licences of the year", 40)(canvas)
        for draw in drawn:
            draw(canvas)
        said("The report of the year goes on below its table here", 40, 600)(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("construct", CASES)
def test_what_is_read_beside_a_label(construct: str) -> None:
    drawn, read = CASES[construct]
    first, *_ = read_page(pdf(drawn), "x.pdf").texts()
    assert first == f"Licences of the year {read}"


def test_a_plain_page_is_not_looked_at_object_by_object() -> None:
    assert not signs_of(pdf(CASES["plain"][0])).of_hiding
    assert not signs_of(pdf(CASES["within its clip"][0])).of_hiding
    assert signs_of(pdf(CASES["under a white box"][0])).of_hiding


LAYERED = """%PDF-1.5
1 0 obj <</Type/Catalog /Pages 2 0 R /OCProperties <</OCGs [5 0 R 6 0 R] /D <</OFF [6 0 R]>>>>>> endobj
2 0 obj <</Type/Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F
<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>>> /Properties <</On 5 0 R /Off 6 0 R>>>>>> endobj
4 0 obj <</Length 196>> stream
BT /F 11 Tf 40 700 Td (Licences of the year) Tj ET
/OC /Off BDC BT /F 11 Tf 200 700 Td (1427) Tj ET EMC
/OC /On BDC BT /F 11 Tf 260 700 Td (1472) Tj ET EMC
endstream endobj
5 0 obj <</Type/OCG /Name (on)>> endobj
6 0 obj <</Type/OCG /Name (off)>> endobj
trailer <</Root 1 0 R>>
"""


def test_a_layer_that_is_switched_off_is_not_seen() -> None:
    assert list(read_page(LAYERED.encode(), "x.pdf").texts()) == ["Licences of the year 1472"]
    shown = LAYERED.replace("/OFF [6 0 R]", "/OFF []")
    assert list(read_page(shown.encode(), "x.pdf").texts()) == ["Licences of the year 1427 1472"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_turned_reads_the_same(turn: int) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)

    texts = list(read_page(pdf((said("1472"), turned)), "x.pdf").texts())
    assert texts[0] == "Licences of the year 1472"


def test_figures_drawn_column_by_column_stand_beside_their_labels() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    labels = ["first row of the table", "second row of the table", "third row of the table"]
    for n, label in enumerate(labels):
        said(label, 40, 700 - 20 * n)(canvas)
    for column in range(4):
        for n in range(3):
            said(str(10 * n + column), 200 + 50 * column, 700 - 20 * n)(canvas)
    canvas.save()
    texts = list(read_page(out.getvalue(), "x.pdf").texts())
    assert texts == [
        f"{label} {n}0 {n}1 {n}2 {n}3".replace(" 00 01 02 03", " 0 1 2 3")
        for n, label in enumerate(labels)
    ]


@pytest.mark.parametrize("value", ["1472", "0", "3"])
def test_a_figure_above_the_number_of_the_page_is_a_figure(value: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for text, y in (
        ("Licences of the year, as the office counts them", 700),
        (value, 80),
        ("- 1 -", 40),
    ):
        said(text, 40, y)(canvas)
    canvas.save()
    assert list(read_page(out.getvalue(), "x.pdf").texts())[-1] == value


def test_a_picture_as_large_as_a_table_is_told() -> None:
    def large(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (8, 8), 128)), 60, 620, 400, 70)

    def among_what_is_drawn(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (8, 8), 128), 60, 620, 400, 70)

    for drawn in (large, among_what_is_drawn):
        [part] = read_page(pdf((drawn,)), "x.pdf").unseen
        assert (part.kind, part.locator, part.block) == ("picture", "page 1/picture 1", 1)


def test_a_pdf_whose_fonts_name_no_characters_is_refused_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pypdfium2.raw as pdfium_c

    monkeypatch.setattr(pdfium_c, "FPDFText_HasUnicodeMapError", lambda *_: 1)
    with pytest.raises(UnreadableError) as refused:
        read_page(pdf((said("1472"),)), "x.pdf")
    assert refused.value.message.code == "pdf_without_unicode"
