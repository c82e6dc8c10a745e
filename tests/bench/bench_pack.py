"""Seconds, memory and bytes of whole packs, the sample's and one of 52 units × 12 years.

`python -m tests.bench.bench_pack`; each pack is drawn in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from gongkai.pack import publish_pack
from tests.unit.pack.counties import LARGE, YEAR, make_warehouse

_SAMPLE = Path(__file__).parents[2] / "raw" / "sample"


def measure(database: Path, county_id: str, folder: Path, kinds: list[str] | None) -> None:
    """Draw one pack and print what it took."""
    began = time.perf_counter()
    pack = publish_pack(database, county_id, YEAR, folder, only=kinds)
    sizes: Counter[str] = Counter()
    for path in pack.files:
        sizes[path.suffix[1:]] += path.stat().st_size
    figures = {
        "pack": county_id,
        "kinds": kinds or "all",
        "seconds": round(time.perf_counter() - began, 1),
        "processor_seconds": round(_processor_seconds(), 1),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "files": len(pack.files),
        "kilobytes": {kind: size // 1024 for kind, size in sorted(sizes.items())},
    }
    print(json.dumps(figures), flush=True)


def _processor_seconds() -> float:
    """Those of this process and of the one that drew beside it."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--by-kind", action="store_true", help="also measure each kind alone")
    by_kind = parser.parse_args().by_kind
    context = multiprocessing.get_context("spawn")  # so that memory is that of one pack alone
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sample = root / "raw" / "sample"
        shutil.copytree(_SAMPLE, sample, ignore=shutil.ignore_patterns("vault"))
        database = make_warehouse([LARGE], root, sample)
        choices: list[list[str] | None] = [None]
        choices += [["pdf"], ["site"], ["xlsx"], ["docx"]] if by_kind else []
        for county_id in ("sample", LARGE.county_id):
            for kinds in choices:
                work = context.Process(
                    target=measure, args=(database, county_id, root / "packs", kinds)
                )
                work.start()
                work.join()


if __name__ == "__main__":
    main()
