"""One process at a time: a lock that the system lets go when its holder dies, however it dies."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

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
            let_go = _hold(lock)
        except OSError as error:
            raise WarehouseError(
                f"another process is {doing}", str(path.parent), "wait until it has ended"
            ) from error
        try:
            yield
        finally:
            let_go()


def _hold(lock: IO[str]) -> Callable[[], object]:
    """Lock an open file, and return what lets it go; OSError when somebody else holds it."""
    try:
        import fcntl
    except ImportError:  # Windows locks a stretch of bytes, which need not be there
        windows = importlib.import_module("msvcrt")
        lock.seek(0)
        windows.locking(lock.fileno(), windows.LK_NBLCK, 1)
        return partial(windows.locking, lock.fileno(), windows.LK_UNLCK, 1)
    fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    return partial(fcntl.flock, lock.fileno(), fcntl.LOCK_UN)
