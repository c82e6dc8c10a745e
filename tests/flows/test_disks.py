"""Disks that are full, read-only or dying end a night with a clear word, and lose nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.errors import WarehouseError
from gongkai.settings import Settings
from tests.flows.small import content, night, put, write_county
from tests.soak.chaos import night_command, run_night
from tests.soak.disk import Disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def settings(disk: Disk, tmp_path: Path) -> Settings:
    """A county whose warehouse is on the disk, published once, with one document more since."""
    settings = Settings(tmp_path / "raw", disk.folder / "warehouse")
    county = write_county(settings.raw)
    night(settings)
    put(county, 0, 2024, seed=1)
    return settings


def needs(disk: Disk, trouble: str) -> None:
    if trouble not in disk.can:
        pytest.skip(f"this machine cannot make a {trouble}")


def test_a_full_disk(disk: Disk, settings: Settings) -> None:
    needs(disk, "disk full")
    before = settings.database.read_bytes()
    with (
        disk.full(left=0),
        pytest.raises((OSError, WarehouseError), match=r"(?i)no space|disk|write"),
    ):
        night(settings)
    assert settings.database.read_bytes() == before
    night(settings)
    assert len(content(settings.database)["report"]) == 7


@pytest.mark.deep
def test_a_read_only_disk(disk: Disk, settings: Settings) -> None:
    needs(disk, "read-only disk")
    before = settings.database.read_bytes()
    with (
        disk.read_only(),
        pytest.raises((OSError, WarehouseError), match=r"(?i)read-only"),
    ):
        night(settings)
    assert settings.database.read_bytes() == before
    night(settings)
    assert len(content(settings.database)["report"]) == 7


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.deep) for seed in (1, 2))]
)
def test_a_dying_disk(disk: Disk, settings: Settings, seed: int, tmp_path: Path) -> None:
    needs(disk, "I/O errors")
    old = content(settings.database)
    command = night_command(settings, by_prefect=False)
    run_night(disk.failing(command, random.Random(seed)), kill_after=None)
    new = content(night(Settings(settings.raw, tmp_path / "anew")))
    assert content(settings.database) in (old, new)
    shutil.rmtree(tmp_path / "anew")
    night(settings)
    assert content(settings.database) == new
