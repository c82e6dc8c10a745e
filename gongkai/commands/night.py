"""`gongkai status` and `runs`: whether the nights went well."""

from __future__ import annotations

import click

from gongkai.console.folder_options import with_settings
from gongkai.console.language import worded
from gongkai.console.say import say
from gongkai.settings import Settings

_TOO_OLD = 36.0
_CLOCKS_DIFFER = 0.1  # hours by which the clocks of two machines may be apart


@click.command()
@click.option("--hours", default=_TOO_OLD, show_default=True, help="How old the last night may be.")
@with_settings
@click.pass_context
def status(context: click.Context, settings: Settings, hours: float) -> None:
    """When the last good night was; exit status 1 when that is too long ago, for any monitor.

    Also when the lake has not got it.
    """
    from gongkai.warehouse.lake_write import is_shared
    from gongkai.warehouse.runs import hours_since_last

    since = hours_since_last(settings.database)
    if since is None:
        say(
            worded(
                "还没有运行过：请执行 gongkai nightly",
                "no night was ever published — run gongkai nightly",
            )
        )
    elif since < -_CLOCKS_DIFFER:
        say(
            worded(
                f"时钟有误：最近一晚的结束时间比现在晚 {-since:.1f} 小时，请校准时钟",
                f"CLOCK: the last good night ends {-since:.1f} h from now — set the clock right",
            )
        )
    else:
        zh, en = ("正常", "good") if since <= hours else ("过久", "TOO OLD")
        say(
            worded(
                f"{zh}：最近一晚在 {since:.1f} 小时前结束（限 {hours:g} 小时）",
                f"{en}: the last good night ended {since:.1f} h ago (limit {hours:g} h)",
            )
        )
    behind = since is not None and not is_shared(settings)
    if behind:
        say(
            worded(
                "共用仓库还没有收到这一晚：下一晚再试",
                "BEHIND: the lake has not got that night — the next night tries again",
            )
        )
    if behind or since is None or not -_CLOCKS_DIFFER <= since <= hours:
        context.exit(1)


@click.command()
@click.option("--limit", default=20, show_default=True, help="At most so many, newest first.")
@with_settings
def runs(settings: Settings, limit: int) -> None:
    """Every night's versions, counts and seconds."""
    from rich.table import Table

    from gongkai.console.terminal import Terminal
    from gongkai.warehouse.runs import runs as nights

    heads = worded(
        "批次 开始（世界时） 秒 结果 数量 版本", "run|started (UTC)|seconds|status|counts|versions"
    )
    table = Table(*(heads.split("|") if "|" in heads else heads.split()))
    for run in nights(settings.database, limit):
        table.add_row(
            run.run_id,
            f"{run.started_at:%Y-%m-%d %H:%M}",
            f"{run.seconds:.1f}",
            run.status,
            ", ".join(f"{name} {n:,}" for name, n in run.counts.items()),
            ", ".join(f"{name} {v}" for name, v in run.versions.items()),
        )
    Terminal().print(table)
