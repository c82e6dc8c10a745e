"""SIGKILL at random moments: no half-written body, none lost, the same vault in the end."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.sources import Vault
from gongkai.sources.attempts import read_attempts
from tests.unit.sources import world
from tests.unit.sources.website import Website

ROOT = Path(__file__).parents[3]


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.unit.sources.killed_pull", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the vault by its path below it."""
    vault = folder / "vault"
    return {
        p.relative_to(vault).as_posix(): p.read_bytes() for p in vault.rglob("*") if p.is_file()
    }


def whole(folder: Path) -> int:
    """How many bodies stand in the vault, every one of which is what its name says."""
    bodies = [
        p for p in (folder / "vault").glob("??/*") if p.name[0] != "." and p.suffix != ".json"
    ]
    for path in bodies:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    for entry in Vault(folder / "vault").entries():
        assert entry.path.exists()
    return len(bodies)


def killed_and_resumed(tmp_path: Path, kills: int, seed: int) -> None:
    website = Website([f"127.0.7.{n}" for n in range(1, len(world.FAMILIES) + 1)])
    played = world.families(website.port)
    website.sites = {f.host.partition(":")[0]: f.site for f in played}
    made = [f.host for f in played], "".join(f.sources for f in played)
    files = {name: text for f in played for name, text in f.files.items()}
    calm = world.write_county(tmp_path / "calm" / "sample", *made, files)
    rough = world.write_county(tmp_path / "rough" / "sample", *made, files)
    with website:
        began = time.monotonic()
        assert start(calm).wait(60) == 0
        took = time.monotonic() - began
        chance, interrupted = random.Random(seed), 0
        for _ in range(kills):
            before = contents(rough)
            process = start(rough)
            time.sleep(chance.uniform(0, took))
            interrupted += process.poll() is None
            process.kill()
            process.wait()
            stood, after = whole(rough), contents(rough)
            assert all(after[path] == body for path, body in before.items() if ".put-" not in path)
            if chance.random() < 0.3 and stood > 3:  # so that late kills have something to do
                forget(rough, chance)
        assert interrupted > kills // 3
        assert start(rough).wait(60) == 0
    assert contents(rough) == contents(calm)
    assert failures(rough) == failures(calm)


def forget(folder: Path, chance: random.Random) -> None:
    """Take some documents away, as if they had not been fetched yet."""
    for use in sorted((folder / "vault").glob("??/*.json")):
        if chance.random() < 0.5:
            use.unlink()


def failures(folder: Path) -> list[tuple[str, str, int]]:
    return sorted((a.reason, a.unit_id or "", a.year or 0) for a in read_attempts(folder))


def test_a_pull_killed_at_some_moments_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, kills=2, seed=20260115)


@pytest.mark.soak
def test_a_pull_killed_at_fifty_moments_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, kills=50, seed=20260116)
