"""Addresses that stand elsewhere than in a plain link: in a viewer, a script or a choice."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator, Mapping

_FILE = r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip)"
_IS_FILE = re.compile(rf"{_FILE}(?:$|[?&#])", re.IGNORECASE)
# PDFObject.embed("/a.pdf"), pdfjsLib.getDocument('/a.pdf'), var url = "/a.pdf", window.open('/a.doc')
_QUOTED_FILE = re.compile(
    rf"""(["'])([^"'<>\s]{{1,500}}?{_FILE}(?:[?#][^"'\s]{{0,300}})?)\1""", re.IGNORECASE
)
# <div data-pdf="/a.pdf">, <param name="src" value="/a.pdf">
_IN_ATTRIBUTE = re.compile(
    rf"""(?:\bdata-[\w-]{{1,40}}|<param\b[^<>]{{0,200}}\bvalue)\s*=\s*(["'])([^"'<>]{{1,500}}?{_FILE})\1""",
    re.IGNORECASE,
)
_VIEWER = re.compile(r"view|preview|pdf|office|reader|show", re.IGNORECASE)
# openUrl('/art/1.html'), window.open("list.jsp?id=7"), location.href='../nb/'
_CALLED = re.compile(
    r"""(["'])((?:https?://|\.{0,2}/)[^"'<>\s]{1,500}|[\w./-]{1,200}\.(?:s?html?|jsp|aspx?|php)[^"'<>\s]{0,200})\1"""
)
_ARGUMENT = re.compile(r"\(\s*[^()]{1,60},\s*\Z")
NOWHERE = "javascript:"
"""What stands for no address."""
_MOST_CALL = 2000
_MOST_SCRIPT = 1_000_000


def shown_file(address: str) -> str | None:
    """The file that a viewer's address carries: `…/viewer.html?file=%2Fa.pdf` gives `/a.pdf`.

    It is seen from the viewer's address, plain or percent-encoded; None where there is none.
    """
    parts = urllib.parse.urlsplit(address)
    if not _VIEWER.search(parts.path):
        return None
    said = urllib.parse.parse_qsl(f"{parts.query}&{parts.fragment}")
    for name, value in (*said, ("", parts.fragment)):
        file = urllib.parse.unquote(value).strip()
        if _IS_FILE.search(file) or (name == "file" and "/" in file):
            return urllib.parse.urljoin(address, file)
    return None


def attribute_files(markup: str) -> Iterator[str]:
    """Addresses of files that an element keeps for the script that shows them."""
    markup = markup[:_MOST_SCRIPT]
    lowered = markup.lower()
    if (
        "data-" in lowered or "<param" in lowered
    ):  # most pages have neither, and the pattern is dear
        for match in _IN_ATTRIBUTE.finditer(markup):
            yield match.group(2)


def scripted_files(script: str) -> Iterator[str]:
    """Addresses of files that stand quoted in a script, viewers' addresses among them."""
    for match in _QUOTED_FILE.finditer(script[:_MOST_SCRIPT]):
        address = match.group(2).replace("\\/", "/")
        # download('8a1b', '年报.docx'): the name of a file and not its address
        if "/" in address or not _ARGUMENT.search(script[: match.start()][-80:]):
            yield address


def address_of(tag: str | None, attributes: Mapping[str, str | None]) -> str:
    """Where an element leads; a link that only calls a script, where the call says."""
    if tag == "option":
        value = attributes.get("value") or ""
        return value if "/" in value or ".htm" in value or value[:1] == "?" else NOWHERE
    for name in ("href", "src", "data", "data-href", "data-src"):
        value = (attributes.get(name) or "").strip()
        if value and value[0] != "#" and not value.lower().startswith("javascript:"):
            return value
    call = f"{attributes.get('href') or ''} {attributes.get('onclick') or ''}"
    found = _CALLED.search(call[:_MOST_CALL])
    return found.group(2) if found else NOWHERE
