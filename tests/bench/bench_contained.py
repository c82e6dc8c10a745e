"""What it costs to read within limits: `python -m tests.bench.bench_contained`.

The same batches are read in turn by a plain worker process and by a contained reader, both started
before; of each batch the least of several rounds counts. Wall time, and processor time of reader and
caller together. Then what starting a contained reader takes, which a night pays once a processor, and
whole nights over the sample county with either, in turn.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from gongkai.build import workers
from gongkai.build.batches import Batch, keep_batch, plan, read_document
from gongkai.contained.contained_reader import ContainedReader
from gongkai.contained.read_limits import ReadLimits
from gongkai.contained.reader_main import keep_memory
from gongkai.processes import spawned
from gongkai.settings import Settings
from gongkai.sources.pull import pull_counties
from gongkai.sources.vault.store import Entry, Vault
from gongkai.warehouse.stage import Staged
from tests.factory import random_truth, render
from tests.factory.county import write as write_sample
from tests.flows.small import FETCHED, night

MOST, MOST_OF_A_NIGHT = 0.03, 0.05
_NIGHTS = 4
_LAYOUTS = ("html_cms", "html_word", "text_tab", "docx", "xlsx", "pdf_borderless")
_DOCUMENTS, _ROUNDS = 360, 5
Cost = tuple[float, float]  # seconds by the clock, and of the processor


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        batches = _parted(_vault(folder / "vault"))
        began = time.perf_counter()
        with (
            ContainedReader[Entry, Staged](ReadLimits.load()) as reader,
            spawned(1, keep_memory) as pool,
        ):
            reader.read([], read_document, list)
            started = time.perf_counter() - began
            pool.submit(_plainly, batches[0], folder / "warm").result()

            def contained(batch: Batch, stage: Path) -> float:
                finish = partial(_kept, batch, stage=stage)
                return float(reader.read(batch.entries, read_document, finish))

            def plain(batch: Batch, stage: Path) -> float:
                return pool.submit(_plainly, batch, stage).result()

            contained(batches[0], folder / "warm")
            best: dict[str, list[Cost]] = {"plain": [], "contained": []}
            for batch in batches:
                costs: dict[str, list[Cost]] = {"plain": [], "contained": []}
                for number in range(_ROUNDS):
                    for how, read in (("plain", plain), ("contained", contained)):
                        costs[how].append(_cost(read, batch, folder / f"{how}{number}"))
                for how, found in costs.items():
                    best[how].append((min(w for w, _ in found), min(p for _, p in found)))
        sums = {
            how: (sum(w for w, _ in found) / _DOCUMENTS, sum(p for _, p in found) / _DOCUMENTS)
            for how, found in best.items()
        }
        _tell("a document", sums["plain"], sums["contained"], MOST)
        print(f"starting a contained reader takes {started:.2f} s")
        _tell("a night over the sample", *_nights(folder), MOST_OF_A_NIGHT)


def _tell(what: str, plain: Cost, contained: Cost, most: float) -> None:
    for index, kind in enumerate(("by the clock", "of the processor")):
        one, other = plain[index], contained[index]
        print(
            f"{what}, {kind}: {one * 1e3:,.2f} ms, contained {other * 1e3:,.2f} ms:"
            f" {other / one - 1:+.1%} (at most {most:.0%})"
        )


def _nights(folder: Path) -> tuple[Cost, Cost]:
    """What the cheapest of several whole nights costs, with plain workers and with contained ones."""
    raw = folder / "raw"
    write_sample(raw / "sample")
    pull_counties([raw / "sample"])
    contained = workers.read_contained
    found: dict[str, list[Cost]] = {"plain": [], "contained": []}
    for number in range(_NIGHTS):
        for how, costs in found.items():
            settings = Settings(raw, folder / f"{how} night {number}")
            began, own = time.perf_counter(), _processor()
            if how == "plain":
                with spawned(2, keep_memory) as pool:
                    workers.read_contained = partial(_read_in, pool)
                    night(settings)
                workers.read_contained = contained
            else:
                night(settings)
            costs.append((time.perf_counter() - began, _processor() - own))
    one, other = ((min(w for w, _ in costs), min(p for _, p in costs)) for costs in found.values())
    return one, other


def _read_in(pool: Executor, batch: Batch, stage: Path) -> Path:
    pool.submit(_plainly, batch, stage).result()
    return batch.folder(stage)


def _processor() -> float:
    """Processor time of this process and of those that it waited for."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def _cost(read: Callable[[Batch, Path], float], batch: Batch, stage: Path) -> Cost:
    began, own = time.perf_counter(), time.process_time()
    of_reader = read(batch, stage)
    return time.perf_counter() - began, time.process_time() - own + of_reader


_since = 0.0


def _plainly(batch: Batch, stage: Path) -> float:
    """Read a batch as a worker without limits would."""
    return _kept(batch, [read_document(entry) for entry in batch.entries], stage)


def _kept(batch: Batch, items: Sequence[Staged], stage: Path) -> float:
    """Stage a batch; the processor time of this process since it staged the last one."""
    global _since
    stage.mkdir(parents=True, exist_ok=True)
    keep_batch(batch, items, stage)
    now = time.process_time()
    spent, _since = now - _since, now
    return spent


def _vault(folder: Path) -> list[Entry]:
    vault = Vault(folder)
    for seed in range(_DOCUMENTS):
        rendered = render(random_truth(random.Random(seed)), _LAYOUTS[seed % len(_LAYOUTS)])
        vault.put(
            rendered.body,
            unit_id=f"bench/u{seed}",
            year=2024,
            file_name=f"{seed}.{rendered.extension}",
            source_path=str(seed),
            fetched_at=FETCHED,
        )
    return list(vault.entries())


def _parted(entries: list[Entry]) -> list[Batch]:
    """Batches of sixty, so that each can be read again and again."""
    with tempfile.TemporaryDirectory() as none:
        return [
            batch
            for first in range(0, len(entries), 60)
            for batch in plan(entries[first : first + 60], Path(none))
        ]


if __name__ == "__main__":
    from tests.bench import bench_contained

    bench_contained.main()  # other processes find its functions under that name
