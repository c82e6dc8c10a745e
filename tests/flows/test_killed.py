"""A night killed in any stage leaves the published warehouse whole, and the next night ends the job."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from gongkai.sources.vault.store import Vault
from tests.flows.small import UNITS, write_county
from tests.once import once

ROOT = Path(__file__).parent.parent.parent

# Runs the steps of a night with the library, as the flows do, and kills itself in one of them.
_NIGHT = """
import os, signal, sys
from pathlib import Path
import datetime
from gongkai.settings import Settings
from gongkai.sources.inbox import pull_inbox
from gongkai.sources.load_county import load_county
from gongkai.sources.vault.store import Vault
from gongkai.build.batches import plan
from gongkai.build.full import RunInfo, build
from gongkai.build.run_inputs import vault_entries
from gongkai.build.workers import read_batches

def main():
    raw, warehouse, stage, step = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    def bomb(name):
        def told(done, total=None):
            count[name] = count.get(name, 0) + 1
            if name == stage and count[name] == step:
                os.kill(os.getpid(), signal.SIGKILL)
        return told
    count = {}
    folder = raw / "small"
    pull_inbox(load_county(folder), folder, Vault(folder / "vault"), bomb("pull"))
    batches = plan(vault_entries([folder]), warehouse / ".stage")
    staged = read_batches(batches, warehouse / ".stage", bomb("read"))
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    settings = Settings(raw, warehouse)
    build([folder], staged, settings.database, RunInfo("r", now), bomb("build"))
    if stage == "pack":  # whoever looks at it alone has it drawn
        from gongkai.pack.publish import publish_pack

        publish_pack(settings.database, "small", 2024, settings.packs, bomb("pack"))
    print("done", count)

if __name__ == "__main__":
    main()
"""


def write_inbox(raw: Path) -> None:
    """The small county with its reports still in the inbox."""
    folder = write_county(raw)
    for entry in Vault(folder / "vault").entries():
        unit = UNITS[int((entry.unit_id or "")[-1])]
        place = folder / "inbox" / f"示例{unit}镇" / f"{entry.year}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(entry.path, place)
    shutil.rmtree(folder / "vault")


def run(folder: Path, stage: str = "", step: int = 0) -> subprocess.CompletedProcess[str]:
    script = folder / "night.py"
    script.write_text(_NIGHT, "utf-8")
    return subprocess.run(
        [
            sys.executable,
            str(script),
            str(folder / "raw"),
            str(folder / "warehouse"),
            stage,
            str(step),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=200,
    )


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table but the ledger of runs, in an order of its own."""
    with duckdb.connect(str(database), read_only=True) as db:
        tables = [t for (t,) in db.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            t: db.execute(f'select * from "{t}" order by all').fetchall()
            for t in tables
            if t not in ("run", "document")
        }


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        write_inbox(folder / "raw")
        done = run(folder)
        assert done.returncode == 0, done.stderr
        return folder

    return once(tmp_path_factory, "undisturbed", make)


@pytest.mark.deep
@pytest.mark.parametrize(
    ("stage", "step"),
    [("pull", 3), ("read", 1), ("build", 2), ("build", 20), ("build", 38), ("pack", 1)],
)
def test_a_killed_night_harms_nothing(
    stage: str, step: int, undisturbed: Path, tmp_path: Path
) -> None:
    shutil.copytree(undisturbed / "raw", tmp_path / "raw")
    shutil.copytree(undisturbed / "warehouse", tmp_path / "warehouse")
    changed = tmp_path / "raw/small/inbox/示例云溪镇/2023.html"
    changed.write_bytes(changed.read_bytes() + b"<!-- a later copy -->")
    before = content(tmp_path / "warehouse/gongkai.duckdb")

    killed = run(tmp_path, stage, step)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = content(tmp_path / "warehouse/gongkai.duckdb")
    if stage == "pack":
        assert len(left["report"]) == len(before["report"]) + 1
    else:
        assert left == before

    assert run(tmp_path, stage if stage == "pack" else "").returncode == 0
    after = content(tmp_path / "warehouse/gongkai.duckdb")
    assert len(after["report"]) == len(before["report"]) + 1
    assert sorted(after["ranking"]) == sorted(before["ranking"])
    if stage == "pack":
        assert (tmp_path / "warehouse/packs/small/2024/pack.pdf").is_file()
