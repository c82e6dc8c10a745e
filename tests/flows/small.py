"""A county so small that a night over it takes a second or two, and what tests ask of its warehouse."""

from __future__ import annotations

import datetime
import random
import shutil
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from gongkai.build.batches import drop_others, plan, put_away
from gongkai.build.county_inputs import keep_inputs, night_inputs
from gongkai.build.full import RunInfo, build
from gongkai.build.workers import read_batches
from gongkai.settings import Settings
from gongkai.sources.vault.store import Entry, Vault
from tests.factory import random_truth, render
from tests.once import once

FETCHED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
UNITS = ("云溪", "石桥", "白河")
SAMPLE = Path(__file__).parents[2] / "raw" / "sample"
_READER = ThreadPoolExecutor(1)  # whose reading process stays for the nights to come


def write_county(raw: Path, name: str = "small", years: int = 2) -> Path:
    """Three towns, each with a report a year, straight into the vault."""
    folder = raw / name
    folder.mkdir(parents=True)
    (folder / "county.toml").write_text(
        f'name = "示例县"\nyears = [{2025 - years}, 2024]\nfictional = true\n', "utf-8"
    )
    lines = ["unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source"]
    for number, unit in enumerate(UNITS):
        lines.append(f"u{number},示例{unit}镇,镇,,,made-up,2026,{number:03d},tests")
        for year in range(2025 - years, 2025):
            put(folder, number, year)
    (folder / "units.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def put(folder: Path, unit: int, year: int, seed: int = 0) -> Entry:
    """One report into the vault; another `seed` is another version of it."""
    rng = random.Random(f"{unit} {year} {seed}")
    form = "2019" if year <= 2020 else "2021"
    truth = random_truth(rng, form=form, unit=f"示例{UNITS[unit]}镇", county="示例县", year=year)
    rendered = render(truth, "html_cms")
    return Vault(folder / "vault").put(
        rendered.body,
        unit_id=f"{folder.name}/u{unit}",
        year=year,
        file_name=f"{year}.{rendered.extension}",
        source_path=f"{unit}/{year}/{seed}",
        fetched_at=FETCHED + datetime.timedelta(days=seed),
    )


def copy_some(county: Path, units: tuple[str, ...], names: tuple[str, ...]) -> None:
    """The sample county with some of its units alone, and the files of the inbox that have their names.

    Whole it is read and drawn once, by `sample_pack` and by the night that CI begins with.
    """
    shutil.copytree(SAMPLE, county, ignore=shutil.ignore_patterns("vault", "state"))
    registry = county / "units.csv"
    head, *rows = registry.read_text("utf-8").splitlines(keepends=True)
    registry.write_text(head + "".join(r for r in rows if r.startswith(units)), "utf-8")
    for path in (county / "inbox").rglob("*"):
        if path.is_file() and not any(name in str(path.relative_to(county)) for name in names):
            path.unlink()


def published_once(
    factory: pytest.TempPathFactory, years: int = 2, counties: tuple[str, ...] = ("small",)
) -> Path:
    """raw/ and warehouse/ as one night leaves them, made once in a run of tests; see `copied`."""

    def make(folder: Path) -> Path:
        for name in counties:
            write_county(folder / "raw", name, years)
        night(Settings(folder / "raw", folder / "warehouse"))
        return folder

    return once(factory, f"published-{years}-{'-'.join(counties)}", make)


def copied(published: Path, settings: Settings) -> Settings:
    """A test's own copy of what was published once."""
    shutil.copytree(published / "raw", settings.raw)
    shutil.copytree(published / "warehouse", settings.warehouse)
    return settings


def night(
    settings: Settings, row_loss_limit: float | None = 0.02, executor: Executor | None = None
) -> Path:
    """One night by the library, over every county; the published file."""
    inputs = night_inputs(settings)
    put_away(settings.stage)
    batches = plan(inputs.entries, settings.stage)
    staged = read_batches(batches, settings.stage, executor=executor or _READER)
    drop_others(settings.stage, batches)
    now = datetime.datetime.now(datetime.UTC)
    run = RunInfo(f"{now:%Y%m%dT%H%M%S.%fZ}", now)
    built = build(inputs.folders, staged, settings.database, run, row_loss_limit=row_loss_limit)
    keep_inputs(settings, inputs.counties)
    return built.database


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the ledgers of nights and of what they revised, in an order of its own."""
    with duckdb.connect(str(database), read_only=True) as db:
        tables = [t for (t,) in db.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            t: db.execute(f'select * from "{t}" order by all').fetchall()
            for t in tables
            if t not in ("run", "revision_log", "revision")
        }
