"""How websites let us in: cookies to themselves, browsers' headers, proxies, and firewalls that do not."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from gongkai.sources import Vault
from gongkai.sources.attempts import Attempt
from gongkai.sources.pull import pull_counties
from tests.unit.sources import world
from tests.unit.sources.test_pull_hostile import HASTY
from tests.unit.sources.website import Answer, Request, Reset, Site, Website

HOST, PROXY = "127.0.12.1", "127.0.12.2"
REPORT = world.page("yunxi", 2021, "html_cms")


@pytest.fixture
def website() -> Iterator[Website]:
    site = Website([HOST, PROXY])
    with site:
        yield site


def pull(
    website: Website, folder: Path, site: Site, how: str = "", address: str = ""
) -> list[Attempt]:
    website.sites = {HOST: site, PROXY: lambda _: Answer(REPORT)}
    address = address or website.url(HOST, "/a")
    host = address.split("/")[2]
    table = f"unit_key,year,address\nyunxi,2021,{address}\n"
    source = '[[source]]\nkind = "addresses"\nname = "s"\n'
    entry = f'{{name = "{host}"{how}}}'
    world.write_county(folder, [entry], source, {"addresses.csv": table})
    return list(pull_counties([folder], limits=HASTY)["sample"].attempts)


def held(folder: Path) -> int:
    return len(Vault(folder / "vault").entries())


def plain(answer: Answer) -> Site:
    return lambda request: Answer(status=404) if "robots" in request.path else answer


def test_a_page_that_sends_its_visitor_to_itself_with_a_cookie_is_asked_once_more(
    website: Website, tmp_path: Path
) -> None:
    def site(request: Request) -> Answer:
        if "robots" in request.path:
            return Answer(status=404)
        if request.headers.get("cookie") == "visit=1":
            return Answer(REPORT)
        return Answer(status=302, headers={"Location": "/a", "Set-Cookie": "visit=1; path=/"})

    assert pull(website, tmp_path / "sample", site) == []
    assert held(tmp_path / "sample") == 1
    assert [r.path for r in website.asked(HOST)] == ["/robots.txt", "/a", "/a"]


def test_a_page_that_sets_one_cookie_after_the_other_is_left(
    website: Website, tmp_path: Path
) -> None:
    count = iter(range(100))

    def site(request: Request) -> Answer:
        if "robots" in request.path:
            return Answer(status=404)
        return Answer(status=302, headers={"Location": "/a", "Set-Cookie": f"visit={next(count)}"})

    (attempt,) = pull(website, tmp_path / "sample", site)
    assert attempt.reason == "redirect_loop"
    assert len(website.asked(HOST)) < 10


@pytest.mark.parametrize("status", [202, 401, 403, 405, 412, 418, 444, 451, 468, 493, 521, 567])
def test_what_firewalls_answer_is_blocked(website: Website, tmp_path: Path, status: int) -> None:
    (attempt,) = pull(website, tmp_path / "sample", plain(Answer(status=status)))
    assert (attempt.reason, attempt.status) == ("blocked", status)


@pytest.mark.parametrize(
    "script",
    [
        "document.cookie='pass=7;path=/';location.reload();",
        "function go(){document.cookie = 'k=' + f(); window.location.href = '/a';} setTimeout(go, 1)",
        "setCookie('k', 'v'); location.replace(location.href);",
    ],
)
def test_a_script_that_sets_a_cookie_and_loads_again_is_a_challenge(
    website: Website, tmp_path: Path, script: str
) -> None:
    page = world.html(f"<script>{script}</script>")
    (attempt,) = pull(website, tmp_path / "sample", plain(Answer(page)))
    assert (attempt.reason, attempt.detail[:16]) == ("blocked", "script challenge")


def test_a_reset_says_so_and_what_may_help(website: Website, tmp_path: Path) -> None:
    async def reset() -> AsyncIterator[bytes]:
        raise Reset
        yield b""

    def site(request: Request) -> Answer:
        if "robots" in request.path:
            return Answer(status=404)
        if "Mozilla" in request.headers["user-agent"]:
            return Answer(REPORT if request.headers.get("referer") else b"")
        return Answer(misbehave=reset, length=10)

    (attempt,) = pull(website, tmp_path / "sample", site)
    assert attempt.reason == "connection"
    assert "browser_headers" in attempt.detail
    assert pull(website, tmp_path / "sample", site, ", browser_headers = true") == []
    assert held(tmp_path / "sample") == 1
    assert "office@example.invalid" in website.log[-1].headers["user-agent"]


def test_browsers_headers_do_not_get_around_robots_txt(website: Website, tmp_path: Path) -> None:
    def site(request: Request) -> Answer:
        rules = b"User-agent: Gongkai\nDisallow: /\n"
        return Answer(rules if "robots" in request.path else REPORT, kind="text/plain")

    (attempt,) = pull(website, tmp_path / "sample", site, ", browser_headers = true")
    assert attempt.reason == "robots"


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "GONGKAI_PROXY"])
def test_an_office_proxy_is_asked_for_names_that_only_it_can_resolve(
    website: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, website.url(PROXY)[:-1])
    address = "http://www.example.invalid/a"
    assert pull(website, tmp_path / "sample", plain(Answer(status=404)), address=address) == []
    assert held(tmp_path / "sample") == 1
    assert [r.path for r in website.asked(PROXY)] == [
        "http://www.example.invalid/robots.txt",
        "http://www.example.invalid/a",
    ]


def test_no_proxy_and_the_own_setting_lead_past_the_proxy(
    website: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", website.url(PROXY))
    for name, value in (("NO_PROXY", HOST), ("GONGKAI_PROXY", "none")):
        with monkeypatch.context() as inner:
            inner.setenv(name, value)
            assert pull(website, tmp_path / name / "sample", plain(Answer(REPORT))) == []
    assert website.asked(PROXY) == []


def test_a_proxy_is_not_asked_for_a_private_address(
    website: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", website.url(PROXY))
    address = "http://169.254.169.254/latest"
    (attempt,) = pull(website, tmp_path / "sample", plain(Answer(REPORT)), address=address)
    assert attempt.reason == "private_address"
    assert website.asked(PROXY) == []


def test_cookies_are_shown_where_redirects_lead_back_and_where_a_file_wants_the_session(
    website: Website, tmp_path: Path
) -> None:
    def site(request: Request) -> Answer:
        if "robots" in request.path:
            return Answer(status=404)
        cookie = request.headers.get("cookie", "")
        if request.path == "/check":
            return Answer(status=302, headers={"Location": "/a", "Set-Cookie": "seen=1"})
        if "seen=1" not in cookie:
            return Answer(status=302, headers={"Location": "/check"})
        if request.path == "/f.pdf":
            return Answer(world.PDF) if "session=2" in cookie else Answer(status=403)
        text = "<h1>2021年政府信息公开工作年度报告</h1><a href='/f.pdf'>附件</a>"
        return Answer(text.encode(), headers={"Set-Cookie": "session=2; path=/"})

    assert pull(website, tmp_path / "sample", site) == []
    assert held(tmp_path / "sample") == 1
    assert [r.path for r in website.log].count("/f.pdf") == 2


def test_a_body_that_is_compressed_without_saying_so_is_read(
    website: Website, tmp_path: Path
) -> None:
    assert pull(website, tmp_path / "sample", plain(Answer(gzip.compress(REPORT)))) == []
    assert held(tmp_path / "sample") == 1


def test_a_charset_in_the_wrong_place_is_no_compression(website: Website, tmp_path: Path) -> None:
    answer = Answer(REPORT, headers={"Content-Encoding": "utf-8"})
    assert pull(website, tmp_path / "sample", plain(answer)) == []
    assert held(tmp_path / "sample") == 1
