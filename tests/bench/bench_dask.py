"""Reading on a Dask cluster whose workers are apart, as machines are: `sudo python -m tests.bench.bench_dask`.

Each worker, with one core's work to do at a time, lives in a network namespace of its own and reaches the scheduler
over a bridge; `raw/` and the stage are storage that all share. Prints, for 1, 2 and 4 workers: documents a second and
what that is of one worker, processor seconds (the scheduler's and the workers'), bytes over the bridge a document, and
whether what was staged is what this machine alone stages. Needs root and iproute2, and what the extra dask installs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from gongkai.build.batches import plan
from gongkai.build.run_inputs import vault_entries
from gongkai.build.workers import cluster, read_batches
from tests.bench.nation import UNITS_A_COUNTY, write_county

_NET = "10.213.77"
_SCHEDULER = f"tcp://{_NET}.1:8786"
_DASK = [sys.executable, "-m"]
_COUNTERS = Path("/sys/class/net")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


@contextmanager
def bridge(name: str) -> Iterator[str]:
    """A switch of its own, with this machine at its first address."""
    _ip("link", "add", name, "type", "bridge")
    try:
        _ip("addr", "add", f"{_NET}.1/24", "dev", name)
        _ip("link", "set", name, "up")
        yield name
    finally:
        _ip("link", "delete", name)


@contextmanager
def namespace(switch: str, number: int) -> Iterator[list[str]]:
    """A machine on the switch; the words that run a command there."""
    name, here, there = (f"gk{os.getpid()}{kind}{number}" for kind in "nab")
    _ip("netns", "add", name)
    try:
        _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
        _ip("link", "set", here, "master", switch, "up")
        _ip("-n", name, "addr", "add", f"{_NET}.{number + 10}/24", "dev", there)
        _ip("-n", name, "link", "set", there, "up")
        _ip("-n", name, "link", "set", "lo", "up")
        yield ["ip", "netns", "exec", name]
    finally:
        _ip("netns", "delete", name)


@contextmanager
def process(words: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """One that is ended with its context."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdout=quiet, stderr=quiet, env=os.environ) as started:
        try:
            yield started
        finally:
            started.terminate()


@contextmanager
def machines(count: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler here and `count` workers elsewhere: the switch, and the processes' ids."""
    scheduler = [*_DASK, "distributed.cli.dask_scheduler", "--host", _SCHEDULER, "--no-dashboard"]
    worker = [
        *_DASK,
        "distributed.cli.dask_worker",
        _SCHEDULER,
        "--nthreads=1",
        "--no-nanny",
        "--no-dashboard",
    ]
    with ExitStack() as held:
        switch = held.enter_context(bridge(f"gk{os.getpid()}"))
        pids = [held.enter_context(process(scheduler)).pid]
        for number in range(count):
            there = held.enter_context(namespace(switch, number))
            pids.append(held.enter_context(process([*there, *worker])).pid)
        yield switch, pids


def processor_seconds(pids: list[int]) -> float:
    """Of these processes and of all that they started, ended or not."""
    ticks, waiting = 0, list(pids)
    while waiting:
        pid = waiting.pop()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            waiting += [int(child) for child in children.read_text().split()]
    return ticks / os.sysconf("SC_CLK_TCK")


def passed(switch: str) -> int:
    """Bytes that went over a switch, both ways."""
    counted = (_COUNTERS / switch / f"statistics/{way}_bytes" for way in ("rx", "tx"))
    return sum(int(counter.read_text()) for counter in counted)


def digest(stage: Path) -> str:
    """Of all that was staged."""
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(stage)}\n".encode() + path.read_bytes())
    return whole.hexdigest()


def measure(count: int, folders: list[Path], stage: Path) -> dict[str, object]:
    """Read all of it on `count` workers."""
    with machines(count) as (switch, pids), cluster(_SCHEDULER) as executor:
        client = executor._client  # type: ignore[union-attr]
        client.wait_for_workers(count, timeout=60)
        batches = plan(vault_entries(folders), stage)
        read_batches(batches[:count], stage / "started", executor=executor)  # readers are running
        before = passed(switch)
        worked, began = processor_seconds(pids), time.perf_counter()
        read_batches(batches, stage / "read", executor=executor)
        seconds = time.perf_counter() - began
        documents = sum(len(batch.ids) for batch in batches)
        return {
            "workers": count,
            "documents": documents,
            "batches": len(batches),
            "seconds": round(seconds, 2),
            "documents_per_second": round(documents / seconds, 1),
            "processor_seconds": round(processor_seconds(pids) - worked, 1),
            "bytes_per_document": round((passed(switch) - before) / documents),
            "sha256": digest(stage / "read")[:12],
        }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--counties", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        raw.mkdir()
        for number in range(chosen.counties):
            write_county(raw, number, 3)
        print(
            f"{chosen.counties * UNITS_A_COUNTY * 3:,} documents of {chosen.counties} counties; {os.cpu_count()} cores"
        )
        folders = sorted(raw.iterdir())
        alone = Path(folder, "alone")
        began = time.perf_counter()
        read_batches(plan(vault_entries(folders), alone), alone)
        print(
            json.dumps(
                {
                    "workers": "this machine",
                    "seconds": round(time.perf_counter() - began, 2),
                    "sha256": digest(alone)[:12],
                }
            )
        )
        first: float | None = None
        for count in chosen.workers:
            row = measure(count, folders, Path(folder, f"of{count}"))
            rate = float(str(row["documents_per_second"]))
            first = first or rate
            print(json.dumps({**row, "of_the_first": round(rate / first, 2)}), flush=True)


if __name__ == "__main__":
    main()
