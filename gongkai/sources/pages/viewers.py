"""Files that a page shows without linking to them: in a viewer, or by a script."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

_FILE = r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip)"
_IS_FILE = re.compile(rf"{_FILE}(?:$|[?&#])", re.IGNORECASE)
# PDFObject.embed("/a.pdf"), pdfjsLib.getDocument('/a.pdf'), var url = "/a.pdf", window.open('/a.doc')
_QUOTED_FILE = re.compile(
    rf"""(["'])([^"'<>\s]{{1,500}}?{_FILE}(?:[?#][^"'\s]{{0,300}})?)\1""", re.IGNORECASE
)
_VIEWER = re.compile(r"view|preview|pdf|office|reader|show", re.IGNORECASE)
_MOST_SCRIPT = 1_000_000


def shown_file(address: str) -> str | None:
    """The file that a viewer's address carries: `…/viewer.html?file=%2Fa.pdf` gives `/a.pdf`.

    It is seen from the viewer's address, plain or percent-encoded; None where there is none.
    """
    parts = urllib.parse.urlsplit(address)
    if not parts.query or not _VIEWER.search(parts.path):
        return None
    for _, value in urllib.parse.parse_qsl(parts.query):
        file = urllib.parse.unquote(value).strip()
        if _IS_FILE.search(file):
            return urllib.parse.urljoin(address, file)
    return None


def scripted_files(script: str) -> Iterator[str]:
    """Addresses of files that stand quoted in a script, viewers' addresses among them."""
    for match in _QUOTED_FILE.finditer(script[:_MOST_SCRIPT]):
        yield match.group(2).replace("\\/", "/")
