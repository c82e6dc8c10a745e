"""Warehouses and packs for the tests: the sample and made-up counties, through the real pipeline."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.pack import Pack, publish_pack
from gongkai.pack.data.book import Book
from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.reading import read_book
from tests.once import once
from tests.unit.pack.counties import LARGE, LONG, ONE, PLANTED, SILENT, YEAR, make_warehouse
from tests.unit.pack.troubled import Night, two_nights

SAMPLE = Path(__file__).parents[3] / "raw" / "sample"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, one unit × one year, a silent county, one of long names and a hostile one."""

    def make(root: Path) -> Path:
        folder = root / "raw" / "sample"
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("vault"))
        return make_warehouse([ONE, SILENT, LONG, PLANTED], root, folder)

    return once(tmp_path_factory, "small-counties", make)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """52 units over 12 years, every fault of the factory somewhere in it."""
    return once(tmp_path_factory, "large", lambda root: make_warehouse([LARGE], root))


@pytest.fixture(scope="session")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Night, Night]:
    """Two nights of the county in which everything is open, with the pack of each."""
    return once(tmp_path_factory, "troubled", two_nights)


@pytest.fixture(scope="session")
def book(database: Path) -> Book:
    """What the sample's pack of 2024 says."""
    with open_marts(database) as connection:
        return read_book(connection, "sample", YEAR)


@pytest.fixture(scope="session")
def pack(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The sample's whole pack of 2024."""
    return once(tmp_path_factory, "pack", lambda f: publish_pack(database, "sample", YEAR, f))


@pytest.fixture(scope="session")
def planted(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of a county whose names, files and cells are attacks."""
    return once(tmp_path_factory, "planted", lambda f: publish_pack(database, "planted", YEAR, f))
