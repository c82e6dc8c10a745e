"""Hanweb JCMS (大汉): records in the page, and more of them in groups from dataproxy.jsp.

The page holds the first group as `<datastore>` in a script; `<nextgroup>` leads to the second.
Older builds ask by POST for startrecord and endrecord. A column page's ?pageNum= never pages.
"""

from __future__ import annotations

import html
import re
import urllib.parse

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request

FAMILY = "大汉 JCMS"
_TOTAL = re.compile(
    r"<totalrecord>\s*(\d+)|\btotalRecords?['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE
)
_NEXT_GROUP = re.compile(
    r"<nextgroup>[^<]*(?:<!\[CDATA\[)?\s*<a[^>]*href\s*=\s*[\"']([^\"']+)", re.IGNORECASE
)
_PROXY = re.compile(r"[\"']([^\"'\s]*dataproxy\.jsp[^\"'\s]*)[\"']", re.IGNORECASE)
_FIELDS = "col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype"
_FIELD = re.compile(
    rf"[\"'&?{{,\s]({_FIELDS})[\"']?\s*[:=]\s*[\"']?([^\"',;&}}\s<>]*)", re.IGNORECASE
)
_PER_PAGE = re.compile(r"\bperPage['\"]?\s*[:=]\s*['\"]?(\d{1,3})\b", re.IGNORECASE)
_UNIT = re.compile(
    r"<div[^>]*\bid\s*=\s*[\"']?(\d+)[\"']?[^>]*>\s*<script[^>]*text/xml", re.IGNORECASE
)
_COLUMN = re.compile(r"/col/col(\d+)/")
_DEFAULT_PROXY = "/module/web/jpage/dataproxy.jsp"
_GROUP = 45
_MOST_GROUPS = 500


def recognise(page: WebPage) -> Paging | None:
    """The next group, or all of them where the page only states how many records there are."""
    markup = page.markup
    low = markup.lower()
    if "<datastore" not in low and "dataproxy.jsp" not in low:
        return None
    stated = _TOTAL.search(markup)
    total = int(next(filter(None, stated.groups()))) if stated else None
    following = _NEXT_GROUP.search(markup)
    if following:
        try:
            request = Request(page.join(html.unescape(following.group(1))))
        except ValueError:
            return None
        return Paging(FAMILY, (request,), total=total)
    is_answer = "dataproxy.jsp" in urllib.parse.urlsplit(page.url).path.lower()
    if is_answer or total is None:
        return Paging(FAMILY, total=total)
    return _by_form(page, total)


def _by_form(page: WebPage, total: int) -> Paging:
    """The groups after the records that stand in the page, each asked for as its script does."""
    held = len(page.rows)
    per_page = _PER_PAGE.search(markup := html.unescape(page.markup))
    # A group is three pages, whatever their length.
    size = held or (3 * int(per_page.group(1)) if per_page else _GROUP)
    proxy = _PROXY.search(markup)
    address = urllib.parse.urlsplit(proxy.group(1) if proxy else _DEFAULT_PROXY)
    fields = {"col": "1", "appid": "1", "path": "/", "permissiontype": "0"}
    fields |= {name: urllib.parse.unquote(value) for name, value in _FIELD.findall(markup) if value}
    column, unit = _COLUMN.search(page.url), _UNIT.search(markup)
    if column:
        fields.setdefault("columnid", column.group(1))
    if unit:
        fields.setdefault("unitid", unit.group(1))
    form = urllib.parse.urlencode(fields)
    requests = []
    for first in range(held + 1, total + 1, size)[:_MOST_GROUPS]:
        records = {
            "startrecord": str(first),
            "endrecord": str(min(first + size - 1, total)),
            "perpage": per_page.group(1) if per_page else "15",
        }
        try:
            url = page.join(f"{address.path}?{urllib.parse.urlencode(records)}")
        except ValueError:
            break
        requests.append(Request(url, form))
    return Paging(FAMILY, tuple(requests), total=total, is_shell=not held)
