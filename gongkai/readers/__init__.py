"""Bytes to a Page: one module a container; a new container is one entry in `_READERS`."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.errors import TooLargeError, UnreadableError, UnsupportedError
from gongkai.readers.decode import decode
from gongkai.readers.html import read_html
from gongkai.readers.page import Cell, Grid, Page, Paragraph
from gongkai.readers.text import read_text

__all__ = ["Cell", "Grid", "Page", "Paragraph", "read_page"]

MAX_BYTES = 30 * 1024 * 1024
_HEAD = 1024

_REFUSED = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a DOCX, XLSX or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "a DOC, XLS or WPS file"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
)


def _html(body: bytes, name: str) -> Page:
    text, doubts = decode(body, name)
    page = read_html(text, name)
    return _with(page, doubts)


def _text(body: bytes, name: str) -> Page:
    text, doubts = decode(body, name)
    return _with(read_text(text), doubts)


def _with(page: Page, doubts: tuple[str, ...]) -> Page:
    return Page(page.blocks, page.media_type, page.title, page.meta, doubts) if doubts else page


_READERS: dict[str, Callable[[bytes, str], Page]] = {"html": _html, "text": _text}


def container(body: bytes, name: str) -> str:
    """What kind of document the bytes are, told from the bytes and not from the file's name.

    Raises:
        UnsupportedError: for a container that is not read.
    """
    for magic, what in _REFUSED:
        if body.startswith(magic):
            raise UnsupportedError(
                f"{what} is not read yet", name, "save it as HTML or plain text and try again"
            )
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().replace(b"\x00", b"")
    tags = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p", b"<meta", b"<!--")
    if head.startswith(tags) or b"<html" in head or b"<body" in head:
        return "html"
    return "html" if b"</td>" in body or b"</p>" in body or b"</html>" in body else "text"


def read_page(body: bytes, name: str) -> Page:
    """Read a document.

    Args:
        body: its bytes.
        name: what messages call it: a path or an address.

    Raises:
        RefusedError: of the subclass that fits: too large, empty or no text, unsupported.
    """
    if len(body) > MAX_BYTES:
        raise TooLargeError(f"{len(body):,} bytes; at most {MAX_BYTES:,} are read", name)
    if not body.strip():
        raise UnreadableError("the file is empty", name, "fetch it again")
    page = _READERS[container(body, name)](body, name)
    if not page.blocks:
        raise UnreadableError("no text in it", name, "open it and see what it shows")
    return page
