"""Lists of every build are read to their end, and one that breaks accuses nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.sources import PullResult, Vault
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.pull import pull_counties
from tests.factory import county_plan as plan
from tests.unit.sources import world
from tests.unit.sources.list_sites import BREAKS, BUILDS, YEARS, ListSite, items, page
from tests.unit.sources.website import Answer, Request, Site, Website

HOST = "127.0.10.1"
HASTY = Limits(
    wait_initial=0.01, wait_max=0.02, wait_jitter=0.0, attempts=2, is_paced=False, seconds=5.0
)
WANTED = {(f"sample/{unit.key}", year) for unit in plan.UNITS for year in YEARS}


class Listed:
    """One website with a list, and a county that knows the address that its clerk copied."""

    def __init__(self, website: Website, folder: Path) -> None:
        self.website, self.folder = website, folder

    def pull(self, site: Site, start: str, limits: Limits = HASTY, **county: str) -> PullResult:
        self.website.sites = {HOST: site}
        source = f'[[source]]\nkind = "list"\nname = "年报"\naddress = "{self.website.url(HOST, start)}"\n'
        world.write_county(self.folder, [f"{HOST}:{self.website.port}"], source, **county)
        return pull_counties([self.folder], limits=limits)["sample"]

    @property
    def held(self) -> set[tuple[str | None, int | None]]:
        return {(e.unit_id, e.year) for e in Vault(self.folder / "vault").entries()}


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Listed]:
    website = Website([HOST])
    website.sites = {}
    with website:
        yield Listed(website, tmp_path / "sample")


@pytest.mark.parametrize("name", BUILDS)
def test_a_list_is_read_whole_from_the_address_that_a_clerk_copies(
    listed: Listed, name: str
) -> None:
    build, start = BUILDS[name]
    result = listed.pull(ListSite(build), start)
    assert listed.held == WANTED
    assert result.attempts == ()


def _quick(name: str, broken: str) -> bool:
    """Whether the quick half breaks a list of this build so: it meets each build and each break."""
    return (list(BUILDS).index(name) - BREAKS.index(broken)) % 3 == 0


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        pytest.param(name, broken, marks=() if _quick(name, broken) else pytest.mark.deep)
        for name in BUILDS
        for broken in BREAKS
    ],
)
def test_a_list_that_breaks_in_the_middle_accuses_nobody(
    listed: Listed, name: str, broken: str
) -> None:
    build, start = BUILDS[name]
    result = listed.pull(ListSite(build, broken), start)
    assert "no_report_for_year" not in {a.reason for a in result.attempts}
    cut = {(a.unit_id, a.year) for a in result.attempts if a.reason == "list_incomplete"}
    assert listed.held | cut >= WANTED
    assert not listed.held & cut
    assert listed.held < WANTED or broken == "order"


@pytest.mark.parametrize("name", BUILDS)
def test_what_a_whole_list_does_not_hold_is_missing(listed: Listed, name: str) -> None:
    build, start = BUILDS[name]
    site = ListSite(build, per_page=7)  # so that the last page is short
    gone = site.rows.pop(3)
    site.rows.append(("/art/3.html", "县演示委往年政府信息公开工作年度报告"))
    site.rows[:] = [(f"/art/{number}.html", title) for number, (_, title) in enumerate(site.rows)]
    result = listed.pull(site, start)
    (missing,) = result.attempts
    assert missing.reason == "no_report_for_year", missing.detail
    assert str(missing.year) in gone[1]


def test_a_list_that_counts_more_rows_than_it_shows_is_incomplete_and_says_how_many(
    listed: Listed,
) -> None:
    build, start = BUILDS["gkmlpt"]
    site = ListSite(build, per_page=1000)
    whole = site.rows[:]
    site.part = lambda number: whole[:40] if number == 0 else []  # type: ignore[method-assign]
    result = listed.pull(site, start)
    assert {a.reason for a in result.attempts} == {"list_incomplete"}
    assert {(a.rows_read, a.rows_stated) for a in result.attempts} == {(40, len(whole))}


@pytest.mark.parametrize("name", [name for name in BUILDS if name not in ("JPAAS", "gkmlpt")])
def test_a_first_page_that_is_cut_off_with_its_pager_accuses_nobody(
    listed: Listed, name: str
) -> None:
    build, start = BUILDS[name]
    whole = ListSite(build)

    def site(request: Request) -> Answer:
        answer = whole(request)
        if "art/" not in request.path and request.path != "/robots.txt":
            answer.body = answer.body[: len(answer.body) // 2]
        return answer

    result = listed.pull(site, start)
    assert "no_report_for_year" not in {a.reason for a in result.attempts}


def test_each_page_of_a_list_is_asked_at_the_pace_of_the_county(listed: Listed) -> None:
    build, start = BUILDS["JCMS by POST"]
    site = ListSite(build, per_page=20)
    site.rows[:] = [(path, title) for path, title in site.rows if "局" in title or "委" in title]
    site.rows += [(f"/art/{n}.html", f"县样例局{n}年工作要点") for n in range(60)]
    listed.pull(site, start, limits=Limits(attempts=1), more="requests_per_second = 5")
    asked = [r for r in listed.website.log if "/art/" not in r.path]
    assert len(asked) == 1 + site.count  # robots.txt, and each page once
    assert sum("content-length" in r.headers for r in asked) == site.count - 1
    at = [r.at for r in listed.website.log]
    assert at[-1] - at[0] >= 0.2 * 0.97 * (len(at) - 1)
    assert listed.website.most_open[HOST] <= 2


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='list_{n}.html'>下一页</a>",
        "<a href='list_{n}.html'>[{n}]</a>",
        "<a href='list_{n}.html' rel=next>→</a>",
        "<a href='javascript:;' onclick=\"go('list_{n}.html')\">下页</a>",
    ],
)
def test_links_to_the_next_page_are_followed_whatever_they_look_like(
    listed: Listed, pager: str
) -> None:
    def build(site: ListSite, request: Request) -> Answer | None:
        found = re.fullmatch(r"/nb/(?:list_(\d+)\.html)?", request.path)
        number = int(found.group(1) or 1) if found else 0
        if not found:
            return None
        more = pager.replace("{n}", str(number + 1)) if number < site.count else ""
        return site.answer(number - 1, page(items(site.part(number - 1)) + more))

    assert listed.pull(ListSite(build), "/nb/").attempts == ()
    assert listed.held == WANTED


@pytest.mark.parametrize(
    "pager",
    [
        "共9页 <a href='javascript:void(0)'>下一页</a>",
        "共 90 条记录",
        "<script>var pager = {totalPage: 9};</script>",
        "<a href='javascript:goPage(2)'>2</a><a href='javascript:goPage(9)'>尾页</a>",
        "页次：1/9页",
    ],
)
def test_a_pager_that_only_a_script_can_turn_is_noticed(listed: Listed, pager: str) -> None:
    def build(site: ListSite, request: Request) -> Answer | None:
        return site.answer(0, page(items(site.part(0)) + pager)) if request.path == "/nb/" else None

    result = listed.pull(ListSite(build), "/nb/")
    assert {a.reason for a in result.attempts} == {"list_incomplete"}
    assert len(listed.held) == 10
    assert len(listed.held | {(a.unit_id, a.year) for a in result.attempts}) == len(WANTED)


def test_a_list_that_says_how_long_it_is_is_not_taken_for_endless(listed: Listed) -> None:
    build, start = BUILDS["TRS, a call"]
    result = listed.pull(ListSite(build, per_page=1), start)
    assert listed.held == WANTED
    assert result.attempts == ()
