"""Web archives (MHT, MHTML) as Word, Excel and browsers save them: the page with its frames."""

from __future__ import annotations

import base64
import email
import email.policy
import re
import urllib.parse
from collections.abc import Callable
from dataclasses import replace
from email.message import Message

from gongkai.errors import UnreadableError
from gongkai.readers.page import Block, Page, Unseen

_MOST_FRAMES = 20
_BOUNDARY = b"----=_gongkai"
_FRAME = re.compile(rb"<i?frame\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)[^>]*>", re.IGNORECASE)
_SHEET = re.compile(
    rb"<link\b(?=[^>]*\bstylesheet)[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)[^>]*>", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta\b[^>]*charset", re.IGNORECASE)


def linked_by(page: bytes) -> set[bytes]:
    """The style sheets and frames that a page names, by the ends of their addresses in lower case."""
    return {_base(m.group(1)) for pattern in (_SHEET, _FRAME) for m in pattern.finditer(page)}


def web_archive(page: bytes, parts: list[tuple[str, bool, bytes]]) -> bytes:
    """A page and what it names as one web archive.

    Args:
        page: its bytes.
        parts: for each, the end of its address, whether it is a page, and its bytes.
    """
    lines = [b"MIME-Version: 1.0", b"Content-Type: multipart/related; boundary=" + _BOUNDARY]
    for place, is_page, body in (("", True, page), *parts):
        lines += [
            b"",
            b"--" + _BOUNDARY,
            b"Content-Type: " + (b"text/html" if is_page else b"text/css"),
            b"Content-Transfer-Encoding: base64",
            b"Content-Location: " + urllib.parse.quote(place).encode(),
            b"",
            base64.encodebytes(body),
        ]
    return b"\r\n".join([*lines, b"--" + _BOUNDARY + b"--", b""])


def read_mht(body: bytes, name: str, read_html: Callable[[bytes, str], Page]) -> Page:
    """The page of a web archive, as a browser shows it.

    Args:
        body: its bytes.
        name: what messages call it.
        read_html: reads one of its pages.

    Raises:
        UnreadableError: where no web page is in it.
    """
    message = email.message_from_bytes(body, policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    if not pages:
        raise UnreadableError("mht_without_page", name)
    wanted = (message.get_param("start") or "") if message.is_multipart() else ""
    first = next((p for p in pages if wanted and p.get("Content-ID") == wanted), pages[0])
    by_place = {key: part for part in parts for key in _places(part)}
    main = _markup(first)
    main = _SHEET.sub(lambda m: _style(by_place.get(_base(m.group(1)))), main)
    blocks: list[Block] = []
    unseen: list[Unseen] = []
    page = read_html(main, name)
    for part in _framed(main, by_place)[:_MOST_FRAMES]:
        inner = read_html(_markup(part), name)
        unseen += [replace(u, block=u.block + len(blocks)) for u in inner.unseen]
        blocks += inner.blocks
    if not blocks:
        return page
    kept = tuple(u for u in page.unseen if u.kind != "frame")
    shifted = [replace(u, block=u.block + len(page.blocks)) for u in unseen]
    return replace(page, blocks=(*page.blocks, *blocks), unseen=(*kept, *shifted))


def _places(part: Message) -> list[bytes]:
    """By what other parts name this one: its address, the end of it, or its id."""
    said = [part.get("Content-Location") or "", f"cid:{(part.get('Content-ID') or '').strip('<>')}"]
    return [_base(text.encode()) for text in said if text and text != "cid:"]


def _base(address: bytes) -> bytes:
    return urllib.parse.unquote_to_bytes(address.strip().rpartition(b"/")[2]).lower()


def _framed(main: bytes, by_place: dict[bytes, Message]) -> list[Message]:
    found = (by_place.get(_base(m.group(1))) for m in _FRAME.finditer(main))
    return [part for part in found if part is not None and part.get_content_type() == "text/html"]


def _style(part: Message | None) -> bytes:
    return b"<style>" + (_payload(part) if part is not None else b"") + b"</style>"


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _markup(part: Message) -> bytes:
    """A page's bytes, naming the encoding that its part is said to have where it names none itself."""
    body = _payload(part)
    charset = part.get_content_charset()
    if (
        charset
        and not _CHARSET.search(body[:4096])
        and not body.startswith((b"\xef\xbb\xbf", b"\xff\xfe"))
    ):
        body = b'<meta charset="' + charset.encode("ascii", "replace") + b'">' + body
    return body
