"""Builds the warehouse beside the published one, from staged batches, and swaps it in."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

import duckdb

from gongkai.audit.checks import drop_inputs, fill_sight, known_checks, run_checks
from gongkai.audit.corrections import stage_corrections
from gongkai.audit.ranking import run_ranking
from gongkai.audit.score import load_rubrics, run_scores
from gongkai.build.incremental import (
    CARRIED_OVER,
    RECOMPUTED_MARTS,
    carry_over,
    find_changes,
    note_made,
    only_judged_figures,
    recompute_marts_of_county_years,
    recompute_marts_of_units,
    set_aside,
)
from gongkai.build.load import (
    load_attempts,
    load_counties,
    load_documents,
    load_looks,
    load_reports,
)
from gongkai.build.load_inbox import load_arrivals, load_decisions
from gongkai.build.revisions import note_revisions
from gongkai.build.row_loss import SHRINK_LIMIT, Lost, compare
from gongkai.errors import WarehouseError
from gongkai.sources.load_county import load_county
from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.dictionary.fields import check_dictionary, comment_objects
from gongkai.warehouse.generations import building, remove_left, swap_in
from gongkai.warehouse.runs import Run, journal, runs, write_runs
from gongkai.warehouse.schema import create_from, create_schema, load_seeds, marts_in_order

Progress = Callable[[int, int], None]
"""Called with how many steps are done and how many there are."""

_MEMORY = "1500MB"
"""What DuckDB may hold while it builds; GONGKAI_MEMORY says otherwise."""

_STORAGE = "v1.4.0"
"""The oldest DuckDB that can open the file; what it packs strings with takes half as long as before."""

_NEXT_STEPS = {
    "No space left": "free space on this disk and run again",
    "Read-only file system": "make the folder writable and run again",
    "Permission denied": "make the folder writable and run again",
    "Out of Memory": "set GONGKAI_MEMORY higher, or free space for what does not fit",
}

_COUNTED = ("document", "quarantine", "report", "correction", "check_result", "finding")


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One night as `run` keeps it; `timings` are seconds by stage, `started_at` knows its zone."""

    run_id: str
    started_at: datetime.datetime
    versions: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    status: str = "published"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The published file, its rubrics' version, the rows of its main tables, seconds taken, what shrank."""

    database: Path
    rubric_version: str
    counts: dict[str, int]
    seconds: float
    lost: tuple[str, ...] = ()


def build(
    counties: Sequence[Path],
    stage_folders: Sequence[Path],
    target: Path,
    run: RunInfo,
    progress: Progress | None = None,
    row_loss_limit: float | None = SHRINK_LIMIT,
) -> BuildResult:
    """Build, check, rank and publish `target`; the last file stays published until the end.

    A night starts from the last file where it can, and computes what changed; the result is the same
    as that of a full build.

    Args:
        counties: folders of raw/; a county's own rubric.csv in its folder replaces the default.
        stage_folders: staged batches, in an order that is always the same.
        target: the published file.
        run: this night; its counts and timings are completed here.
        progress: told after each step.
        row_loss_limit: the share of last night's reports that may be gone for no reason known from
            the registry; None for any.

    Raises:
        WarehouseError: when the warehouse cannot be built, is not sound or cannot be swapped in;
            the published file is then as it was.
        RegistryError: for a registry that cannot be used.
    """
    began = perf_counter()
    with building(target) as path:
        fill = partial(
            _fill, path, sorted(counties), stage_folders, target, run, progress, row_loss_limit
        )
        increments = carry_over(target, path)
        try:
            version, counts, lost = fill(increments > 0)
        except WarehouseError:
            if not increments:
                raise
            # whatever is wrong with the last file, this night's need not follow from it
            increments = 0
            remove_left(path)
            version, counts, lost = fill(False)
        note_made(path, increments)
        swap_in(path, target)
    return BuildResult(target, version, counts, perf_counter() - began, lost.lines)


def _fill(
    path: Path,
    counties: Sequence[Path],
    stage_folders: Sequence[Path],
    target: Path,
    run: RunInfo,
    progress: Progress | None,
    row_loss_limit: float | None,
    is_renewal: bool,
) -> tuple[str, dict[str, int], Lost]:
    """Make the file at `path`: its rubrics' version, its main tables' rows, what of the last it lost.

    A renewal finds the last file there.
    """
    began = perf_counter()
    registered = [load_county(folder) for folder in counties]
    rubrics = {f.name: f / "rubric.csv" for f in counties if (f / "rubric.csv").is_file()}
    try:
        with duckdb.connect(str(path), config=_limits(path, len(stage_folders))) as connection:
            step = _Steps(progress)
            connection.execute("begin")  # small tables: else each waits for the disk
            if is_renewal:
                set_aside(connection)
            create_schema(connection, but=CARRIED_OVER if is_renewal else ())
            load_seeds(connection)
            load_counties(connection, registered)
            load_attempts(connection, counties)
            load_arrivals(connection, counties)
            load_decisions(connection, counties, registered)
            load_looks(connection, counties)
            version = load_rubrics(connection, rubrics)
            step.done()
            stage_corrections(connection, counties)
            connection.execute("commit")
            load_documents(connection, stage_folders)
            if is_renewal:
                find_changes(connection)
            load_reports(connection, stage_folders)
            step.done()
            if is_renewal:
                fill_sight(connection)
            checks = known_checks(connection)
            with only_judged_figures(connection) if is_renewal else nullcontext():
                run_checks(connection, checks, step.nested, everything=not is_renewal)
                drop_inputs(connection)
                if is_renewal:
                    recompute_marts_of_units(connection)
            run_scores(connection)
            run_ranking(connection)
            note_revisions(
                connection, target, run.run_id, run.started_at, run.versions.get("program")
            )
            step.done()
            if is_renewal:
                recompute_marts_of_county_years(connection)
            for name in marts_in_order():
                if not is_renewal or name not in RECOMPUTED_MARTS:
                    create_from(connection, "marts", name)
                step.done()
            validate(connection)
            lost = compare(connection, target, counties)
            if row_loss_limit is not None:
                lost.check(row_loss_limit)
            counts = _counts(connection)
            _note(connection, run, target, version, counts, perf_counter() - began)
            connection.execute("begin")
            comment_objects(connection)
            connection.execute("commit")
            connection.execute("checkpoint")
            step.done()
    except duckdb.Error as error:
        raise WarehouseError(
            f"cannot be built: {error}", str(path), _next_step(str(error))
        ) from error
    return version, counts, lost


class _Steps:
    """Counts the steps of a build: registry, staging, each check, ranking, each mart, the end."""

    def __init__(self, progress: Progress | None) -> None:
        self._tell = progress or (lambda _done, _total: None)
        self._total = 4 + len(object_names("checks")) + len(object_names("marts"))
        self._done = 0

    def done(self) -> None:
        self._done += 1
        self._tell(self._done, self._total)

    def nested(self, _done: int, _total: int) -> None:
        self.done()


def validate(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold a built warehouse to what readers rely on.

    Raises:
        WarehouseError: with what sql/validation finds: verdicts missing or double, rows that belong
            to nothing, keys that stand twice; and for a column the dictionary does not know.
    """
    problems: list[str] = []
    for name in object_names("validation"):
        rows = connection.execute(f"{sql_text('validation', name)}\nlimit 5").fetchall()
        problems += [f"{name}: {problem}" for (problem,) in rows]
    if problems:
        raise WarehouseError("the built warehouse is not sound: " + "; ".join(problems))
    check_dictionary(connection)


def _next_step(said: str) -> str:
    for words, step in _NEXT_STEPS.items():
        if words in said:
            return step
    return "this is a bug"


def _limits(path: Path, batches: int) -> dict[str, str | bool | int | float | list[str]]:
    """Bounded memory: what does not fit is put on the disk, beside the file that is being built.

    Rows may come in any order but that of an ORDER BY, else only one thread at a time may write. There is
    a thread for each batch, up to the machine's cores: over the statements of a small county, two do little
    more than wake each other.
    """
    return {
        "threads": max(1, min(batches, os.cpu_count() or 1)),
        "preserve_insertion_order": False,
        "memory_limit": os.environ.get("GONGKAI_MEMORY", _MEMORY),
        "temp_directory": str(path.with_name(path.name + ".tmp")),
        "storage_compatibility_version": _STORAGE,
    }


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    union = " union all ".join(f"select '{t}', count(*) from {t}" for t in _COUNTED)
    union += " union all select 'bytes', coalesce(sum(bytes), 0)::bigint from document"
    return dict(connection.execute(union).fetchall())


def _note(
    connection: duckdb.DuckDBPyConnection,
    run: RunInfo,
    target: Path,
    rubric_version: str,
    counts: Mapping[str, int],
    seconds: float,
) -> None:
    """Write this night into `run`, after those that the published file and its journal know."""
    night = Run(
        run.run_id,
        run.started_at,
        datetime.datetime.now(datetime.UTC),
        dict(run.versions),
        {**run.counts, **counts},
        {**run.timings, "build": round(seconds, 3)},
        rubric_version,
        run.status,
    )
    try:
        history = runs(target)
    except WarehouseError:  # there is none, or a damaged file: it has no history to give
        history = journal(target)
    write_runs(connection, [*sorted(history, key=lambda r: r.started_at), night])
