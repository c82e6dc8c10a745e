"""Pagers that a page's own script or form turns: location.href="?page="+p, hidden fields, choices.

What a click would ask for is asked for: the address that the script puts together, the form with
the number of the page, or ASP.NET's __doPostBack with the fields that go back with it.
"""

from __future__ import annotations

import re
import urllib.parse

from gongkai.sources.pages.pager_marks import NUMBER_NAMES, Form, is_next, page_number
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging.statement import Paging, Request, stated_pages, stated_total

FAMILY = "脚本翻页"
_TEMPLATE = re.compile(
    rf"""(?:href|location|open|load|get|post|ajax|url)\b[^;{{}}\n"']{{0,40}}
    (["'])((?:[^"'<>\s{{}}]{{0,200}})(?:[?&]{NUMBER_NAMES}=|(?<=[\w/])[_-]))\1
    \s*\+\s*(?P<number>[^;"'<>]{{1,40}}?)\s*
    (?:\+\s*(["'])(?P<suffix>[^"'<>\s]{{0,100}})\4\s*)?[;,)}}\n]""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM_ZERO = re.compile(r"\b(?:currentPage|curPage|pageIndex)\s*[:=]\s*['\"]?0\b", re.IGNORECASE)
_CALL_NUMBER = re.compile(r"\(\s*(?:['\"][^'\"]{0,60}['\"]\s*,\s*)?['\"]?(\d{1,4})\b")
_TURNS = re.compile(r"page|goto|turn|jump", re.IGNORECASE)
_POSTBACK = re.compile(r"__doPostBack\(\s*'([^']{1,200})'\s*,\s*'([^']{0,40})'", re.IGNORECASE)
_SCANNED = 500_000
_MOST_PAGES = 1000


def recognise(page: WebPage, asked: str) -> Paging | None:
    """The pages that clicks lead to; only their number where it is not said how."""
    marks = page.marks
    count = stated_pages(page) or _by_total(page) or _clicked(page)
    posted = _posted_back(page)
    if posted:
        return posted
    requests, is_open = _by_script(page, asked, count)
    if not requests:
        count = max([count, *(most for form in marks.forms for _, most in form.choices)])
        requests = _by_form(page, count)
    if requests:
        return Paging(FAMILY, requests, pages=count or None, is_open=is_open)
    if count > 1 or marks.shows_more:
        return Paging(FAMILY, pages=count or None, total=stated_total(page), is_cut=not count)
    return None


def _clicked(page: WebPage) -> int:
    """The largest number that a click on the pager would turn to."""
    found = []
    for text, code in page.marks.calls:
        call = _CALL_NUMBER.search(code)
        found.append(page_number(text) or 0)
        found += [int(call.group(1))] if call and _TURNS.search(code) else []
    return max(found, default=0)


def _by_total(page: WebPage) -> int:
    total, rows = stated_total(page), len(page.rows)
    return -(-total // rows) if total and rows else 0


def _by_script(page: WebPage, asked: str, count: int) -> tuple[tuple[Request, ...], bool]:
    """The addresses that a script puts together; True for the next one only, the end being unknown."""
    found = _TEMPLATE.search(page.script[:_SCANNED])
    if not found:
        return (), False
    prefix, suffix = found.group(2), found.group("suffix") or ""
    if prefix[-1] != "=" and ".htm" not in suffix:
        return (), False
    first = 1 if _FROM_ZERO.search(page.script[:_SCANNED]) else 2
    numbers = range(first, first + min(count, _MOST_PAGES) - 1)
    is_open = count < 2 and page.marks.shows_more
    if is_open:
        own = re.search(rf"[?&]{NUMBER_NAMES}=(\d{{1,4}})|[_-](\d{{1,4}})\.", asked, re.IGNORECASE)
        held = next(filter(None, own.groups()), "1") if own else str(first - 1)
        numbers = range(int(held) + 1, int(held) + 2)
    try:
        return tuple(Request(page.join(f"{prefix}{n}{suffix}")) for n in numbers), is_open
    except ValueError:
        return (), False


def _by_form(page: WebPage, count: int) -> tuple[Request, ...]:
    for form in page.marks.forms:
        name = form.number_name
        if name and count > 1:
            try:
                numbers = range(2, min(count, _MOST_PAGES) + 1)
                return tuple(_sent(page, form, {name: str(number)}) for number in numbers)
            except ValueError:
                continue
    return ()


def _posted_back(page: WebPage) -> Paging | None:
    """The next page of ASP.NET's pager, which wants the form's hidden fields of this page."""
    for text, code in page.marks.calls:
        call = _POSTBACK.search(code)
        if not call or not is_next(text):
            continue
        form = next((f for f in page.marks.forms if f.is_post), None)
        if form is None:
            return None
        said = {"__EVENTTARGET": call.group(1), "__EVENTARGUMENT": call.group(2)}
        try:
            return Paging(FAMILY, (_sent(page, form, said),), pages=stated_pages(page))
        except ValueError:
            return None
    return None


def _sent(page: WebPage, form: Form, said: dict[str, str]) -> Request:
    """What the form asks for with these values."""
    url = page.join(form.action or page.url)
    parts = urllib.parse.urlsplit(url)
    own = [] if form.is_post else urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
    fields = urllib.parse.urlencode({**dict(own), **dict(form.fields), **said})
    return Request(url, fields) if form.is_post else Request(parts._replace(query=fields).geturl())
