"""Scans: refused by name without the extra `ocr`; with it read, and every figure doubted."""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gongkai.audit.single import check_reports
from gongkai.contained.read_limits import can_recognise
from gongkai.errors import NotAReportError, RefusedError, TooLargeError, UnsupportedError
from gongkai.extract import Report, extract
from gongkai.readers import Grid, read_page
from tests.factory import pdf_layouts
from tests.factory.compare import silent_cells
from tests.factory.document import Document, compose
from tests.factory.faults import seed_fault
from tests.factory.random_truth import random_truth
from tests.factory.scans import pages, saved, worn
from tests.factory.truth import Truth

_MODULES = ("optical", "ruling", "recognition", "pictures")


with_ocr = pytest.mark.skipif(
    not can_recognise(), reason="needs the extra: pip install -e '.[ocr]'"
)


def _truth(seed: int, form: str = "2021") -> Truth:
    return random_truth(random.Random(seed), form=form, quiet=False)


def _printed(truth: Truth) -> bytes:
    return pdf_layouts.bordered(compose(truth))


def _right(truth: Truth, report: Report) -> float:
    got = {path: figure.value for path, figure in report.figures.items()}
    return sum(got.get(p) == v for p, v in truth.figures.items()) / len(truth.figures)


def _sheet(draw_text: str = "") -> Image.Image:
    """A sheet with a table of two rows; the last column of the first row spans both."""
    sheet = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(sheet)
    for line in ((300, 400, 1300, 400), (300, 700, 1300, 700), (300, 550, 1000, 550)):
        pen.line(line, fill=0, width=3)
    for x in (300, 600, 1000, 1300):
        pen.line((x, 400, x, 700), fill=0, width=3)
    pen.text((420, 460), draw_text, fill=0, font_size=36)
    return sheet


# -- without the extra --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPEG", "TIFF", "BMP"])
def test_without_the_extra_a_picture_is_refused_by_name(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in _MODULES:
        monkeypatch.delitem(sys.modules, f"gongkai.readers.ocr.{module}", raising=False)
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(UnsupportedError, match=r"scanned: .*gongkai\[ocr\]") as refused:
        read_page(saved([Image.new("L", (60, 80), 255)], kind), "扫描件")
    assert refused.value.reason == "unsupported"


# -- what is read -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clean() -> tuple[Truth, Report]:
    """A report that does not balance, scanned well."""
    truth = seed_fault(_truth(3), "request_balance", random.Random(3))
    return truth, extract(read_page(saved(pages(_printed(truth)), "PDF"), "scan"))


@with_ocr
def test_a_clean_scan_is_read_cell_by_cell(clean: tuple[Truth, Report]) -> None:
    truth, report = clean
    assert _right(truth, report) == 1
    assert report.year == truth.year
    assert truth.unit in (report.unit or "")
    where = report.figures["requests.received.total"].locator or ""
    assert where.startswith("scan page 1/table ")


@with_ocr
def test_whatever_a_scan_says_is_doubted(clean: tuple[Truth, Report]) -> None:
    truth, report = clean
    assert silent_cells(dict.fromkeys(truth.figures, -1), report) == []  # all would be flagged
    assert all(figure.doubt for figure in report.figures.values())
    assert all(stated.doubt for stated in report.narrative)
    assert {"unit", "year", "narrative"} <= {doubt.where for doubt in report.doubts}


@with_ocr
def test_a_scan_fails_no_check(clean: tuple[Truth, Report]) -> None:
    _, report = clean
    [findings] = check_reports([report])
    verdicts = {finding["check"]: finding["verdict"] for finding in findings}
    assert verdicts["request_balance"] == "uncertain"
    assert set(verdicts.values()) == {"uncertain"}


@with_ocr
@pytest.mark.parametrize(
    ("seed", "angle", "form", "write", "least"),
    [
        pytest.param(21, 0.7, "2021", pdf_layouts.bordered, 0.95, marks=pytest.mark.deep),
        pytest.param(4, -1.8, "2019", pdf_layouts.bordered, 0.95, marks=pytest.mark.deep),
        # no line tells where a cell is
        pytest.param(11, 0.3, "2021", pdf_layouts.borderless, 0.85, marks=pytest.mark.deep),
    ],
)
def test_a_worn_scan_is_read_or_flagged(
    seed: int, angle: float, form: str, write: Callable[[Document], bytes], least: float
) -> None:
    truth = _truth(seed, form)
    worn_pages = [worn(page, seed, angle) for page in pages(write(compose(truth)))]
    report = extract(read_page(saved(worn_pages, "PDF"), "scan"))
    share = _right(truth, report)
    print(
        f"{write.__name__}, form {form}, {angle}°: {share:.1%} of {len(truth.figures)} cells right"
    )
    assert share >= least
    assert silent_cells(truth.figures, report) == []


@with_ocr
@pytest.mark.deep
def test_one_long_picture_is_read_as_its_pages_would_be() -> None:
    truth = _truth(6)
    parts = pages(_printed(truth), 150)
    long = Image.new("L", (parts[0].width, sum(part.height for part in parts)), 255)
    for number, part in enumerate(parts):
        long.paste(part, (0, number * part.height))
    report = extract(read_page(saved([long], "PNG"), "long.png"))
    assert _right(truth, report) >= 0.95
    assert silent_cells(truth.figures, report) == []


@with_ocr
def test_cells_follow_the_ruled_lines_and_lone_digits_are_found() -> None:
    [grid] = read_page(saved([worn(_sheet("1"))], "PNG"), "sheet").blocks
    assert isinstance(grid, Grid)
    shapes = [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in grid.cells]
    assert shapes == [
        (0, 0, 1, 1, "1"),
        (0, 1, 1, 1, ""),
        (0, 2, 2, 1, ""),
        (1, 0, 1, 1, ""),
        (1, 1, 1, 1, ""),
    ]


@with_ocr
def test_ink_that_cannot_be_recognised_is_no_silent_blank() -> None:
    sheet = _sheet()
    ImageDraw.Draw(sheet).ellipse((700, 440, 850, 520), fill=0)
    page = read_page(saved([sheet], "PNG"), "sheet")
    assert list(page.unsure) == ["scan page 1/table 1/row 1/column 2"]


# -- what is refused ----------------------------------------------------------------------------


def _noise() -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (900, 700), np.uint8))


def _photo() -> Image.Image:
    y, x = np.mgrid[0:900, 0:700]
    return Image.fromarray(((np.sin(x / 60) + np.cos(y / 90)) * 60 + 128).astype(np.uint8))


@with_ocr
@pytest.mark.parametrize(
    "picture", [_noise(), _photo(), Image.new("L", (700, 900), 0), _sheet("1")]
)
def test_a_picture_of_anything_else_is_no_report(picture: Image.Image) -> None:
    with pytest.raises(RefusedError) as refused:
        extract(read_page(saved([picture], "PNG"), "photo.png"))
    assert refused.value.reason in (NotAReportError.reason, "unreadable")


def _wide_page() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(14_400, 20))
    canvas.rect(0, 0, 10, 10)
    canvas.save()
    return out.getvalue()


@with_ocr
@pytest.mark.parametrize(
    "body",
    [
        saved([Image.new("1", (20_000, 20_000))], "PNG"),
        saved([Image.new("1", (9_000, 9_000))], "PDF"),
        saved([Image.new("1", (30, 4_000))], "PNG"),
        _wide_page(),
        saved([Image.new("1", (30, 40))] * 31, "PDF"),
        saved([Image.new("1", (30, 40))] * 31, "TIFF"),
    ],
    ids=["many pixels", "many pixels in a PDF", "thin", "thin page", "many pages", "long TIFF"],
)
def test_too_large_a_picture_is_refused_at_once(body: bytes) -> None:
    start = time.process_time()
    with pytest.raises(TooLargeError):
        read_page(body, "huge")
    assert time.process_time() - start < 20


@with_ocr
def test_recognition_stops_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.readers.ocr.recognition.SECONDS", 0.0)
    with pytest.raises(TooLargeError, match="takes more than 0 s"):
        read_page(saved([_sheet("1")], "PNG"), "slow")


@with_ocr
def test_a_cut_file_is_refused() -> None:
    whole = saved([_sheet("1")], "JPEG")
    with pytest.raises(RefusedError, match="damaged picture"):
        read_page(whole[: len(whole) // 2], "cut.jpg")
