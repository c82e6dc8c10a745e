"""Where processes cannot work together, the message says what to do."""

from __future__ import annotations

import pytest

from gongkai import processes
from gongkai.errors import GongkaiError


def test_without_semaphores_the_message_names_dev_shm(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(processes, "ProcessPoolExecutor", read_only)
    with pytest.raises(GongkaiError, match=r"/dev/shm.*Read-only file system.*--shm-size"):
        processes.spawned(2)
