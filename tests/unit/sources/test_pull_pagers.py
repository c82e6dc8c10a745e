"""Pagers as websites write them: calls, variables, scripts, forms, choices, data; followed or doubted."""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.sources.pull import pull_counties
from tests.unit.sources import world
from tests.unit.sources.list_sites import ListSite, items, page
from tests.unit.sources.test_pull_lists import HASTY, HOST, WANTED, Listed
from tests.unit.sources.website import Answer, Request, Website


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Listed]:
    website = Website([HOST])
    website.sites = {}
    with website:
        yield Listed(website, tmp_path / "sample")


def filled(pager: str, number: int, site: ListSite) -> str:
    """The pager of a page, counted from 0; a part in [[…]] stands on all pages but the last."""
    is_last = number + 1 >= site.count
    pager = re.sub(r"\[\[(.*?)\]\]", "" if is_last else r"\1", pager, flags=re.DOTALL)
    values = {"own0": number, "own": number + 1, "next": number + 2}
    values |= {"count": site.count, "total": len(site.rows)}
    for name, value in values.items():
        pager = pager.replace(f"{{{name}}}", str(value))
    return pager


def numbered(listed: Listed, pager: str, name: str, first: int) -> set[str]:
    """Pull a list whose pages are files, and whose first one is the folder's index."""
    before, after = (re.escape(part) for part in name.split("#"))

    def build(site: ListSite, request: Request) -> Answer | None:
        found = re.fullmatch(rf"/nb/(?:{before}(\d+){after})?", request.path)
        number = int(found.group(1)) - first + 1 if found and found.group(1) else 0
        if not found or number >= site.count:
            return None
        return site.answer(number, page(items(site.part(number)) + filled(pager, number, site)))

    return {a.reason for a in listed.pull(ListSite(build), "/nb/").attempts}


@pytest.mark.parametrize(
    ("pager", "name", "first"),
    [
        (
            "<script>createPageHTML('box',{count},{own0},'index','html');</script>",
            "index_#.html",
            1,
        ),
        (
            '<script>createPageNav({count}, {own0}, "index", "shtml", "k");</script>',
            "index_#.shtml",
            1,
        ),
        (
            '<script>createPageHTML({total},{count},{own0},"index","html")</script>',
            "index_#.html",
            1,
        ),
        (
            "<script>createPageHTML('b','{count}','{own}','xlist','.shtml')</script>",
            "xlist_#.shtml",
            2,
        ),
        (
            "<script>createPageHTML({totalPage:{count},currentPage:{own},"
            "prefix:'xlist',suffix:'shtml'})</script>",
            "xlist_#.shtml",
            2,
        ),
        (
            "<script>var m_nPageCount = {count}; var m_nCurrPage = {own0};"
            'var m_sPageName = "index"; var m_sPageExt = "html";</script>',
            "index_#.html",
            1,
        ),
        (
            '<script>let countPage = parseInt("{count}"), currentPage={own0};</script>',
            "index_#.html",
            1,
        ),
        (
            "<script>var countPage={count}, nextPage={own0}+1;"
            'w("<a href=index"+nextPage+".html>");</script>',
            "index#.html",
            1,
        ),
    ],
)
def test_a_script_that_names_its_pages_is_read_however_it_is_called(
    listed: Listed, pager: str, name: str, first: int
) -> None:
    assert numbered(listed, pager, name, first) == set()
    assert listed.held == WANTED


def asked_for(listed: Listed, pager: str, key: str = "page") -> set[str]:
    """Pull a list whose pages are asked for by number, in the address or in a form."""

    def build(site: ListSite, request: Request) -> Answer | None:
        parts = urllib.parse.urlsplit(request.path)
        if parts.path != "/list.aspx":
            return None
        sent = dict(urllib.parse.parse_qsl(f"{parts.query}&{request.body.decode()}"))
        number = int(sent.get(key, 1)) - 1
        rows = items(site.part(number))
        return site.answer(number, page(rows + filled(pager, number, site)))

    return {a.reason for a in listed.pull(ListSite(build), "/list.aspx").attempts}


@pytest.mark.parametrize(
    "pager",
    [
        '[[<a href="?page={next}">[下一页]</a>]]',
        '[[<a href="?page={count}">&gt;&gt;</a><a href="?page={next}">&gt;</a>]]',
        '[[<a href="?page={next}"><img alt="下一页"></a>]]',
        '[[<a href="?page={next}">加载更多</a>]]',
        '共{total}条 <a href="javascript:go({next})">下一页</a>'
        '<script>function go(p){location.href="list.aspx?page="+p}</script>',
        "<script>laypage.render({elem:'p',count:{total},limit:10,"
        "jump:function(o){location.href='?page='+o.curr}})</script>",
        '[[<div onclick="more()">加载更多</div>]]'
        '<script>function more(){$.get("?page="+(++n),add)}</script>',
        '<select onchange="location=this.value"><option value="?page=1">第1页</option>'
        '[[<option value="?page={next}">第{next}页</option>]]</select>',
        '<form method=post action="list.aspx"><input type=hidden name=page value={own}></form>'
        '共{count}页 <a href="javascript:turn({next})">下一页</a>',
    ],
)
def test_a_pager_that_says_what_it_asks_for_is_followed(listed: Listed, pager: str) -> None:
    assert asked_for(listed, pager) == set()
    assert listed.held == WANTED


def test_what_goes_back_with_a_postback_goes_back(listed: Listed) -> None:
    pager = (
        '<form method=post action="list.aspx"><input type=hidden name=__VIEWSTATE value=x{own}></form>'
        "[[<a href=\"javascript:__doPostBack('Pager1','{next}')\">下一页</a>]]"
    )
    assert asked_for(listed, pager, "__EVENTARGUMENT") == set()
    assert listed.held == WANTED
    sent = [r.body.decode() for r in listed.website.log if r.body]
    assert all(f"__VIEWSTATE=x{n}&" in body for n, body in enumerate(sent, start=1))


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='javascript:;' onclick='turn(2)'>2</a><a href='javascript:;' onclick='turn(9)'>9</a>",
        "<a href='#' onclick='nextPage()'>下一页</a>",
        "<button>加载更多</button>",
        "共<b>{total}</b>条",
    ],
)
def test_a_pager_that_says_nothing_makes_the_list_doubtful(listed: Listed, pager: str) -> None:
    assert asked_for(listed, pager) == {"list_incomplete"}
    assert len(listed.held) == 10


@pytest.mark.parametrize(
    "pager",
    [
        "<a class='next disabled' href='javascript:;'>下一页</a>",
        "<a href='javascript:;' onclick='news()'>更多</a>",
        "<a href='/news/'>查看更多</a>",
    ],
)
def test_what_turns_no_pages_makes_no_list_doubtful(listed: Listed, pager: str) -> None:
    def build(site: ListSite, request: Request) -> Answer | None:
        return (
            site.answer(0, page(items(site.rows[:12]) + pager)) if request.path == "/nb/" else None
        )

    reasons = {a.reason for a in listed.pull(ListSite(build), "/nb/").attempts}
    assert reasons == {"no_report_for_year"}


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("/api?page=1", lambda site, number: {"totalPages": site.count}),
        ("/api?page=1", lambda site, number: {"hasNextPage": number + 1 < site.count}),
        ("/api?page=1", lambda site, number: {"last": number + 1 >= site.count}),
        ("/api?page=1", lambda site, number: {}),
        ("/api?offset=0&limit=10", lambda site, number: {"total": len(site.rows)}),
    ],
)
def test_data_are_asked_for_until_they_end(listed: Listed, start: str, said) -> None:  # type: ignore[no-untyped-def]
    def build(site: ListSite, request: Request) -> Answer | None:
        parts = urllib.parse.urlsplit(request.path)
        if parts.path != "/api":
            return None
        asked = dict(urllib.parse.parse_qsl(parts.query))
        number = int(asked["offset"]) // 10 if "offset" in asked else int(asked["page"]) - 1
        found = [{"title": t, "url": p} for p, t in site.part(number)]
        text = json.dumps({"rows": found, **said(site, number)})
        return site.answer(number, f"back({text});" if "offset" in asked else text)

    site = ListSite(build)
    site.rows.append(("/art/0.html", "县示例局工作动态"))  # so that the last page is no full one
    assert {a.reason for a in listed.pull(site, start).attempts} == set()
    assert listed.held == WANTED


@pytest.mark.parametrize("status", [404, 302])
def test_a_hole_in_a_list_of_numbered_pages_is_no_end(listed: Listed, status: int) -> None:
    """Page 3 is gone, or leads to the home page; those behind it are read."""

    def build(site: ListSite, request: Request) -> Answer | None:
        found = re.fullmatch(r"/nb/(?:p(\d+))?", request.path)
        number = int(found.group(1) or 1) - 1 if found else site.count
        if number == 2:
            return Answer(status=status, headers={"Location": "/home"})
        if request.path == "/home":
            return Answer(page("<p>欢迎</p>").encode())
        return site.answer(number, page(items(site.part(number)))) if found else None

    site = ListSite(build)
    listed.website.sites = {HOST: site}
    more = f'pages = "{listed.website.url(HOST, "/nb/p{page}")}"'
    first = f'address = "{listed.website.url(HOST, "/nb/")}"'
    source = f'[[source]]\nkind = "list"\nname = "年报"\n{first}\n{more}\n'
    world.write_county(listed.folder, [f"{HOST}:{listed.website.port}"], source)
    result = pull_counties([listed.folder], limits=HASTY)["sample"]
    assert {a.reason for a in result.attempts} == {"list_incomplete"}
    assert len(listed.held) > 20


def test_another_page_in_place_of_the_third_is_no_end(listed: Listed) -> None:
    def build(site: ListSite, request: Request) -> Answer | None:
        found = re.fullmatch(r"/nb/(?:p(\d+))?", request.path)
        number = int(found.group(1) or 1) - 1 if found else site.count
        if number >= 2:
            return Answer(page("<title>示例县政府</title><p>欢迎</p>").encode()) if found else None
        more = f"<a href='p{number + 2}'>下一页</a>"
        return site.answer(number, page("<title>年报</title>" + items(site.part(number)) + more))

    result = listed.pull(ListSite(build), "/nb/")
    assert {a.reason for a in result.attempts} == {"list_incomplete"}


@pytest.mark.parametrize("inside", ["<record>{escaped}</record>", "{plain}"])
def test_records_need_not_stand_in_sections(listed: Listed, inside: str) -> None:
    def build(site: ListSite, request: Request) -> Answer | None:
        rows = [items([row]) for row in site.rows]
        escaped = [r.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for r in rows]
        records = "".join(
            inside.replace("{escaped}", e).replace("{plain}", r)
            for e, r in zip(escaped, rows, strict=True)
        )
        store = f"<datastore><totalrecord>{len(rows)}</totalrecord><recordset>{records}</recordset></datastore>"
        text = page(f'<div id="9"><script type="text/xml">{store}</script></div>')
        return Answer(text.encode()) if request.path == "/col/col7/index.html" else None

    assert listed.pull(ListSite(build), "/col/col7/index.html").attempts == ()
    assert listed.held == WANTED
