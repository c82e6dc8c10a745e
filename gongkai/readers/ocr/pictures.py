"""Scanned documents to grey pictures of their pages, each within bounds and brought to one size."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps

from gongkai.errors import TooLargeError, UnreadableError
from gongkai.readers.ocr.ruling import Picture
from gongkai.readers.pdf.substitute_font import draw_with_packaged_font

MAX_PAGES = 30
MAX_PIXELS = 40_000_000  # A4 at 600 dpi has 35 million
_SHORT_SIDE = 1654  # A4 at 200 dpi; every picture is brought to it
_MOST_ENLARGED = 4.0
_TALLEST = 8  # times as high as wide: a report posted as one long picture
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


def pdf_pictures(body: bytes, name: str) -> Iterator[Picture]:
    """Every page of a PDF, drawn at 200 dots an inch if it is A4, and at as many dots if not.

    Raises:
        TooLargeError: for too many pages, or too large ones.
        UnreadableError: for a damaged PDF.
    """
    draw_with_packaged_font()
    document = pdfium.PdfDocument(body)
    try:
        if len(document) > MAX_PAGES:
            raise _too_many(len(document), name)
        for number in range(len(document)):
            yield _rendered(document[number], name)
    except pdfium.PdfiumError as error:
        raise UnreadableError("pdf_damaged", name, error=error) from error
    finally:
        document.close()


def image_pictures(body: bytes, name: str) -> Iterator[Picture]:
    """The picture of a PNG, JPEG, BMP, GIF or WEBP file; all pages of a TIFF.

    Raises:
        TooLargeError: for too many pages, or too large ones.
        UnreadableError: for a damaged file.
    """
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            yield from _frames(image, name)
    except Image.DecompressionBombError as error:
        raise _too_large(str(error), name) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableError("picture_damaged", name, error=error) from error


def _rendered(page: pdfium.PdfPage, name: str) -> Picture:
    """A page as a picture of the size that is read, however large it says it is."""
    drawn = 0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium_c.FPDFImageObj_GetImagePixelSize(item, width, height)
        drawn += width.value * height.value
    if drawn > MAX_PIXELS:
        raise _too_large(f"{drawn:,} pixels", name)
    width_points, height_points = page.get_size()
    scale = _scale(width_points, height_points, name)
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]), np.uint8)


def _frames(image: Image.Image, name: str) -> Iterator[Picture]:
    # what moves in a GIF is no further page
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MAX_PAGES:
        raise _too_many(count, name)
    for number in range(count):
        image.seek(number)
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(f"{image.width} by {image.height} pixels", name)
        scale = min(_scale(image.width, image.height, name), _MOST_ENLARGED)
        grey = _grey(image, smaller=max(int(1 / scale), 1))
        scale *= image.width / grey.width
        size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
        upright = ImageOps.exif_transpose(grey.resize(size, Image.Resampling.LANCZOS))
        yield np.asarray(upright, np.uint8)


def _grey(image: Image.Image, smaller: int) -> Image.Image:
    """The picture in grey on white, and smaller by a whole factor before anything is copied."""
    if image.mode in ("1", "P"):
        image = image.convert("L" if image.mode == "1" else "RGBA")
    image = image.reduce(smaller)
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    return image.convert("L")


def _scale(width: float, height: float, name: str) -> float:
    """What brings the short side to 200 dpi of A4."""
    if min(width, height) <= 0 or max(width, height) > _TALLEST * min(width, height):
        raise _too_large(f"{width:g} by {height:g}", name)
    return _SHORT_SIDE / min(width, height)


def _too_large(size: str, name: str) -> TooLargeError:
    return TooLargeError("page_too_large", name, size=size, most=f"{MAX_PIXELS:,}")


def _too_many(pages: int, name: str) -> TooLargeError:
    return TooLargeError("scan_too_long", name, pages=pages, most=MAX_PAGES)
