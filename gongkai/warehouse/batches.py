"""Documents of the vault to staged Parquet, a batch at a time; a batch that stands is not read again."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import GongkaiError, RefusedError
from gongkai.extract import extract
from gongkai.readers import read_page
from gongkai.settings import READER_VERSION, sql_folder
from gongkai.sources.vault import Entry
from gongkai.warehouse.stage import Staged, stage_batch

BATCH_BYTES = 4 * 1024 * 1024
BATCH_DOCUMENTS = 200
_FORMS = Path(__file__).parent.parent / "form"


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are read together; `key` changes with their bytes, the forms and the reader."""

    key: str
    entries: tuple[Entry, ...]

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


def plan(entries: Sequence[Entry]) -> list[Batch]:
    """Part documents into batches of at most 200 and some 4 MB, in a fixed order."""
    reader = reader_digest()
    return [Batch(_key(reader, part), part) for part in _parts(entries)]


def _parts(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    part: list[Entry] = []
    size = 0
    for entry in sorted(entries, key=lambda e: (e.unit_id or "", e.year or 0, e.sha256)):
        if part and (size + entry.bytes > BATCH_BYTES or len(part) == BATCH_DOCUMENTS):
            yield tuple(part)
            part, size = [], 0
        part.append(entry)
        size += entry.bytes
    if part:
        yield tuple(part)


def _key(reader: str, entries: Sequence[Entry]) -> str:
    described = [
        (e.sha256, e.unit_id, e.year, e.url, e.file_name, str(e.fetched_at)) for e in entries
    ]
    return hashlib.sha256(json.dumps([reader, described]).encode()).hexdigest()[:32]


def read_batch(batch: Batch, stage: Path) -> Path:
    """Read a batch and stage it; the folder appears whole or not at all.

    A document that cannot be read, for whatever reason, becomes a quarantine row.
    """
    folder = batch.folder(stage)
    if not folder.is_dir():
        stage_batch([_read(entry) for entry in batch.entries], folder)
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
    except (
        GongkaiError,
        RecursionError,
        MemoryError,
        ArithmeticError,
        LookupError,
        ValueError,
    ) as error:
        return Staged(
            entry, None, ("unreadable", f"the reader failed: {type(error).__name__}: {error}"[:300])
        )
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
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> list[Path]:
    """Read every batch that is not staged yet, in processes where there is more than one.

    Returns:
        The staged folder of each batch, in their order.
    """
    stage.mkdir(parents=True, exist_ok=True)
    waiting = [batch for batch in batches if not batch.folder(stage).is_dir()]
    total = sum(len(batch.entries) for batch in batches)
    done = total - sum(len(batch.entries) for batch in waiting)
    tell = progress or (lambda _done, _total: None)
    tell(done, total)
    if len(waiting) == 1:
        read_batch(waiting[0], stage)
    elif waiting:
        context = multiprocessing.get_context("spawn")  # threads are running: a fork could hang
        with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=context) as pool:
            futures = {pool.submit(read_batch, batch, stage): batch for batch in waiting}
            for future in as_completed(futures):
                future.result()
                done += len(futures[future].entries)
                tell(done, total)
    tell(total, total)
    return [batch.folder(stage) for batch in batches]
