"""The `gongkai` command: finds the command that was asked for, and turns our errors into one line."""

from __future__ import annotations

import importlib
import io
import os
import sys
from difflib import get_close_matches
from typing import Any

import click

from gongkai import __version__, collect_seldom
from gongkai.commands.language import ChineseFormatter, speak_chinese, usage_fault
from gongkai.console.language import LANGUAGES, error_worded, language, speak
from gongkai.console.say import say
from gongkai.errors import GongkaiError

_COMMANDS = {
    "read": ("gongkai.commands.read", "Read reports and check what one report alone can show."),
    "nightly": (
        "flows.commands",
        "Pull, read, check, rank and draw: the whole night, for every county in raw/.",
    ),
    "serve": (
        "flows.commands",
        "Run every night at two, until stopped; PREFECT_API_URL names a server that runs already.",
    ),
    "status": (
        "gongkai.commands.night",
        "When the last good night was; exit status 1 when that is too long ago, for any monitor.",
    ),
    "runs": ("gongkai.commands.night", "Every night's versions, counts and seconds."),
    "publish": (
        "gongkai.commands.pack",
        "Draw the chart pack (PDF, PNG), the site, the workbook and the Word files.",
    ),
    "rank": (
        "gongkai.commands.audit",
        "Rank a county's year from the verdicts that stand; nothing is read again, nothing written.",
    ),
    "review": (
        "gongkai.commands.audit",
        "List what the reader doubts, with the place to look at; `review decide` settles one.",
    ),
    "copies": (
        "gongkai.commands.audit",
        "Pairs of reports that share passages, over the whole warehouse.",
    ),
    "county": (
        "gongkai.commands.sources",
        "Make a county's folder, or report every fault of its registry.",
    ),
    "pull": (
        "gongkai.commands.sources",
        "Fetch what is new from websites and inboxes into the vaults, politely; safe to stop any time.",
    ),
    "withdraw": (
        "gongkai.commands.inbox",
        "Withdraw a document: the raw store keeps it, the next night leaves it out and says who and why.",
    ),
    "settle": (
        "gongkai.commands.inbox",
        "Take in a filled-in 待核.xlsx: its answers become corrections and decisions of the next night.",
    ),
    "precheck": (
        "gongkai.commands.inbox",
        "Say what a draft would lose if it were published as it is, as a Word page; nothing is kept of it.",
    ),
    "vault": (
        "gongkai.commands.sources",
        "Prove that the raw store is whole, or tell the history of one report.",
    ),
    "query": (
        "gongkai.commands.warehouse",
        "Run one SELECT on the published warehouse, opened read-only.",
    ),
    "export": (
        "gongkai.commands.warehouse",
        "Write a table, or the rows of a SELECT, to FILE: .parquet, .csv (for Excel) or .xlsx.",
    ),
    "open": ("gongkai.commands.warehouse", "Open the warehouse in the DuckDB shell, read-only."),
    "explore": (
        "gongkai.commands.warehouse",
        "Browse the warehouse in the web browser: tables, filters, facets and SQL, until stopped.",
    ),
    "release": (
        "gongkai.commands.warehouse",
        "Write a version of the data to FOLDER that can be published.",
    ),
}
"""Command to the module that has it and the line that `--help` gives it, in that order.

The line is the first of the command's own help; it stands here so that a list of all imports none.
"""


class _Group(click.Group):
    """Imports a command when it is needed, so that each starts fast; a stack trace is a bug."""

    is_chinese = False

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            for near in get_close_matches(name, _COMMANDS, 1):
                context.fail(f"no command {name!r} — did you mean {near!r}?")
            return None
        module = importlib.import_module(_COMMANDS[name][0])
        command: click.Command = getattr(module, name)
        if self.is_chinese:
            speak_chinese(command, ["gongkai", name])
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])

    def main(self, *args: Any, **options: Any) -> Any:
        collect_seldom()
        _let_every_character_print()
        given = args[0] if args else options.get("args")
        spoken = language(sys.argv[1:] if given is None else given)
        speak(spoken)
        self.is_chinese = spoken == "zh"
        if self.is_chinese:
            click.Context.formatter_class = ChineseFormatter
            speak_chinese(self, ["gongkai"])
        return super().main(*args, **options)

    def invoke(self, context: click.Context) -> Any:
        try:
            _check_file_names()
            return super().invoke(context)
        except GongkaiError as error:
            say(f"gongkai: {error_worded(error)}", err=True)
            context.exit(1)
        except click.UsageError as error:
            if not self.is_chinese:
                raise
            say(usage_fault(error), err=True)
            context.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            context.exit(0)


def _check_file_names() -> None:
    """Refuse to look for townships in folders whose Chinese names this process cannot read."""
    encoding = sys.getfilesystemencoding()
    if encoding != "utf-8":
        raise GongkaiError(
            f"file names are taken for {encoding} in this locale, and Chinese ones are lost",
            next_step="set PYTHONUTF8=1, or a locale of UTF-8: LC_ALL=C.UTF-8",
        )


def _let_every_character_print() -> None:
    """Files and pipes get UTF-8 in every locale; a terminal shows what it lacks by its number.

    Some names of places are not in GBK, and an old locale has no Chinese at all.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if chosen else "utf-8", errors="backslashreplace")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongkai")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="What the screen speaks.  [default: GONGKAI_LANG, else the system's language]",
)
def main() -> None:
    """Read, check and rank the yearly government-information disclosure reports of townships.

    \b
    Start here:
      gongkai read REPORT.html                    what one report says, and what is wrong with it
      gongkai nightly                             pull, read, check, rank and draw all of raw/
      gongkai query "from compliance_ranking"     ask the warehouse
    """


if __name__ == "__main__":
    main()
