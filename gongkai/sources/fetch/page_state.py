"""What a county's websites answered last time, so that nothing is fetched twice: state/pages.sqlite.

Nothing in it is evidence: lost, it costs one full fetch of each page. Its lock is what keeps two
pulls of one county apart, and it falls with the process that holds it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.sql_files import sql_text

_RULES = 1  # raise it when the rules for what is a report change: pages are then looked at again
_KEPT_BODY = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Known:
    """A page as it was when it was last fetched whole."""

    url: str
    etag: str | None
    last_modified: str | None
    headers: tuple[tuple[str, str], ...]
    sha256: str
    body: bytes


class State:
    """The memory of one county's pulls; open in one process at a time."""

    def __init__(self, folder: Path, night: str) -> None:
        """Open the state of the county in `folder` for one night.

        Raises:
            GongkaiError: when another pull of this county is running.
        """
        self._vault, self.night = folder / "vault", night
        path = folder / "state" / "pages.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = self._open(path)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise GongkaiError(
                    f"cannot be opened: {error}", str(path), "see its rights and the disk"
                ) from error
            raise GongkaiError(
                "another pull of this county is running", str(folder), "wait for its end"
            ) from error
        except sqlite3.DatabaseError:
            for damaged in path.parent.glob("pages.sqlite*"):  # it can be done without
                damaged.unlink()
            self._db = self._open(path)

    def _open(self, path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=0.5, isolation_level=None, check_same_thread=False)
        try:
            db.execute("pragma cache_size = -256")  # KiB: many counties are open at once
            db.execute("pragma locking_mode = exclusive")
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            db.execute("begin exclusive")  # takes the lock, which is then kept
            db.execute("commit")
            db.executescript(sql_text("fetch", "page_state"))
        except sqlite3.Error:
            db.close()
            raise
        return db

    def close(self) -> None:
        """Let the next pull in."""
        self._db.close()

    def known(self, url: str) -> Known | None:
        """The page at `url`, if its body is still there and whole."""
        row = self._db.execute(
            "select etag, last_modified, headers, sha256, vault_path, body from page where url = ?",
            [url],
        ).fetchone()
        if row is None:
            return None
        etag, last_modified, headers, sha256, vault_path, kept = row
        try:
            body = (
                (self._vault / vault_path).read_bytes()
                if vault_path
                else zlib.decompress(kept or b"")
            )
        except (OSError, zlib.error):
            return None
        if hashlib.sha256(body).hexdigest() != sha256:
            return None
        pairs = tuple((str(name), str(value)) for name, value in json.loads(headers))
        return Known(url, etag, last_modified, pairs, sha256, body)

    def remember(self, url: str, headers: tuple[tuple[str, str], ...], body: bytes) -> None:
        """Note a page that was fetched whole; its body too, unless it is very large."""
        named = dict(headers)
        self._db.execute(
            "insert or replace into page values (?, ?, ?, ?, ?, null, ?, null)",
            [
                url,
                named.get("etag"),
                named.get("last-modified"),
                json.dumps(headers),
                hashlib.sha256(body).hexdigest(),
                zlib.compress(body, 1) if len(body) <= _KEPT_BODY else None,
            ],
        )

    def is_in_vault(self, url: str, sha256: str, path: Path) -> None:
        """Let the vault's copy stand for the body of `url`."""
        below = path.relative_to(self._vault).as_posix()
        self._db.execute(
            "update page set vault_path = ?, body = null where url = ? and sha256 = ?",
            [below, url, sha256],
        )

    def settle(self, url: str, unit_id: str, year: int | None) -> None:
        """Note that the page at `url` is the whole report of a unit and year."""
        self._db.execute(
            "update page set settled_for = ? where url = ?", [f"{unit_id} {year} {_RULES}", url]
        )

    def is_settled(self, url: str, unit_id: str, year: int | None) -> bool:
        """Whether the page at `url` was the whole report, if it did not change."""
        row = self._db.execute("select settled_for from page where url = ?", [url]).fetchone()
        return row is not None and row[0] == f"{unit_id} {year} {_RULES}"

    def asked(self) -> dict[str, int]:
        """Requests already made tonight, by host."""
        return dict(
            self._db.execute("select host, requests from asked where night = ?", [self.night])
        )

    def count(self, host: str) -> None:
        """One more request to `host` tonight."""
        self._db.execute(
            "insert into asked values (?, ?, 1) on conflict do update set requests = requests + 1",
            [self.night, host],
        )
