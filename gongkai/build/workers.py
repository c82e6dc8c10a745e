"""Reads batches in many processes at once; a document that kills its process costs only itself."""

from __future__ import annotations

import gc
import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from gongkai.build.batches import Batch, keep_batch, read_batch, read_document
from gongkai.errors import GongkaiError, WarehouseError
from gongkai.messages import message
from gongkai.processes import spawned
from gongkai.sources.vault.store import Entry
from gongkai.warehouse.stage import Staged, is_whole

SCHEDULER_SECONDS = 20
"""How long a Dask scheduler may take to answer."""

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are."""

ReadDocument = Callable[[Entry], Staged]


def read_batches(
    batches: Sequence[Batch],
    stage: Path,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Path]:
    """Read every batch that is not staged yet.

    Args:
        batches: as planned.
        stage: the folder of staged batches; shared storage, where the executor is a cluster.
        progress: told after each batch.
        executor: any `concurrent.futures` executor; by default processes on this machine.

    Returns:
        The staged folder of each batch, in their order.

    Raises:
        OSError: when what was read cannot be written; whole batches are kept for the next night.
        GongkaiError: when no process can be started.
    """
    stage.mkdir(parents=True, exist_ok=True)
    waiting = [batch for batch in batches if batch.entries and not is_whole(batch.folder(stage))]
    total = sum(len(batch.ids) for batch in batches)
    done = total - sum(len(batch.ids) for batch in waiting)
    on_progress = progress or (lambda _done, _total: None)
    on_progress(done, total)
    broken: list[Batch] = []
    with _pool(executor, len(waiting)) as pool:
        futures: dict[Future[Path], Batch] = {}
        for batch in waiting:
            try:
                futures[pool.submit(read_batch, batch, stage)] = batch
            except BrokenProcessPool:  # a worker died before everything was handed out
                broken.append(batch)
        for future in as_completed(futures):
            if _is_read(future):
                done += len(futures[future].ids)
                on_progress(done, total)
            else:
                broken.append(futures[future])
    for batch in broken:
        if not is_whole(batch.folder(stage)):
            keep_batch(batch, read_apart(batch.entries), stage)
        done += len(batch.ids)
        on_progress(done, total)
    return [batch.folder(stage) for batch in batches]


def _is_read(future: Future[Path]) -> bool:
    """False when its worker died; an error of the disk, or one of ours, is raised.

    A reader never raises, and every executor has its own name for a dead worker.
    """
    try:
        future.result()
    except (GongkaiError, OSError):
        raise
    except Exception:
        return False
    return True


def _pool(executor: Executor | None, wanted: int) -> AbstractContextManager[Executor]:
    if executor is not None:
        return nullcontext(executor)
    # also for a single batch: what kills its process must not kill the night
    return spawned(max(1, min(os.cpu_count() or 1, wanted)), _collect_seldom)


def _collect_seldom() -> None:
    """A report is some two thousand objects that refer to nothing above them.

    Looking for cycles among them after every seven hundred takes a sixth of the reading.
    """
    gc.set_threshold(100_000, 20, 100)


def read_apart(entries: Sequence[Entry], read: ReadDocument = read_document) -> list[Staged]:
    """Read documents one by one in another process; those that kill it are quarantined.

    Raises:
        WarehouseError: when processes die whatever they do.
    """
    items: list[Staged] = []
    while len(items) < len(entries):
        with spawned(1, _collect_seldom) as pool:
            try:
                for entry in entries[len(items) :]:
                    items.append(pool.submit(read, entry).result())
            except BrokenProcessPool:
                _check_processes()
                why = message("reader_died")
                items.append(Staged(entries[len(items)], None, ("unreadable", why)))
    return items


def _check_processes() -> None:
    """Blame a document only where a process that reads nothing lives."""
    with spawned(1, _collect_seldom) as pool:
        try:
            pool.submit(_lives).result()
        except BrokenProcessPool as error:
            raise WarehouseError(
                "processes that read documents end as they start",
                next_step="see whether memory is short, or the program lacks its main guard",
            ) from error


def _lives() -> bool:
    return True


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """The executor of a Dask cluster at `address` (tcp://…); None, this machine, without one.

    Raises:
        WarehouseError: when `dask[distributed]` is not installed or no scheduler answers.
    """
    if not address:
        yield None
        return
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise WarehouseError(
            "Dask is not installed", address, "pip install 'gongkai[dask]'"
        ) from error
    try:
        client = distributed.Client(address, timeout=SCHEDULER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WarehouseError(
            f"no Dask scheduler answers: {error}", address, "start it, or leave --dask out"
        ) from error
    with client:
        # what a batch gives is on the disk: it is never the same work twice
        yield client.get_executor(pure=False)
