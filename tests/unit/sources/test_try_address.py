"""What a clerk sees: one look at an address, warnings of `county check`, and the grid of a pull."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import main
from gongkai.sources.attempts import Attempt, write_attempts
from gongkai.sources.load_county import load_county
from gongkai.sources.sight_grid import sight_grid
from tests.factory import county_plan as plan
from tests.unit.sources import world
from tests.unit.sources.list_sites import BUILDS, ListSite
from tests.unit.sources.website import Answer, Site, Website

HOST = "127.0.13.1"


@pytest.fixture
def website() -> Iterator[Website]:
    site = Website([HOST])
    with site:
        yield site


def run(raw: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--raw", str(raw)])


def county(raw: Path, website: Website, site: Site, sources: str = "") -> Path:
    website.sites = {HOST: site}
    fast = "requests_per_second = 5"
    return world.write_county(raw / "sample", [f"{HOST}:{website.port}"], sources, more=fast)


@pytest.mark.parametrize(
    ("name", "family", "length", "requests"),
    [
        ("TRS, a call", "TRS", "共 9 页，未写明条数", 2),
        ("UCAP", "开普 UCAP", "共 9 页，共 90 条", 2),
        ("JPAAS", "大汉 JPAAS", "未写明页数，未写明条数", 3),
        ("gkmlpt", "南方 gkmlpt", "共 90 条", 3),
        ("Boda, hidden", "博达 Boda", "共 9 页", 2),
    ],
)
def test_one_look_names_the_build_and_what_would_be_kept(
    website: Website, tmp_path: Path, name: str, family: str, length: str, requests: int
) -> None:
    build, start = BUILDS[name]
    site = ListSite(build)
    site.rows = [*site.rows[-15:], *site.rows[:-15]]
    county(tmp_path, website, site)
    result = run(tmp_path, "county", "try", website.url(HOST, start))
    assert result.exit_code == 0, result.output
    assert f"网站类型：{family}" in result.output
    assert length in result.output
    assert f"收取：{plan.UNITS[0].name} 2019" in result.output
    assert len(website.log) == requests
    assert "[[source]]" not in (tmp_path / "sample" / "county.toml").read_text("utf-8")


def test_dropped_rows_say_why_and_the_source_is_written_when_it_is_wanted(
    website: Website, tmp_path: Path
) -> None:
    unit = plan.UNITS[0].name
    rows = [
        ("/1.html", f"{unit}2023年政府信息公开工作年度报告"),
        ("/2.html", f"{unit}2011年政府信息公开工作年度报告"),
        ("/3.html", "某某局2023年政府信息公开工作年度报告"),
        ("/4.html", f"关于做好{unit}2023年政府信息公开工作年度报告编制工作的通知"),
        ("/5.html", f"{unit}人民政府"),
    ]
    pages = world.Pages()
    pages.add("/nb/", world.listing(rows))
    folder = county(tmp_path, website, pages)
    result = run(tmp_path, "county", "try", website.url(HOST, "/nb/"), "--write")
    assert result.exit_code == 0, result.output
    for words in (
        f"收取：{unit} 2023",
        "不收：2011 年不在登记的 2019–2024 年内",
        "不收：标题中的单位不在 units.csv 内",
        "不收：不是年度报告的标题",
        f"下一级栏目：{unit}",
    ):
        assert words in result.output
    (source,) = load_county(folder).web.sources
    assert source.options["address"] == website.url(HOST, "/nb/")


def test_a_first_page_of_other_years_is_a_list_of_the_county_all_the_same(
    website: Website, tmp_path: Path
) -> None:
    pages = world.Pages()
    pages.add("/nb/", world.listing([("/1.html", f"{plan.UNITS[0].name}2031年度政府信息公开年报")]))
    county(tmp_path, website, pages)
    result = run(tmp_path, "county", "try", website.url(HOST, "/nb/"))
    assert result.exit_code == 0
    assert "不收：2031 年不在登记的" in result.output


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=403), "未能读取：被网站防护拦截（HTTP 403）"),
        (
            Answer(world.html("<div id=app></div><script src=/a.js></script>")),
            "页面由脚本生成",
        ),
        (Answer(world.html("<p>版权所有</p>")), "列表为空"),
    ],
)
def test_an_address_that_can_give_nothing_says_so(
    website: Website, tmp_path: Path, answer: Answer, words: str
) -> None:
    site: Site = lambda r: Answer(status=404) if "robots" in r.path else answer  # noqa: E731
    county(tmp_path, website, site)
    result = run(tmp_path, "county", "try", website.url(HOST, "/nb/"))
    assert result.exit_code == 1
    assert words in result.output


def test_check_warns_of_what_can_give_nothing(website: Website, tmp_path: Path) -> None:
    address = website.url(HOST, "/app#/list/7")
    pages = website.url(HOST, "/col/col7/index.html?uid=1&pageNum={page}")
    folder = county(
        tmp_path,
        website,
        lambda _: Answer(status=404),
        f'[[source]]\nkind = "list"\nname = "甲"\naddress = "{address}"\n'
        f'[[source]]\nkind = "list"\nname = "乙"\naddress = "{address[:-8]}"\npages = "{pages}"\n',
    )
    row = ("sample", None, None, "乙", HOST, address, "shell", "", 200, "2026-01-15T00:00:00+00:00")
    write_attempts(folder, [Attempt(*row)])
    result = run(tmp_path, "county", "check")
    assert result.exit_code == 0
    assert "source '甲': what stands behind #/" in result.output
    assert "source '乙': ?pageNum= never turns the page" in result.output
    assert "source '乙': its page is drawn by a script" in result.output


def test_a_pull_names_unit_and_year_and_ends_with_a_grid(website: Website, tmp_path: Path) -> None:
    site = ListSite(BUILDS["gkmlpt"][0], "empty")
    titles = [title for _, title in site.rows if plan.UNITS[0].name in title]
    site.rows = [(f"/art/{number}.html", title) for number, title in enumerate(titles)]
    site.per_page = 2
    address = website.url(HOST, BUILDS["gkmlpt"][1])
    source = f'[[source]]\nkind = "list"\nname = "年报"\naddress = "{address}"\n'
    county(tmp_path, website, site, source)
    result = run(tmp_path, "pull")
    assert result.exit_code == 0, result.output
    assert f"  {plan.UNITS[0].name} 2019 列表未读完整，不能断定 " in result.output
    assert f"   ?    ?    ●    ●    ●    ●   {plan.UNITS[0].name}" in result.output
    assert f"   ?    ?    ?    ?    ?    ?   {plan.UNITS[1].name}" in result.output
    assert "○" not in result.output.split("2019 2020")[1]


def test_what_kept_a_source_out_stands_in_every_cell_that_it_covers(
    website: Website, tmp_path: Path
) -> None:
    own = plan.UNITS[0]
    source = f'[[source]]\nkind = "list"\nname = "甲"\nunit = "{own.key}"\naddress = "{website.url(HOST, "/")}"\n'
    folder = county(tmp_path, website, lambda _: Answer(status=404), source)
    time = "2026-01-15T00:00:00+00:00"
    for reason, sign in (("blocked", "×"), ("empty_list", "?"), ("list_too_long", "?")):
        row = ("sample", None, None, "甲", HOST, "http://a/", reason, "", 403, time)
        signs = sight_grid(load_county(folder), folder, [], [Attempt(*row)])
        assert {signs[f"sample/{own.key}", year] for year in range(2019, 2025)} == {sign}
        assert signs[f"sample/{plan.UNITS[1].key}", 2019] == "·"
    row = (
        "sample",
        f"sample/{own.key}",
        2020,
        "甲",
        HOST,
        "http://a/",
        "no_report_for_year",
        "",
        None,
        time,
    )
    signs = sight_grid(load_county(folder), folder, [], [Attempt(*row)])
    assert (signs[f"sample/{own.key}", 2020], signs[f"sample/{own.key}", 2021]) == ("○", "·")
