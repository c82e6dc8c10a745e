"""Writing beside and renaming: whoever reads a file or folder finds the old one or the new one, whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside `target`; the file or folder made there takes its place as the block ends.

    What a killed run left there is removed first. When the block fails, `target` stays as it was and
    nothing is left beside it. The disk holds a file before it gets its name; a folder is not waited for.
    """
    beside = target.with_name(f".{target.stem}.new{target.suffix}")
    _remove(beside)
    try:
        yield beside
        if beside.is_dir():
            _remove(target)
        else:
            sync(beside)
        beside.replace(target)
    finally:
        _remove(beside)


def write_whole(target: Path, body: bytes) -> None:
    """Give the file `target` these bytes in one step."""
    with replacing(target) as beside:
        beside.write_bytes(body)


def sync(path: Path) -> None:
    """Have the disk hold a file, or the names in a folder, before the next step relies on it."""
    with suppress(PermissionError):  # folders cannot be opened on Windows
        descriptor = os.open(path, sync_flags(os.name))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_flags(system: str) -> int:
    """How a file is opened to be put on the disk: Windows wants the right to write for that."""
    return os.O_RDWR if system == "nt" else os.O_RDONLY


def _remove(path: Path) -> None:
    """Remove what bears the name; of a link the link, and never what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
