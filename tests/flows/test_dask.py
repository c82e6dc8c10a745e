"""A Dask cluster reads what this machine's processes read, also when one of its workers is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.build import batches as module
from gongkai.build import workers
from gongkai.build.batches import plan
from gongkai.build.run_inputs import vault_entries
from gongkai.build.workers import cluster, read_batches
from gongkai.errors import WarehouseError
from tests.flows.small import write_county


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="pip install 'gongkai[dask]'")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        yield local


@pytest.mark.deep
def test_a_cluster_gives_the_same_and_loses_nothing_with_a_worker(
    dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH_DOCUMENTS", 1)
    entries = vault_entries([write_county(tmp_path / "raw", years=3)])
    here, there = tmp_path / "here", tmp_path / "there"
    wanted = plan(entries, here)
    assert len(wanted) == 9
    read_batches(wanted, here)
    pids = [worker.pid for worker in dask.workers.values()]
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if 0 < done < total and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    with cluster(dask.scheduler_address) as executor:
        read_batches(plan(entries, there), there, kill_one, executor)
    assert killed
    made = sorted(p.relative_to(here) for p in here.rglob("*.*"))
    assert made == sorted(p.relative_to(there) for p in there.rglob("*.*"))
    assert all((here / path).read_bytes() == (there / path).read_bytes() for path in made)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="pip install 'gongkai[dask]'")
    monkeypatch.setattr(workers, "SCHEDULER_SECONDS", 1)
    with (
        pytest.raises(WarehouseError, match=r"127\.0\.0\.1:9: .*no Dask scheduler"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass
