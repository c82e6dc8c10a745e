"""Processes beside this one, to read documents and draw packs in."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from gongkai import collect_seldom
from gongkai.errors import GongkaiError


def spawned(count: int, initializer: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """A pool of processes that start afresh: threads are running, so that a fork could hang.

    Args:
        count: processes at most; each starts when it is first needed.
        initializer: called in each as it starts, in place of `collect_seldom`.

    Raises:
        GongkaiError: where the system has no semaphores for them; on Linux these lie in /dev/shm.
    """
    context = multiprocessing.get_context("spawn")
    try:
        return ProcessPoolExecutor(
            count, mp_context=context, initializer=initializer or collect_seldom
        )
    except (OSError, ImportError, NotImplementedError) as error:
        raise GongkaiError(
            f"processes cannot work together here: {error}",
            "/dev/shm",
            "make it a writable file system: mount -t tmpfs tmpfs /dev/shm, or Docker's --shm-size",
        ) from error
