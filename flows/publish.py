"""Publish: build the warehouse beside the old one, swap it in, and draw the packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.stages import stage
from gongkai.pack.publish import Pack, publish_pack
from gongkai.settings import Settings
from gongkai.warehouse.build import BuildResult, RunInfo, build


@task(name="build warehouse", cache_policy=NO_CACHE)
def build_warehouse(
    settings: Settings, folders: Sequence[Path], staged: Sequence[Path], run: RunInfo
) -> BuildResult:
    """Build, check, rank and swap in."""
    with stage("建库核查") as advance:
        return build(folders, staged, settings.database, run, progress=advance)


@task(name="draw packs", cache_policy=NO_CACHE)
def draw_packs(settings: Settings, wanted: Sequence[tuple[str, int]]) -> list[Pack]:
    """The PDF and the page of each county and year."""
    with stage("绘制图册") as advance:
        packs = []
        advance(0, len(wanted))
        for done, (county_id, year) in enumerate(wanted, start=1):
            packs.append(publish_pack(settings.database, county_id, year, settings.packs))
            advance(done, len(wanted))
        return packs


@flow(name="publish", validate_parameters=False)
def publish(
    settings: Settings,
    folders: Sequence[Path],
    staged: Sequence[Path],
    run: RunInfo,
    wanted: Sequence[tuple[str, int]],
) -> tuple[BuildResult, list[Pack]]:
    """The published warehouse and its packs."""
    result = build_warehouse(settings, folders, staged, run)
    return result, draw_packs(settings, wanted)
