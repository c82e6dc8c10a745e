"""Pull: bring what was published into the vault of each county."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from gongkai.console.terminal import host_bars
from gongkai.sources.inbox import PullResult
from gongkai.sources.pull import pull_counties


@task(name="pull counties", retries=1, retry_delay_seconds=5, cache_policy=NO_CACHE)
def pull_all(folders: list[Path]) -> dict[str, PullResult]:
    """Everything that is not in the counties' vaults yet, in one task: hosts serve several counties."""
    with host_bars("收取") as on_progress:
        return pull_counties(folders, on_progress=on_progress)


@flow(name="pull", validate_parameters=False)
def pull(folders: list[Path]) -> dict[str, PullResult]:
    """Pull every county, by the name of its folder."""
    return pull_all(folders)
