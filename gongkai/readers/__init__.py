"""Bytes to a Page: one module a container; a new container is one function and one line below."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace

from gongkai.errors import EncryptedError, TooLargeError, UnreadableError
from gongkai.messages import Message, message
from gongkai.readers.archive import open_zip, read_zip
from gongkai.readers.decode import decode
from gongkai.readers.html import read_html
from gongkai.readers.mojibake import mend
from gongkai.readers.page import BLANK, Cell, Grid, Page, Paragraph
from gongkai.readers.text import read_text

__all__ = ["BLANK", "Cell", "Grid", "Page", "Paragraph", "container", "read_page"]

MAX_BYTES = 30 * 1024 * 1024
_HEAD = 1024
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAGS = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<table",
    b"<div",
    b"<p",
    b"<meta",
    b"<!--",
    b"<?xml",
)


def _decoded(body: bytes, name: str) -> tuple[str, tuple[Message, ...]]:
    text, doubts = decode(body, name)
    text, broken = mend(text)
    return text, doubts + ((message("passages_broken", passages=broken),) if broken else ())


def _html(body: bytes, name: str) -> Page:
    text, doubts = _decoded(body, name)
    return replace(read_html(text, name), doubts=doubts)


def _text(body: bytes, name: str) -> Page:
    text, doubts = _decoded(body, name)
    return replace(read_text(text), doubts=doubts)


def _zip(body: bytes, name: str) -> Page:
    return read_zip(body, name, read_page)


def _later(module: str, function: str) -> Callable[[bytes, str], Page]:
    """A reader whose library is imported when the first such document comes."""

    def read(body: bytes, name: str) -> Page:
        page: Page = getattr(importlib.import_module(f"gongkai.readers.{module}"), function)(
            body, name
        )
        return page

    return read


_READERS: dict[str, Callable[[bytes, str], Page]] = {
    "html": _html,
    "text": _text,
    "zip": _zip,
    "docx": _later("docx", "read_docx"),
    "pdf": _later("pdf", "read_pdf"),
    "sheet": _later("sheet", "read_sheet"),
    "office": _later("office", "read_old_office"),
    "image": _later("scan", "read_image"),
}


def container(body: bytes, name: str) -> str:
    """What kind of document the bytes are, told from the bytes and not from the file's name.

    Raises:
        RefusedError: of the subclass that fits, for a container that is not read.
    """
    if b"%PDF" in body[:_HEAD]:
        return "pdf"
    if body.startswith(b"PK\x03\x04"):
        return _packed(body, name)
    if body.startswith(_OLE):
        return _ole(body, name)
    if body.startswith(b"{\\rtf"):
        return "office"
    if body.startswith(_IMAGES):
        return "image"
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower().replace(b"\x00", b"")
    if head.startswith(_TAGS) or b"<html" in head or b"<body" in head:
        return "html"
    lower = body[:MAX_BYTES].lower().replace(b"\x00", b"")
    return "html" if b"</td>" in lower or b"</p>" in lower or b"</html>" in lower else "text"


def _packed(body: bytes, name: str) -> str:
    with open_zip(body, name) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    return "sheet" if names & {"xl/workbook.xml", "xl/workbook.bin"} else "zip"


def _ole(body: bytes, name: str) -> str:
    """The old container of Office: its directory names what it holds, in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise EncryptedError("password_asked", name)
    if "WordDocument".encode("utf-16-le") in body:
        return "office"
    books = ("Workbook".encode("utf-16-le"), "Book\x00".encode("utf-16-le"))
    return "sheet" if any(book in body for book in books) else "office"


def read_page(body: bytes, name: str) -> Page:
    """Read a document.

    Args:
        body: its bytes.
        name: what messages call it: a path or an address.

    Raises:
        RefusedError: of the subclass that fits: too large, empty or no text, encrypted, unsupported.
    """
    if len(body) > MAX_BYTES:
        raise TooLargeError("file_too_large", name, bytes=f"{len(body):,}", most=f"{MAX_BYTES:,}")
    if not body.strip():
        raise UnreadableError("file_empty", name)
    page = _READERS[container(body, name)](body, name)
    if not page.blocks:
        raise UnreadableError("no_text", name)
    return page
