"""Ten families of websites, played on loopback: every report arrives, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.sources import Vault
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.load_county import load_county
from gongkai.sources.pull import pull_counties
from gongkai.sources.pull_plan import plan_pull
from gongkai.sources.vault.history import vault_log, verify_vault
from tests.unit.sources import world
from tests.unit.sources.website import Website

HASTY = Limits(wait_initial=0.01, wait_max=0.05, wait_jitter=0.0, is_paced=False)


class Played:
    """The ten families with their server, and a county that pulls from them."""

    def __init__(self, website: Website, folder: Path) -> None:
        self.website = website
        self.families = world.families(website.port)
        website.sites = {f.host.partition(":")[0]: f.site for f in self.families}
        self.folder = world.write_county(
            folder,
            [f.host for f in self.families],
            "".join(f.sources for f in self.families),
            {name: text for f in self.families for name, text in f.files.items()},
        )

    @property
    def expected(self) -> set[tuple[str, int, bytes]]:
        return {(f"sample/{u}", y, b) for f in self.families for (u, y), b in f.expected.items()}

    @property
    def kept(self) -> list[tuple[str | None, int | None, bytes]]:
        vault = Vault(self.folder / "vault")
        return [(e.unit_id, e.year, vault.read(e)) for e in vault.entries()]


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    website = Website([f"127.0.7.{n}" for n in range(1, len(world.FAMILIES) + 1)])
    county = Played(website, tmp_path / "sample")
    with website:
        yield county


def test_every_report_of_every_family_arrives_and_nothing_else(played: Played) -> None:
    result = pull_counties([played.folder], limits=HASTY)["sample"]
    assert len(played.kept) == len(played.expected) == result.new > 50
    assert set(played.kept) == played.expected
    assert {a.reason for a in result.attempts} == {"no_report_for_year"}
    held = {(unit, year) for unit, year, _ in played.expected}
    assert not held & {(a.unit_id, a.year) for a in result.attempts}


def test_no_page_is_asked_twice_in_a_night_and_all_say_who_asks(played: Played) -> None:
    pull_counties([played.folder], limits=HASTY)
    asked = [(r.host, r.path) for r in played.website.log]
    assert len(asked) == len(set(asked))
    assert all("office@example.invalid" in r.headers["user-agent"] for r in played.website.log)
    assert not any("cookie" in r.headers for r in played.website.log)
    assert max(played.website.most_open.values()) <= 2


def test_a_night_without_changes_costs_one_conditional_request_a_page(played: Played) -> None:
    pull_counties([played.folder], limits=HASTY)
    first = [(r.host, r.path) for r in played.website.log]
    before = {
        p: (p.stat().st_mtime_ns, p.read_bytes()) for p in (played.folder / "vault").rglob("*.*")
    }
    played.website.log.clear()
    result = pull_counties([played.folder], limits=HASTY)["sample"]
    assert result.new == 0
    assert sorted((r.host, r.path) for r in played.website.log) == sorted(first)
    conditional = [
        r
        for r in played.website.log
        if "if-none-match" in r.headers or "if-modified-since" in r.headers
    ]
    has_nothing_to_compare = [
        r for r in played.website.log if r.path in ("/robots.txt", "/") or "fbtime" in r.path
    ]
    assert len(conditional) + len(has_nothing_to_compare) >= len(first)
    assert {
        p: (p.stat().st_mtime_ns, p.read_bytes()) for p in (played.folder / "vault").rglob("*.*")
    } == before


def test_a_changed_report_is_a_new_revision_and_the_old_one_stays(played: Played) -> None:
    pull_counties([played.folder], limits=HASTY)
    first = played.families[0]
    (unit, year), old = next(iter(first.expected.items()))
    new = old.replace(b"</body>", "<p>更正：本年新收申请数有误。</p></body>".encode())
    assert new != old
    assert isinstance(first.site, world.Pages)
    first.site.add(f"/art/{year + 1}/1/19/art_101_{year}.html", new)
    assert pull_counties([played.folder], limits=HASTY)["sample"].new == 1
    entries = vault_log(played.folder / "vault", load_county(played.folder), world.name(unit), year)
    assert {Vault(played.folder / "vault").read(e) for e in entries} == {old, new}
    assert not verify_vault(played.folder / "vault").damages


def test_a_visitor_counter_makes_no_revision(played: Played) -> None:
    pull_counties([played.folder], limits=HASTY)
    first = played.families[0]
    (_, year), old = next(iter(first.expected.items()))
    assert isinstance(first.site, world.Pages)
    counted = old.replace(b'<span id="hits"></span>', b'<span id="hits">1286</span>').replace(
        b"var site=7", b"var site=8"
    )
    first.site.add(f"/art/{year + 1}/1/19/art_101_{year}.html", counted)
    assert pull_counties([played.folder], limits=HASTY)["sample"].new == 0


def test_a_sidecar_says_where_its_document_came_from(played: Played) -> None:
    pull_counties([played.folder], limits=HASTY)
    family = played.families[0]
    entry = next(
        e for e in Vault(played.folder / "vault").entries() if family.host in (e.url or "")
    )
    assert entry.final_url == entry.url
    assert (entry.status, entry.source, entry.is_verified) == (200, "大汉", False)
    assert entry.title and entry.title.endswith("年政府信息公开工作年度报告")
    assert dict(entry.headers)["content-encoding"] == "gzip"
    assert entry.media_type == "text/html"


def test_progress_is_told_host_by_host_and_ends_complete(played: Played) -> None:
    told: dict[str, tuple[int, int]] = {}
    pull_counties(
        [played.folder],
        limits=HASTY,
        on_progress=lambda host, done, of: told.update({host: (done, of)}),
    )
    assert {family.host for family in played.families} <= told.keys()
    assert all(done == of for done, of in told.values())


def test_a_plan_asks_nothing_and_names_what_would_be_asked(played: Played) -> None:
    requests, hosts = plan_pull([played.folder])
    assert played.website.log == []
    assert not (played.folder / "state").exists()
    assert not any(request.is_conditional for request in requests)
    pull_counties([played.folder], limits=HASTY)
    asked = {
        played.website.url(r.host, r.path)
        for r in played.website.log
        if not r.path.endswith(("robots.txt", "nlist.htm"))
    }
    played.website.log.clear()
    requests, hosts = plan_pull([played.folder])
    assert played.website.log == []
    planned = {request.url for request in requests}
    assert planned - {r.url for r in requests if r.year} <= asked  # every list that was read
    assert sum(host.requests for host in hosts) == len(planned)
    assert {(r.unit_id, r.year) for r in requests} >= {
        (u, y) for u, y, _ in played.expected if "yunxi" in u
    }
    assert any(request.is_conditional for request in requests)


def test_two_pulls_of_a_county_do_not_run_at_once(played: Played) -> None:
    from gongkai.sources.fetch.page_state import State

    state = State(played.folder, "2026-01-15")
    assert "another pull" in (pull_counties([played.folder], limits=HASTY)["sample"].fault or "")
    state.close()
    assert pull_counties([played.folder], limits=HASTY)["sample"].new
