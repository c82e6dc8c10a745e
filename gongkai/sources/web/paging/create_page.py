"""Pagers written by a script's call: TRS WCM and UCAP (开普), which call it alike.

TRS:  createPageHTML(7, 0, "index", "html")                          → index_1.html … index_6.html
      var countPage = 7 … "index_"+nextPage+".html"                  → the same
UCAP: createPageHTML('page_div', 10, 1, 'xlist', 'shtml', 189)       → xlist_2.shtml … xlist_10.shtml
The page's own number tells how they count: TRS's first page is 0, UCAP's is 1.
"""

from __future__ import annotations

import itertools
import re
import urllib.parse
from pathlib import PurePosixPath

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request

_CALL = re.compile(r"\bcreatePage\w*\s*\(([^()]{1,300})\)", re.IGNORECASE)
_DEFINES = re.compile(r"function\s*$")
_SET = r"\w*['\"]?\s*[:=]\s*(?:(?:parseInt|Number)\s*\(\s*)?['\"]?"
_COUNT = re.compile(
    rf"\b(?:m_)?n?(?:countPage|pageCount|totalPage){_SET}(\d{{1,4}})\b", re.IGNORECASE
)
_DECLARED = re.compile(r"(?:\b(?:var|let|const)\s+|,\s*)\Z")
_CURRENT = re.compile(
    rf"\b(?:m_)?n?(?:currentPage|currPage|curPage|pageIndex|currIndex){_SET}(\d{{1,4}})\b",
    re.IGNORECASE,
)
_STEM = re.compile(
    rf"\b(?:m_)?s?(?:pageName|fileName|prefix){_SET}([\w./-]{{1,100}})['\"]", re.IGNORECASE
)
_SUFFIX = re.compile(
    rf"\b(?:m_)?s?(?:pageExt|fileExt|suffix|ext){_SET}\.?(s?html?)['\"]", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,6}")
_WORD = re.compile(r"[A-Za-z]\w*")
# "index_"+nextPage+".html", also with the quotation marks of document.write
_PARTS = re.compile(
    r"""([\w./-]+?)([_-]?)\\?["']\s*\+\s*\(?\w+(?:\s*\+\s*1)?\)?\s*\+\s*\\?["']\.(s?html?)\b"""
)
_NUMBERED = re.compile(r"_(\d+)$")
_PAGES_OF = {".htm", ".html", ".shtml"}
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
    """A call's arguments: perhaps a place, then numbers, of which the last is the page's own."""
    has_place = bool(values) and not _NUMBER.fullmatch(values[0])
    rest = values[has_place:]
    numbers = [int(value) for value in itertools.takewhile(_NUMBER.fullmatch, rest)]
    stem, suffix, *after = [*rest[len(numbers) :], "", ""]
    if not 2 <= len(numbers) <= 3 or not stem or not suffix:
        return None
    count, own = min(numbers[:-1]), numbers[-1]
    is_ucap = has_place and own > 0
    # TRS's further argument may be a number of rows too, but a rounded one.
    total = int(after[0]) if is_ucap and after and _NUMBER.fullmatch(after[0]) else None
    family = "开普 UCAP" if is_ucap else "TRS"
    return _paging(family, page, f"{stem}_", suffix, count, own, total)


def _counted(page: WebPage) -> Paging | None:
    """The number of pages as a variable or an option of the page's script."""
    script = page.script
    stem, suffix = _STEM.search(script), _SUFFIX.search(script)
    counts = [m for m in _COUNT.finditer(script) if int(m.group(1))]
    if not (stem and suffix):
        before = ((m, script[max(0, m.start() - 10) : m.start()]) for m in counts)
        counts = [m for m, text in before if "=" in m.group() and _DECLARED.search(text)]
    if not counts:
        return None
    current = _CURRENT.search(script)
    own = int(current.group(1)) if current else 0
    count = int(counts[0].group(1))
    if stem and suffix:
        return _paging("TRS", page, f"{stem.group(1)}_", suffix.group(1), count, own, None)
    parts = _PARTS.search(script)
    if parts:
        named = f"{parts.group(1)}{parts.group(2)}"
        return _paging("TRS", page, named, parts.group(3), count, own, None)
    name = _own(page)
    if name.suffix not in _PAGES_OF:
        return None
    return _paging("TRS", page, f"{_NUMBERED.sub('', name.stem)}_", name.suffix, count, own, None)


def _own(page: WebPage) -> PurePosixPath:
    name = PurePosixPath(urllib.parse.urlsplit(page.url).path).name
    return PurePosixPath(name if "." in name else "index.html")


def _paging(
    family: str, page: WebPage, stem: str, suffix: str, pages: int, own: int, total: int | None
) -> Paging | None:
    """The pages behind the first one; a later page leads to none that the first did not."""
    suffix = suffix.removeprefix(".")
    if not re.fullmatch(r"\w{2,6}", suffix):
        return None
    first = 1 if own == 0 else 2
    is_later = own > 0 and _own(page).stem == f"{stem.rpartition('/')[2]}{own}"
    numbers = range(0) if is_later else range(first, first + pages - 1)
    try:
        following = [
            Request(page.join(f"{stem}{number}.{suffix}")) for number in numbers[:_MOST_PAGES]
        ]
    except ValueError:
        return None
    return Paging(family, tuple(following), max(pages, 1), total)


def _value(part: str, script: str) -> str:
    """An argument: what stands in quotation marks, a number, or what a variable was set to."""
    text = part.strip().strip("'\"").strip()
    if part.strip() == text and _WORD.fullmatch(text):
        found = re.search(rf"\b(?:var|let|const)\s+{text}\s*=\s*['\"]?([\w.-]+)", script)
        return found.group(1) if found else text
    return text
