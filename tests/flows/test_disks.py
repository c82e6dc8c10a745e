"""Disks that are full, read-only or dying end a night with a clear word, and lose nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.errors import WarehouseError
from gongkai.settings import Settings
from tests.flows.small import content, copied, night, published_once, put, write_county
from tests.once import once
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
def settings(disk: Disk, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Settings:
    """A county whose warehouse is on the disk, published once, with one document more since."""
    published = published_once(tmp_path_factory)
    settings = copied(published, Settings(tmp_path / "raw", disk.folder / "warehouse"))
    put(settings.raw / "small", 0, 2024, seed=1)
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


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """What a night that begins with nothing makes of the documents that `settings` has."""

    def make(folder: Path) -> dict[str, list[tuple[object, ...]]]:
        settings = Settings(folder / "raw", folder / "warehouse")
        put(write_county(settings.raw), 0, 2024, seed=1)
        return content(night(settings))

    return once(tmp_path_factory, "renewed", make)


@pytest.mark.deep
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_dying_disk(
    disk: Disk,
    settings: Settings,
    seed: int,
    renewed: dict[str, list[tuple[object, ...]]],
) -> None:
    needs(disk, "I/O errors")
    old = content(settings.database)
    command = night_command(settings, by_prefect=False)
    run_night(disk.failing(command, random.Random(seed)), kill_after=None)
    assert content(settings.database) in (old, renewed)
    night(settings)
    assert content(settings.database) == renewed
