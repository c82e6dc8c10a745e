"""`--help` in Chinese, whose texts stand in help_zh.toml, and what is said of a wrong call."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

from gongkai.console.language import chinese


@cache
def texts() -> Mapping[str, Any]:
    """The texts of help_zh.toml."""
    return tomllib.loads(Path(__file__).with_name("help_zh.toml").read_text("utf-8"))


def speak_chinese(command: click.Command, path: Sequence[str]) -> None:
    """Give a command, and those below it, their Chinese help.

    Args:
        command: of click.
        path: how it is called, `gongkai` first.
    """
    own: Mapping[str, Any] = texts()
    for name in path:
        own = own.get(name, {})
    said = own.get("help")
    if isinstance(said, str):
        examples = (command.help or "").partition("\b")
        command.help = said + (f"\n\n\b{examples[2]}" if examples[1] and len(path) > 1 else "")
        command.short_help = said
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name:
            shown = own.get(parameter.name, texts()["shared"].get(parameter.name))
            parameter.help = shown if isinstance(shown, str) else parameter.help
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            speak_chinese(below, [*path, name])


def usage_fault(error: click.UsageError) -> str:
    """What click says of a wrong call, in Chinese as far as said_zh.toml has it."""
    path = error.ctx.command_path if error.ctx else "gongkai"
    return f"{chinese(error.format_message())}\n用法见 {path} --help"


class ChineseFormatter(click.HelpFormatter):
    """click's own words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        super().write_usage(prog, args, texts()["words"]["Usage: "] if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a list."""
        super().write_heading(texts()["words"].get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of terms and what they mean."""
        super().write_dl([(term, _worded(said)) for term, said in rows], col_max, col_spacing)


def _worded(text: str) -> str:
    for english, ours in texts()["words"].items():
        text = text.replace(english, ours)
    return text
