"""Documents of the vault to staged Parquet: what was read once is not read again.

A batch is a folder of Parquet files that never changes once it is there. New documents go into new
batches; a batch stands as long as every document in it is still wanted and the reader is the same.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.readers import read_page
from gongkai.settings import READER_VERSION, sql_folder
from gongkai.sources.vault import Entry
from gongkai.warehouse.stage import Staged, stage_batch

BATCH_BYTES = 8 * 1024 * 1024
BATCH_DOCUMENTS = 400
_FEW = BATCH_DOCUMENTS // 2
_MANY_SMALL = 24  # so many batches that are not half full are read anew, as fewer
_MANIFEST = "entries.json"
_FORMS = Path(__file__).parent.parent / "form"

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are read together; `key` changes with them, the forms and the reader.

    `ids` identifies each document as collected; `entries` is empty for a batch that stands.
    """

    key: str
    ids: tuple[str, ...]
    entries: tuple[Entry, ...] = ()

    def folder(self, stage: Path) -> Path:
        """Where its Parquet files stand once it was read."""
        return stage / self.key


def reader_digest() -> str:
    """What a reading depends on besides the document: the reader's version and the form files."""
    digest = hashlib.sha256(READER_VERSION.encode())
    for path in sorted(_FORMS.glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def rules_digest() -> str:
    """What the warehouse depends on besides the readings: every file under sql/."""
    digest = hashlib.sha256()
    for path in sorted(sql_folder().rglob("*.*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def plan(entries: Sequence[Entry], stage: Path) -> list[Batch]:
    """Batches that together hold every document once: those that stand, then the new ones.

    The order is always the same. Documents of one unit stay together, so that a batch of a first
    night holds few units.
    """
    reader = reader_digest()
    by_id = {_entry_id(entry): entry for entry in entries}
    standing = _standing(stage, reader, set(by_id))
    covered = {i for batch in standing for i in batch.ids}
    left = [(i, entry) for i, entry in by_id.items() if i not in covered]
    return [*standing, *(_batch(reader, part) for part in _parts(left))]


def _standing(stage: Path, reader: str, wanted: set[str]) -> list[Batch]:
    found: list[Batch] = []
    for manifest in sorted(stage.glob(f"*/{_MANIFEST}")):
        try:
            kept = json.loads(manifest.read_text("utf-8"))
            batch = Batch(manifest.parent.name, tuple(kept["ids"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if kept.get("reader") == reader and wanted.issuperset(batch.ids):
            found.append(batch)
            wanted = wanted.difference(batch.ids)
    small = [batch for batch in found if len(batch.ids) < _FEW]
    return [b for b in found if b not in small] if len(small) >= _MANY_SMALL else found


def _entry_id(entry: Entry) -> str:
    described = (
        entry.sha256,
        entry.unit_id,
        entry.year,
        entry.url,
        entry.file_name,
        entry.fetched_at,
    )
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()[:24]


def _batch(reader: str, part: Sequence[tuple[str, Entry]]) -> Batch:
    ids = tuple(i for i, _ in part)
    key = hashlib.sha256(json.dumps([reader, ids]).encode()).hexdigest()[:32]
    return Batch(key, ids, tuple(entry for _, entry in part))


def _parts(entries: Sequence[tuple[str, Entry]]) -> Iterator[list[tuple[str, Entry]]]:
    part: list[tuple[str, Entry]] = []
    size = 0
    for i, entry in sorted(entries, key=lambda e: (e[1].unit_id or "", e[1].year or 0, e[0])):
        if part and (size + entry.bytes > BATCH_BYTES or len(part) == BATCH_DOCUMENTS):
            yield part
            part, size = [], 0
        part.append((i, entry))
        size += entry.bytes
    if part:
        yield part


def read_batch(batch: Batch, stage: Path) -> Path:
    """Read a batch and stage it; the folder appears whole or not at all.

    A document that cannot be read, for whatever reason, becomes a quarantine row.
    """
    folder = batch.folder(stage)
    if not folder.is_dir():
        manifest = json.dumps({"reader": reader_digest(), "ids": batch.ids})
        stage_batch([_read(entry) for entry in batch.entries], folder, {_MANIFEST: manifest})
    return folder


def _read(entry: Entry) -> Staged:
    try:
        page = read_page(entry.path.read_bytes(), entry.file_name)
        report = extract(page, url=entry.url, year_hint=entry.year, where=entry.file_name)
    except RefusedError as error:
        return Staged(entry, None, (error.reason, error.detail))
    except OSError as error:
        return Staged(
            entry, None, ("unreadable", f"the vault's file cannot be read: {error.strerror}")
        )
    except Exception as error:  # one document never ends a night
        why = f"the reader failed: {type(error).__name__}: {error}"
        return Staged(entry, None, ("unreadable", why[:300]))
    return Staged(entry, report, None)


def drop_others(stage: Path, batches: Sequence[Batch]) -> None:
    """Remove staged batches that no longer belong to the night."""
    wanted = {batch.key for batch in batches}
    for folder in stage.iterdir() if stage.is_dir() else ():
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)


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
    """
    stage.mkdir(parents=True, exist_ok=True)
    waiting = [batch for batch in batches if not batch.folder(stage).is_dir()]
    total = sum(len(batch.ids) for batch in batches)
    done = total - sum(len(batch.ids) for batch in waiting)
    tell = progress or (lambda _done, _total: None)
    tell(done, total)
    if len(waiting) == 1 and executor is None:
        waiting = _read_alone(waiting, stage)
    while waiting:
        broken: list[Batch] = []
        with _pool(executor) as pool:
            futures = {pool.submit(read_batch, batch, stage): batch for batch in waiting}
            for future in as_completed(futures):
                try:
                    future.result()
                except BrokenProcessPool:
                    broken.append(futures[future])
                else:
                    done += len(futures[future].ids)
                    tell(done, total)
        waiting = _isolate([b for b in broken if not b.folder(stage).is_dir()], stage)
    tell(total, total)
    return [batch.folder(stage) for batch in batches]


def _pool(executor: Executor | None) -> AbstractContextManager[Executor]:
    if executor is not None:
        return nullcontext(executor)
    context = multiprocessing.get_context("spawn")  # threads are running: a fork could hang
    return ProcessPoolExecutor(os.cpu_count(), mp_context=context)


def _read_alone(batches: Sequence[Batch], stage: Path) -> list[Batch]:
    for batch in batches:
        read_batch(batch, stage)
    return []


def _isolate(broken: Sequence[Batch], stage: Path) -> list[Batch]:
    """After a worker died: read each document of its batches in a process of its own.

    The one that kills its process is quarantined, the others are kept, and the batch is staged.
    """
    context = multiprocessing.get_context("spawn")
    for batch in broken:
        items: list[Staged] = []
        for entry in batch.entries:
            with ProcessPoolExecutor(1, mp_context=context) as pool:
                try:
                    items.append(pool.submit(_read, entry).result())
                except BrokenProcessPool:
                    why = "the reader's process died on this document"
                    items.append(Staged(entry, None, ("unreadable", why)))
        manifest = json.dumps({"reader": reader_digest(), "ids": batch.ids})
        stage_batch(items, batch.folder(stage), {_MANIFEST: manifest})
    return []
