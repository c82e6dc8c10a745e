"""`gongkai nightly` and `gongkai serve`: the commands that start flows; gongkai.cli finds them here."""

from __future__ import annotations

from contextlib import nullcontext

import click

from gongkai.console.folder_options import with_settings
from gongkai.settings import Settings


@click.command()
@click.option("--county", help="Only this county: the name of its folder in raw/.")
@click.option("--year", type=int, help="Draw the pack of this year.  [default: each county's last]")
@click.option("--force", is_flag=True, help="Do everything again, also what has not changed.")
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
    from flows.own_server import server_ahead

    with nullcontext() if dry_run else server_ahead(settings) as ahead:
        from flows.terminal import run_nightly  # takes a second

        status = run_nightly(
            settings,
            county,
            year,
            force=force,
            dry_run=dry_run,
            dask=dask,
            allow_shrink=allow_shrink,
            ahead=ahead,
        )
    context.exit(status)


@click.command()
@click.option("--cron", default="0 2 * * *", show_default=True, help="When, in Shanghai's time.")
@click.option("--port", default=4200, show_default=True, help="Of the Prefect server on loopback.")
@with_settings
def serve(settings: Settings, cron: str, port: int) -> None:
    """Run every night at two, until stopped; PREFECT_API_URL names a server that runs already."""
    from flows.serve import serve as keep

    keep(settings, cron, port)
