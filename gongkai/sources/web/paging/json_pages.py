"""Lists that a program fills from an interface: gkmlpt (南方) and others whose JSON states a total.

gkmlpt: /gkmlpt/index#368 is a shell that names its site (SID: '769033'); the list stands at
/gkmlpt/api/all/368?page=1&sid=769033 as {"articles": […], "total": 132}, a hundred a page.
"""

from __future__ import annotations

import re
import urllib.parse

from gongkai.sources.pages.json_links import json_numbers
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request

FAMILY = "南方 gkmlpt"
_SITE = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(\d+)")
_TREE = re.compile(r"(.*/gkmlpt)(?:/|$)")
_CATEGORY = re.compile(r"#/?(\d+)")
_TOTALS = ("total", "totalcount", "totalrecord", "totalrecords", "totalelements", "count")
_NUMBERS = re.compile(
    r"(?:page|pageNo|pageNum|pageIndex|currentPage|current|pageNumber)", re.IGNORECASE
)
_MOST_PAGES = 1000


def recognise(page: WebPage, asked: str) -> Paging | None:
    """The interface behind a gkmlpt shell, or the pages that follow from a stated total.

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
    parts = urllib.parse.urlsplit(page.url)
    family = FAMILY if _TREE.match(parts.path) else "JSON"
    if total is None:
        return None
    query = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
    turning = next((k for k, v in query if _NUMBERS.fullmatch(k) and v.isdecimal()), None)
    first = int(dict(query).get(turning, "1")) if turning else 1
    if turning is None or not rows or first > 1:
        return Paging(family, total=total)
    last = min(-(-total // rows), _MOST_PAGES)
    # 0 and 1 both stand for the first page of gkmlpt; elsewhere pages count from what was asked.
    start = 2 if first or family == FAMILY else 1
    following = [
        parts._replace(
            query=urllib.parse.urlencode([(k, str(n) if k == turning else v) for k, v in query])
        ).geturl()
        for n in range(start, start + last - 1)
    ]
    return Paging(family, tuple(Request(page.join(url)) for url in following), total=total)
