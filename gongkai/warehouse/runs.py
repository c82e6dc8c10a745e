"""The nights that were, and whether the last good one is recent enough.

A night that publishes stands in the table `run`. One that found nothing new, or that failed, makes no
warehouse to stand in: it is written into nights.jsonl beside the file, and joins `run` later.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from gongkai.errors import WarehouseError
from gongkai.warehouse.query import opened

_JOURNAL = "nights.jsonl"
_GOOD = ("published", "unchanged")
_FIELDS = (
    "run_id",
    "started_at",
    "finished_at",
    "versions",
    "counts",
    "timings",
    "rubric_version",
    "status",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One night; times are UTC; `status` is published, unchanged, or failed with its reason."""

    run_id: str
    started_at: datetime.datetime
    finished_at: datetime.datetime
    versions: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    rubric_version: str = ""
    status: str = "published"

    @property
    def seconds(self) -> float:
        """From its start to its end."""
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def is_good(self) -> bool:
        """Whether what stands published is what this night would have made."""
        return self.status in _GOOD


def runs(database: Path, limit: int | None = None) -> list[Run]:
    """The nights that the published warehouse and the journal beside it know, newest first.

    Raises:
        WarehouseError: when there is a warehouse that cannot be read, or none and no journal.
    """
    known = {run.run_id: run for run in journal(database)}
    if database.is_file() or not known:
        try:
            with opened(database) as connection:
                rows = connection.execute(f"select {', '.join(_FIELDS)} from run").fetchall()
        except duckdb.Error as error:  # it opens, but its pages are damaged
            raise WarehouseError(
                f"the warehouse is damaged: {error}", str(database), "a night rebuilds it"
            ) from error
        known |= {run.run_id: run for run in map(_run, rows)}
    ordered = sorted(known.values(), key=lambda run: run.started_at, reverse=True)
    return ordered[:limit]


def _run(row: tuple[Any, ...]) -> Run:
    run_id, started, finished, versions, counts, timings, rubric, status = row
    return Run(
        run_id,
        started.replace(tzinfo=datetime.UTC),
        finished.replace(tzinfo=datetime.UTC),
        json.loads(versions),
        json.loads(counts),
        json.loads(timings),
        rubric,
        status,
    )


def journal(database: Path) -> list[Run]:
    """Nights noted beside the warehouse; a line that was torn by a power cut is passed over."""
    try:
        lines = (database.parent / _JOURNAL).read_text("utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            kept = json.loads(line)
            moments = {
                name: datetime.datetime.fromisoformat(kept[name])
                for name in ("started_at", "finished_at")
            }
            found.append(Run(**{**kept, **moments}))
        except (ValueError, TypeError, KeyError):
            continue
    return found


def note(database: Path, run: Run) -> None:
    """Add a night that published nothing to the journal."""
    kept = asdict(run)
    for name in ("started_at", "finished_at"):
        kept[name] = kept[name].isoformat()
    database.parent.mkdir(parents=True, exist_ok=True)
    with (database.parent / _JOURNAL).open("a", encoding="utf-8") as file:
        file.write(json.dumps(kept, ensure_ascii=False) + "\n")


def write_runs(connection: DuckDBPyConnection, nights: Iterable[Run]) -> None:
    """Put nights into the table `run`; one that is there already is replaced."""
    rows = [
        (
            run.run_id,
            _naive(run.started_at),
            _naive(run.finished_at),
            json.dumps(run.versions, ensure_ascii=False, sort_keys=True),
            json.dumps(run.counts, sort_keys=True),
            json.dumps(run.timings, sort_keys=True),
            run.rubric_version,
            run.status,
        )
        for run in nights
    ]
    if rows:
        connection.executemany("insert or replace into run values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _naive(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(datetime.UTC).replace(tzinfo=None)


def hours_since_last(database: Path, now: datetime.datetime | None = None) -> float | None:
    """Hours since the last good night ended; below zero when the clock has gone back; None without one."""
    ends = [run.finished_at for run in runs(database) if run.is_good]
    if not ends:
        return None
    moment = now or datetime.datetime.now(datetime.UTC)
    return (moment - max(ends)).total_seconds() / 3600
