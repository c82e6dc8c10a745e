"""Hanweb JPAAS (大汉新版): the page is a shell, the list is HTML in the JSON of an interface.

The shell names the interface and what to ask it for: `<script url="/api-gateway/…/build/unit"
querydata="{'webId':'…','pageId':'…',…}">`. Pages are asked for with paramJson={"pageNo":n}.
"""

from __future__ import annotations

import json
import re
import urllib.parse

from gongkai.sources.pages.json_links import json_html, json_numbers
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request

FAMILY = "大汉 JPAAS"
_INTERFACE = re.compile(r"/build/unit\b", re.IGNORECASE)
_PAIR = re.compile(r"""["']?\b(\w+)["']?\s*:\s*(?:["']([^"']*)["']|(\w+))""")
# $.ajax({url: "/…/build/unit", data: {webId: '3', pageId: '5'}})
_CALL = re.compile(
    r"""["']([^"'\s]{1,300}/build/unit)["'][^{}]{0,200}(\{[^{}]{0,2000}\bpageId\b[^{}]{0,2000}\})""",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:data-)?(?:count|total(?:Count|Records?|Num)?)\s*[=:]\s*[\"']?(\d{1,6})\b|共\s*(\d{1,6})\s*条",
    re.IGNORECASE,
)


def recognise(page: WebPage) -> Paging | None:
    """What a shell asks its interface for, or the page after an answer of the interface."""
    if _INTERFACE.search(urllib.parse.urlsplit(page.url).path) and page.is_json:
        return _answer(page)
    requests = []
    for address, said in (*page.marks.queries, *_CALL.findall(page.script)):
        pairs = [(name, quoted or bare) for name, quoted, bare in _PAIR.findall(said)]
        if not pairs or not _INTERFACE.search(address):
            continue
        try:
            requests.append(Request(page.join(f"{address}?{urllib.parse.urlencode(pairs)}")))
        except ValueError:
            continue
    return Paging(FAMILY, tuple(requests), is_shell=True) if requests else None


def _answer(page: WebPage) -> Paging:
    rows = len(page.rows)
    parts = urllib.parse.urlsplit(page.url)
    query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
    try:
        asked = json.loads(query.get("paramJson") or "{}")
    except ValueError:
        asked = {}
    asked = asked if isinstance(asked, dict) else {}
    number = _whole(asked.get("pageNo"), 1)
    total = _stated(page)
    if total is not None and total < rows:
        total = None  # another number of the page's
    size = _whole(asked.get("pageSize"), rows) or rows
    if total is not None and (not rows or number * size >= total):
        return Paging(FAMILY, total=total)
    query["paramJson"] = json.dumps({**asked, "pageNo": number + 1}, separators=(",", ":"))
    following = parts._replace(query=urllib.parse.urlencode(query)).geturl()
    return Paging(FAMILY, (Request(following),), total=total, is_open=total is None)


def _stated(page: WebPage) -> int | None:
    numbers = json_numbers(page.markup)
    named = next((numbers[k] for k in ("total", "totalcount", "count") if numbers.get(k)), None)
    if named:
        return named
    found = [m for piece in json_html(page.markup) for m in _COUNT.findall(piece)]
    return max((int(a or b) for a, b in found), default=None)


def _whole(value: object, default: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < len("1000000") else default
