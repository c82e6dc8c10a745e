"""Lists that a program fills from an interface: gkmlpt (南方) and others whose JSON states a total.

gkmlpt: /gkmlpt/index#368 is a shell that names its site (SID: '769033'); the list stands at
/gkmlpt/api/all/368?page=1&sid=769033 as {"articles": […], "total": 132}, a hundred a page.
"""

from __future__ import annotations

import re
import urllib.parse

from gongkai.sources.pages.json_links import json_flags, json_numbers
from gongkai.sources.pages.pager_marks import NUMBER_NAMES
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request

FAMILY = "南方 gkmlpt"
_SITE = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(\d+)")
_TREE = re.compile(r"(.*/gkmlpt)(?:/|$)")
_CATEGORY = re.compile(r"#/?(\d+)")
_TOTALS = ("total", "totalcount", "totalrecord", "totalrecords", "totalelements", "count")
_PAGES = ("totalpages", "totalpage", "pages", "pagecount", "last_page", "pagetotal")
_MORE = {"hasnext": True, "hasnextpage": True, "hasmore": True, "last": False, "islastpage": False}
_NUMBERS = re.compile(NUMBER_NAMES, re.IGNORECASE)
_OFFSETS = re.compile("offset|start|startIndex|skip|startRow", re.IGNORECASE)
_MOST_PAGES = 1000
_SMALLEST_PAGE = 10


def recognise(page: WebPage, asked: str) -> Paging | None:
    """The interface behind a gkmlpt shell, or the pages that follow from what the data states.

    Args:
        page: what was had.
        asked: its address as it was written, with what stands behind the #.
    """
    if page.is_json:
        return _answer(page)
    tree, site = _TREE.match(urllib.parse.urlsplit(page.url).path), _SITE.search(page.script)
    if not tree or not site:
        return None
    category = _CATEGORY.search(asked)
    number = category.group(1) if category else "0"  # 0 holds the articles of all categories
    address = f"{tree.group(1)}/api/all/{number}?page=1&sid={site.group(1)}"
    return Paging(FAMILY, (Request(page.join(address)),), is_shell=True)


def _answer(page: WebPage) -> Paging | None:
    numbers, rows = json_numbers(page.markup), len(page.rows)
    total = next((numbers[name] for name in _TOTALS if name in numbers), None)
    pages = next((numbers[name] for name in _PAGES if numbers.get(name)), None)
    parts = urllib.parse.urlsplit(page.url)
    family = FAMILY if _TREE.match(parts.path) else "JSON"
    query = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
    named = [(k, int(v)) for k, v in query if v.isdecimal() and len(v) < len("1000000")]
    turning = next(((k, v, 1) for k, v in named if _NUMBERS.fullmatch(k)), None)
    turning = turning or next(((k, v, rows) for k, v in named if _OFFSETS.fullmatch(k)), None)
    flags = json_flags(page.markup)
    more = next((flags[name] is is_more for name, is_more in _MORE.items() if name in flags), None)
    if turning is None or not rows:
        is_cut = more is True and total is None
        return Paging(family, pages=pages, total=total, is_cut=is_cut)
    name, first, step = turning

    def at(number: int) -> Request:
        turned = [(k, str(number) if k == name else v) for k, v in query]
        return Request(page.join(parts._replace(query=urllib.parse.urlencode(turned)).geturl()))

    if any(link.rel == "next" for link in page.links):
        return None  # it is linked
    if total is None and pages is None:
        if more is None and rows < _SMALLEST_PAGE:
            return None
        open_end: tuple[Request, ...] = () if more is False else (at(first + step),)
        return Paging(family, open_end, is_open=more is None)
    if first > step or (first == step and step > 1):
        return Paging(family, pages=pages, total=total)
    # 0 and 1 both stand for the first page of gkmlpt; elsewhere pages count from what was asked.
    start = first + step if step > 1 or first else 2 if family == FAMILY else 1
    last = min(pages or -(-(total or 0) // rows), _MOST_PAGES)
    following = tuple(at(start + n * step) for n in range(last - 1))
    return Paging(family, following, pages=pages, total=total)
