"""A fresh checkout says what will lie in `warehouse/`, and what lies there stays out of git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_of_the_warehouse_only_the_readme_is_in_git() -> None:
    def ignored(path: str) -> bool:
        done = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
        return done.returncode == 0

    made = ("gongkai.duckdb", ".stage/x.parquet", "packs/sample/2024/pack.pdf", "packs/README.md")
    assert all(ignored(f"warehouse/{path}") for path in made)
    assert not ignored("warehouse/README.md")
    assert (ROOT / "warehouse" / "README.md").is_file()


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_clean_leaves_the_readme(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "warehouse" / "packs").mkdir(parents=True)
    for made in ("README.md", "gongkai.duckdb", ".lock", "packs/README.md"):
        (tmp_path / "warehouse" / made).write_text("made")
    (tmp_path / "raw" / "county" / "vault").mkdir(parents=True)
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
    assert [path.name for path in (tmp_path / "warehouse").iterdir()] == ["README.md"]
    assert not (tmp_path / "raw" / "county" / "vault").exists()
    shutil.rmtree(tmp_path / "warehouse")
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
