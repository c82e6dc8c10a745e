"""Pages as a pull sees them: links, titles, challenges, and what is a report."""

from __future__ import annotations

import json
import pickle
import time

import pytest

from gongkai.sources.pages.content_equality import has_equal_content
from gongkai.sources.pages.webpage import WebPage
from tests.unit.sources import world

URL = "http://www.example.invalid/a/list.html"


def page(body: str, head: str = "", encoding: str = "utf-8") -> WebPage:
    return WebPage(URL, world.html(body, head, encoding))


def links(found: WebPage) -> list[tuple[str, str]]:
    return [(link.url, link.text) for link in found.links]


def test_links_are_absolute_whole_and_each_once() -> None:
    found = page(
        '<a href="b.html">短…</a><a href="./b.html#x" title="2023年全名">短…</a><a href="/c.html"> 两 行\n</a>'
        '<a href="javascript:void(0)">x</a><a href="mailto:a@b.invalid">y</a><a href="http://[bad">z</a><a>w</a>'
    )
    assert links(found) == [
        ("http://www.example.invalid/a/b.html", "2023年全名"),
        ("http://www.example.invalid/c.html", "两 行"),
    ]


def test_a_base_element_and_gbk_are_honoured() -> None:
    found = page('<a href="b.html">年报</a>', '<base href="/base/">', "gbk")
    assert links(found) == [("http://www.example.invalid/base/b.html", "年报")]


def test_records_in_scripts_and_json_lists_have_links_too() -> None:
    quoted = '<script type="text/xml"><record><![CDATA[<a href="/art/1.html" title="甲">乙</a>]]></record></script>'
    assert ("http://www.example.invalid/art/1.html", "乙") in links(page(quoted))
    body = json.dumps(
        {"data": {"list": [{"title": "甲", "url": "/1"}, {"title": "无址"}]}, "next": "/p2"}
    ).encode()
    assert sorted(links(WebPage(URL, body))) == [
        ("http://www.example.invalid/1", "甲"),
        ("http://www.example.invalid/p2", "下一页"),
    ]
    assert WebPage(URL, b'{"broken": ').links == ()


@pytest.mark.parametrize(
    ("href", "text", "expected"),
    [
        ("/a.pdf", "报告", True),
        ("/P020250118001.docx", "报告", True),
        ("/download?id=7", "报告", True),
        ("/show?id=7", "附件：报告.docx", True),
        ("/a.html", "报告", False),
        ("/a.jpg", "报告", False),
    ],
)
def test_attachments_are_told_from_pages(href: str, text: str, expected: bool) -> None:
    (link,) = page(f'<a href="{href}">{text}</a>').links
    assert link.is_document is expected


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\n%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1", "office"),
        (b"{\\rtf1", "rtf"),
        (b"<p>PK", None),
    ],
)
def test_a_document_is_known_by_its_bytes(body: bytes, kind: str | None) -> None:
    assert WebPage(URL, body).document_kind == kind


def test_every_report_of_the_sample_is_one_and_their_list_is_not() -> None:
    from tests.factory.county import reports

    for unit, year in reports():
        for layout in ("html_cms", "html_gb18030_undeclared"):
            assert WebPage(URL, world.page(unit, year, layout)).is_report, (unit, year, layout)
    titles = [(f"/{y}", world.title(u, y)) for u, y in reports()]
    listed = page(world.listing(titles))
    assert not listed.is_report
    assert listed.fault is None


def test_a_page_with_much_text_is_no_challenge_whatever_words_it_has() -> None:
    assert page("<p>验证码</p>").fault == "blocked"
    assert page("<p>验证码</p>" + "<p>文字</p>" * 400).fault is None
    assert page("<h1>404</h1>").fault == "not_found"


def test_pages_send_their_visitors_on() -> None:
    assert (
        page("", '<meta http-equiv="Refresh" content="0; url=/b.html">').refresh
        == "http://www.example.invalid/b.html"
    )
    assert page("", '<meta http-equiv="refresh" content="60">').refresh is None
    assert page("", '<meta http-equiv="refresh" content="0;url=file:///x">').refresh is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("<p>甲 浏览次数：17 次</p>", "<p>甲 浏览次数：18 次</p>", True),
        ("<p>今天是2026年1月5日 星期一 甲</p>", "<p>今天是2026年1月6日 星期二 甲</p>", True),
        ("<p>甲</p><script>a=1</script>", "<p>甲</p><script>a=2</script>", True),
        ("<p>受理 3 件</p>", "<p>受理 4 件</p>", False),
        ('<p>甲</p><a href="/1.pdf">附</a>', '<p>甲</p><a href="/2.pdf">附</a>', False),
        ("", "<!-- x -->", False),
    ],
)
def test_only_counters_clocks_and_scripts_may_differ(one: str, other: str, expected: bool) -> None:
    assert has_equal_content(URL, world.html(one), world.html(other)) is expected


def test_files_are_compared_byte_for_byte() -> None:
    assert not has_equal_content(URL, b"%PDF-1.4 a", b"%PDF-1.4 b")
    assert has_equal_content(URL, b"%PDF-1.4 a", b"%PDF-1.4 a")


@pytest.mark.parametrize(
    "body",
    [
        b"<table><tr><td>" * 9_000,
        b"<![CDATA[" * 1_000_000,
        b"<a href=/>" + b"." * 5_000_000 + b"x</a>",
        b"<a href=x></a>" * 150_000,
        b"[" * 1_000_000,
        b'{"a":' * 1_000_000,
        b"createPageHTML(" * 300_000,
        b"\x00" * 5_000_000,
    ],
    ids=[
        "tables",
        "cdata",
        "dots",
        "links",
        "lists",
        "objects",
        "calls",
        "zeros",
    ],
)
def test_hostile_pages_are_read_in_seconds(body: bytes) -> None:
    began = time.process_time()
    found = WebPage(URL, body)
    assert not found.is_report
    assert len(found.links) <= 1
    assert len(found.titles) == 0
    assert found.refresh is None
    assert found.fault is None
    assert time.process_time() - began < 10


@pytest.mark.parametrize("body", [b"<div>" * 1_000_000, b"<p><b>" * 300_000], ids=["div", "p b"])
def test_pages_nested_too_deep_are_refused_in_seconds(body: bytes) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match="nested more than 10000 deep"):
        _ = WebPage(URL, body).is_report
    assert time.process_time() - began < 10


def test_a_tag_of_too_many_attributes_is_refused_at_once() -> None:
    body = b"<p" + b"".join(b" a%d='>'" % n for n in range(100_000)) + b">1</p>"
    began = time.process_time()
    with pytest.raises(ValueError, match="too many attributes"):
        _ = WebPage(URL, body).is_report
    assert time.process_time() - began < 1


def test_a_page_read_whole_says_the_same_in_another_process() -> None:
    found = page(
        world.listing([("/1.html", "示范镇2024年政府信息公开工作年度报告")]), "<title>年报</title>"
    )
    sent = pickle.loads(pickle.dumps(found.read()))
    fresh = WebPage(URL, found.body)
    for name in ("titles", "text", "links", "rows", "is_report", "fault", "attachments", "is_json"):
        assert getattr(sent, name) == getattr(fresh, name), name
    assert sent.rows
