"""constraints.lock has the versions of constraints.txt with hashes, and can be installed from alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)
_BUILDS_ITSELF = {"editables", "setuptools"}  # and what datasette asks of every environment


def pins(name: str) -> dict[str, str]:
    found = _PIN.findall((ROOT / name).read_text("utf-8"))
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


def test_the_lock_has_the_same_versions() -> None:
    locked = pins("constraints.lock")
    assert {k: v for k, v in locked.items() if k not in _BUILDS_ITSELF} == pins("constraints.txt")


def test_every_pin_has_hashes_and_no_address() -> None:
    text = (ROOT / "constraints.lock").read_text("utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.partition("\n\n")[2] or text)
    pinned = [block for block in blocks if _PIN.match(block)]
    assert len(pinned) > 200
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", block) for block in pinned)
    assert "://" not in text


@pytest.mark.long
@pytest.mark.deep
@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_setup_locked_installs_it(tmp_path: Path) -> None:
    """Needs an index; where none can be reached, pip says so and the test is skipped."""
    for name in ("Makefile", "constraints.txt", "constraints.lock", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copy(ROOT / "LICENSE", tmp_path)
    for name in ("gongkai", "flows", "sql"):
        shutil.copytree(ROOT / name, tmp_path / name)
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = ["make", "setup", "LOCKED=1", f"PYTHON={sys.base_prefix}/bin/python3"]
    done = subprocess.run(
        command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=1_800
    )
    if "No matching distribution" in done.stderr or "connection" in done.stderr.lower():
        pytest.skip("no index can be reached")
    assert done.returncode == 0, done.stderr
    said = subprocess.run(
        [tmp_path / ".venv/bin/gongkai", "--version"], capture_output=True, text=True, env=variables
    )
    assert said.stdout.startswith("gongkai")
