"""Normalize: read the documents of the vault that were not read before, and stage them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from gongkai.build.batches import Batch
from gongkai.build.workers import cluster, read_batches
from gongkai.console.terminal import stage


@task(name="read batches", retries=1, retry_delay_seconds=2, cache_policy=NO_CACHE)
def read(batches: Sequence[Batch], folder: Path, dask: str | None) -> list[Path]:
    """Read batches in processes of this machine, or of a cluster; what stands already is kept."""
    with stage("读取报告") as advance, cluster(dask) as executor:
        return read_batches(batches, folder, advance, executor)


@flow(name="normalize", validate_parameters=False)
def normalize(batches: Sequence[Batch], folder: Path, dask: str | None = None) -> list[Path]:
    """The staged folders of all batches."""
    return read(batches, folder, dask)
