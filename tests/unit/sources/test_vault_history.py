"""Looking back into a vault: damage is named, history is told."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.sources import County, Unit, Vault
from gongkai.sources.vault.history import find_unit, vault_log, verify_vault

UNIT = Unit("sample/yunxi", "sample", "yunxi", "云溪示范镇", "镇", ("云溪镇",))
COUNTY = County("sample", "示例县", 2019, 2024, {}, True, (UNIT,))


def put(vault: Vault, body: bytes, day: int, year: int = 2023) -> Path:
    moment = datetime.datetime(2026, 1, day, tzinfo=datetime.UTC)
    return vault.put(
        body, unit_id=UNIT.unit_id, year=year, file_name="a.html", fetched_at=moment
    ).path


def test_the_history_of_a_unit_and_year_is_told_in_order(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    for body, day in ((b"second", 9), (b"first", 2), (b"third", 20)):
        put(vault, body, day)
    put(vault, b"another year", 1, year=2022)
    for name in ("云溪示范镇", "云溪镇", "yunxi", "sample/yunxi"):
        entries = vault_log(tmp_path, COUNTY, name, 2023)
        assert [vault.read(entry) for entry in entries] == [b"first", b"second", b"third"]
    assert vault_log(tmp_path, COUNTY, "yunxi", 2019) == []
    with pytest.raises(GongkaiError, match="no unit '别镇'"):
        find_unit(COUNTY, "别镇")


def test_a_sound_vault_has_no_damage(tmp_path: Path) -> None:
    vault, told = Vault(tmp_path), []
    put(vault, b"one", 1)
    put(vault, b"two", 1)
    verified = verify_vault(tmp_path, lambda done, of: told.append((done, of)))
    assert (verified.documents, verified.bytes, verified.damages) == (2, 6, ())
    assert told == [(1, 2), (2, 2)]
    assert verify_vault(tmp_path / "none").documents == 0


def test_every_damage_is_named(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    changed, gone, lonely = put(vault, b"one", 1), put(vault, b"two", 1), put(vault, b"three", 1)
    broken = put(vault, b"four", 1)
    changed.chmod(0o644)
    changed.write_bytes(b"one!")
    gone.unlink()
    next(lonely.parent.glob(f"{lonely.stem}.*.json")).unlink()
    use = next(broken.parent.glob(f"{broken.stem}.*.json"))
    use.chmod(0o644)
    use.write_text("{", "utf-8")
    found = {(d.path, d.fault, d.is_loss) for d in verify_vault(tmp_path).damages}
    assert found == {
        (changed, "changed", True),
        (gone, "missing", True),
        (lonely, "undescribed", False),
        (use, "unreadable", True),
        (broken, "undescribed", False),
    }


def test_sweeping_removes_only_what_was_never_finished(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    path = put(vault, b"one", 1)
    (path.parent / ".put-abc").write_bytes(b"hal")
    before = {p for p in tmp_path.rglob("*") if p.is_file() and not p.name.startswith(".put-")}
    vault.sweep()
    assert {p for p in tmp_path.rglob("*") if p.is_file()} == before
