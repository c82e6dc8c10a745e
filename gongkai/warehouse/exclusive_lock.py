"""One process at a time: a lock that the system lets go when its holder dies, however it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.errors import WarehouseError


@contextmanager
def exclusive_lock(path: Path, doing: str) -> Iterator[None]:
    """Hold the lock file `path` while `doing` (said in the error when another holds it).

    Raises:
        WarehouseError: when another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            import fcntl
        except ImportError:  # Windows: a file that is open cannot be replaced there anyway
            yield
            return
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise WarehouseError(
                f"another process is {doing}", str(path.parent), "wait until it has ended"
            ) from error
        yield
