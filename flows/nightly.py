"""The night: pull, normalize, publish, and a table artifact that sums it up."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.normalize import normalize
from flows.publish import publish
from flows.pull import pull
from gongkai import __version__
from gongkai.pack.publish import Pack
from gongkai.settings import READER_VERSION, Settings
from gongkai.sources.inbox import PullResult
from gongkai.warehouse.batches import drop_others, plan
from gongkai.warehouse.build import BuildResult, RunInfo
from gongkai.warehouse.night import Night, inputs_digest, vault_entries


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a night did."""

    pulled: dict[str, PullResult]
    built: BuildResult
    packs: list[Pack]
    warnings: list[str]


@flow(name="nightly", validate_parameters=False)
def nightly(
    settings: Settings,
    folders: Sequence[Path],
    wanted: Sequence[tuple[str, int]],
    pull_only: Sequence[Path] | None = None,
    force: bool = False,
) -> Outcome:
    """One night over the counties in `folders`.

    Args:
        settings: where raw/ and warehouse/ lie.
        folders: every county that the warehouse holds.
        wanted: county and year of each pack to draw.
        pull_only: the counties to pull, if not all.
        force: read every document anew.
    """
    started_at = datetime.datetime.now(datetime.UTC)
    pulled = pull(list(pull_only if pull_only is not None else folders))
    if force:
        drop_others(settings.stage, [])
    batches = plan(vault_entries(folders), settings.stage)
    drop_others(settings.stage, batches)
    staged = normalize(batches, settings.stage)
    run = RunInfo(
        run_id=started_at.strftime("%Y%m%dT%H%M%S.%fZ"),
        started_at=started_at,
        versions={"gongkai": __version__, "reader": READER_VERSION, "duckdb": duckdb.__version__},
        counts={
            "collected": sum(p.found for p in pulled.values()),
            "new": sum(p.new for p in pulled.values()),
        },
    )
    built, packs, failures = publish(settings, folders, staged, run, wanted)
    drawn = tuple(str(p.pdf.relative_to(settings.warehouse)) for p in packs)
    Night(inputs_digest(batches, folders), drawn).save(settings.warehouse)
    _sum_up(pulled, built, packs)
    return Outcome(pulled, built, packs, failures)


def _sum_up(pulled: dict[str, PullResult], built: BuildResult, packs: list[Pack]) -> None:
    rows = [
        {"县": name, "收件": result.found, "新到": result.new, "无法归户": len(result.problems)}
        for name, result in pulled.items()
    ]
    description = ", ".join(f"{k} {v}" for k, v in built.counts.items()) + f"; {len(packs)} packs"
    create_table_artifact(rows, key="nightly-summary", description=description)
