"""Nights that meet what nobody planned: units that go, documents of two units, a lock with a dead name."""

from __future__ import annotations

import datetime
import os
import resource
import unicodedata
from pathlib import Path

import duckdb
import pytest

from gongkai.build.scope import ended_years
from gongkai.processes import spawned
from gongkai.settings import Settings
from gongkai.sources.inbox import pull_inbox, scan
from gongkai.sources.load_county import load_county
from gongkai.sources.vault.store import Vault
from gongkai.warehouse.exclusive_lock import exclusive_lock
from tests.flows.small import FETCHED, copied, night, published_once, put


def reports(settings: Settings) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute(
            "select unit_id, unit_name, document_sha256 from report join unit using (unit_id)"
            " where is_current order by all"
        ).fetchall()


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Settings:
    published = published_once(tmp_path_factory, years=1)
    return copied(published, Settings(tmp_path / "raw", tmp_path / "warehouse"))


def test_a_unit_that_is_removed_leaves_its_documents_in_the_quarantine(settings: Settings) -> None:
    before = reports(settings)
    units = settings.raw / "small/units.csv"
    rows = units.read_text("utf-8").splitlines(keepends=True)
    units.write_text("".join(row for row in rows if not row.startswith("u1,")), "utf-8")
    night(settings, row_loss_limit=None)
    assert reports(settings) == [row for row in before if row[0] != "small/u1"]
    with duckdb.connect(str(settings.database), read_only=True) as db:
        codes = db.execute("select unit_id, refusal_code from quarantine").fetchall()
    assert codes == [("small/u1", "unit_not_registered")]


def test_a_unit_that_is_renamed_keeps_its_reports(settings: Settings) -> None:
    before = reports(settings)
    units = settings.raw / "small/units.csv"
    units.write_text(units.read_text("utf-8").replace("示例石桥镇", "示例新桥镇"), "utf-8")
    night(settings)
    assert [(unit, sha) for unit, _, sha in reports(settings)] == [(u, s) for u, _, s in before]
    assert ("small/u1", "示例新桥镇") in {(unit, name) for unit, name, _ in reports(settings)}


def test_one_document_of_two_units_is_a_report_of_each(settings: Settings) -> None:
    entry = put(settings.raw / "small", 0, 2024, seed=1)
    Vault(settings.raw / "small/vault").put(
        entry.path.read_bytes(),
        unit_id="small/u1",
        year=2024,
        file_name=entry.file_name,
        fetched_at=FETCHED + datetime.timedelta(days=1),
    )
    night(settings)
    held = [unit for unit, _, sha in reports(settings) if sha == entry.sha256]
    assert held == ["small/u0", "small/u1"]


def test_two_spellings_of_one_name_are_one_document(settings: Settings) -> None:
    folder = settings.raw / "small"
    inbox = folder / "inbox/示例云溪镇"
    inbox.mkdir(parents=True)
    for form in ("NFC", "NFD"):
        (inbox / unicodedata.normalize(form, "2024é.txt")).write_text("示例", "utf-8")
    county, vault = load_county(folder), Vault(folder / "vault")
    before = len(vault.entries())
    assert {found.unit and found.unit.unit_id for found in scan(county, folder)} == {"small/u0"}
    assert pull_inbox(county, folder, vault).new == 1
    assert len(vault.entries()) == before + 1


@pytest.mark.deep
def test_ten_thousand_files_in_an_inbox(settings: Settings) -> None:
    folder = settings.raw / "small"
    inbox = folder / "inbox/示例云溪镇"
    inbox.mkdir(parents=True)
    for number in range(10_000):
        (inbox / f"2024-{number}.txt").write_text(f"第{number}份", "utf-8")
    pulled = pull_inbox(load_county(folder), folder, Vault(folder / "vault"))
    assert pulled.found == 10_000
    assert pulled.new + len(pulled.problems) >= 1


def peak_of_a_night(settings: Settings) -> int:
    """The most memory of a night, in KB."""
    night(settings)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.deep
def test_eight_thousand_corrections_of_cells_that_are_not_there(settings: Settings) -> None:
    """Each is named as of no use; together they take no memory to speak of."""
    with spawned(1) as alone:
        usual = alone.submit(peak_of_a_night, settings).result()
    rows = [
        f"u{n % 3},2024,requests.nowhere{n}.total,1,2,reader,误读,某,2025-01-01"
        for n in range(8_000)
    ]
    head = "unit_key,year,cell,from,to,kind,reason,who,when"
    (settings.raw / "small/corrections.csv").write_text("\n".join([head, *rows, ""]), "utf-8")
    before = reports(settings)
    with spawned(1) as alone:
        assert alone.submit(peak_of_a_night, settings).result() - usual < 300 * 1024
    assert reports(settings) == before
    with duckdb.connect(str(settings.database), read_only=True) as db:
        assert db.execute("select count(*) from correction").fetchall() == [(8_000,)]


def test_a_lock_with_the_number_of_a_living_process_is_free(tmp_path: Path) -> None:
    """The system holds the lock, and not a number written in a file, which another may get."""
    (tmp_path / ".lock").write_text(str(os.getpid()), "utf-8")
    with exclusive_lock(tmp_path / ".lock", "trying"):
        pass


def test_who_watches_no_year_of_now_is_told(settings: Settings) -> None:
    toml = settings.raw / "small/county.toml"
    toml.write_text(toml.read_text("utf-8").replace("fictional = true\n", ""), "utf-8")
    county = load_county(settings.raw / "small")
    assert ended_years([county], datetime.date(2025, 12, 31)) == []
    (warning,) = ended_years([county], datetime.date(2026, 1, 1))
    assert "2024" in warning and "2025" in warning
