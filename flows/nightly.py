"""The night: pull, normalize, publish, and a table artifact that sums it up."""

# No `from __future__ import annotations` here: Prefect loads this file by its path, and then finds the
# types of the flow's parameters only when they are no strings.
import datetime
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.alert import send_alert, tell_webhook
from flows.normalize import normalize, read
from flows.publish import publish, publish_plainly, share
from flows.pull import pull, pull_all
from gongkai import __version__
from gongkai.build.batches import drop_others, has_lost, plan, put_away
from gongkai.build.county_inputs import keep_inputs, night_inputs
from gongkai.build.full import BuildResult, RunInfo
from gongkai.build.incremental import forget
from gongkai.build.run_inputs import (
    Night,
    inputs_digest,
    is_current,
)
from gongkai.build.scope import night_scope
from gongkai.console.language import chinese, worded
from gongkai.pack.publish import Pack
from gongkai.settings import Settings
from gongkai.settle.drafts import answer_drafts
from gongkai.settle.inboxes import settle_inboxes
from gongkai.source_digest import program_digest, reader_version
from gongkai.sources.inbox import PullResult
from gongkai.strangers_text import admitted
from gongkai.warehouse.exclusive_lock import exclusive_lock
from gongkai.warehouse.runs import Run, note

_VERSIONS = {
    "gongkai": __version__,
    "reader": reader_version(),
    "duckdb": duckdb.__version__,
    "program": program_digest()[:8],
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a night did; `built` is None where nothing was new; `warnings` and `notes` are lines for people."""

    pulled: dict[str, PullResult]
    built: BuildResult | None
    packs: list[Pack]
    warnings: list[str]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a night; see `nightly`."""

    county: str | None = None
    year: int | None = None
    force: bool = False
    dask: str | None = None
    allow_shrink: bool = False


@flow(name="nightly", on_failure=[send_alert], on_crashed=[send_alert], on_completion=[send_alert])
def nightly(
    raw: Path = Path("raw"),
    warehouse: Path = Path("warehouse"),
    county: str | None = None,
    year: int | None = None,
    force: bool = False,
    dask: str | None = None,
    allow_shrink: bool = False,
) -> Outcome:
    """One night.

    Args:
        raw: the folder of counties.
        warehouse: where the warehouse, its staged batches and the packs lie.
        county: pull and draw only this county; the warehouse holds all of them all the same.
        year: draw the packs of this year instead of each county's last.
        force: read every document again, and build and draw also what has not changed.
        dask: read on the Dask cluster whose scheduler is at this address, such as tcp://10.0.0.1:8786.
        allow_shrink: publish also when many of last night's reports are gone.
    """
    wanted = Wanted(county, year, force, dask, allow_shrink)
    return _locked(Settings(raw, warehouse), wanted, _WITH_PREFECT)


def nightly_plainly(settings: Settings, wanted: "Wanted") -> Outcome:
    """The same steps in the same order without Prefect, for a night that finds no server of it."""
    began = datetime.datetime.now(datetime.UTC)
    try:
        outcome = _locked(settings, wanted, _PLAIN)
    except Exception as error:
        tell_webhook("nightly", _run_id(began), "Failed", str(error))
        raise
    tell_webhook("nightly", _run_id(began), "Completed", "")
    return outcome


def _locked(settings: Settings, wanted: "Wanted", steps: "_Steps") -> Outcome:
    began = datetime.datetime.now(datetime.UTC)
    with exclusive_lock(settings.warehouse / ".lock", "running a night"):
        try:
            return _night(settings, began, wanted, steps)
        except Exception as error:
            _note(settings, began, admitted(f"failed: {error}"[:500]))
            raise


def _note(settings: Settings, began: datetime.datetime, status: str) -> None:
    """Write a night that published nothing into the journal, unless the disk takes no more."""
    ended = datetime.datetime.now(datetime.UTC)
    with suppress(OSError):
        note(settings.database, Run(_run_id(began), began, ended, _VERSIONS, status=status))


def _run_id(began: datetime.datetime) -> str:
    return began.strftime("%Y%m%dT%H%M%S.%fZ")


def _night(
    settings: Settings, started_at: datetime.datetime, wanted: "Wanted", steps: "_Steps"
) -> Outcome:
    scope = night_scope(settings, wanted.county, wanted.year)
    notes = settle_inboxes(settings.database, [settings.raw / name for name in scope.chosen])
    for name in scope.chosen:
        notes += answer_drafts(settings.raw / name, started_at)
    pulled = steps.pull([settings.raw / name for name in scope.chosen])
    inputs = night_inputs(settings)
    folders = inputs.folders
    warnings = [
        *inputs.warnings,
        *(f"{name} 收取中断: {r.fault}" for name, r in pulled.items() if r.fault),
    ]
    if wanted.force:
        put_away(settings.stage, everything=True)
        forget(settings.database)
    elif is_current(settings, folders, scope.pack_files):
        _note(settings, started_at, "unchanged")
        steps.sum_up(pulled, None, [])
        steps.share(settings)
        return Outcome(pulled, None, [], warnings, notes)
    digest = inputs_digest(folders)
    put_away(settings.stage)
    batches = plan(inputs.entries, settings.stage)
    staged = steps.normalize(batches, settings.stage, wanted.dask)
    drop_others(settings.stage, batches)
    run = RunInfo(
        run_id=_run_id(started_at),
        started_at=started_at,
        versions=_VERSIONS,
        counts={
            "collected": sum(result.found for result in pulled.values()),
            "new": sum(result.new for result in pulled.values()),
        },
    )
    built, packs, failures = steps.publish(
        settings, folders, staged, run, scope.packs, wanted.allow_shrink
    )
    drawn = tuple(str(p.pdf.relative_to(settings.warehouse)) for p in packs)
    keep_inputs(settings, inputs.counties)
    # with evidence lost, a night that changes nothing else still looks whether it was restored
    is_lost = has_lost(settings.stage, batches)
    Night("" if is_lost else digest, drawn).save(settings.warehouse)
    steps.sum_up(pulled, built, packs)
    steps.share(settings)
    return Outcome(
        pulled,
        built,
        packs,
        [*warnings, *(worded(chinese(line), line) for line in built.lost), *failures],
        notes,
    )


def _sum_up(pulled: dict[str, PullResult], built: BuildResult | None, packs: list[Pack]) -> None:
    rows = [
        {"县": name, "收件": result.found, "新到": result.new, "无法归户": len(result.problems)}
        for name, result in pulled.items()
    ]
    counts = built.counts.items() if built else [("nothing new since the last night", "")]
    description = ", ".join(f"{k} {v}".strip() for k, v in counts) + f"; {len(packs)} packs"
    create_table_artifact(rows, key="nightly-summary", description=description)


@dataclass(frozen=True, slots=True)
class _Steps:
    """How the steps of a night are run: as flows and tasks of Prefect, or as they are."""

    pull: Callable[..., Any]
    normalize: Callable[..., Any]
    publish: Callable[..., Any]
    share: Callable[..., Any]
    sum_up: Callable[..., None]


_WITH_PREFECT = _Steps(pull, normalize, publish, share, _sum_up)
_PLAIN = _Steps(pull_all.fn, read.fn, publish_plainly, share.fn, lambda *_: None)
