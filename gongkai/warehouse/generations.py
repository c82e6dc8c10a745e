"""Puts a finished file in the place of the published one, and keeps the two before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from gongkai.atomic_write import replacing, sync
from gongkai.errors import WarehouseError
from gongkai.warehouse.exclusive_lock import exclusive_lock

KEPT = 3
"""How many generations stand: gongkai.duckdb, gongkai.1.duckdb and gongkai.2.duckdb."""


def generations(target: Path) -> list[Path]:
    """The published file and those before it, newest first, whether they exist or not."""
    return [target, *(target.with_suffix(f".{n}{target.suffix}") for n in range(1, KEPT))]


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """The path to build at, on the same disk as `target`; only one process builds at a time.

    What a killed build left there is removed first.

    Raises:
        WarehouseError: when another process is building.
    """
    folder = target.parent / ".build"
    with exclusive_lock(folder / "lock", "building the warehouse"):
        path = folder / target.name
        remove_left(path)
        yield path


def remove_left(path: Path) -> None:
    """Remove what a build left at `path`."""
    for left in (path, path.with_name(path.name + ".wal")):
        left.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)


def swap_in(built: Path, target: Path) -> None:
    """Publish `built` as `target` with one rename; a reader that has the old file open keeps it.

    At no moment is there no published file: the old one is linked to its new name before the
    rename, so that a run killed in between leaves `target` as it was.
    """
    sync(built)
    older = generations(target)
    for newer, old in reversed(list(pairwise(older[1:]))):
        if newer.exists():
            newer.replace(old)
    if target.exists():
        _link(target, older[1])
    try:
        built.replace(target)
    except PermissionError as error:
        raise WarehouseError(
            "the published file is in use", str(target), "close what has it open and run again"
        ) from error
    sync(target.parent)


def _link(source: Path, name: Path) -> None:
    with replacing(name) as beside:
        try:
            os.link(source, beside)
        except OSError:  # a disk without hard links
            shutil.copyfile(source, beside)
