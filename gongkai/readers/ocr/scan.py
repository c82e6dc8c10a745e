"""Scanned PDFs and image files to a page, where the optional extra `ocr` is installed."""

from __future__ import annotations

from gongkai.errors import UnsupportedError
from gongkai.readers.page import Page


def read_scanned_pdf(body: bytes, name: str) -> Page:
    """The page of a PDF that holds pictures of pages.

    Raises:
        UnsupportedError: `scanned`, where the extra `ocr` is not installed.
        TooLargeError: for too many pages, too large ones, or too much to recognise in two minutes.
        UnreadableError: for a damaged PDF.
    """
    return _read(body, "application/pdf", name)


def read_image(body: bytes, name: str) -> Page:
    """The page of a picture: PNG, JPEG, TIFF with all its pages, BMP or GIF.

    Raises:
        UnsupportedError: `scanned`, where the extra `ocr` is not installed.
        TooLargeError, UnreadableError: as they say.
    """
    return _read(body, "image/*", name)


def _read(body: bytes, media_type: str, name: str) -> Page:
    try:
        from gongkai.readers.ocr.pictures import image_pictures, pdf_pictures
        from gongkai.readers.ocr.recognition import recognised_page
    except ImportError as error:
        raise UnsupportedError("scanned", name) from error
    pictures = (pdf_pictures if media_type == "application/pdf" else image_pictures)(body, name)
    return recognised_page(pictures, media_type, name)
