"""Warehouses and packs for the tests: the sample and made-up counties, through the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.pack import Pack, publish_pack
from gongkai.pack.data.book import Book
from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.reading import read_book
from tests.once import once
from tests.unit.pack.counties import LARGE, YEAR, make_warehouse
from tests.unit.pack.troubled import Night, two_nights


@pytest.fixture(scope="session")
def database(small_counties: Path) -> Path:
    """The sample and four small counties; see tests/conftest.py."""
    return small_counties


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
def pack(sample_pack: Pack) -> Pack:
    """The sample's whole pack of 2024."""
    return sample_pack


@pytest.fixture(scope="session")
def planted(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of a county whose names, files and cells are attacks."""
    return once(tmp_path_factory, "planted", lambda f: publish_pack(database, "planted", YEAR, f))
