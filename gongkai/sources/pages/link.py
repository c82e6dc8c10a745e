"""A link of a page, and whether it leads to a file."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip)(?=$|[?&#\s)）】])", re.IGNORECASE)
_DOWNLOAD = re.compile(r"down(?:load|file)|file(?:down|upload)|/attach|/P0\d{10,}", re.IGNORECASE)
_FILE_WORDS = re.compile(
    r"\W*(?:点击)?(?:附件\d*|下载(?:附件|文件|全文)?|附件下载|(?:查看|下载)?(?:PDF|WORD)版?)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the fullest text it has; `rel` is that attribute."""

    url: str
    text: str
    rel: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it leads to a file rather than to a page."""
        path = urllib.parse.unquote(self.url)
        by_address = _DOCUMENT.search(path) or _DOWNLOAD.search(path)
        return bool(by_address or _DOCUMENT.search(self.text) or _FILE_WORDS.fullmatch(self.text))
