"""`gongkai withdraw`: taking back a document that was taken in."""

from __future__ import annotations

from getpass import getuser

import click

from gongkai.commands.sources import county_folders
from gongkai.errors import GongkaiError
from gongkai.folder_options import with_settings
from gongkai.settings import Settings


@click.command()
@click.argument("document", metavar="FILE|SHA")
@click.option("--reason", required=True, help="Why.")
@click.option("--who", help="Who decides.  [default: who runs this]")
@click.option("--county", help="Where more than one county is in raw/.")
@click.option("--undo", is_flag=True, help="Put it back.")
@with_settings
def withdraw(
    settings: Settings,
    document: str,
    reason: str,
    who: str | None,
    county: str | None,
    undo: bool,
) -> None:
    """Withdraw a document: the raw store keeps it, the next night leaves it out and says who and why.

    \b
    gongkai withdraw 河源镇2024年报.docx --reason 镇里来电撤回 --who 李某
    gongkai withdraw 河源镇2024年报.docx --undo --reason 误撤 --who 李某
    """
    from gongkai.sources.withdrawal import withdraw as take_out

    folders = county_folders(settings, county)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise GongkaiError(f"several counties: {names}", next_step="say --county")
    name = take_out(folders[0], document, reason, who or getuser(), undo=undo)
    click.echo(f"{'已恢复' if undo else '已撤回'}：{name}。下一晚生效。")
