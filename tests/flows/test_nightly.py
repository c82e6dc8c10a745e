"""The night as it is run: once through Prefect, and again when nothing is new."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.flows.small import copy_some
from tests.once import once

ROOT = Path(__file__).parent.parent.parent
UNITS = (
    "oushan",
    "daotian",
    "meigang",
)  # a quarter of the sample: a name beyond 16 bits, two refused files
NAMES = (
    "示例𠙶山镇",
    "示例欧山镇",
    "稻田示范乡",
    "梅岗示范镇",
    "远岫示范镇",
)  # the last is of no unit


def night(folder: Path, raw: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`gongkai nightly` in a process of its own, as a clerk would run it."""
    command = [sys.executable, "-m", "gongkai", "nightly", "--raw", str(raw)]
    command += ["--warehouse", str(folder / "warehouse"), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PREFECT_HOME", None)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240
    )


def test_the_server_of_prefect_imports() -> None:
    """`pip install prefect` of some days resolves to a set that dies here."""
    import prefect.server.api.server

    assert prefect.server.api.server.create_app


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float, str]:
    def make(folder: Path) -> tuple[Path, Path, float, str]:
        raw = folder / "raw"
        copy_some(raw / "sample", UNITS, NAMES)
        began = time.monotonic()
        run = night(folder, raw)
        assert run.returncode == 0, run.stderr
        return folder, raw, time.monotonic() - began, run.stderr

    return once(tmp_path_factory, "night", make)


def test_a_night_publishes_and_says_where(published: tuple[Path, Path, float, str]) -> None:
    folder, _, _, printed = published
    assert (folder / "warehouse/gongkai.duckdb").is_file()
    assert (folder / "warehouse/packs/sample/2024/pack.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "warehouse/packs/sample/2024/index.html").is_file()
    for words in ("gongkai.duckdb", "pack.pdf", "示例𠙶山镇", "已收未读", "文件为空"):
        assert words in printed


def test_what_cannot_be_read_is_listed_and_stops_nobody(
    published: tuple[Path, Path, float, str],
) -> None:
    with duckdb.connect(str(published[0] / "warehouse/gongkai.duckdb"), read_only=True) as db:
        reasons = dict(
            db.execute("select refusal_reason, count(*) from quarantine group by all").fetchall()
        )
        documents, reports = db.execute(
            "select (select count(*) from document), (select count(*) from report)"
        ).fetchone() or (0, 0)
    assert reasons == {"unreadable": 1, "not_a_report": 2}
    assert documents == reports + sum(reasons.values())


def test_a_second_night_finds_nothing_new_and_is_three_times_faster(
    published: tuple[Path, Path, float, str],
) -> None:
    folder, raw, first, _ = published
    before = (folder / "warehouse/gongkai.duckdb").read_bytes()
    began = time.monotonic()
    run = night(folder, raw)
    assert run.returncode == 0
    assert "Nothing new" in run.stderr
    assert time.monotonic() - began < first / 3
    assert (folder / "warehouse/gongkai.duckdb").read_bytes() == before


def test_a_dry_run_writes_nothing(tmp_path: Path, sample_raw: Path) -> None:
    run = night(tmp_path, sample_raw, "--dry-run")
    assert run.returncode == 0
    assert "73 份新到" in run.stderr
    assert not (tmp_path / "warehouse").exists()
    assert not (sample_raw / "sample/vault").exists()


def test_without_a_county_the_night_says_what_to_make(tmp_path: Path) -> None:
    run = night(tmp_path, tmp_path / "raw")
    assert run.returncode == 1
    assert "county.toml" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_year_that_no_county_has_is_refused(tmp_path: Path, sample_raw: Path) -> None:
    run = night(tmp_path, sample_raw, "--year", "2051")
    assert run.returncode == 1
    assert "sample 2019–2024" in run.stderr
    assert not (tmp_path / "warehouse").exists()


def test_a_county_with_a_broken_registry_is_left_out_with_its_faults(
    tmp_path: Path, sample_raw: Path
) -> None:
    (sample_raw / "broken").mkdir()
    (sample_raw / "broken/county.toml").write_text("name = 3\n", "utf-8")
    run = night(tmp_path, sample_raw, "--dry-run")
    assert run.returncode == 0
    assert "broken 未纳入" in run.stderr
