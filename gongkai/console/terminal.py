"""The terminal: a console that no stranger's text steers, and progress bars where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.segment import Segment

from gongkai.strangers_text import on_terminal

Advance = Callable[[int, int], None]
"""Called with how much of a stage is done and how much there is."""

OnHostProgress = Callable[[str, int, int], None]
"""Called with a host, how many of its addresses are done and how many are known so far."""

_BARS = 12


class Terminal(Console):
    """Prints what rich makes of tables and markup, without control characters of the texts in it."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of a thing to print; rich's own control codes stay."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(on_terminal(segment.text), segment.style)


console = Terminal(stderr=True, highlight=False)


def _bars() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )


@contextmanager
def stage(title: str) -> Iterator[Advance]:
    """A live bar for one stage; without a terminal, one line when it ends."""
    with _bars() as progress:
        task = progress.add_task(f"[bold]{title}", total=None)
        last = (0, 0)

        def advance(done: int, total: int) -> None:
            nonlocal last
            last = (done, total)
            progress.update(task, completed=done, total=total)

        yield advance
    if not sys.stderr.isatty():
        console.print(f"{title} {last[0]}/{last[1]}")


@contextmanager
def host_bars(title: str) -> Iterator[OnHostProgress]:
    """A bar for everything and one a host that is being asked; without a terminal, one line."""
    counts: dict[str, tuple[int, int]] = {}
    shown: dict[str, TaskID] = {}
    whole = [0, 0]
    with _bars() as progress:
        everything = progress.add_task(f"[bold]{title}", total=None)

        def on_progress(host: str, done: int, total: int) -> None:
            if done >= total and host in shown:
                progress.remove_task(shown.pop(host))
            elif done < total and host not in shown and len(shown) < _BARS:
                shown[host] = progress.add_task(host, completed=done, total=total)
            elif host in shown:
                progress.update(shown[host], completed=done, total=total)
            before = counts.get(host, (0, 0))
            counts[host] = done, total
            whole[0] += done - before[0]
            whole[1] += total - before[1]
            progress.update(everything, completed=whole[0], total=whole[1])

        yield on_progress
    if not sys.stderr.isatty():
        console.print(f"{title} {whole[0]}/{whole[1]}")
