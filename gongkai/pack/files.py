"""Writes the files of a pack, each renamed into place whole, and takes away those it no longer has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from gongkai.atomic_write import write_whole


def write_files(
    target: Path,
    bodies: Mapping[str, bytes],
    owned: Iterable[str],
    progress: Callable[[str], None] | None = None,
) -> tuple[Path, ...]:
    """Write `bodies` by their names within `target`; the files, sorted.

    Args:
        target: the folder of the pack, made where it is not there.
        bodies: name within the folder, such as `data/flows.csv`, to bytes.
        owned: patterns of what the pack draws: what fits one and is not drawn any more, such as a notice now
            mended, is removed.
        progress: called with each file's name.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        (target / name).parent.mkdir(exist_ok=True)
        write_whole(target / name, body)
        if progress is not None:
            progress(name)
    for pattern in owned:
        for path in target.glob(pattern):
            if path.relative_to(target).as_posix() not in bodies:
                path.unlink()
    return tuple(sorted(target / name for name in bodies))
