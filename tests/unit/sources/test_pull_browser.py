"""Pages drawn by a browser: under the same hosts, pace and checks as everything else."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.sources import Vault
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.pull import pull_counties
from tests.programs import needs_browser
from tests.unit.sources import world
from tests.unit.sources.list_sites import report, rows
from tests.unit.sources.website import Answer, Request, Website

HOST, OTHER = "127.0.11.1", "127.0.11.2"
SHELL = """<!DOCTYPE html><html><head><script src="/app.js"></script>
<script src="http://127.0.11.2:{port}/strange.js"></script><img src="/logo.png"></head>
<body><div id="app"></div></body></html>"""
PROGRAM = """fetch('/list.json').then(r => r.json()).then(list => {
  document.getElementById('app').innerHTML = '<ul>' + list.map(
    r => '<li><a href="' + r[0] + '">' + r[1] + '</a><span>2025-01-20</span></li>').join('') + '</ul>';
});"""


@pytest.fixture
def website() -> Iterator[Website]:
    site = Website([HOST, OTHER])
    listed = rows()[:5]

    def answer(request: Request) -> Answer:
        if request.path == "/nb/":
            return Answer(SHELL.format(port=site.port).encode())
        if request.path == "/app.js":
            return Answer(PROGRAM.encode(), kind="text/javascript")
        if request.path == "/list.json":
            return Answer(json.dumps(listed).encode(), kind="application/json")
        found = dict(listed).get(request.path)
        return Answer(report(found)) if found else Answer(status=404)

    site.sites = {HOST: answer, OTHER: lambda _: Answer(b"")}
    with site:
        yield site


def county(folder: Path, website: Website, host: str) -> Path:
    source = f'[[source]]\nkind = "list"\nname = "年报"\naddress = "{website.url(HOST, "/nb/")}"\n'
    return world.write_county(folder / "sample", [host], source, more="requests_per_second = 5")


def reasons(folder: Path) -> list[str]:
    attempts = pull_counties([folder], limits=Limits(is_paced=False))["sample"].attempts
    return [attempt.reason for attempt in attempts]


@needs_browser
def test_a_page_that_a_program_fills_is_drawn_under_the_same_checks(
    tmp_path: Path, website: Website
) -> None:
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("gongkai[browser] is not installed")
    host = f'{{name = "{HOST}:{website.port}", browser = true}}'
    county(tmp_path, website, host)
    # In a process of its own, so that the browser's library slows down no other test.
    command = [sys.executable, "-m", "gongkai", "pull", "--raw", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    kept = Vault(tmp_path / "sample" / "vault").entries()
    assert len(kept) == 5
    asked = [request.path for request in website.asked(HOST)]
    assert asked[:4] == ["/robots.txt", "/nb/", "/app.js", "/list.json"]
    assert "/logo.png" not in asked
    assert website.asked(OTHER) == []
    at = [request.at for request in website.asked(HOST)]
    assert at[-1] - at[0] >= 0.2 * 0.97 * (len(at) - 1)


def test_without_a_browser_the_shell_is_named_and_nobody_accused(
    tmp_path: Path, website: Website
) -> None:
    folder = county(tmp_path, website, f"{HOST}:{website.port}")
    assert reasons(folder) == ["shell"]


def test_a_missing_browser_says_what_to_install(
    tmp_path: Path, website: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GONGKAI_CHROMIUM", raising=False)
    host = f'{{name = "{HOST}:{website.port}", browser = true}}'
    assert reasons(county(tmp_path, website, host)) == ["shell"]
