"""Publish: build the warehouse beside the old one, swap it in, draw the packs, fill the lake."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from gongkai.build.full import BuildResult, RunInfo, build
from gongkai.build.row_loss import row_loss_limit
from gongkai.console.language import error_worded, worded
from gongkai.console.terminal import stage
from gongkai.errors import GongkaiError
from gongkai.pack.publish import Pack, publish_pack, second_process
from gongkai.settings import Settings
from gongkai.settle.workbook_out import write_open_matters
from gongkai.warehouse.lake import Lake
from gongkai.warehouse.lake_write import is_shared, publish_to_lake


@task(name="build warehouse", cache_policy=NO_CACHE)
def build_warehouse(
    settings: Settings,
    folders: Sequence[Path],
    staged: Sequence[Path],
    run: RunInfo,
    allow_shrink: bool,
) -> BuildResult:
    """Build, check, rank and swap in."""
    with stage("建库核查") as advance:
        limit = None if allow_shrink else row_loss_limit()
        return build(folders, staged, settings.database, run, advance, limit)


@task(name="draw packs", cache_policy=NO_CACHE)
def draw_packs(
    settings: Settings, wanted: Sequence[tuple[str, int]], beside: Executor | None
) -> tuple[list[Pack], list[str]]:
    """The packs of each county and year, and why any of them could not be drawn.

    A pack that fails leaves its old one in place and stops no other.
    """
    with stage("绘制图册") as advance:
        packs, failures = [], []
        advance(0, len(wanted))
        for done, (county_id, year) in enumerate(wanted, start=1):
            try:
                pack = publish_pack(
                    settings.database, county_id, year, settings.packs, beside=beside
                )
                packs.append(pack)
                write_open_matters(settings.database, county_id, packs[-1].pdf.parent)
            except (GongkaiError, OSError) as error:
                fault = error_worded(error) if isinstance(error, GongkaiError) else str(error)
                zh = f"{county_id} {year} 的图册未更新：{fault}"
                failures.append(worded(zh, f"图册未更新 pack of {county_id} {year}: {error}"))
            advance(done, len(wanted))
        return packs, failures


@flow(name="publish", validate_parameters=False)
def publish(
    settings: Settings,
    folders: Sequence[Path],
    staged: Sequence[Path],
    run: RunInfo,
    wanted: Sequence[tuple[str, int]],
    allow_shrink: bool = False,
) -> tuple[BuildResult, list[Pack], list[str]]:
    """The published warehouse, its packs, and what could not be drawn."""
    with _process_to_draw(wanted) as beside:
        result = build_warehouse(settings, folders, staged, run, allow_shrink)
        packs, failures = draw_packs(settings, wanted, beside)
    return result, packs, failures


def publish_plainly(
    settings: Settings,
    folders: Sequence[Path],
    staged: Sequence[Path],
    run: RunInfo,
    wanted: Sequence[tuple[str, int]],
    allow_shrink: bool = False,
) -> tuple[BuildResult, list[Pack], list[str]]:
    """The same without Prefect."""
    with _process_to_draw(wanted) as beside:
        result = build_warehouse.fn(settings, folders, staged, run, allow_shrink)
        packs, failures = draw_packs.fn(settings, wanted, beside)
    return result, packs, failures


def _process_to_draw(
    wanted: Sequence[tuple[str, int]],
) -> AbstractContextManager[Executor | None]:
    """Started before the warehouse is built, which leaves a processor idle: it takes a second and more."""
    return second_process() if wanted else nullcontext()


@task(name="bring into the lake", cache_policy=NO_CACHE)
def share(settings: Settings) -> None:
    """Bring the published file into the lake, where there is one that has not got it yet."""
    if settings.lake and not is_shared(settings):
        with stage("入湖") as advance:
            publish_to_lake(Lake.parse(settings.lake), settings.database)
            advance(1, 1)
