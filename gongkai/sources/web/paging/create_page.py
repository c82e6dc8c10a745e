"""Pagers written by a script's call: TRS WCM and UCAP (开普), which call it alike.

TRS:  createPageHTML(7, 0, "index", "html")                          → index_1.html … index_6.html
      var countPage = 7 … "index_"+nextPage+".html"                  → the same
UCAP: createPageHTML('page_div', 10, 1, 'xlist', 'shtml', 189)       → xlist_2.shtml … xlist_10.shtml
"""

from __future__ import annotations

import re
import urllib.parse
from pathlib import PurePosixPath

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request

_CALL = re.compile(r"\bcreatePage(?:HTML)?\s*\(([^()]{1,300})\)", re.IGNORECASE)
_DEFINES = re.compile(r"function\s*$")
_COUNT = re.compile(
    r"\bvar\s+(?:countPage|nPageCount|pageCount)\s*=\s*['\"]?(\d{1,4})\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,6}")
_WORD = re.compile(r"[A-Za-z]\w*")
# "index_"+nextPage+".html", also with the quotation marks of document.write
_PARTS = re.compile(r"""([\w-]+)_\\?["']\s*\+\s*\w+\s*\+\s*\\?["']\.(\w{2,6})""")
_NUMBERED = re.compile(r"_\d+$")
_MOST_PAGES = 1000


def recognise(page: WebPage) -> Paging | None:
    """All pages of the list; None where no such script is called."""
    if "page" not in page.script.lower():
        return None
    for match in _CALL.finditer(page.script):
        if _DEFINES.search(page.script[max(0, match.start() - 20) : match.start()]):
            continue
        found = _called(page, [_value(part, page.script) for part in match.group(1).split(",")])
        if found:
            return found
    return _counted(page)


def _called(page: WebPage, values: list[str]) -> Paging | None:
    match values:
        case [place, count, number, stem, suffix, *rest] if (
            not _NUMBER.fullmatch(place) and _are_numbers(count, number) and stem
        ):
            total = int(rest[0]) if rest and _NUMBER.fullmatch(rest[0]) else None
            numbers = range(2, int(count) + 1)
            return _paging("开普 UCAP", page, stem, suffix, numbers, int(count), total)
        case [count, number, stem, suffix, *_] if _are_numbers(count, number) and stem:
            return _paging("TRS", page, stem, suffix, range(1, int(count)), int(count), None)
    return None


def _counted(page: WebPage) -> Paging | None:
    count = _COUNT.search(page.script)
    if not count:
        return None
    name = PurePosixPath(urllib.parse.urlsplit(page.url).path).name
    own = PurePosixPath(name if "." in name else "index.html")
    parts = _PARTS.search(page.script)
    stem, suffix = (
        parts.groups() if parts else (_NUMBERED.sub("", own.stem), own.suffix.removeprefix("."))
    )
    pages = int(count.group(1))
    return _paging("TRS", page, stem, suffix, range(1, pages), pages, None)


def _paging(
    family: str,
    page: WebPage,
    stem: str,
    suffix: str,
    numbers: range,
    pages: int,
    total: int | None,
) -> Paging | None:
    try:
        following = [
            Request(page.join(f"{stem}_{number}.{suffix}")) for number in numbers[:_MOST_PAGES]
        ]
    except ValueError:
        return None
    return Paging(family, tuple(following), max(pages, 1), total)


def _are_numbers(*values: str) -> bool:
    return all(_NUMBER.fullmatch(value) for value in values)


def _value(part: str, script: str) -> str:
    """An argument: what stands in quotation marks, a number, or what a variable was set to."""
    text = part.strip().strip("'\"").strip()
    if part.strip() == text and _WORD.fullmatch(text):
        found = re.search(rf"\bvar\s+{text}\s*=\s*['\"]?([\w.-]+)", script)
        return found.group(1) if found else text
    return text
