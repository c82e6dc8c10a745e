"""`gongkai withdraw`, `settle` and `precheck`: documents taken back, answers taken in, drafts looked at."""

from __future__ import annotations

import datetime
from getpass import getuser
from pathlib import Path

import click

from gongkai.commands.sources import county_folders
from gongkai.console.folder_options import with_settings
from gongkai.console.say import say
from gongkai.errors import GongkaiError
from gongkai.settings import Settings


def one_county(settings: Settings, county: str | None) -> Path:
    """The folder of the county that is named, or of the only one."""
    folders = county_folders(settings, county)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise GongkaiError(f"several counties: {names}", next_step="say --county")
    return folders[0]


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
    from gongkai.sources.ledger.withdrawal import withdraw as take_out

    name = take_out(one_county(settings, county), document, reason, who or getuser(), undo=undo)
    say(f"{'已恢复' if undo else '已撤回'}：{name}。下一晚生效。")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--county", help="Where more than one county is in raw/.")
@with_settings
def settle(settings: Settings, file: Path, county: str | None) -> None:
    """Take in a filled-in 待核.xlsx: its answers become corrections and decisions of the next night.

    \b
    gongkai settle 待核.xlsx --county mycounty
    """
    from gongkai.settle.taking_in import settle as take_in

    for line in take_in(
        one_county(settings, county), settings.database, file.read_bytes(), file.name
    ).lines:
        say(line)


@click.command()
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="The Word file to write."
)
def precheck(draft: Path, to: Path | None) -> None:
    """Say what a draft would lose if it were published as it is, as a Word page; nothing is kept of it.

    \b
    gongkai precheck 河源镇2024年报（征求意见稿）.docx
    """
    from gongkai.settle.drafts import ANSWER
    from gongkai.settle.precheck import precheck as look_at

    target = to or draft.with_name(f"{ANSWER}{draft.stem}.docx")
    body = look_at(draft.read_bytes(), draft.name, datetime.datetime.now(datetime.UTC))
    target.write_bytes(body)
    say(f"自查意见已写入 {target}")
