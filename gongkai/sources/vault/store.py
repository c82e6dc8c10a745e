"""The raw store: what was collected, by the sha256 of its bytes, written once and never changed.

`<aa>/<sha256>.<ext>` holds the bytes; beside it stands one small JSON file a use (the unit and year
they were collected for), since one document may be collected for several. Files are written under a
temporary name, synced, made read-only and only then given their name, the use last: a killed run
leaves at most a temporary file or bytes without a use, and both are ignored.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from gongkai.atomic_write import sync
from gongkai.errors import GongkaiError

_READ_ONLY = 0o444
_UNFINISHED = ".put-"
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as collected for one unit and year.

    Attributes:
        path: where its bytes lie.
        unit_id, year: whom and which year it was collected for; a hint, not what it says.
        url, source_path: where it came from; one of them.
        fetched_at: UTC, ISO 8601; of the first time, however often it is collected again.
        published_on: a date (ISO) that the source gave beside the document, if any.
        final_url, status, headers: the address that answered after redirects, and its answer.
        is_verified: its TLS certificate was; None for what did not come from a website.
        source, title: which source of county.toml led to it, and what it was called there.
        is_new: whether this very `put` made the entry.
        unit_name: what the registry calls the unit tonight; never part of what is kept.
    """

    sha256: str
    path: Path
    unit_id: str | None
    year: int | None
    url: str | None
    source_path: str | None
    file_name: str
    fetched_at: str
    bytes: int
    media_type: str | None
    published_on: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    is_verified: bool | None = None
    source: str | None = None
    title: str | None = None
    is_new: bool = False
    unit_name: str | None = None


class Vault:
    """A folder of immutable documents; several processes may put into it at once."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which the first `put` makes."""
        self.folder = folder

    def put(
        self,
        body: bytes,
        *,
        unit_id: str | None,
        year: int | None,
        file_name: str,
        url: str | None = None,
        source_path: str | None = None,
        media_type: str | None = None,
        fetched_at: datetime.datetime | None = None,
        published_on: datetime.date | None = None,
        final_url: str | None = None,
        status: int | None = None,
        headers: Sequence[tuple[str, str]] = (),
        is_verified: bool | None = None,
        source: str | None = None,
        title: str | None = None,
    ) -> Entry:
        """Store a document for a unit and year, once.

        Returns:
            The entry; the one that was there already, with `is_new` false, when the same bytes
            were put for the same unit and year before.

        Raises:
            ValueError: for a `fetched_at` without a time zone.
        """
        moment = fetched_at or datetime.datetime.now(datetime.UTC)
        if moment.tzinfo is None:
            raise ValueError("fetched_at must have a time zone")
        sha256 = hashlib.sha256(body).hexdigest()
        shelf = self.folder / sha256[:2]
        use = shelf / f"{sha256}.{_use_id(unit_id, year)}.json"
        if use.exists():
            return self.entry(use)
        path = shelf / f"{sha256}{_extension(file_name)}"
        entry = Entry(
            sha256=sha256,
            path=path,
            unit_id=unit_id,
            year=year,
            url=url,
            source_path=source_path,
            file_name=file_name,
            fetched_at=moment.astimezone(datetime.UTC).isoformat(timespec="seconds"),
            bytes=len(body),
            media_type=media_type,
            published_on=published_on.isoformat() if published_on else None,
            final_url=final_url,
            status=status,
            headers=tuple(headers),
            is_verified=is_verified,
            source=source,
            title=title,
        )
        if not path.exists():
            _write_once(path, body)
        made = _write_once(use, _sidecar(entry))
        sync(shelf)
        return replace(entry, is_new=True) if made else self.entry(use)

    def entries(self) -> list[Entry]:
        """Every entry, in the order of sha256, unit and year."""
        found = [self.entry(path) for path in self.folder.glob("??/*.json")]
        return sorted(found, key=lambda e: (e.sha256, e.unit_id or "", e.year or 0))

    def sweep(self) -> None:
        """Remove what killed runs left half-written; only while nothing else puts into it."""
        for path in self.folder.glob(f"??/{_UNFINISHED}*"):
            path.unlink(missing_ok=True)

    def read(self, entry: Entry) -> bytes:
        """The bytes of an entry.

        Raises:
            GongkaiError: when they are gone or no longer those that were stored.
        """
        try:
            body = entry.path.read_bytes()
        except FileNotFoundError:
            body = None
        if body is None or hashlib.sha256(body).hexdigest() != entry.sha256:
            what = "is gone" if body is None else "was changed after it was stored"
            raise GongkaiError(
                f"the document {what}",
                str(entry.path),
                "restore it from a backup, or collect it again",
            )
        return body

    def entry(self, use: Path) -> Entry:
        """The entry that the file `use` describes; GongkaiError when it describes none."""
        try:
            kept = json.loads(use.read_text("utf-8"))
            headers = tuple((str(name), str(value)) for name, value in kept.get("headers", ()))
            return Entry(**{**kept, "path": use.parent / kept["path"], "headers": headers})
        except (ValueError, TypeError, KeyError) as error:
            raise GongkaiError(
                f"not a description of a stored document: {error}",
                str(use),
                "remove this one file and run again: the document itself is kept",
            ) from error


def _use_id(unit_id: str | None, year: int | None) -> str:
    return hashlib.sha256(f"{unit_id or ''}\n{year or ''}".encode()).hexdigest()[:12]


def _extension(file_name: str) -> str:
    found = Path(file_name).suffix.lower()
    return found if _EXTENSION.fullmatch(found) and found != ".json" else ".bin"


def _sidecar(entry: Entry) -> bytes:
    kept = asdict(entry)
    del kept["is_new"], kept["unit_name"]
    kept["path"] = entry.path.name
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _write_once(target: Path, body: bytes) -> bool:
    """Give `target` the bytes in one step; False when another was first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f"{_UNFINISHED}{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)  # less what the umask takes away
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(temporary.stat().st_mode & _READ_ONLY)
        return _name(temporary, target)
    finally:
        if os.name == "nt" and temporary.exists():
            temporary.chmod(0o666)  # Windows does not delete what is read-only
        temporary.unlink(missing_ok=True)


def _name(temporary: Path, target: Path) -> bool:
    """Whether the name was free: a link (on Windows a rename) fails where it is taken."""
    try:
        (os.rename if os.name == "nt" else os.link)(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if target.exists():
            return False
        temporary.replace(target)
    return True
