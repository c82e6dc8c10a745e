"""A nation of made-up townships, from raw to ranked marts: `python -m tests.bench.nation --units 3000`.

Prints, for the first night, for one in which nothing changed and for one with 1 % changed: seconds
by stage, reports a second, and the highest memory of this process and of its workers.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import resource
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from gongkai.build.batches import plan
from gongkai.build.full import RunInfo, build
from gongkai.build.run_inputs import Night, inputs_digest, is_current, vault_entries
from gongkai.build.workers import read_batches
from gongkai.settings import Settings
from gongkai.sources.vault.store import Vault
from tests.factory import HTML_LAYOUTS, TEXT_LAYOUTS, Truth, random_truth, render

FIRST_YEAR = 2018
UNITS_A_COUNTY = 14
_LAYOUTS = (*HTML_LAYOUTS, *TEXT_LAYOUTS)
_FETCHED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def write_county(raw: Path, number: int, years: int) -> int:
    """One county of 14 units with a report a year, straight into its vault; returns how many."""
    os.fsync = lambda _fd: None  # type: ignore[assignment]  # the bench times reading, not the disk
    folder = raw / f"county{number:05d}"
    vault = Vault(folder / "vault")
    vault.folder.mkdir(parents=True)
    last = FIRST_YEAR + years
    (folder / "county.toml").write_text(
        f'name = "虚构县"\nyears = [{FIRST_YEAR + 1}, {last}]\nfictional = true\n', "utf-8"
    )
    lines = ["unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source"]
    for unit in range(UNITS_A_COUNTY):
        name = f"虚构{number}之{unit}镇"
        lines.append(f"u{unit:02d},{name},镇,,,made-up,2026,{number:05d}{unit:02d},tests/bench")
        previous: Truth | None = None
        rng = random.Random(number * 100 + unit)
        layout = _LAYOUTS[rng.randrange(len(_LAYOUTS))]
        for year in range(FIRST_YEAR + 1, last + 1):
            form = "2019" if year <= 2020 else "2021"
            truth = random_truth(
                rng, form=form, unit=name, county="虚构县", year=year, previous=previous
            )
            put(vault, f"county{number:05d}/u{unit:02d}", truth, layout)
            previous = truth if truth.form == form else None
    (folder / "units.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return UNITS_A_COUNTY * years


def put(vault: Vault, unit_id: str, truth: Truth, layout: str) -> None:
    """One rendered report into the vault."""
    rendered = render(truth, layout)
    vault.put(
        rendered.body,
        unit_id=unit_id,
        year=truth.year,
        file_name=f"{truth.year}.{rendered.extension}",
        source_path=f"{unit_id}/{truth.year}",
        fetched_at=_FETCHED,
    )


def change(raw: Path, share: float) -> int:
    """A later, different report for a share of the units' last year."""
    rng = random.Random(1)
    with patch("os.fsync", lambda _descriptor: None):
        return sum(_change_county(folder, share, rng) for folder in sorted(raw.iterdir()))


def _change_county(folder: Path, share: float, rng: random.Random) -> int:
    vault, changed = Vault(folder / "vault"), 0
    entries = vault.entries()
    for entry in rng.sample(entries, min(len(entries), int(len(entries) * share + rng.random()))):
        if entry.year is None or entry.unit_id is None:
            continue
        form = "2019" if entry.year <= 2020 else "2021"
        truth = random_truth(rng, form=form, unit="虚构镇", county="虚构县", year=entry.year)
        put(vault, entry.unit_id, truth, "html_cms")
        changed += 1
    return changed


@contextmanager
def timed(name: str, times: dict[str, float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    times[name] = time.perf_counter() - began


def night(settings: Settings) -> dict[str, float]:
    """One night by the library, as flows/nightly.py has it; seconds by stage."""
    times: dict[str, float] = {}
    folders = sorted(settings.raw.iterdir())
    cpu = cpu_seconds()
    with timed("looked", times):
        is_done = is_current(settings, folders, [])
        inputs = inputs_digest(folders)
    if not is_done:
        with timed("vault", times):
            entries = vault_entries(folders)
        with timed("plan", times):
            batches = plan(entries, settings.stage)
        del entries
        with timed("read", times):
            staged = read_batches(batches, settings.stage)
        with timed("build", times):
            run = RunInfo(str(time.time()), datetime.datetime.now(datetime.UTC))
            build(folders, staged, settings.database, run)
        Night(inputs, ()).save(settings.warehouse)
    times["cpu"] = cpu_seconds() - cpu
    return times


def cpu_seconds() -> float:
    """Of this process and of the workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def show(name: str, reports: int, times: dict[str, float], first: float | None = None) -> float:
    """Print a night; returns its seconds."""
    cpu = times.pop("cpu")
    total = sum(times.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    stages = ", ".join(f"{k} {v:.1f}" for k, v in times.items())
    share = f" = 1/{first / total:.1f} of the first" if first else ""
    print(
        f"{name}: {reports:,} reports in {total:.1f} s{share} = {reports / total:,.0f}/s ({stages};"
        f" {cpu:.0f} s of CPU); peak {peak:.2f} GB here, {worker:.2f} GB in a worker",
        flush=True,
    )
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=2_860)
    parser.add_argument("--years", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=Path("warehouse/.nation"))
    parser.add_argument("--keep", action="store_true", help="leave the folder for queries")
    args = parser.parse_args()
    shutil.rmtree(args.folder, ignore_errors=True)
    raw = args.folder / "raw"
    raw.mkdir(parents=True)
    counties = max(1, round(args.units / UNITS_A_COUNTY))
    began = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        made = sum(
            pool.map(write_county, [raw] * counties, range(counties), [args.years] * counties)
        )
    print(f"wrote {made:,} reports of {counties:,} counties in {time.perf_counter() - began:.1f} s")
    settings = Settings(raw, args.folder / "warehouse")
    first = show("first night", made, night(settings))
    show("nothing changed", made, night(settings), first)
    print(f"changed {change(raw, 0.01):,} reports")
    show("1 % changed", made, night(settings), first)
    print(json.dumps({"database_gb": round(settings.database.stat().st_size / 1024**3, 3)}))
    if not args.keep:
        shutil.rmtree(args.folder)


if __name__ == "__main__":
    main()
