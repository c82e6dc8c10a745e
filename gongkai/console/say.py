"""Lines for the terminal, in which nothing that a stranger wrote steers it."""

from __future__ import annotations

import click

from gongkai.strangers_text import json_on_terminal, on_terminal


def say(text: str, *, err: bool = False) -> None:
    """Print a line, or several."""
    click.echo(on_terminal(text), err=err)


def say_json(text: str) -> None:
    """Print JSON; what is not seen stands in it as escapes, so that it says the same."""
    click.echo(json_on_terminal(text))
