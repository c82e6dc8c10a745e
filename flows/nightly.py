"""The night: pull, normalize, publish, and a table artifact that sums it up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import duckdb
from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.alert import tell
from flows.normalize import normalize
from flows.publish import publish
from flows.pull import pull
from gongkai import __version__
from gongkai.errors import RegistryError
from gongkai.pack.publish import Pack
from gongkai.settings import READER_VERSION, Settings
from gongkai.sources.inbox import PullResult
from gongkai.warehouse.batches import drop_others, plan
from gongkai.warehouse.build import BuildResult, RunInfo
from gongkai.warehouse.lock import only_one
from gongkai.warehouse.night import Night, inputs_digest, usable_counties, vault_entries


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a night did; `warnings` are lines for people."""

    pulled: dict[str, PullResult]
    built: BuildResult
    packs: list[Pack]
    warnings: list[str]


@flow(name="nightly", on_failure=[tell], on_crashed=[tell], on_completion=[tell])
def nightly(
    raw: Path = Path("raw"),
    warehouse: Path = Path("warehouse"),
    county: str | None = None,
    year: int | None = None,
    force: bool = False,
) -> Outcome:
    """One night.

    Args:
        raw: the folder of counties.
        warehouse: where the warehouse, its staged batches and the packs lie.
        county: pull and draw only this county; the warehouse holds all of them all the same.
        year: draw the packs of this year instead of each county's last.
        force: read every document anew.
    """
    settings = Settings(raw, warehouse)
    with only_one(warehouse / ".lock", "running a night"):
        return _night(settings, county, year, force)


def _night(settings: Settings, county: str | None, year: int | None, force: bool) -> Outcome:
    started_at = datetime.datetime.now(datetime.UTC)
    loaded, warnings = usable_counties(settings.raw)
    chosen = {name: c for name, c in loaded.items() if county in (None, name)}
    if not chosen:
        raise RegistryError("no county to work on", str(settings.raw), "; ".join(warnings))
    folders = [settings.raw / name for name in loaded]
    pulled = pull([settings.raw / name for name in chosen])
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
            "collected": sum(result.found for result in pulled.values()),
            "new": sum(result.new for result in pulled.values()),
        },
    )
    wanted = [(name, year or c.last_year) for name, c in chosen.items()]
    built, packs, failures = publish(settings, folders, staged, run, wanted)
    drawn = tuple(str(p.pdf.relative_to(settings.warehouse)) for p in packs)
    Night(inputs_digest(batches, folders), drawn).save(settings.warehouse)
    _sum_up(pulled, built, packs)
    return Outcome(pulled, built, packs, warnings + failures)


def _sum_up(pulled: dict[str, PullResult], built: BuildResult, packs: list[Pack]) -> None:
    rows = [
        {"县": name, "收件": result.found, "新到": result.new, "无法归户": len(result.problems)}
        for name, result in pulled.items()
    ]
    description = ", ".join(f"{k} {v}" for k, v in built.counts.items()) + f"; {len(packs)} packs"
    create_table_artifact(rows, key="nightly-summary", description=description)
