"""What a list page states of itself: the pages that follow it, and how long the list is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.sources.pages.webpage import WebPage

_PAGES = (
    re.compile(r"共\s*(\d{1,4})\s*页"),
    re.compile(r"(?:total|count)Pages?\s*[:=]\s*['\"]?(\d{1,4})\b", re.IGNORECASE),
    re.compile(r"pageCount\s*[:=]\s*['\"]?(\d{1,4})\b", re.IGNORECASE),
)
_TOTAL = (
    re.compile(r"共(?:计|有)?\s*(\d{1,6})\s*(?:条|篇|项记录|个记录)"),
    re.compile(r"总记录数?\s*[:：]?\s*(\d{1,6})"),
    re.compile(r"(?:total|count)Records?\s*[:=]\s*['\"]?(\d{1,6})\b", re.IGNORECASE),
    re.compile(r"(?:total|record)Count\s*[:=]\s*['\"]?(\d{1,6})\b", re.IGNORECASE),
    # laypage.render({elem: 'pager', count: 66, limit: 10})
    re.compile(
        r"(?:laypage|paginat|pager)[^{}]{0,40}\{[^{}]{0,200}?\b(?:count|total)\s*:\s*['\"]?(\d{1,6})\b",
        re.IGNORECASE,
    ),
)
_PAGE_OF = re.compile(r"(?:第|页次|页码)\s*[:：]?\s*\d{1,4}\s*/\s*(\d{1,4})\s*页?")
_SCANNED = 500_000


@dataclass(frozen=True, slots=True)
class Request:
    """A page of a list to ask for; `form` is what a POST sends, None for a GET."""

    url: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """What one page of a list says of the others.

    Attributes:
        family: the website's build, as clerks and engineers call it.
        following: the pages that it leads to, in order; all at once, or the next one only.
        pages, total: how many pages and rows the whole list has, as stated; None if it is not.
        is_open: nothing says where the list ends; its pages are asked until one is empty.
        is_cut: something on the page turns it to others, and nothing says which or how many.
        is_shell: the page holds no rows itself, they come with `following`.
    """

    family: str
    following: tuple[Request, ...] = ()
    pages: int | None = None
    total: int | None = None
    is_open: bool = False
    is_cut: bool = False
    is_shell: bool = False


def stated_pages(page: WebPage) -> int | None:
    """The number of pages that the page's text or script names, whatever its build."""
    return _largest((*_PAGES, _PAGE_OF), page)


def stated_total(page: WebPage) -> int | None:
    """The number of rows that it names."""
    return _largest(_TOTAL, page)


def _largest(patterns: tuple[re.Pattern[str], ...], page: WebPage) -> int | None:
    if page.is_json:
        return None
    words = (page.text[:_SCANNED], page.script[:_SCANNED])
    found = [int(m.group(1)) for p in patterns for text in words for m in p.finditer(text)]
    return max(found, default=0) or None
