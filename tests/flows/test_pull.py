"""The pull as a step of the night: websites and inbox in one, and what the terminal shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.pull import pull_all
from gongkai.console.terminal import host_bars
from gongkai.sources import Vault
from tests.unit.sources import world
from tests.unit.sources.website import Answer, Website

HOST = "127.0.10.1"
REPORT = world.page("yunxi", 2021, "html_cms")


def test_inbox_and_websites_end_in_the_same_vault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    website = Website([HOST])
    website.sites = {HOST: lambda r: Answer(status=404) if "robots" in r.path else Answer(REPORT)}
    table = f"unit_key,year,address\nyunxi,2021,{website.url(HOST, '/a')}\n"
    source = '[[source]]\nkind = "addresses"\nname = "s"\n'
    folder = world.write_county(
        tmp_path / "sample", [f"{HOST}:{website.port}"], source, {"addresses.csv": table}
    )
    (folder / "inbox").mkdir()
    (folder / "inbox" / "白鹭示范镇2022年.html").write_bytes(world.page("bailu", 2022))
    with website:
        results = pull_all.fn([folder])
    assert (results["sample"].found, results["sample"].new) == (2, 2)
    kept = {(e.unit_id, e.year) for e in Vault(folder / "vault").entries()}
    assert kept == {("sample/yunxi", 2021), ("sample/bailu", 2022)}
    assert "收取 2/2" in capsys.readouterr().err


def test_the_sums_over_all_hosts_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    with host_bars("收取") as on_progress:
        on_progress("a", 0, 3)
        on_progress("b", 0, 2)
        on_progress("a", 3, 3)
        on_progress("b", 1, 4)
    assert "收取 4/7" in capsys.readouterr().err
