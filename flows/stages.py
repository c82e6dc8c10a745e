"""Progress bars on the terminal, one a stage; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Advance = Callable[[int, int], None]
"""Called with how much of a stage is done and how much there is."""

console = Console(stderr=True, highlight=False)


@contextmanager
def stage(title: str) -> Iterator[Advance]:
    """A live bar for one stage; without a terminal, one line when it ends."""
    progress = Progress(
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )
    with progress:
        task = progress.add_task(title, total=None)
        last = (0, 0)

        def advance(done: int, total: int) -> None:
            nonlocal last
            last = (done, total)
            progress.update(task, completed=done, total=total)

        yield advance
    if not sys.stderr.isatty():
        console.print(f"{title} {last[0]}/{last[1]}")
