"""A night started by hand: what will be done, what is new, and what came of it, on the terminal."""

from __future__ import annotations

import datetime
import logging
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import duckdb
from rich.markup import escape
from rich.table import Table

from flows.own_server import prefect_server
from gongkai.build.scope import NightScope, ended_years, night_plan, night_scope
from gongkai.build.workers import launch_readers
from gongkai.console.language import chinese, error_worded, worded
from gongkai.console.terminal import console
from gongkai.errors import GongkaiError, LakeError
from gongkai.messages import from_row
from gongkai.settings import Settings
from gongkai.sql_files import sql_text
from gongkai.warehouse.exclusive_lock import exclusive_lock
from gongkai.warehouse.lake_write import is_shared
from gongkai.warehouse.runs import Run, note

if TYPE_CHECKING:
    from flows.nightly import Outcome

_FAILED_SHOWN = 20
_OURS = (GongkaiError, OSError, duckdb.Error)


def run_nightly(
    settings: Settings,
    county: str | None = None,
    year: int | None = None,
    *,
    force: bool = False,
    dry_run: bool = False,
    dask: str | None = None,
    allow_shrink: bool = False,
    ahead: subprocess.Popen[bytes] | None = None,
) -> int:
    """Run a night and print what came of it; `ahead` is what `server_ahead` started.

    Returns:
        0 when a warehouse stands published, also with warnings; 1 when none could be.
    """
    began = time.monotonic()
    try:
        scope = night_scope(settings, county, year)
    except GongkaiError as error:
        _print_error(error)
        return 1
    _print_warnings(ended_years(scope.loaded.values(), datetime.date.today()))
    if dry_run:
        _print_warnings(scope.warnings)
        _print_plan(scope)
        return 0
    warnings: Sequence[str] = scope.warnings
    began_at = datetime.datetime.now(datetime.UTC)
    if not force and scope.is_unchanged() and is_shared(settings):
        ended_at = datetime.datetime.now(datetime.UTC)
        note(
            settings.database,
            Run(f"{began_at:%Y%m%dT%H%M%S.%fZ}", began_at, ended_at, status="unchanged"),
        )
        zh = "没有新到或变化的材料：上一晚的结果仍然有效。"
        console.print(worded(zh, f"{zh} Nothing new since the last night."))
    else:
        logging.disable(logging.ERROR)  # Prefect would add a traceback to what is said below
        try:
            outcome = _run(settings, county, year, force, dask, allow_shrink, ahead)
        except _OURS as error:
            _print_error(error)
            if not isinstance(error, LakeError):
                en = f"上一晚的结果未被改动 the last night stands: {settings.database}"
                zh = f"上一晚的结果未被改动：{settings.database}"
                console.print(worded(zh, en), soft_wrap=True)
            return 1
        warnings = outcome.warnings
        for line in outcome.notes:
            console.print(escape(line), style="green", soft_wrap=True)
    _print_warnings(warnings)
    _print_results(settings, scope.packs, len(warnings))
    console.print(f"用时 {time.monotonic() - began:.1f} {worded('秒', 's')}")
    return 0


def _run(
    settings: Settings,
    county: str | None,
    year: int | None,
    force: bool,
    dask: str | None,
    allow_shrink: bool,
    ahead: subprocess.Popen[bytes] | None,
) -> Outcome:
    """Run the night, with Prefect where it can be had."""
    without = worded(
        "Prefect 不可用，本晚直接运行",
        "Prefect 不可用，本晚直接运行 the night runs without Prefect",
    )
    with exclusive_lock(settings.warehouse / ".lock", "running a night"):
        pass  # a second night is refused before it starts a server; the flow takes the lock itself
    with ExitStack() as stack:
        try:
            stack.enter_context(prefect_server(settings.warehouse, ahead=ahead))
        except GongkaiError as error:
            fault = worded(chinese(error.what), str(error))
        else:
            from flows.nightly import nightly  # takes seconds, and needs the server's address

            if dask is None:
                launch_readers()  # while the first flow starts and documents are pulled
            try:
                folders = (settings.raw, settings.warehouse)
                return nightly(*folders, county, year, force, dask, allow_shrink)
            except _OURS:
                raise
            except Exception as error:  # of Prefect: every step can be taken again
                fault = type(error).__name__
    _print_warnings([f"{without}: {fault}"])
    from flows.nightly import Wanted, nightly_plainly

    wanted = Wanted(county, year, force, dask, allow_shrink)
    return nightly_plainly(settings, wanted)


def _print_error(error: Exception) -> None:
    """Why there is no night, in the language of the screen."""
    zh = error_worded(error) if isinstance(error, GongkaiError) else str(error)
    console.print(escape(worded(zh, f"gongkai: {error}")), style="red", soft_wrap=True)


def _print_warnings(warnings: Sequence[str]) -> None:
    for warning in warnings:
        console.print(f"警告 {escape(warning)}", style="red", soft_wrap=True)


def _print_plan(scope: NightScope) -> None:
    plan = night_plan(scope)
    for name, new in plan.new_files.items():
        console.print(worded(f"{name}：新到 {len(new)} 份", f"{name}: {len(new)} 份新到 new"))
        for path in new[:_FAILED_SHOWN]:
            console.print(f"  {escape(str(path))}", style="dim")
    said = f"{plan.documents} documents of the vault would be read"
    console.print(worded(f"将读取 {plan.documents} 份文件", said))
    for pack in scope.pack_files:
        console.print(worded(f"图册：{pack.parent}", f"pack: {pack.parent}"))
    console.print(worded("试运行：没有写入任何文件", "dry run: nothing was written"))


def _print_results(settings: Settings, wanted: Sequence[tuple[str, int]], warnings: int) -> None:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        for name, year in wanted:
            console.print(_ranking(db, name, year))
        failed = db.execute(sql_text("journal", "refused_document")).fetchall()
        wrong = db.execute(sql_text("journal", "failed_correction")).fetchall()
    for county, unit, of_year, place, why in wrong:
        told = escape(f"{county} {unit} {of_year or '年度不明'} {place}：{why}")
        console.print(f"更正没有生效 {told}", style="red", soft_wrap=True)
    for unit, file_name, code, detail in failed[:_FAILED_SHOWN]:
        refusal = from_row(code, detail)
        console.print(
            f"未读 {escape(unit)} {escape(file_name)}：{refusal.zh}。{refusal.next_zh}",
            style="yellow",
            soft_wrap=True,
        )
    if failed:
        more = len(failed) - _FAILED_SHOWN
        others = f"另有 {more} 份；" if more > 0 else ""
        zh, en = "全部见图册的收件台账", "详见 details: gongkai query 'from quarantine'"
        console.print(f"…… {others}{worded(zh, en)}", soft_wrap=True)
    count = warnings + len(failed) + len(wrong)
    console.print(worded(f"提醒 {count} 条", f"警告 warnings: {count}"))
    database = settings.database
    console.print(worded(f"数据库：{database}", f"数据库 warehouse: {database}"), soft_wrap=True)
    for name, year in wanted:
        folder = settings.packs / name / str(year)
        paths = f"{folder / 'pack.pdf'}  {folder / 'index.html'}"
        console.print(worded(f"图册：{paths}", f"图册 pack: {paths}"), soft_wrap=True)


def _ranking(db: duckdb.DuckDBPyConnection, county_id: str, year: int) -> Table:
    rows = db.execute(sql_text("rerank", "ranked_unit"), {"county_id": county_id, "year": year})
    names = [column[0] for column in rows.description or ()]
    table = Table("名次", "区间", "单位", "得分", "可判定", title=f"{county_id} {year} 年度排名")
    for values in rows.fetchall():
        row = dict(zip(names, values, strict=True))
        if row["is_missing"]:
            table.add_row("—", "", row["unit_name"], row["state_name"], "")
        elif row["score"] is None:
            table.add_row(
                "待核", "", row["unit_name"], row["pending_name"], f"{row['coverage']:.0%}"
            )
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
