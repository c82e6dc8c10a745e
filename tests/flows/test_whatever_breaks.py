"""What breaks in a night costs that night at most: nothing published is lost, and the next one mends it."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb
import pytest

from gongkai.build import workers
from gongkai.build.batches import plan
from gongkai.build.row_loss import row_loss_limit
from gongkai.build.run_inputs import Night, inputs_digest, is_current, vault_entries
from gongkai.errors import WarehouseError
from gongkai.settings import Settings
from gongkai.sources.vault.store import Entry
from gongkai.warehouse.exclusive_lock import exclusive_lock
from gongkai.warehouse.query import opened
from gongkai.warehouse.runs import Run, hours_since_last, journal, note, runs
from gongkai.warehouse.stage import Staged
from tests.flows.small import (
    FETCHED,
    content,
    copied,
    night,
    published_once,
    put,
    write_county,
)

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Settings:
    """A county of six reports and its warehouse, as one night leaves them."""
    published = published_once(tmp_path_factory)
    return copied(published, Settings(tmp_path / "raw", tmp_path / "warehouse"))


def rebuilt(settings: Settings, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a night that begins with nothing makes of the same documents."""
    return content(night(Settings(settings.raw, folder / "anew")))


def stamps(settings: Settings) -> dict[str, int]:
    return {p.parent.name: p.stat().st_mtime_ns for p in settings.stage.glob("*/report.parquet")}


def test_only_what_is_new_is_read_and_the_result_is_that_of_a_full_rebuild(
    settings: Settings, tmp_path: Path
) -> None:
    before = stamps(settings)
    put(settings.raw / "small", 1, 2024, seed=1)
    night(settings)
    after = stamps(settings)
    assert before.items() < after.items() and len(after) == len(before) + 1
    assert content(settings.database) == rebuilt(settings, tmp_path)


def test_another_reader_reads_everything_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = vault_entries([settings.raw / "small"])
    assert not any(batch.entries for batch in plan(entries, settings.stage))
    monkeypatch.setattr("gongkai.build.batches.reader_digest", lambda: "another")
    assert sum(len(batch.entries) for batch in plan(entries, settings.stage)) == 6


def test_a_night_is_current_until_a_document_or_the_registry_changes(settings: Settings) -> None:
    folder = settings.raw / "small"
    Night(inputs_digest([folder]), ()).save(settings.warehouse)
    assert is_current(settings, [folder], [])
    units = folder / "units.csv"
    text = units.read_text("utf-8")
    units.write_text(text.replace("石桥镇", "石桥乡"), "utf-8")
    assert not is_current(settings, [folder], [])
    units.write_text(text, "utf-8")
    assert is_current(settings, [folder], [])
    put(folder, 0, 2023, seed=2)
    assert not is_current(settings, [folder], [])


def test_a_warehouse_that_cannot_be_opened_is_not_current(settings: Settings) -> None:
    folder = settings.raw / "small"
    Night(inputs_digest([folder]), ()).save(settings.warehouse)
    settings.database.write_bytes(b"rubbish")
    assert not is_current(settings, [folder], [])


@pytest.mark.parametrize(
    "damage", [pytest.param(b"", marks=pytest.mark.deep), b"PAR1 rubbish PAR1"]
)
def test_a_damaged_batch_is_read_again(settings: Settings, damage: bytes, tmp_path: Path) -> None:
    before = content(settings.database)
    for path in settings.stage.glob("*/request_figure.parquet"):
        path.write_bytes(damage)
    night(settings)
    assert content(settings.database) == before


def test_a_damaged_warehouse_is_replaced(settings: Settings) -> None:
    before = content(settings.database)
    whole = settings.database.read_bytes()
    settings.database.write_bytes(whole[: len(whole) // 2])
    night(settings)
    assert content(settings.database) == before


def test_a_warehouse_whose_ledger_is_damaged_is_replaced(
    settings: Settings,
) -> None:
    """It opens, and fails when its nights are read; the journal beside it is what is left."""
    before = content(settings.database)
    whole = bytearray(settings.database.read_bytes())
    headers = 3 * 4096
    whole[headers:] = b"\x5a" * (len(whole) - headers)
    settings.database.write_bytes(whole)
    with pytest.raises(WarehouseError):
        runs(settings.database)
    night(settings)
    assert content(settings.database) == before


def kills_itself(entry: Entry) -> Staged:
    """A reader that dies, as a library in C would, on one document."""
    if entry.year == 2023 and (entry.unit_id or "").endswith("u1"):
        os.abort()
    from gongkai.build.batches import read_document

    return read_document(entry)


def test_a_document_that_kills_its_process_is_quarantined_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(settings.stage)
    alone = workers.read_apart
    monkeypatch.setattr(workers, "read_document", kills_itself)
    monkeypatch.setattr(workers, "read_apart", lambda entries: alone(entries, kills_itself))
    night(settings, row_loss_limit=None)
    with duckdb.connect(str(settings.database), read_only=True) as db:
        assert db.execute("select count(*) from report").fetchall() == [(5,)]
        quarantined = db.execute("select unit_id, year, refusal_code from quarantine").fetchall()
    assert quarantined == [("small/u1", 2023, "reader_died")]


def test_processes_that_die_at_once_blame_no_document(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers.close_readers()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    entries = vault_entries([settings.raw / "small"])
    with pytest.raises(WarehouseError, match="end as they start"):
        workers.read_apart(entries, kills_itself)


def test_any_executor_gives_the_same(settings: Settings, tmp_path: Path) -> None:
    stage = tmp_path / "elsewhere"
    batches = plan(vault_entries([settings.raw / "small"]), stage)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        folders = workers.read_batches(batches, stage, executor=executor)
    names = {path.relative_to(settings.stage) for path in settings.stage.glob("*/*.parquet")}
    assert {path.relative_to(stage) for path in stage.glob("*/*.parquet")} == names
    assert {folder.name for folder in folders} == {name.parts[0] for name in names}
    for name in names:
        assert (stage / name).read_bytes() == (settings.stage / name).read_bytes()


def test_a_second_night_is_refused_while_one_runs(settings: Settings) -> None:
    with exclusive_lock(settings.warehouse / ".lock", "running a night"):
        run = subprocess.run(
            [
                *(sys.executable, "-m", "gongkai", "nightly", "--force"),
                *("--raw", str(settings.raw), "--warehouse", str(settings.warehouse)),
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert run.returncode == 1
    assert "another process is running a night" in run.stderr
    assert not (settings.warehouse / ".prefect").exists()  # before a server was started for it
    assert "Traceback" not in run.stderr


def test_reports_that_vanish_stop_the_publication(settings: Settings) -> None:
    before = settings.database.read_bytes()
    for sidecar in (settings.raw / "small/vault").glob("??/*.json"):
        if '"small/u0"' in sidecar.read_text("utf-8"):
            sidecar.unlink()
    with pytest.raises(WarehouseError, match=r"2 of last night's 6 .*no longer in the vault"):
        night(settings)
    assert settings.database.read_bytes() == before
    night(settings, row_loss_limit=None)
    assert len(content(settings.database)["report"]) == 4


@pytest.mark.deep
def test_a_unit_or_county_that_was_taken_off_is_a_reason(settings: Settings) -> None:
    write_county(settings.raw, "other")
    night(settings)
    shutil.rmtree(settings.raw / "other")
    night(settings)
    units = settings.raw / "small/units.csv"
    units.write_text("".join(units.read_text("utf-8").splitlines(True)[:-1]), "utf-8")
    night(settings)
    assert len(content(settings.database)["report"]) == 4


@pytest.mark.deep
def test_a_county_whose_registry_is_broken_stays_as_it_was(settings: Settings) -> None:
    write_county(settings.raw, "other")
    night(settings)
    (settings.raw / "other/county.toml").rename(settings.raw / "other/county.txt")
    with pytest.raises(WarehouseError, match="its registry cannot be used"):
        night(settings)
    (settings.raw / "other/county.txt").rename(settings.raw / "other/county.toml")
    (settings.raw / "other/units.csv").write_text("no,registry", "utf-8")
    before = content(settings.database)["report"]
    night(settings)
    assert content(settings.database)["report"] == before


@pytest.mark.parametrize("text", ["much", "2", "-0.1"])
def test_a_limit_that_is_no_share_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SHRINK", text)
    with pytest.raises(WarehouseError, match="no share"):
        row_loss_limit()


def test_a_clock_that_went_back_loses_no_night_and_is_told(settings: Settings) -> None:
    now = datetime.datetime.now(datetime.UTC)
    night(settings)
    assert len(runs(settings.database)) == 2
    since = hours_since_last(settings.database, now - datetime.timedelta(days=3))
    assert since is not None and since < -71
    note(settings.database, Run("early", FETCHED, FETCHED, status="unchanged"))
    night(settings)
    assert [run.run_id for run in runs(settings.database)][-1] == "early"
    assert len(runs(settings.database)) == 4


def test_a_quiet_night_counts_as_good_and_a_failed_one_does_not(settings: Settings) -> None:
    end = runs(settings.database)[0].finished_at
    day = datetime.timedelta(days=1)
    note(settings.database, Run("a", end + day, end + day, status="unchanged"))
    note(settings.database, Run("b", end + 2 * day, end + 2 * day, status="failed: disk"))
    with (settings.warehouse / "nights.jsonl").open("a") as file:
        file.write('{"run_id": "torn')
    assert hours_since_last(settings.database, end + 3 * day) == 48
    assert [run.run_id for run in journal(settings.database)] == ["a", "b"]
    night(settings)
    with duckdb.connect(str(settings.database), read_only=True) as db:
        told = db.execute("select status from run order by run_id desc limit 2").fetchall()
    assert told == [("failed: disk",), ("unchanged",)]


@pytest.mark.deep
def test_fifty_readers_meet_no_error_in_nights(settings: Settings) -> None:
    stop, errors, slow, opens = threading.Event(), [], [], [0]

    def read() -> None:
        while not stop.is_set():
            began = time.thread_time()
            try:
                with opened(settings.database) as connection:
                    slow.append(time.thread_time() - began)
                    rows = connection.execute("select count(*) from check_result").fetchall()
                    assert rows[0][0] > 0
            except Exception as error:
                errors.append(error)
            opens[0] += 1
            time.sleep(0.05)

    readers = [threading.Thread(target=read) for _ in range(50)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(2):
            night(settings)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert not errors
    assert opens[0] > 100
    assert sorted(slow)[len(slow) * 99 // 100] < 0.1
