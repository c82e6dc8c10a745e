"""What is dear to make and only read afterwards: made by one worker of the run, read by all."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What `make` returned for its folder; under xdist the first worker to ask makes it.

    The others wait and get an equal object (it is pickled) over the same files. A `make` that
    fails leaves no note, and who asks next tries in a folder of its own.
    """
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    note = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            made = make(factory.mktemp(name))
            part = note.with_suffix(".part")
            part.write_bytes(pickle.dumps(made))
            part.rename(note)
        known: Made = pickle.loads(note.read_bytes())
        return known
