"""Scans to a page: pictures of pages are set straight, their tables told by their lines, and what
stands in each cell is recognised by itself, so that no lone digit is overlooked.

No number that was recognised is certain, and the page says so (`recognised`); extraction doubts
every figure of it.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps, ImageSequence

from gongkai.errors import TooLargeError, UnreadableError
from gongkai.readers.optical import Clock, find_lines, recognise, require
from gongkai.readers.page import Block, Cell, Grid, Page, Paragraph
from gongkai.readers.ruling import Box, Picture, RuledTable, ink, levelled, ruled_tables, straightened

MAX_PAGES = 30
MAX_PIXELS = 40_000_000  # A4 at 600 dpi has 35 million
SECONDS = 120.0  # of processor time a document
_SHORT_SIDE = 1654  # A4 at 200 dpi; every picture is brought to it
_TALLEST = 8  # times as high as wide: a report posted as one long picture
_STRIP = 2400  # how much of a long picture is searched for lines at once
_SURE = 0.9
_LEGIBLE = 0.5  # prose below it is a smudge
_SPECK = 4  # pixels: ink that is smaller both ways is dirt
_EDGE = 3  # pixels between a cell's line and what stands in it
_FOOT = 0.9
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF")
_PAGE_NUMBER = re.compile(r"^[-—–_·~\s]*\d{1,3}[-—–_·~\s]*$")
_DIGIT_ENDS = re.compile(r"\d$")


def read_scanned_pdf(body: bytes, name: str) -> Page:
    """The page of a PDF that holds pictures; locators are `scan page N/table N/row N/column N`.

    Raises:
        UnsupportedError: `scanned`, where the extra `ocr` is not installed.
        TooLargeError: for too many pages, too large ones, or too much to recognise in two minutes.
        UnreadableError: for a damaged PDF.
    """
    require(name)
    document = pdfium.PdfDocument(body)
    try:
        if len(document) > MAX_PAGES:
            raise TooLargeError(
                f"{len(document)} scanned pages; at most {MAX_PAGES} are recognised",
                name,
                "ask for a copy with text",
            )
        pictures = (_rendered(document[i], name) for i in range(len(document)))
        return _read(pictures, "application/pdf", name)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"a damaged PDF: {error}", name, "fetch it again") from error
    finally:
        document.close()


def read_image(body: bytes, name: str) -> Page:
    """The page of a picture (PNG, JPEG, TIFF with its pages, BMP, GIF).

    Raises:
        UnsupportedError: `scanned`, where the extra `ocr` is not installed.
        TooLargeError, UnreadableError: as they say.
    """
    require(name)
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            return _read(_frames(image, name), Image.MIME[image.format or ""], name)
    except Image.DecompressionBombError as error:
        raise _too_large(str(error), name) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableError(f"a damaged picture: {error}", name, "fetch it again") from error


# -- pictures ---------------------------------------------------------------------------------


def _rendered(page: pdfium.PdfPage, name: str) -> Picture:
    """A page as a picture of the size that is read, however large it says it is."""
    drawn = 0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium_c.FPDFImageObj_GetImagePixelSize(item, width, height)
        drawn += width.value * height.value
    if drawn > MAX_PIXELS:
        raise _too_large(f"{drawn:,} pixels on a page", name)
    width_points, height_points = page.get_size()
    scale = _scale(width_points, height_points, name)
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]), np.uint8)


def _frames(image: Image.Image, name: str) -> Iterator[Picture]:
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= MAX_PAGES:
            raise TooLargeError(f"more than {MAX_PAGES} pages", name, "ask for a copy with text")
        if frame.width * frame.height > MAX_PIXELS:
            raise _too_large(f"{frame.width} by {frame.height} pixels", name)
        scale = _scale(frame.width, frame.height, name)
        grey = ImageOps.exif_transpose(_on_white(frame)).convert("L")
        size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
        yield np.asarray(grey.resize(size, Image.Resampling.LANCZOS), np.uint8)
        if image.format != "TIFF":
            return  # what moves in a GIF is no further page


def _on_white(frame: Image.Image) -> Image.Image:
    if not frame.has_transparency_data:
        return frame
    layered = frame.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)


def _scale(width: float, height: float, name: str) -> float:
    """What brings the short side to 200 dpi of A4."""
    if min(width, height) <= 0 or max(width, height) > _TALLEST * min(width, height):
        raise _too_large(f"a page of {width:g} by {height:g}", name)
    return _SHORT_SIDE / min(width, height)


def _too_large(what: str, name: str) -> TooLargeError:
    return TooLargeError(what, name, f"at most {MAX_PIXELS:,} pixels a page are read")


# -- one page ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    """What stands at a place: pictures of its lines, and where it is."""

    locator: str
    lines: list[int]  # numbers of the crops


@dataclass(slots=True)
class _Reading:
    clock: Clock
    blocks: list[Block] = field(default_factory=list)
    unsure: dict[str, str] = field(default_factory=dict)

    def page(self, picture: Picture, number: int) -> None:
        """Add the tables and the lines of one page in reading order."""
        picture = straightened(levelled(picture))
        tables, ruled = ruled_tables(picture)
        clean = np.where(ruled > 0, np.uint8(255), picture)
        placed: list[tuple[int, Block]] = []
        for n, table in enumerate(tables, start=1):
            grid = self.grid(table, clean, f"scan page {number}/table {n}")
            placed.append((table.box.top, grid))
            table.box.of(clean)[:] = 255
        placed += self.prose(clean, f"scan page {number}")
        self.blocks += [block for _, block in sorted(placed, key=lambda p: p[0])]

    def grid(self, table: RuledTable, clean: Picture, locator: str) -> Grid:
        crops: list[Picture] = []
        owners: list[int] = []
        for n, cell in enumerate(table.cells):
            lines = _lines_of(cell.box, clean)
            crops += lines
            owners += [n] * len(lines)
        texts = recognise(crops, self.clock)
        cells = []
        for n, cell in enumerate(table.cells):
            mine = [text for owner, text in zip(owners, texts, strict=True) if owner == n]
            cells.append(Cell(_run_on(text for text, _ in mine), cell.row, cell.column, cell.rowspan, cell.colspan))
            place = f"{locator}/row {cell.row + 1}/column {cell.column + 1}"
            least = min((score for _, score in mine), default=1.0)
            if not all(text for text, _ in mine):
                self.unsure[place] = "something is printed here that could not be recognised"
            elif least < _SURE:
                self.unsure[place] = f"read by optical recognition, {least:.0%} sure"
            elif not cell.is_whole:
                self.unsure[place] = "read by optical recognition; the cell's lines are broken"
        return Grid(tuple(cells), locator)

    def prose(self, picture: Picture, locator: str) -> Iterator[tuple[int, Paragraph]]:
        """The lines outside of tables, each with its height on the page, without page numbers."""
        boxes = []
        for strip in _strips(picture):
            found = find_lines(strip.of(picture), self.clock)
            boxes += [Box(b.left, b.top + strip.top, b.right, b.bottom + strip.top) for b in found]
        texts = recognise([box.of(picture) for box in boxes], self.clock)
        legible = [(b, t) for b, (t, score) in zip(boxes, texts, strict=True) if t and score >= _LEGIBLE]
        for n, line in enumerate(_in_rows(legible), start=1):
            text = " ".join(text for _, text in line)
            top = min(box.top for box, _ in line)
            if not (_PAGE_NUMBER.match(text) and top > _FOOT * picture.shape[0]):
                yield top, Paragraph(text, f"{locator}/line {n}")


def _read(pictures: Iterator[Picture], media_type: str, name: str) -> Page:
    reading = _Reading(Clock(SECONDS, name))
    for number, picture in enumerate(pictures, start=1):
        reading.page(picture, number)
    return Page(tuple(reading.blocks), media_type, recognised=True, unsure=reading.unsure)
