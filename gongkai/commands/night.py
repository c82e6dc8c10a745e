"""`gongkai nightly`, `serve`, `status` and `runs`: the night and whether it went well."""

from __future__ import annotations

import click

from gongkai.commands.folders import with_settings
from gongkai.settings import Settings

_TOO_OLD = 36.0
_CLOCKS_DIFFER = 0.1  # hours by which the clocks of two machines may be apart


@click.command()
@click.option("--county", help="Only this county: the name of its folder in raw/.")
@click.option("--year", type=int, help="Draw the pack of this year.  [default: each county's last]")
@click.option("--force", is_flag=True, help="Do everything anew, also what has not changed.")
@click.option("--dry-run", is_flag=True, help="Say what a night would do, and do nothing.")
@click.option("--dask", metavar="ADDRESS", help="Read on a Dask cluster: its tcp://host:port.")
@click.option("--allow-shrink", is_flag=True, help="Publish though many reports are gone.")
@with_settings
@click.pass_context
def nightly(
    context: click.Context,
    settings: Settings,
    county: str | None,
    year: int | None,
    force: bool,
    dry_run: bool,
    dask: str | None,
    allow_shrink: bool,
) -> None:
    """Pull, read, check, rank and draw: the whole night, for every county in raw/.

    \b
    gongkai nightly --dry-run
    gongkai nightly --county sample --year 2023

    Exit status: 0 when a warehouse stands published (also with warnings), 1 when none could be.
    """
    from flows.terminal import run_nightly

    context.exit(
        run_nightly(
            settings,
            county,
            year,
            force=force,
            dry_run=dry_run,
            dask=dask,
            allow_shrink=allow_shrink,
        )
    )


@click.command()
@click.option("--cron", default="0 2 * * *", show_default=True, help="When, in Shanghai's time.")
@click.option("--port", default=4200, show_default=True, help="Of the Prefect server on loopback.")
@with_settings
def serve(settings: Settings, cron: str, port: int) -> None:
    """Run every night at two, until stopped; PREFECT_API_URL names a server that runs already."""
    from flows.serve import serve as keep

    keep(settings, cron, port)


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
        click.echo("no night was ever published — run gongkai nightly")
    elif since < -_CLOCKS_DIFFER:
        click.echo(f"CLOCK: the last good night ends {-since:.1f} h from now — set the clock right")
    else:
        verdict = "good" if since <= hours else "TOO OLD"
        click.echo(f"{verdict}: the last good night ended {since:.1f} h ago (limit {hours:g} h)")
    behind = since is not None and not is_shared(settings)
    if behind:
        click.echo("BEHIND: the lake has not got that night — the next night tries again")
    if behind or since is None or not -_CLOCKS_DIFFER <= since <= hours:
        context.exit(1)


@click.command()
@click.option("--limit", default=20, show_default=True, help="At most so many, newest first.")
@with_settings
def runs(settings: Settings, limit: int) -> None:
    """Every night's versions, counts and seconds."""
    from rich.console import Console
    from rich.table import Table

    from gongkai.warehouse.runs import runs as nights

    table = Table("run", "started (UTC)", "seconds", "status", "counts", "versions")
    for run in nights(settings.database, limit):
        table.add_row(
            run.run_id,
            f"{run.started_at:%Y-%m-%d %H:%M}",
            f"{run.seconds:.1f}",
            run.status,
            ", ".join(f"{name} {n:,}" for name, n in run.counts.items()),
            ", ".join(f"{name} {v}" for name, v in run.versions.items()),
        )
    Console().print(table)
