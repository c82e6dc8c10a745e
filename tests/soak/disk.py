"""A disk that can be full, read-only or failing, for the nights of `tests.soak.chaos`.

A tmpfs, where this user may mount one; errors of input and output come from strace, which makes
system calls of a real process fail. What a machine cannot do is left out, and `Disk.can` says so.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SIZE = 400  # MB
_BLOCK = bytes(1 << 16)
_CALLS = ("pwrite64", "pread64", "fsync", "fdatasync", "rename,renameat,renameat2")


class Disk:
    """A small disk mounted at `folder`; `can` holds the disturbances that this machine allows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.is_mounted = _runs("mount", "-t", "tmpfs", "-o", f"size={_SIZE}m", "tmpfs", folder)
        self.can = {"disk full", "read-only disk"} if self.is_mounted else set()
        if _runs("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "true"):
            self.can.add("I/O errors")

    def close(self) -> None:
        """Unmount it; its files are gone."""
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    @contextmanager
    def full(self, left: int) -> Iterator[None]:
        """Leave `left` bytes free."""
        filler = self.folder / "filler"
        try:
            with suppress(OSError), filler.open("wb", buffering=0) as file:
                while shutil.disk_usage(self.folder).free > left:
                    file.write(_BLOCK)
            yield
        finally:
            filler.unlink(missing_ok=True)

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Refuse every write."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(self.folder)], check=True)

    def failing(self, command: list[str], rng: random.Random) -> list[str]:
        """The command with one kind of system call failing from some moment on, as on a dying disk."""
        calls, when = rng.choice(_CALLS), rng.randrange(1, 60)
        inject = f"inject={calls}:error=EIO:when={when}+"
        return ["strace", "-f", "-q", "--seccomp-bpf", "-o", "/dev/null", "-e", inject, *command]


def _runs(*command: str | Path) -> bool:
    try:
        return subprocess.run([*map(str, command)], capture_output=True).returncode == 0
    except OSError:
        return False
