"""Documents of the vault to staged Parquet: what was read once is not read again.

A batch is a folder of Parquet files that never changes once it is there. New documents go into new
batches; a batch stands as long as every document in it is still wanted and the reader is the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.build.last_good import AWAY, with_last_good
from gongkai.contained.read_limits import too_much_memory
from gongkai.errors import RefusedError, UnsupportedError
from gongkai.extract import Report
from gongkai.messages import Message, message
from gongkai.source_digest import reader_digest
from gongkai.sources.vault.store import Entry
from gongkai.warehouse.stage import Staged, is_whole, staged_tables, write_batch

BATCH_BYTES = 8 * 1024 * 1024
BATCH_DOCUMENTS = 400
_FEW = BATCH_DOCUMENTS // 2
_MANY_SMALL = 24  # so many batches that are not half full are read again, as fewer
_MANIFEST = "entries.json"


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


def plan(entries: Sequence[Entry], stage: Path) -> list[Batch]:
    """Batches that together hold every document once: those that stand, then the new ones.

    The order is always the same. Documents of one unit stay together, so that a batch of a first
    night holds few units. A batch whose files were damaged does not stand.
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
        is_ours = kept.get("reader") == reader and wanted.issuperset(batch.ids)
        if batch.key.startswith(AWAY):
            continue
        if is_ours and is_whole(manifest.parent):
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
        entry.unit_name,
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


def keep_batch(batch: Batch, items: Sequence[Staged], stage: Path) -> None:
    """Stage what became of the documents of a batch; the folder appears whole or not at all.

    A document whose evidence is gone or altered keeps the rows that were read of it before. With the
    batch stands the note by which it is known again.
    """
    lost = [item.document for item in items if item.refusal and is_lost(item.refusal)]
    tables = with_last_good(staged_tables(items), lost, stage)
    manifest = {"reader": reader_digest(), "ids": batch.ids, "lost": len(lost)}
    write_batch(tables, batch.folder(stage), {_MANIFEST: json.dumps(manifest)})


def is_lost(refusal: tuple[str, Message]) -> bool:
    """Whether a document was refused for what befell it in the vault."""
    return refusal[1].code in ("evidence_altered", "vault_unreadable")


def has_lost(stage: Path, batches: Sequence[Batch]) -> bool:
    """Whether the evidence of a document of these batches was gone or altered when it was read."""
    return any(_lost(batch.folder(stage)) for batch in batches)


def _lost(folder: Path) -> int:
    try:
        return int(json.loads((folder / _MANIFEST).read_text("utf-8"))["lost"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def put_away(stage: Path, *, everything: bool = False) -> None:
    """Put batches away that must be read again: those with lost evidence, or all of them.

    What was read of them before is still found there, until `drop_others`.
    """
    for folder in list(stage.iterdir()) if stage.is_dir() else ():
        if not folder.name.startswith((AWAY, ".")) and (everything or _lost(folder)):
            shutil.rmtree(stage / f"{AWAY}{folder.name}", ignore_errors=True)
            folder.rename(stage / f"{AWAY}{folder.name}")


def read_document(entry: Entry) -> Staged:
    """What became of one document; whatever is wrong with it becomes its refusal."""
    try:
        body = entry.path.read_bytes()
        if hashlib.sha256(body).hexdigest() != entry.sha256:
            return Staged(entry, None, ("altered", message("evidence_altered")))
        report = _report_for(body, entry)
    except RefusedError as error:
        return Staged(entry, None, (error.reason, error.message))
    except OSError as error:
        why = message("vault_unreadable", error=error.strerror)
        return Staged(entry, None, ("unreadable", why))
    except MemoryError:
        large = too_much_memory()
        return Staged(entry, None, (large.reason, large.message))
    except Exception as error:  # one document never ends a night
        why = message("reader_failed", error=f"{type(error).__name__}: {error}"[:280])
        return Staged(entry, None, ("unreadable", why))
    return Staged(entry, report, None)


def _report_for(body: bytes, entry: Entry) -> Report:
    """The report that a document was collected for: of an archive's, the one of its year.

    Raises:
        RefusedError: where there is none, or more than one.
    """
    from gongkai.extract.documents import reports_in  # which only those import that read

    outcomes = reports_in(
        body,
        entry.file_name,
        url=entry.url,
        year_hint=entry.year,
        unit_hint=entry.unit_name,
    )
    reports = [outcome.result for outcome in outcomes if isinstance(outcome.result, Report)]
    if len(reports) > 1 and entry.year:
        reports = [report for report in reports if report.year == entry.year]
    if len(reports) == 1:
        return reports[0]
    for outcome in outcomes:
        if isinstance(outcome.result, RefusedError):
            raise outcome.result
    raise UnsupportedError("zip_of_reports", entry.file_name, reports=len(outcomes))


def drop_others(stage: Path, batches: Sequence[Batch]) -> None:
    """Remove staged batches that no longer belong to the night, once it has read its own."""
    wanted = {batch.key for batch in batches}
    for folder in stage.iterdir() if stage.is_dir() else ():
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)
