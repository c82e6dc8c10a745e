"""Lists of many units' reports as six builds of websites page them, whole or broken in the middle.

Everything in them is made up. A break is a change to what the third page of the list shows.
"""

from __future__ import annotations

import base64
import json
import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.factory import county_plan as plan
from tests.unit.sources import world
from tests.unit.sources.website import Answer, Request, Reset

PER_PAGE = 10
YEARS = range(2019, 2025)
BREAKS = ("error", "reset", "cut", "empty", "order", "repeated")
_BROKEN_PAGE = 2  # the third
_SIGNS = "主动公开 依申请公开 行政复议 存在的主要问题 总体情况"


def report(title: str) -> bytes:
    return world.html(f"<h1>{title}</h1><p>{_SIGNS}</p>", f"<title>{title}</title>")


def rows() -> list[tuple[str, str]]:
    """Path and title of every report, the newest first, bureaus among the townships."""
    bodies = [unit.name for unit in plan.UNITS] + ["县样例局", "县示范局", "县演示委"]
    titles = [f"{n}{y}年政府信息公开工作年度报告" for y in reversed(YEARS) for n in bodies]
    return [(f"/art/{number}.html", title) for number, title in enumerate(titles)]


@dataclass
class ListSite:
    """A website with one list; `build` gives the answer of a list page, None for other paths."""

    build: Callable[[ListSite, Request], Answer | None]
    broken: str = ""
    per_page: int = PER_PAGE
    rows: list[tuple[str, str]] = field(default_factory=rows)
    asked: int = 0

    def __call__(self, request: Request) -> Answer:
        found = re.fullmatch(r".*/art/(\d+)\.html", request.path)
        if found:
            return Answer(report(self.rows[int(found.group(1))][1]))
        if request.path == "/robots.txt":
            return Answer(status=404)
        return self.build(self, request) or Answer(status=404)

    @property
    def count(self) -> int:
        return -(-len(self.rows) // self.per_page)

    def part(self, number: int) -> list[tuple[str, str]]:
        """The rows of a page, counted from 0."""
        shown = self.rows
        if self.broken == "order" and number >= _BROKEN_PAGE:
            shown = list(reversed(self.rows))
        if self.broken == "repeated" and number == _BROKEN_PAGE:
            number -= 1
        if self.broken == "empty" and number == _BROKEN_PAGE:
            return []
        return shown[number * self.per_page : (number + 1) * self.per_page]

    def answer(self, number: int, markup: str, kind: str = "text/html; charset=utf-8") -> Answer:
        """The page as it goes out, broken if it is the one to break."""
        body = markup.encode()
        if number != _BROKEN_PAGE:
            return Answer(body, kind=kind)
        if self.broken == "error":
            return Answer(status=500)
        if self.broken == "cut":
            return Answer(body[: len(body) // 2], kind=kind)
        if self.broken == "reset":

            async def half():  # type: ignore[no-untyped-def]
                yield body[: len(body) // 2]
                raise Reset

            return Answer(misbehave=half, length=len(body), kind=kind)
        return Answer(body, kind=kind)


def items(part: list[tuple[str, str]], above: str = "") -> str:
    lines = "".join(
        f'<li><a href="{above}{p}" title="{t}">{t}</a><span>2025-01-20</span></li>' for p, t in part
    )
    return f"<ul class=list>{lines}</ul>"


def page(body: str) -> str:
    return f'<html><body><a href="/">首页</a>{body}</body></html>'


def trs_call(site: ListSite, request: Request) -> Answer | None:
    return _trs(site, request, 'createPageHTML({count}, {number}, "index", "html");')


def trs_count(site: ListSite, request: Request) -> Answer | None:
    return _trs(
        site,
        request,
        'var countPage = {count}; var nextPage = {number}+1; show("index_"+nextPage+".html");',
    )


def _trs(site: ListSite, request: Request, script: str) -> Answer | None:
    found = re.fullmatch(r"/nb/(?:index(?:_(\d+))?\.html)?", request.path)
    if not found or int(found.group(1) or 0) >= site.count:
        return None
    number = int(found.group(1) or 0)
    code = script.format(count=site.count, number=number)
    return site.answer(number, page(items(site.part(number)) + f"<script>{code}</script>"))


def ucap(site: ListSite, request: Request) -> Answer | None:
    found = re.fullmatch(r"/nb/xlist(?:_(\d+))?\.shtml", request.path)
    number = int(found.group(1) or 1) - 1 if found else site.count
    if number >= site.count:
        return None
    call = f"createPageHTML('pager',{site.count},{number + 1},'xlist','shtml',{len(site.rows)});"
    return site.answer(number, page(items(site.part(number)) + f"<script>{call}</script>"))


def _records(site: ListSite, number: int, following: str) -> str:
    records = "".join(f"<record><![CDATA[{items([row])}]]></record>" for row in site.part(number))
    return (
        f"<datastore><totalrecord>{len(site.rows)}</totalrecord>{following}"
        f"<recordset>{records}</recordset></datastore>"
    )


def jcms(site: ListSite, request: Request) -> Answer | None:
    parts = urllib.parse.urlsplit(request.path)
    asked = dict(urllib.parse.parse_qsl(parts.query))
    number = int(asked.get("page", 1)) - 1
    is_more = number + 1 < site.count
    link = f"/module/web/jpage/dataproxy.jsp?page={number + 2}&columnid=7"
    group = f'<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup>' if is_more else ""
    store = _records(site, number, group)
    if parts.path == "/col/col7/index.html":
        return site.answer(0, page(f'<script type="text/xml">{store}</script>'))
    if parts.path == "/module/web/jpage/dataproxy.jsp":
        return site.answer(number, store, "application/xml")
    return None


def jcms_form(site: ListSite, request: Request) -> Answer | None:
    """Groups are asked for by POST, with what the page's script holds."""
    parts = urllib.parse.urlsplit(request.path)
    if parts.path == "/col/col7/index.html":
        script = (
            "$('#9').jpage({ajaxParam:{columnid:'7',unitid:'9',webid:'1',path:'/'},"
            "proxyUrl:'/module/jpage/dataproxy.jsp'});"
        )
        store = _records(site, 0, "")
        body = (
            f'<div id="9"><script type="text/xml">{store}</script></div><script>{script}</script>'
        )
        return site.answer(0, page(body))
    asked = dict(urllib.parse.parse_qsl(parts.query))
    if parts.path != "/module/jpage/dataproxy.jsp" or "content-length" not in request.headers:
        return None
    number = (int(asked["startrecord"]) - 1) // site.per_page
    return site.answer(number, _records(site, number, ""), "application/xml")


def jpaas(site: ListSite, request: Request) -> Answer | None:
    parts = urllib.parse.urlsplit(request.path)
    interface = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    if parts.path == "/nb/index.html":
        query = "{'webId':'3','pageId':'5','parseType':'bulidstatic','tagId':'列表'}"
        return Answer(page(f'<script url="{interface}" querydata="{query}"></script>').encode())
    if parts.path != interface:
        return None
    asked = json.loads(dict(urllib.parse.parse_qsl(parts.query)).get("paramJson", "{}"))
    number = asked.get("pageNo", 1) - 1
    text = json.dumps({"success": True, "data": {"html": items(site.part(number))}})
    return site.answer(number, text, "application/json")


def gkmlpt(site: ListSite, request: Request) -> Answer | None:
    parts = urllib.parse.urlsplit(request.path)
    if parts.path == "/gkmlpt/index":
        script = "window._CONFIG = {SID: '77'};"
        return Answer(page(f"<div id='app'></div><script>{script}</script>").encode())
    if parts.path != "/gkmlpt/api/all/7":
        return None
    number = max(int(dict(urllib.parse.parse_qsl(parts.query))["page"]), 1) - 1
    articles = [{"title": t, "url": f"{p}#7", "id": p} for p, t in site.part(number)]
    text = json.dumps({"articles": articles, "total": len(site.rows)})
    return site.answer(number, text, "application/json")


def boda(site: ListSite, request: Request) -> Answer | None:
    return _boda(site, request, lambda pager: pager)


def boda_hidden(site: ListSite, request: Request) -> Answer | None:
    def hide(pager: str) -> str:
        return base64.b64encode(urllib.parse.quote_plus(pager).encode()).decode()

    return _boda(site, request, hide)


def _boda(site: ListSite, request: Request, shown: Callable[[str], str]) -> Answer | None:
    found = re.fullmatch(r"/nb(?:/(\d+))?\.htm", request.path)
    number = site.count - int(found.group(1)) if found and found.group(1) else 0
    if not found or not 0 <= number < site.count:
        return None
    folder = "" if found.group(1) else "nb/"
    is_more = number + 1 < site.count
    pager = f'<a href="{folder}{site.count - number - 1}.htm">下页</a>' if is_more else ""
    rest = f"<div id=pages>{shown(pager)}</div>" if pager else ""
    return site.answer(number, page(items(site.part(number)) + rest))


BUILDS: dict[str, tuple[Callable[[ListSite, Request], Answer | None], str]] = {
    "TRS, a call": (trs_call, "/nb/"),
    "TRS, a count": (trs_count, "/nb/index.html"),
    "UCAP": (ucap, "/nb/xlist.shtml"),
    "JCMS": (jcms, "/col/col7/index.html"),
    "JCMS by POST": (jcms_form, "/col/col7/index.html"),
    "JPAAS": (jpaas, "/nb/index.html"),
    "gkmlpt": (gkmlpt, "/gkmlpt/index#7"),
    "Boda": (boda, "/nb.htm"),
    "Boda, hidden": (boda_hidden, "/nb.htm"),
}
"""How each is called, what it answers, and the address that a clerk copies from the browser."""
