"""Pull: bring what was published into the vault of each county."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from flows.stages import console
from gongkai.sources.inbox import PullResult
from gongkai.sources.pull import pull_counties
from gongkai.sources.web.progress import OnProgress

_BARS = 12


@contextmanager
def host_bars(title: str) -> Iterator[OnProgress]:
    """A bar for everything and one a host that is being asked; without a terminal, one line."""
    counts: dict[str, tuple[int, int]] = {}
    shown: dict[str, TaskID] = {}
    whole = [0, 0]
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )
    with progress:
        everything = progress.add_task(f"[bold]{title}", total=None)

        def on_progress(host: str, done: int, total: int) -> None:
            if done >= total and host in shown:
                progress.remove_task(shown.pop(host))
            elif done < total and host not in shown and len(shown) < _BARS:
                shown[host] = progress.add_task(host, completed=done, total=total)
            elif host in shown:
                progress.update(shown[host], completed=done, total=total)
            before = counts.get(host, (0, 0))
            counts[host] = done, total
            whole[0] += done - before[0]
            whole[1] += total - before[1]
            progress.update(everything, completed=whole[0], total=whole[1])

        yield on_progress
    if not sys.stderr.isatty():
        console.print(f"{title} {whole[0]}/{whole[1]}")


@task(name="pull counties", retries=1, retry_delay_seconds=5, cache_policy=NO_CACHE)
def pull_all(folders: list[Path]) -> dict[str, PullResult]:
    """Everything that is not in the counties' vaults yet, in one task: hosts serve several counties."""
    with host_bars("收取") as on_progress:
        return pull_counties(folders, on_progress=on_progress)


@flow(name="pull", validate_parameters=False)
def pull(folders: list[Path]) -> dict[str, PullResult]:
    """Pull every county, by the name of its folder."""
    return pull_all(folders)
