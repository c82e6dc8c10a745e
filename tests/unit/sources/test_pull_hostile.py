"""Websites that fail, stall, lie and lead astray: what is there arrives, and each failure has its row."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import gzip
import itertools
import resource
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from gongkai.messages import catalogue
from gongkai.sources import Vault
from gongkai.sources.attempts import Attempt, read_attempts
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.pull import pull_counties
from tests.unit.sources import world
from tests.unit.sources.website import Answer, Request, Reset, Site, Website

HOST, OTHER, META = "127.0.8.1", "127.0.8.2", "169.254.169.254"
HASTY = Limits(wait_initial=0.01, wait_max=0.05, wait_jitter=0.0, is_paced=False, seconds=1.0)
REPORT = world.page("yunxi", 2021, "html_cms")
PATH = "/2021.html"


class Place:
    """One site, and a county that knows one address on it."""

    def __init__(self, website: Website, folder: Path) -> None:
        self.website, self.folder = website, folder

    def pull(
        self, site: Site, limits: Limits = HASTY, hosts: tuple[str, ...] = (HOST,), **county: str
    ) -> list[Attempt]:
        self.website.sites = {HOST: site, OTHER: lambda _: Answer(REPORT)}
        source = county.pop("source", "") or '[[source]]\nkind = "addresses"\nname = "s"\n'
        table = f"unit_key,year,address\nyunxi,2021,{self.website.url(HOST, PATH)}\n"
        listed = [f"{host}:{self.website.port}" for host in hosts]
        world.write_county(self.folder, listed, source, {"addresses.csv": table}, **county)
        attempts = pull_counties([self.folder], limits=limits)["sample"].attempts
        written = sorted(map(str, read_attempts(self.folder)))
        assert written == sorted({str(attempt) for attempt in attempts})
        assert {a.reason for a in attempts} <= catalogue("sources/attempts.toml").keys()
        return list(attempts)

    @property
    def kept(self) -> list[bytes]:
        vault = Vault(self.folder / "vault")
        assert not list(vault.folder.glob("*/.put-*"))
        return [vault.read(entry) for entry in vault.entries()]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    website = Website([HOST, OTHER])
    website.sites = {HOST: lambda _: Answer(status=404)}
    with website:
        yield Place(website, tmp_path / "sample")


def once(*answers: Answer) -> Site:
    """Gives its answers one after the other to the report's address, the last one for ever."""
    waiting = list(answers)

    def site(request: Request) -> Answer:
        if request.path != PATH:
            return Answer(status=404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return site


async def cut() -> AsyncIterator[bytes]:
    yield REPORT[:1000]
    raise Reset


async def drip() -> AsyncIterator[bytes]:
    for byte in REPORT:
        yield bytes([byte])
        await asyncio.sleep(0.05)


async def flood() -> AsyncIterator[bytes]:
    block = b"<p>\x00" * (1 << 18)
    for _ in range(200):
        yield block


def moved(to: str) -> Answer:
    return Answer(status=302, headers={"Location": to})


@pytest.mark.parametrize(
    "first",
    [
        Answer(status=500),
        Answer(status=502),
        Answer(misbehave=cut, length=len(REPORT)),
        Answer(gzip.compress(REPORT)[:-20], headers={"Content-Encoding": "gzip"}),
        Answer(status=429),
    ],
    ids=["500", "502", "reset", "cut gzip", "429"],
)
def test_what_passes_is_tried_again_and_the_whole_body_arrives(place: Place, first: Answer) -> None:
    attempts = place.pull(once(first, Answer(REPORT)))
    assert attempts == []
    assert place.kept == [REPORT]
    assert [r.path for r in place.website.asked(HOST)].count(PATH) == 2


@pytest.mark.parametrize(
    ("answer", "reason", "requests"),
    [
        (Answer(status=404), "not_found", 1),
        (Answer(status=410), "not_found", 1),
        (Answer(world.html("<h1>您访问的页面不存在</h1>")), "not_found", 1),
        (Answer(status=500), "server_error", 3),
        (Answer(status=403), "blocked", 1),
        (Answer(status=412, body=b"<script>$_ts={}</script>"), "blocked", 1),
        (Answer(b"<html><script>var acw_sc__v2='x';reload()</script></html>"), "blocked", 1),
        (Answer(world.html("<p>请完成安全验证后继续访问</p>")), "blocked", 1),
        (Answer(world.html("<h1>我县召开年度工作会议</h1>")), "not_a_report", 1),
        (Answer(b""), "not_a_report", 1),
        (Answer(misbehave=cut, length=len(REPORT)), "connection", 3),
        (Answer(misbehave=drip, length=len(REPORT)), "timeout", 3),
        (Answer(b"not gzip at all", headers={"Content-Encoding": "gzip"}), "broken_body", 1),
        (Answer(b"x", headers={"Content-Encoding": "br"}), "broken_body", 1),
        (Answer(misbehave=flood, length=200 << 20), "too_large", 1),
        (Answer(misbehave=flood), "too_large", 1),
        (
            Answer(gzip.compress(bytes(200 << 20), 9), headers={"Content-Encoding": "gzip"}),
            "too_large",
            1,
        ),
        (moved(PATH), "redirect_loop", 1),
        (moved(f"http://{META}/latest/meta-data/"), "off_host", 1),
        (moved("http://localhost/"), "off_host", 1),
        (moved("file:///etc/passwd"), "bad_address", 1),
        (moved("gopher://127.0.8.1/"), "bad_address", 1),
        (moved("http://user:secret@elsewhere.example.invalid/"), "off_host", 1),
    ],
)
def test_what_fails_is_a_row_with_its_reason_and_nothing_is_kept(
    place: Place, answer: Answer, reason: str, requests: int
) -> None:
    (attempt,) = place.pull(once(answer))
    assert (attempt.reason, attempt.unit_id, attempt.year) == (reason, "sample/yunxi", 2021)
    assert (attempt.host, attempt.source) == (f"{HOST}:{place.website.port}", "s")
    assert place.kept == []
    assert [r.path for r in place.website.asked(HOST)].count(PATH) == requests


def test_a_body_of_200_megabytes_costs_neither_its_memory_nor_its_time(place: Place) -> None:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for answer in (
        Answer(misbehave=flood),
        Answer(gzip.compress(bytes(200 << 20), 9), headers={"Content-Encoding": "gzip"}),
    ):
        assert place.pull(once(answer))[0].reason == "too_large"
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
    )  # KiB; server included
    assert time.monotonic() - began < 10


def test_a_page_that_takes_seconds_to_read_holds_up_no_other_host(place: Place) -> None:
    """Each hostile page takes its reader a second or more; the good host's requests go on."""
    heavy = Answer(b"<html>" + b"<p a=1>1" * 800_000)
    place.website.sites = {
        HOST: lambda r: Answer(status=404) if "robots" in r.path else heavy,
        OTHER: lambda r: Answer(status=404) if "robots" in r.path else Answer(REPORT),
    }
    own = {"yunxi": HOST, "bailu": OTHER, "songting": OTHER}
    rows = [
        f"{unit},{year},{place.website.url(host, f'/{unit}/{year}')}"
        for unit, host in own.items()
        for year in range(2023 if host == HOST else 2021, 2025)
    ]
    table = "\n".join(["unit_key,year,address", *rows, ""])
    listed = [f"{host}:{place.website.port}" for host in (HOST, OTHER)]
    source = '[[source]]\nkind = "addresses"\nname = "s"\n'
    pace = "requests_per_second = 2"
    world.write_county(place.folder, listed, source, {"addresses.csv": table}, more=pace)
    limits = Limits(attempts=1, wait_jitter=0.0)
    attempts = pull_counties([place.folder], limits=limits)["sample"].attempts
    at = [request.at for request in place.website.asked(OTHER)]
    assert len(at) == 1 + 8
    assert max(b - a for a, b in itertools.pairwise(at)) < 1.0
    reasons = {a.reason for a in attempts if a.host.startswith(HOST)}
    assert reasons & {"unreadable", "not_a_report"}


def test_redirects_between_hosts_of_the_county_are_followed(place: Place) -> None:
    site = once(moved(place.website.url(OTHER, "/there.html")))
    attempts = place.pull(site, hosts=(HOST, OTHER))
    assert attempts == []
    assert place.kept == [REPORT]
    (entry,) = Vault(place.folder / "vault").entries()
    assert (entry.url, entry.final_url) == (
        place.website.url(HOST, PATH),
        place.website.url(OTHER, "/there.html"),
    )


def test_a_redirect_to_a_host_that_is_not_the_countys_is_not_followed(place: Place) -> None:
    (attempt,) = place.pull(once(moved(place.website.url(OTHER, "/there.html"))))
    assert attempt.reason == "off_host"
    assert place.website.asked(OTHER) == []
    assert place.kept == []


def test_a_long_chain_of_redirects_ends(place: Place) -> None:
    def site(request: Request) -> Answer:
        number = len(request.path)
        return Answer(status=404) if "robots" in request.path else moved("/" + "x" * number)

    (attempt,) = place.pull(site)
    assert attempt.reason == "redirect_loop"
    assert len(place.website.asked(HOST)) < 10


def test_metadata_services_are_refused_even_as_a_host_of_the_county(place: Place) -> None:
    place.website.sites = {}
    source = '[[source]]\nkind = "list"\nname = "m"\naddress = "http://169.254.169.254/latest/"\n'
    world.write_county(place.folder, [META], source)
    attempts = pull_counties([place.folder], limits=HASTY)["sample"].attempts
    assert [a.reason for a in attempts] == ["private_address"]


def test_a_name_is_judged_by_what_it_resolves_to_and_only_that_is_connected_to(
    place: Place,
) -> None:
    asked: list[str] = []

    async def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.8.1"] if len(asked) == 1 else ["10.0.0.1"]

    place.website.sites[HOST] = lambda r: Answer(
        b"" if "robots" in r.path else REPORT, headers={"Connection": "close"}
    )
    source = '[[source]]\nkind = "addresses"\nname = "s"\n'
    address = f"http://www.example.invalid:{place.website.port}"
    table = f"unit_key,year,address\nyunxi,2021,{address}/a\nyunxi,2022,{address}/b\nyunxi,2023,{address}/c\n"
    world.write_county(place.folder, [address[7:]], source, {"addresses.csv": table})
    attempts = pull_counties([place.folder], limits=HASTY, resolver=rebinding)["sample"].attempts
    reasons = {a.reason for a in attempts}
    assert reasons == {"private_address"}
    assert len(place.website.asked(HOST)) <= 1  # the one connection made to the judged address


def test_robots_txt_is_obeyed(place: Place) -> None:
    def site(request: Request) -> Answer:
        if request.path == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /2021\n", kind="text/plain")
        return Answer(REPORT)

    (attempt,) = place.pull(site)
    assert attempt.reason == "robots"
    assert [r.path for r in place.website.asked(HOST)] == ["/robots.txt"]


def test_a_robots_txt_that_fails_forbids_all_and_one_that_is_absent_nothing(place: Place) -> None:
    (attempt,) = place.pull(lambda r: Answer(status=500) if "robots" in r.path else Answer(REPORT))
    assert attempt.reason == "robots"
    place.pull(lambda r: Answer(status=403) if "robots" in r.path else Answer(REPORT))
    assert place.kept == [REPORT]


def endless(request: Request) -> Answer:
    """Each page of the list shows new links and a next page, for ever."""
    if request.path == "/robots.txt":
        return Answer(status=404)
    number = int(request.path.rpartition("=")[2] or 1) if "=" in request.path else 1
    links = [(f"/news/{number}-{n}.html", f"要闻 {number}-{n}") for n in range(20)]
    return Answer(world.html(world.listing(links, f'<a href="/list?page={number + 1}">下一页</a>')))


def listed(place: Place, more: str = "") -> str:
    return f'[[source]]\nkind = "list"\nname = "l"\naddress = "{place.website.url(HOST, "/list")}"\n{more}'


def test_a_list_that_never_ends_is_cut_off_and_says_so(place: Place) -> None:
    attempts = place.pull(endless, source=listed(place, "max_pages = 7\n"))
    assert [a.reason for a in attempts] == ["list_too_long"]  # and no "no report" is claimed
    assert len(place.website.asked(HOST)) == 8


def test_a_list_that_repeats_itself_ends(place: Place) -> None:
    same = world.html(world.listing([("/a.html", "要闻")]))
    source = listed(place, f'pages = "{place.website.url(HOST, "/list_{page}")}"\n')
    attempts = place.pull(lambda r: Answer(same), source=source)
    assert {a.reason for a in attempts} == {"no_report_for_year"}
    assert len(place.website.asked(HOST)) == 3


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(world.html("")), "empty_list"),
        (Answer(status=404), "not_found"),
        (Answer(world.html("<p>访问过于频繁，请完成验证</p>")), "blocked"),
    ],
)
def test_a_list_that_cannot_be_read_never_says_that_nothing_was_published(
    place: Place, answer: Answer, reason: str
) -> None:
    attempts = place.pull(
        lambda r: Answer(status=404) if "robots" in r.path else answer, source=listed(place)
    )
    assert [(a.reason, a.unit_id) for a in attempts] == [(reason, None)]


@pytest.mark.parametrize("is_date", [False, True], ids=["seconds", "date"])
def test_retry_after_is_honoured(place: Place, is_date: bool) -> None:
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
    wait = email.utils.format_datetime(until, usegmt=True) if is_date else "1"
    place.pull(once(Answer(status=429, headers={"Retry-After": wait}), Answer(REPORT)))
    one, two = [r.at for r in place.website.asked(HOST) if r.path == PATH]
    # a date has no parts of a second: one to two seconds are left of it
    assert two - one >= (0.5 if is_date else 0.95)
    assert place.kept == [REPORT]


def test_a_host_that_wants_to_be_left_alone_for_hours_is(place: Place) -> None:
    (attempt,) = place.pull(once(Answer(status=503, headers={"Retry-After": "7200"})))
    assert attempt.reason == "throttled"
    assert [r.path for r in place.website.asked(HOST)].count(PATH) == 1


def many(place: Place) -> str:
    address = place.website.url(HOST, "/{year}/{unit_key}")
    return f'[[source]]\nkind = "template"\nname = "t"\naddress = "{address}"\n'


def test_a_host_that_fails_again_and_again_is_left_alone(place: Place) -> None:
    attempts = place.pull(
        lambda r: Answer(status=404 if "robots" in r.path else 500), source=many(place)
    )
    assert {a.reason for a in attempts} == {"server_error"}
    assert len(attempts) == 72
    assert len(place.website.asked(HOST)) <= 8


def test_the_budget_of_a_night_holds_over_several_pulls(place: Place) -> None:
    def not_there(_: Request) -> Answer:
        return Answer(status=404)

    attempts = place.pull(not_there, source=many(place), more="budget = 10")
    assert len(place.website.asked(HOST)) == 10
    assert sum(a.reason == "budget" for a in attempts) == 72 - 9
    place.pull(not_there, source=many(place), more="budget = 10")
    assert len(place.website.asked(HOST)) == 10


def test_the_pace_is_kept_at_two_hosts_at_once(place: Place) -> None:
    """Four requests a second instead of one, so that the test is quick; slow answers on purpose."""

    async def slowly() -> AsyncIterator[bytes]:
        await asyncio.sleep(0.4)
        yield b"x" * 10

    def slow(request: Request) -> Answer:
        return (
            Answer(status=404) if "robots" in request.path else Answer(misbehave=slowly, length=10)
        )

    source = many(place) + many(place).replace(HOST, OTHER).replace('"t"', '"u"')
    place.website.sites[OTHER] = slow
    limits = Limits(attempts=1, wait_jitter=0.0)
    listed = [f"{HOST}:{place.website.port}", f"{OTHER}:{place.website.port}"]
    world.write_county(place.folder, listed, source, more="requests_per_second = 4\nbudget = 12")
    place.website.sites = {HOST: slow, OTHER: slow}
    pull_counties([place.folder], limits=limits)
    asked = {h: [request.at for request in place.website.asked(h)] for h in (HOST, OTHER)}
    for host, at in asked.items():
        assert len(at) == 12
        ahead = [(j - i) * 0.25 - (at[j] - at[i]) for i, j in itertools.combinations(range(12), 2)]
        assert max(ahead) <= 0.1, "a busy machine notes one late, never many early"
        assert place.website.most_open[host] == 2
    together = min(at[-1] for at in asked.values()) - max(at[0] for at in asked.values())
    assert together > 0.5 * 11 * 0.25  # the hosts were asked in parallel


def test_crawl_delay_slows_down(place: Place) -> None:
    def site(request: Request) -> Answer:
        return (
            Answer(b"User-agent: *\nCrawl-delay: 0.5\n")
            if "robots" in request.path
            else Answer(status=404)
        )

    place.pull(
        site, limits=Limits(), source=many(place), more="requests_per_second = 5\nbudget = 4"
    )
    at = [request.at for request in place.website.asked(HOST)]
    assert min(b - a for a, b in itertools.pairwise(at[1:])) >= 0.48


def test_one_second_is_the_pace_without_a_word(place: Place) -> None:
    place.pull(lambda r: Answer(status=404), limits=Limits(), source=many(place), more="budget = 4")
    at = [request.at for request in place.website.asked(HOST)]
    assert [b - a >= 0.99 for a, b in itertools.pairwise(at)] == [True] * 3


def test_cookies_are_neither_sent_nor_kept(place: Place) -> None:
    site = once(
        Answer(status=500, headers={"Set-Cookie": "a=b"}),
        Answer(REPORT, headers={"Set-Cookie": "a=b"}),
    )
    place.pull(site)
    assert not any("cookie" in request.headers for request in place.website.log)
    (entry,) = Vault(place.folder / "vault").entries()
    assert "set-cookie" not in dict(entry.headers)


def test_a_template_is_not_taken_in_by_a_site_that_shows_another_years_report(place: Place) -> None:
    address = place.website.url(HOST, "/report?year={year}&unit={unit_key}")
    source = f'[[source]]\nkind = "template"\nname = "t"\naddress = "{address}"\n'
    attempts = place.pull(
        lambda r: Answer(status=404) if "robots" in r.path else Answer(REPORT), source=source
    )
    (entry,) = Vault(place.folder / "vault").entries()
    assert (entry.unit_id, entry.year) == ("sample/yunxi", 2021)
    assert {a.reason for a in attempts} == {"no_report_for_year"}
    assert len(attempts) == 71
