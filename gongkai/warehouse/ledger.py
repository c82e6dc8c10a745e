"""The nights that a warehouse remembers, and whether the last good one is recent enough."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.warehouse.query import opened


@dataclass(frozen=True, slots=True)
class Run:
    """One night; times are UTC."""

    run_id: str
    started_at: datetime.datetime
    finished_at: datetime.datetime
    versions: dict[str, Any]
    counts: dict[str, int]
    timings: dict[str, float]
    rubric_version: str
    status: str

    @property
    def seconds(self) -> float:
        """From its start to its published warehouse."""
        return (self.finished_at - self.started_at).total_seconds()


def runs(database: Path, limit: int | None = None) -> list[Run]:
    """The nights that the published warehouse knows, newest first.

    Raises:
        WarehouseError: when there is no warehouse, or it cannot be opened.
    """
    with opened(database) as connection:
        rows = connection.execute(
            "select run_id, started_at, finished_at, versions, counts, timings, rubric_version, status"
            " from run order by started_at desc limit ?",
            [limit if limit is not None else 1_000_000],
        ).fetchall()
    return [
        Run(
            run_id,
            started.replace(tzinfo=datetime.UTC),
            finished.replace(tzinfo=datetime.UTC),
            json.loads(versions),
            json.loads(counts),
            json.loads(timings),
            rubric,
            status,
        )
        for run_id, started, finished, versions, counts, timings, rubric, status in rows
    ]


def hours_since_last(database: Path, now: datetime.datetime | None = None) -> float | None:
    """Hours since the last good night ended; None where there was none."""
    good = next((run for run in runs(database) if run.status == "published"), None)
    if good is None:
        return None
    moment = now or datetime.datetime.now(datetime.UTC)
    return (moment - good.finished_at).total_seconds() / 3600
