"""Mails to a page: what they say, and the documents that they bring along."""

from __future__ import annotations

import email
import email.header
import email.policy
import re
from collections.abc import Callable
from dataclasses import replace
from email.message import Message

from gongkai.errors import RefusedError, UnsupportedError
from gongkai.readers.archive import Member, joined
from gongkai.readers.containers import is_mail
from gongkai.readers.page import Page, Unseen
from gongkai.readers.web.mht import read_mht

_Read = Callable[[bytes, str], Page]
_DEEPEST = 3  # documents inside documents
_TEXT = re.compile(r"\.(?:txt|csv|s?html?|mht|mhtml)$", re.IGNORECASE)  # where it is sent as a file
_DOCUMENT = re.compile(r"\.(?:docx?|docm|wps|pdf|xlsx?|et|ofd|zip|rar|7z|rtf|odt)$", re.IGNORECASE)


def read_mail(body: bytes, name: str, read_html: _Read, read_any: _Read) -> Page:
    """The page of a mail with the documents that it brings along; of a web archive, which brings none.

    Args:
        body: its bytes.
        name: what messages call it.
        read_html: reads a web page.
        read_any: reads a document of any kind.

    Raises:
        UnsupportedError: for a mail that says nothing and brings along what cannot be read.
        UnreadableError: for what is neither a mail with a document nor a web archive with a page.
    """
    parts = _parts(body)
    attached = [part for part in parts if _is_attached(part)]
    if not attached:
        return read_mht(body, name, read_html)
    has_page = any(p.get_content_type() == "text/html" for p in parts if p not in attached)
    pages = [("mail", read_mht(body, name, read_html))] if has_page else []
    lacking = []
    for part in attached:
        title = _file_name(part)
        inner = _read(part, f"{name}!/{title}", read_any)
        if inner is None:
            lacking.append(title)
        else:
            pages.append((title, inner))
    if not pages:
        raise UnsupportedError("mail_without_report", name)
    page = pages[0][1] if len(pages) == 1 else joined(pages)
    told = [Unseen("attachment", title, len(page.blocks), title) for title in lacking]
    title = next((inner.title for _, inner in pages if inner.title), "")
    return replace(page, title=title, unseen=(*page.unseen, *told))


def attached_to(body: bytes) -> list[Member]:
    """The documents that a mail brings along, in its order, none twice; of any other file none."""
    found: dict[bytes, Member] = {}
    for part in _parts(body) if is_mail(body) else []:
        payload = part.get_payload(decode=True)
        if _is_attached(part) and isinstance(payload, bytes) and payload:
            found.setdefault(payload, Member(_file_name(part), payload, payload))
    return list(found.values())


def _parts(body: bytes) -> list[Message]:
    message = email.message_from_bytes(body, policy=email.policy.compat32)
    return [part for part in message.walk() if not part.is_multipart()]


def _file_name(part: Message) -> str:
    """What a part's document is called; mail programs write Chinese names as encoded words."""
    name = part.get_filename() or ""
    try:
        return str(email.header.make_header(email.header.decode_header(name)))
    except (LookupError, ValueError):  # an unknown or broken encoding
        return name


def _is_attached(part: Message) -> bool:
    """Whether a part is a document of its own, and not the mail's text or a piece of a web archive."""
    name = _file_name(part)
    is_sent = part.get_content_disposition() == "attachment"
    return bool(_DOCUMENT.search(name) or (is_sent and _TEXT.search(name)))


def _read(part: Message, name: str, read: _Read) -> Page | None:
    """The page of a document that a mail brings along; None where it cannot be read."""
    payload = part.get_payload(decode=True)
    if name.count("!/") > _DEEPEST or not isinstance(payload, bytes):
        return None
    try:
        return read(payload, name)
    except RefusedError:
        return None
