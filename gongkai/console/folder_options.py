"""The options that say where raw/ and warehouse/ lie, for every command that needs them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from gongkai.settings import Settings


def with_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--raw` and `--warehouse`, and hand it the Settings they make."""

    @wraps(command)
    def run(*args: Any, raw: Path | None, warehouse: Path | None, **options: Any) -> Any:
        return command(*args, settings=Settings.load(raw, warehouse), **options)

    for name, what in (("warehouse", "the warehouse"), ("raw", "the counties")):
        run = click.option(
            f"--{name}",
            type=click.Path(path_type=Path, file_okay=False),
            help=f"The folder of {what}.  [default: ./{name}]",
        )(run)
    return run
