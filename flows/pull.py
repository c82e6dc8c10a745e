"""Pull: bring what was published into the vault of each county."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.stages import stage
from gongkai.sources.inbox import PullResult, pull_inbox
from gongkai.sources.registry import load_county
from gongkai.sources.vault import Vault


@task(name="pull county", retries=2, retry_delay_seconds=5, cache_policy=NO_CACHE)
def pull_county(folder: Path) -> PullResult:
    """Everything of one county that is not in its vault yet."""
    county = load_county(folder)
    with stage(f"收取 {county.name}") as advance:
        return pull_inbox(county, folder, Vault(folder / "vault"), progress=advance)


@flow(name="pull", validate_parameters=False)
def pull(folders: list[Path]) -> dict[str, PullResult]:
    """Pull every county, by the name of its folder."""
    return {folder.name: pull_county(folder) for folder in folders}
