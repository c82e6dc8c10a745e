"""Reads batches in many contained processes at once; what breaks a limit costs only itself."""

from __future__ import annotations

import atexit
import importlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.build.batches import Batch, keep_batch, read_document
from gongkai.contained.contained_reader import ContainedReader, ReaderDied
from gongkai.contained.read_limits import ReadLimits, can_recognise
from gongkai.errors import GongkaiError, WarehouseError
from gongkai.extract import READING
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
        executor: any `concurrent.futures` executor, whose threads keep their reading processes; by
            default processes on this machine, which end with the work.

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
    with _pool(executor, len(waiting)) as pool:
        futures = {pool.submit(read_contained, batch, stage): batch for batch in waiting}
        for future in as_completed(futures):
            if _is_read(future):
                done += len(futures[future].ids)
                on_progress(done, total)
    for batch in waiting:  # a worker of the cluster died: what it was reading is read here
        if not is_whole(batch.folder(stage)):
            read_contained(batch, stage)
            done += len(batch.ids)
            on_progress(done, total)
    if executor is None:
        close_readers()
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
    return ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, wanted)))


_mine = threading.local()
_readers: set[ContainedReader[Entry, Staged]] = set()
_launched: deque[ContainedReader[Entry, Staged]] = deque()


def launch_readers() -> None:
    """Start a reading process a processor: it takes a second to import what it reads with.

    For a night that has other things to do before it reads; the first threads that read will have them.
    """
    for _ in range(os.cpu_count() or 1):
        reader = _new_reader()
        try:
            reader.launch(read_document.__module__)
        except OSError:
            return  # what reads will say so
        _readers.add(reader)
        _launched.append(reader)


def _new_reader() -> ContainedReader[Entry, Staged]:
    return ContainedReader(ReadLimits.load(can_recognise()), needs=READING)


def _reader() -> ContainedReader[Entry, Staged]:
    """This thread's reading process."""
    if not hasattr(_mine, "reader"):
        try:
            _mine.reader = _launched.popleft()
        except IndexError:
            _mine.reader = _new_reader()
    reader: ContainedReader[Entry, Staged] = _mine.reader
    _readers.add(reader)
    return reader


@atexit.register
def close_readers() -> None:
    """End the reading processes of all threads; one that is asked again starts again."""
    while _readers:
        _readers.pop().close()


def read_contained(batch: Batch, stage: Path) -> Path:
    """Read a batch within limits and stage it; a document that breaks them is quarantined."""
    try:
        _reader().read(batch.entries, read_document, partial(keep_batch, batch, stage=stage))
    except ReaderDied:
        keep_batch(batch, read_apart(batch.entries), stage)
    return batch.folder(stage)


def read_apart(entries: Sequence[Entry], read: ReadDocument = read_document) -> list[Staged]:
    """Read documents one by one; those on which the reader dies become quarantine rows.

    Raises:
        WarehouseError: when processes die whatever they do.
    """
    reader = _reader()
    items: list[Staged] = []
    for entry in entries:
        try:
            items += reader.read([entry], read, list)
        except ReaderDied as died:
            items.append(Staged(entry, None, (died.refusal.reason, died.refusal.message)))
    return items


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
