"""What websites put behind a title: viewers, frames, scripts, cut titles, and titles of two units."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.sources import Vault
from tests.factory import county_plan as plan
from tests.unit.sources import world
from tests.unit.sources.list_sites import report
from tests.unit.sources.test_pull_lists import HOST, Listed
from tests.unit.sources.website import Website

UNIT, OTHER = plan.UNITS[0], plan.UNITS[1]
TITLE = f"{UNIT.name}2023年政府信息公开工作年度报告"
BODY = report("").partition(b"<body>")[2]


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Listed]:
    website = Website([HOST])
    with website:
        yield Listed(website, tmp_path / "sample")


def pull(listed: Listed, pages: world.Pages, text: str = TITLE, attributes: str = "") -> list[str]:
    row = f'<ul><li><a href="/a.html"{attributes}>{text}</a><span>2024-01-15</span></li></ul>'
    pages.add("/nb/", row)
    result = listed.pull(pages, "/nb/")
    return [a.reason for a in result.attempts if (a.unit_id or "").endswith(UNIT.key)]


def kept(listed: Listed) -> list[tuple[str | None, int | None, bytes]]:
    vault = Vault(listed.folder / "vault")
    return [(e.unit_id, e.year, vault.read(e)) for e in vault.entries()]


OWN = f"sample/{UNIT.key}"


@pytest.mark.parametrize(
    "shows",
    [
        '<iframe src="/pdfjs/web/viewer.html?file=/f/1.pdf"></iframe>',
        '<iframe src="/pdfjs/web/viewer.html?file=%2Ff%2F1.pdf"></iframe>',
        '<a href="/view?url=http%3A%2F%2F{host}%2Ff%2F1.pdf">阅读</a>',
        '<script>PDFObject.embed("/f/1.pdf", "#box");</script>',
        "<script>pdfjsLib.getDocument({url: '../f/1.pdf'})</script>",
        '<a href="javascript:void(0)" onclick="window.open(\'/f/1.pdf\')">查看</a>',
        '<object data="/f/1.pdf"></object>',
        '<embed src="f/1.pdf">',
        '<div id="flip" data-pdf="/f/1.pdf"></div>',
        '<iframe data-src="/f/1.pdf"></iframe>',
        '<object><param name="src" value="/f/1.pdf"></object>',
        '<iframe src="/pdf/web/viewer.html#/f/1.pdf"></iframe>',
        '<a href="\\f\\1.pdf">附件</a>',
    ],
)
def test_a_file_that_is_only_shown_arrives(listed: Listed, shows: str) -> None:
    pages = world.Pages()
    pages.add("/f/1.pdf", world.PDF, kind="application/pdf")
    shows = shows.replace("{host}", f"{HOST}:{listed.website.port}")
    pages.add("/a.html", f"<h1>{TITLE}</h1>{shows}")
    pull(listed, pages)
    assert kept(listed) == [(OWN, 2023, world.PDF)]


@pytest.mark.parametrize("element", ["iframe", "frame"])
def test_a_report_that_stands_in_a_frame_arrives(listed: Listed, element: str) -> None:
    pages = world.Pages()
    pages.add("/body.html", BODY)
    frame = f'<{element} src="/body.html"></{element}>'
    whole = f"<html><frameset>{frame}</frameset></html>" if element == "frame" else frame
    pages.add("/a.html", whole.encode())
    pull(listed, pages)
    assert kept(listed) == [(OWN, 2023, BODY)]


@pytest.mark.parametrize(
    "script",
    [
        'window.location.href="/b.html";',
        "location.replace('/b.html')",
        "top.location = '/b.html'",
        "window.open('/b.html', '_self')",
    ],
)
def test_a_page_that_sends_its_visitor_on_by_script_is_followed(
    listed: Listed, script: str
) -> None:
    pages = world.Pages()
    pages.add("/b.html", report(TITLE))
    pages.add("/a.html", f"<script>{script}</script>")
    pull(listed, pages)
    assert kept(listed) == [(OWN, 2023, report(TITLE))]


@pytest.mark.parametrize(
    "text",
    [
        TITLE[:12] + "...",
        TITLE[: len(UNIT.name) + 5] + "…",
        f"示例县{UNIT.name}人民政…",
        f"示例县{UNIT.name[:-1]}…",
        f"关于{UNIT.name}2023年…",
        f"{UNIT.name}人民政府",
        f"示例县{UNIT.name}",
        f"{UNIT.name}政府信息公开工作年度报告",
    ],
)
def test_titles_that_are_cut_or_say_little_are_opened(listed: Listed, text: str) -> None:
    pages = world.Pages()
    pages.add("/a.html", report(TITLE))
    pull(listed, pages, text)
    assert kept(listed) == [(OWN, 2023, report(TITLE))]


@pytest.mark.parametrize(
    "text", [f"{UNIT.name}2023年工作总…", f"{UNIT.name}召开会议…", "县财政局2023年政…"]
)
def test_titles_that_cannot_go_on_as_a_reports_are_left(listed: Listed, text: str) -> None:
    pages = world.Pages()
    pages.add("/a.html", report(TITLE))
    pull(listed, pages, text)
    assert kept(listed) == []


def test_a_title_of_two_units_is_settled_by_the_page_or_accuses_neither(listed: Listed) -> None:
    pages, both = world.Pages(), f"{UNIT.name}、{OTHER.name}2023年政府信息公开工作年度报告"
    pages.add("/a.html", report(both))
    assert "several_units" in pull(listed, pages, both)
    result = [a for a in listed.pull(pages, "/nb/").attempts if a.year == 2023]
    told = {a.unit_id: a.reason for a in result}
    assert told[OWN] == told[f"sample/{OTHER.key}"] == "several_units"
    pages.add("/a.html", report(TITLE))
    pull(listed, pages, both)
    assert kept(listed) == [(OWN, 2023, report(TITLE))]
    told = {(a.unit_id, a.year): a.reason for a in listed.pull(pages, "/nb/").attempts}
    assert told[f"sample/{OTHER.key}", 2023] == "several_units"


def test_a_year_that_no_title_gives_is_read_from_the_period_of_the_report(listed: Listed) -> None:
    pages, text = world.Pages(), f"{UNIT.name}政府信息公开工作年度报告"
    body = report(text).replace(b"</p>", "，统计期限自2022年1月1日起至12月31日止</p>".encode(), 1)
    pages.add("/a.html", body)
    pull(listed, pages, text)
    assert kept(listed) == [(OWN, 2022, body)]


def test_a_report_whose_year_nobody_tells_lets_no_year_be_called_missing(listed: Listed) -> None:
    pages, text = world.Pages(), f"{UNIT.name}政府信息公开工作年度报告"
    pages.add("/a.html", report(text))
    assert pull(listed, pages, text) == []
    assert kept(listed) == [(OWN, None, report(text))]


def test_a_list_by_unit_takes_a_table_of_addresses(listed: Listed) -> None:
    pages = world.Pages()
    for number, unit in enumerate((UNIT, OTHER)):
        path = pages.add(f"/{number}.html", report(f"{unit.name}2023年度报告"))
        row = f'<li><a href="{path}">2023年政府信息公开工作年度报告</a>2024-01-20</li>'
        pages.add(f"/nb{number}/", row)
    listed.website.sites = {HOST: pages}
    address = listed.website.url(HOST)[:-1]
    source = f'''[[source]]
kind = "list"
name = "各单位"
[source.address]
{UNIT.key} = "{address}/nb0/"
{OTHER.key} = "{address}/nb1/"
'''
    world.write_county(listed.folder, [address.removeprefix("http://")], source)
    from gongkai.sources.pull import pull_counties
    from tests.unit.sources.test_pull_lists import HASTY

    attempts = pull_counties([listed.folder], limits=HASTY)["sample"].attempts
    assert {(unit, year) for unit, year, _ in kept(listed)} == {
        (OWN, 2023),
        (f"sample/{OTHER.key}", 2023),
    }
    assert {a.unit_id for a in attempts} == {OWN, f"sample/{OTHER.key}"}


@pytest.mark.parametrize(
    "shows",
    [
        '<embed src="/show?id=7" type="application/pdf">',
        '<a href="/show?id=7">点击下载</a>',
        '<iframe src="/pdfjs/web/viewer.html?file=/show%3Fid%3D7"></iframe>',
    ],
)
def test_a_file_whose_address_says_nothing_arrives(listed: Listed, shows: str) -> None:
    pages = world.Pages()
    pages.add("/show?id=7", world.PDF, kind="application/pdf")
    pages.add("/a.html", f"<h1>{TITLE}</h1>{shows}")
    pull(listed, pages)
    assert kept(listed) == [(OWN, 2023, world.PDF)]


def test_a_report_among_its_tables_is_found_and_a_guide_is_none(listed: Listed) -> None:
    pages = world.Pages()
    for number in range(1, 6):
        pages.add(f"/f/{number}.pdf", world.PDF + str(number).encode(), kind="application/pdf")
    files = '<a href="/f/1.pdf">附件1：报告正文.pdf</a>' + "".join(
        f'<a href="/f/{n}.pdf">附件{n}：附表.pdf</a>' for n in (2, 3, 4)
    )
    pages.add("/a.html", f'<h1>{TITLE}</h1>{files}<a href="/f/5.pdf">政府信息公开指南.pdf</a>')
    pull(listed, pages)
    assert kept(listed) == [(OWN, 2023, world.PDF + b"1")]


def test_a_guide_alone_is_no_report(listed: Listed) -> None:
    pages = world.Pages()
    pages.add("/f/5.pdf", world.PDF, kind="application/pdf")
    pages.add("/a.html", f'<h1>{TITLE}</h1><a href="/f/5.pdf">政府信息公开指南.pdf</a>')
    assert "not_a_report" in pull(listed, pages)
    assert kept(listed) == []
