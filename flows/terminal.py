"""A night started by hand: what will be done, what is new, and what came of it, on the terminal."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
from rich.markup import escape
from rich.table import Table

from flows import own_prefect
from flows.stages import console
from gongkai.build.batches import plan
from gongkai.build.run_inputs import is_unchanged, unseen, usable_counties, vault_entries
from gongkai.chinese import refusal
from gongkai.errors import GongkaiError, LakeError
from gongkai.settings import Settings
from gongkai.sql_files import sql_text
from gongkai.warehouse.lake_write import is_shared
from gongkai.warehouse.runs import Run, note

_FAILED_SHOWN = 20


def run_nightly(
    settings: Settings,
    county: str | None = None,
    year: int | None = None,
    *,
    force: bool = False,
    dry_run: bool = False,
    dask: str | None = None,
    allow_shrink: bool = False,
) -> int:
    """Run a night and print what came of it.

    Returns:
        0 when a warehouse stands published, also with warnings; 1 when none could be.
    """
    began = time.monotonic()
    loaded, warnings = usable_counties(settings.raw)
    chosen = {name: c for name, c in loaded.items() if county in (None, name)}
    for warning in warnings:
        console.print(f"警告 {escape(warning)}", style="yellow")
    if not chosen:
        missing = f"no usable county {county!r}" if county else "no usable county"
        console.print(
            f"gongkai: {missing} in {settings.raw}/ — make raw/<county>/county.toml and units.csv"
        )
        return 1
    folders = [settings.raw / name for name in loaded]
    wanted = [
        (name, year or c.last_year)
        for name, c in chosen.items()
        if year is None or c.first_year <= year <= c.last_year
    ]
    if not wanted:
        spans = ", ".join(f"{name} {c.first_year}–{c.last_year}" for name, c in chosen.items())
        console.print(
            f"gongkai: no county has the year {year} — {spans}; see `years` in county.toml"
        )
        return 1
    if dry_run:
        _print_plan(settings, folders, wanted)
        return 0
    packs = [settings.packs / name / str(y) / "pack.pdf" for name, y in wanted]
    began_at = datetime.datetime.now(datetime.UTC)
    if not force and is_unchanged(settings, list(loaded.values()), packs) and is_shared(settings):
        ended_at = datetime.datetime.now(datetime.UTC)
        note(
            settings.database,
            Run(f"{began_at:%Y%m%dT%H%M%S.%fZ}", began_at, ended_at, status="unchanged"),
        )
        console.print(
            "没有新到或变化的材料：上一晚的结果仍然有效。 Nothing new since the last night."
        )
    else:
        own_prefect(settings.warehouse)
        from flows.nightly import nightly  # Prefect takes seconds to import: only when needed

        logging.disable(logging.ERROR)  # Prefect would add a traceback to what is said below
        try:
            outcome = nightly(
                settings.raw, settings.warehouse, county, year, force, dask, allow_shrink
            )
        except (GongkaiError, OSError, duckdb.Error) as error:
            console.print(f"gongkai: {escape(str(error))}", style="red")
            if not isinstance(error, LakeError):
                console.print(f"上一晚的结果未被改动 the last night stands: {settings.database}")
            return 1
        for warning in outcome.warnings[len(warnings) :]:
            console.print(f"警告 {escape(warning)}", style="yellow")
        warnings = outcome.warnings
    _print_results(settings, wanted, len(warnings))
    console.print(f"用时 {time.monotonic() - began:.1f} s")
    return 0


def _print_plan(
    settings: Settings, folders: Sequence[Path], wanted: Sequence[tuple[str, int]]
) -> None:
    for folder in folders:
        new = unseen(folder)
        console.print(f"{folder.name}: {len(new)} 份新到 new")
        for path in new[:_FAILED_SHOWN]:
            console.print(f"  {escape(str(path))}", style="dim")
    waiting = [
        batch
        for batch in plan(vault_entries(folders), settings.stage)
        if not batch.folder(settings.stage).is_dir()
    ]
    console.print(f"{sum(len(b.ids) for b in waiting)} documents of the vault would be read")
    for name, year in wanted:
        console.print(f"pack: {settings.packs / name / str(year)}")
    console.print("dry run: nothing was written")


def _print_results(settings: Settings, wanted: Sequence[tuple[str, int]], warnings: int) -> None:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        for name, year in wanted:
            console.print(_ranking(db, name, year))
        failed = db.execute(sql_text("journal", "refused_document")).fetchall()
    for unit, file_name, reason, detail in failed[:_FAILED_SHOWN]:
        why, advice = refusal(reason, detail or "")
        console.print(
            f"未读 {escape(unit)} {escape(file_name)}：{why}。{advice}",
            style="yellow",
            soft_wrap=True,
        )
    if failed:
        more = len(failed) - _FAILED_SHOWN
        others = f"另有 {more} 份；" if more > 0 else ""
        console.print(f"…… {others}详见 details: gongkai query 'from quarantine'", soft_wrap=True)
    console.print(f"警告 warnings: {warnings + len(failed)}")
    console.print(f"数据库 warehouse: {settings.database}", soft_wrap=True)  # paths stay whole
    for name, year in wanted:
        folder = settings.packs / name / str(year)
        console.print(f"图册 pack: {folder / 'pack.pdf'}  {folder / 'index.html'}", soft_wrap=True)


def _ranking(db: duckdb.DuckDBPyConnection, county_id: str, year: int) -> Table:
    rows = db.execute(
        "from compliance_ranking where county_id = ? and year = ? order by is_missing, rank, unit_id",
        [county_id, year],
    )
    names = [column[0] for column in rows.description or ()]
    table = Table("名次", "区间", "单位", "得分", "可判定", title=f"{county_id} {year} 年度排名")
    for values in rows.fetchall():
        row = dict(zip(names, values, strict=True))
        if row["is_missing"]:
            table.add_row("—", "", row["unit_name"], "未见报告", "")
        else:
            span = f"{row['rank_low']}–{row['rank_high']}"
            table.add_row(
                str(row["rank"]),
                span,
                row["unit_name"],
                f"{row['score']:.1f}",
                f"{row['coverage']:.0%}",
            )
    return table
