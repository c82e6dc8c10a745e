"""`gongkai county`, `pull` and `vault`: the registry, the websites and inboxes, the raw store."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.errors import RegistryError
from gongkai.folder_options import with_settings
from gongkai.settings import Settings

_SHOWN = 40


def county_folders(settings: Settings, county: str | None) -> list[Path]:
    """The folders of all counties, or of the one that is named; RegistryError where there is none."""
    from gongkai.sources.load_county import counties

    found = [f for f in counties(settings.raw) if county in (None, f.name)]
    if not found:
        raise RegistryError(
            f"no county {county!r}" if county else "no county",
            str(settings.raw),
            "gongkai county new makes one",
        )
    return found


@click.group()
def county() -> None:
    """Make a county's folder, or report every fault of its registry."""


@county.command()
@click.argument("county_id")
@click.option("--name", required=True, help="As officials write it, e.g. 某某县.")
@click.option("--years", nargs=2, type=int, required=True, help="First and last year of reports.")
@with_settings
def new(settings: Settings, county_id: str, name: str, years: tuple[int, int]) -> None:
    """Write raw/COUNTY_ID/ with a county.toml and a units.csv to fill in.

    \b
    gongkai county new mycounty --name 某某县 --years 2021 2025
    """
    from gongkai.sources.new_county import new_county

    click.echo(f"{new_county(settings.raw, county_id, name, years)}: now fill in units.csv")


@county.command()
@click.argument("county_id", required=False)
@with_settings
@click.pass_context
def check(context: click.Context, settings: Settings, county_id: str | None) -> None:
    """Report every fault of county.toml and units.csv with its row; exit status 1 if there is any."""
    from gongkai.sources.new_county import county_faults

    faulty = False
    for folder in county_folders(settings, county_id):
        faults = county_faults(folder)
        faulty = faulty or bool(faults)
        click.echo(f"{folder.name}: " + ("good" if not faults else f"{len(faults)} faults"))
        for fault in faults:
            click.echo(f"  {fault}")
    if faulty:
        context.exit(1)


@click.command()
@click.option("--county", "county_id", help="Only this county: the name of its folder in raw/.")
@click.option("--dry-run", is_flag=True, help="Show what would be asked, and ask nothing.")
@with_settings
def pull(settings: Settings, county_id: str | None, dry_run: bool) -> None:
    """Fetch what is new from websites and inboxes into the vaults, politely; safe to stop any time."""
    folders = county_folders(settings, county_id)
    if dry_run:
        _show_plan(folders)
        return
    from gongkai.sources.pull import pull_counties
    from gongkai.terminal import host_bars

    with host_bars("收取") as on_progress:
        results = pull_counties(folders, on_progress=on_progress)
    for name, result in results.items():
        click.echo(f"{name}: {result.fault or f'{result.found} found, {result.new} new'}")
        for attempt in result.attempts[:_SHOWN]:
            click.echo(f"  {attempt.reason} {attempt.url}: {attempt.detail}")


def _show_plan(folders: list[Path]) -> None:
    from gongkai.sources.pull_plan import plan_pull

    requests, hosts = plan_pull(folders)
    for request in requests[:_SHOWN]:
        how = "whether changed" if request.is_conditional else "whole"
        click.echo(f"{request.county_id} {request.source}: {request.url} ({how})")
    if len(requests) > _SHOWN:
        click.echo(f"… and {len(requests) - _SHOWN} more")
    for host in hosts:
        click.echo(
            f"{host.host}: {host.requests} requests, at least {host.seconds:.0f} s,"
            f" {host.left} left of tonight's budget"
        )
    click.echo("dry run: nothing was asked")


@click.group()
def vault() -> None:
    """Prove that the raw store is whole, or tell the history of one report."""


@vault.command()
@click.option("--county", "county_id", help="Only this county.")
@with_settings
@click.pass_context
def verify(context: click.Context, settings: Settings, county_id: str | None) -> None:
    """Hash every document again and name what is damaged; exit status 1 if anything is lost."""
    from gongkai.sources.vault.history import verify_vault

    lost = False
    for folder in county_folders(settings, county_id):
        checked = verify_vault(folder / "vault")
        click.echo(
            f"{folder.name}: {checked.documents:,} documents, {checked.bytes:,} bytes,"
            f" {len(checked.damages)} damaged"
        )
        for damage in checked.damages:
            lost = lost or damage.is_loss
            click.echo(f"  {damage.fault} {damage.path}: {damage.detail}")
    if lost:
        context.exit(1)


@vault.command()
@click.argument("unit")
@click.argument("year", type=int)
@click.option("--county", "county_id", help="Where more than one county is in raw/.")
@with_settings
def log(settings: Settings, unit: str, year: int, county_id: str | None) -> None:
    """Every revision of UNIT's report of YEAR, oldest first."""
    from gongkai.sources.load_county import load_county
    from gongkai.sources.vault.history import vault_log

    for folder in county_folders(settings, county_id):
        for entry in vault_log(folder / "vault", load_county(folder), unit, year):
            source = entry.url or entry.source_path or ""
            click.echo(f"{entry.fetched_at}  {entry.sha256[:16]}  {entry.bytes:>9,}  {source}")
