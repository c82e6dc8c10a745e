"""Nights that are killed, starved and damaged: `python -m tests.soak.chaos --nights 200 --prefect 10`.

Each night runs in a process of its own over a small county that gains a document now and then. Most of
them are disturbed: SIGKILL at a random moment, a disk that is full, read-only or dying, damaged
Parquet, a damaged warehouse. After each, the published file must open and hold the warehouse of the
night before or of this one, whole. At the end, an undisturbed night must give what a rebuild from
nothing gives.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from gongkai.errors import WarehouseError
from gongkai.settings import Settings
from gongkai.warehouse.query import query
from tests.flows.small import content, night, put, write_county
from tests.soak.disk import Disk

KINDS = (
    *("none", "kill", "kill", "kill", "disk full", "read-only disk", "I/O errors"),
    *("damaged batch", "damaged warehouse"),
)
_NEEDS_DISK = ("disk full", "read-only disk", "I/O errors")
_ROOM = 12_000_000  # bytes: what a full disk has left at most; a night needs about as many
_BY_PREFECT = (sys.executable, "-m", "gongkai", "nightly")
_BY_LIBRARY = (sys.executable, "-m", "tests.soak.chaos", "--one")
_SECONDS = 300


def night_command(settings: Settings, *, by_prefect: bool) -> list[str]:
    """One night as a process."""
    places = ["--raw", str(settings.raw), "--warehouse", str(settings.warehouse)]
    return [*(_BY_PREFECT if by_prefect else _BY_LIBRARY), *places]


def run_night(command: list[str], kill_after: float | None) -> int:
    """Run it in a process group of its own; its exit status, below zero when it was killed."""
    environment = dict(os.environ)
    environment.pop("PREFECT_HOME", None)
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        status = process.wait(timeout=kill_after if kill_after is not None else _SECONDS)
    except subprocess.TimeoutExpired:
        status = -signal.SIGKILL
    # also the readers, which a killed night leaves behind
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return status


def damage(path: Path, rng: random.Random) -> None:
    """Overwrite some bytes in the middle of a file, or cut it short."""
    body = bytearray(path.read_bytes())
    if rng.random() < 0.5:
        del body[len(body) // 2 :]
    else:
        middle = rng.randrange(max(1, len(body) - 64))
        body[middle : middle + 64] = rng.randbytes(64)
    path.write_bytes(body)


def state(database: Path) -> str:
    """`whole` when every table can be read to its end, `absent`, or what DuckDB says."""
    if not database.is_file():
        return "absent"
    try:
        tables = query(database, "select table_name from duckdb_tables()")[1]
        for (table,) in tables:
            query(database, f'select count(hash(t)) from "{table}" t')
        return "whole" if tables else "empty"
    except WarehouseError as error:
        return str(error)


def chaos(folder: Path, nights: int, by_prefect: int, seed: int = 7) -> Counter[str]:
    """Run the nights; how many there were of each kind and end.

    Raises:
        AssertionError: when a night left a file that is neither last night's nor a new whole one.
    """
    disk = Disk(folder / "disk")
    try:
        return _chaos(folder, disk, nights, by_prefect, random.Random(seed))
    finally:
        disk.close()


def _chaos(
    folder: Path, disk: Disk, nights: int, by_prefect: int, rng: random.Random
) -> Counter[str]:
    settings = Settings(folder / "raw", disk.folder / "warehouse")
    kinds = [kind for kind in KINDS if kind not in _NEEDS_DISK or kind in disk.can]
    county = write_county(settings.raw)
    counts: Counter[str] = Counter(
        {f"{kind}: not possible here": 0 for kind in _NEEDS_DISK if kind not in disk.can}
    )
    began = time.monotonic()
    night(settings)
    usual = time.monotonic() - began + 1.5
    prefect_nights = set(rng.sample(range(nights), min(nights, by_prefect)))
    for number in range(nights):
        kind = "none" if number == nights - 1 else rng.choice(kinds)
        if rng.random() < 0.5:
            put(county, rng.randrange(3), rng.choice((2023, 2024)), seed=number + 1)
        damaged = kind == "damaged warehouse"
        if damaged:
            damage(settings.database, rng)
        if kind == "damaged batch" and (files := sorted(settings.stage.glob("*/*.parquet"))):
            damage(rng.choice(files), rng)
        before = settings.database.read_bytes()
        through = number in prefect_nights
        command = night_command(settings, by_prefect=through)
        kill_after = rng.uniform(0.2, usual * (4 if through else 1)) if kind == "kill" else None
        if kind == "I/O errors":
            command = disk.failing(command, rng)
        trouble: AbstractContextManager[None] = nullcontext()
        if kind == "disk full":
            trouble = disk.full(left=rng.randrange(_ROOM))
        elif kind == "read-only disk":
            trouble = disk.read_only()
        with trouble:
            status = run_night(command, kill_after)
        is_new = settings.database.read_bytes() != before
        end = "killed" if status < 0 else "published" if status == 0 else "refused"
        counts[f"{kind}: {end}"] += 1
        counts["through Prefect"] += through
        found = state(settings.database)
        # what the night did not replace is what stood there, byte for byte
        assert found == "whole" or (damaged and not is_new), (number, kind, status, found)
        assert kind not in ("none", "damaged batch") or status == 0, (number, kind, status)
        if damaged and not is_new:
            night(settings)
        if (number + 1) % 20 == 0:
            print(f"{number + 1} nights: {dict(sorted(counts.items()))}", flush=True)
    anew = content(night(Settings(settings.raw, folder / "anew")))
    night(settings)
    assert content(settings.database) == anew, "the end differs from an undisturbed run"
    return counts


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=200)
    parser.add_argument("--prefect", type=int, default=10, help="so many of them through Prefect")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--one", action="store_true", help="one night by the library (for itself)")
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--warehouse", type=Path)
    args = parser.parse_args()
    if args.one:
        night(Settings(args.raw, args.warehouse))
        return
    folder = Path(tempfile.mkdtemp(prefix="gongkai-chaos-"))
    try:
        counts = chaos(folder, args.nights, args.prefect, args.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for what, count in sorted(counts.items()):
        print(f"{count:5} {what}")
    print("every published file was whole, and the end equals an undisturbed run")


if __name__ == "__main__":
    main()
