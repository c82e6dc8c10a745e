"""What every test may use: the evidence beside the project, and a published sample county."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.once import once

if TYPE_CHECKING:
    from gongkai.pack.publish import Pack

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# Before any test imports Prefect: nothing is sent out, and nothing of the user's is touched.
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays to the end: no look for garbage goes through it, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that no worker sits over one while the other has nothing left to do."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin none of the long half beyond the second that GONGKAI_TESTS_UNTIL names, as a slow machine's CI does."""
    if item.get_closest_marker("deep") and time.time() > float(
        os.environ.get("GONGKAI_TESTS_UNTIL", "inf")
    ):
        pytest.skip("not begun: the time of this run is over")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and reconstructed reports; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not there")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _own_prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect's database in a folder of this test run."""
    os.environ["PREFECT_HOME"] = str(tmp_path_factory.mktemp("prefect"))
    yield


@pytest.fixture
def sample_raw(tmp_path: Path) -> Path:
    """A copy of raw/ with the sample county and an empty vault."""
    raw = tmp_path / "raw"
    shutil.copytree(ROOT / "raw", raw, ignore=shutil.ignore_patterns("vault"))
    return raw


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the sample county, built by the library alone; read it only."""
    import datetime

    from gongkai.build.batches import plan
    from gongkai.build.full import RunInfo, build
    from gongkai.build.run_inputs import vault_entries
    from gongkai.build.workers import read_batches
    from gongkai.sources.inbox import pull_inbox
    from gongkai.sources.load_county import load_county
    from gongkai.sources.vault.store import Vault

    def make(folder: Path) -> Path:
        county = folder / "raw" / "sample"
        shutil.copytree(ROOT / "raw" / "sample", county, ignore=shutil.ignore_patterns("vault"))
        pull_inbox(load_county(county), county, Vault(county / "vault"))
        staged = read_batches(plan(vault_entries([county]), folder / "stage"), folder / "stage")
        run = RunInfo("test", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
        return build([county], staged, folder / "warehouse" / "gongkai.duckdb", run).database

    return once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def small_counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, one unit × one year, a silent county, one of long names and a hostile one."""
    from tests.unit.pack.counties import LONG, ONE, PLANTED, SILENT, make_warehouse

    def make(root: Path) -> Path:
        folder = root / "raw" / "sample"
        shutil.copytree(ROOT / "raw" / "sample", folder, ignore=shutil.ignore_patterns("vault"))
        return make_warehouse([ONE, SILENT, LONG, PLANTED], root, folder)

    return once(tmp_path_factory, "small-counties", make)


@pytest.fixture(scope="session")
def sample_pack(small_counties: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The whole pack of the sample county's last year; read it only."""
    from gongkai.pack.publish import publish_pack

    return once(tmp_path_factory, "pack", lambda f: publish_pack(small_counties, "sample", 2024, f))
