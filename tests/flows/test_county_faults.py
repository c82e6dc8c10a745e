"""A county with a fault stays as it was last night, is named, and harms no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from gongkai.build.county_inputs import night_inputs
from gongkai.settings import Settings
from tests.flows.small import copied, night, published_once, put, write_county


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Settings:
    """Two counties, after one good night."""
    published = published_once(tmp_path_factory, 1, ("first", "second"))
    return copied(published, Settings(tmp_path / "raw", tmp_path / "warehouse"))


def figures(settings: Settings, county: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute(
            "select document_sha256, unit_id, year, outcome, applicant, value from request_figure"
            " join report using (report_id) where is_current and county_id = ? order by all",
            [county],
        ).fetchall()


def damage_sidecar(folder: Path) -> None:
    sidecar = next(folder.glob("vault/??/*.json"))
    sidecar.chmod(0o644)
    sidecar.write_text('{"sha256": 1', "utf-8")


def damage_registry(folder: Path) -> None:
    (folder / "units.csv").write_bytes(b"\xff\xff\x00nonsense")


def damage_corrections(folder: Path) -> None:
    (folder / "corrections.csv").write_text("one,two\n1,2\n", "utf-8")


def damage_attempts(folder: Path) -> None:
    (folder / "state").mkdir(exist_ok=True)
    (folder / "state/attempts.jsonl").write_text("{not json\n", "utf-8")


def sidecar_becomes_a_folder(folder: Path) -> None:
    sidecar = next(folder.glob("vault/??/*.json"))
    sidecar.unlink()
    sidecar.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damage_sidecar, marks=pytest.mark.deep),
        damage_registry,
        pytest.param(damage_corrections, marks=pytest.mark.deep),
        pytest.param(damage_attempts, marks=pytest.mark.deep),
        pytest.param(sidecar_becomes_a_folder, marks=pytest.mark.deep),
    ],
)
def test_one_fault_leaves_one_county_as_it_was(
    settings: Settings, damage: Callable[[Path], None]
) -> None:
    first, second = figures(settings, "first"), figures(settings, "second")
    damage(settings.raw / "first")
    put(settings.raw / "second", 0, 2024, seed=1)
    (warning,) = night_inputs(settings).warnings
    assert warning.startswith("first 沿用上一晚的结果")
    night(settings)
    assert figures(settings, "first") == first
    assert figures(settings, "second") != second


def test_a_county_that_was_never_good_is_left_out(settings: Settings) -> None:
    write_county(settings.raw, "third", years=1)
    damage_registry(settings.raw / "third")
    inputs = night_inputs(settings)
    assert [c.county.county_id for c in inputs.counties] == ["first", "second"]
    assert "third 未纳入" in inputs.warnings[0]


def test_a_county_that_is_mended_is_read_again(settings: Settings) -> None:
    units = settings.raw / "first/units.csv"
    good = units.read_bytes()
    damage_registry(settings.raw / "first")
    night(settings)
    units.write_bytes(good)
    put(settings.raw / "first", 1, 2024, seed=1)
    before = figures(settings, "first")
    night(settings)
    assert night_inputs(settings).warnings == ()
    assert figures(settings, "first") != before
