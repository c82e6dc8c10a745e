"""Bytes to a Page: one module a container; a new container is one function and one line below."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace

from gongkai.errors import TooLargeError, UnreadableError
from gongkai.messages import Message, message
from gongkai.readers.archive import read_zip
from gongkai.readers.containers import MAX_BYTES, container
from gongkai.readers.decode import decode
from gongkai.readers.mail import read_mail
from gongkai.readers.mojibake import mend
from gongkai.readers.page import BLANK, Cell, Grid, Page, Paragraph
from gongkai.readers.text import read_text
from gongkai.readers.web.html import read_html

__all__ = ["BLANK", "Cell", "Grid", "Page", "Paragraph", "container", "read_page"]


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


def _docx(body: bytes, name: str) -> Page:
    from gongkai.readers.word.docx import read_docx  # its library is slow to import

    return read_docx(body, name, read_page)


def _flat_opc(body: bytes, name: str) -> Page:
    from gongkai.readers.word.flat_opc import read_flat_opc

    return read_flat_opc(body, name, read_page)


def _mht(body: bytes, name: str) -> Page:
    return read_mail(body, name, _html, read_page)


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
    "docx": _docx,
    "flat_opc": _flat_opc,
    "mht": _mht,
    "xlsx": _later("excel.xlsx", "read_xlsx"),
    "pdf": _later("pdf.document", "read_pdf"),
    "xls": _later("excel.xls", "read_xls"),
    "sheet": _later("excel.sheet", "read_sheet"),
    "office": _later("word.office", "read_old_office"),
    "odf": _later("word.office", "read_open_document"),
    "image": _later("ocr.scan", "read_image"),
}


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
    if not page.blocks and not page.unseen:
        raise UnreadableError("no_text", name)
    return page
