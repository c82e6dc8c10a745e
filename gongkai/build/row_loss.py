"""What last night's warehouse had and tonight's has not, and why; too much of it is not published."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened

SHRINK_LIMIT = 0.02
"""The share of last night's reports that may be gone without a reason."""

_EXPLAINED = frozenset(
    {
        "county taken off",
        "unit taken off",
        "year no longer watched",
        "withdrawn or placed elsewhere by a person",
    }
)
"""Decisions of people, made in the registry or about files; all else may be a disk or a program that failed."""


def row_loss_limit() -> float:
    """The limit that GONGKAI_SHRINK sets, as a share (0.05), else SHRINK_LIMIT.

    Raises:
        WarehouseError: when it is no share.
    """
    text = os.environ.get("GONGKAI_SHRINK", str(SHRINK_LIMIT))
    try:
        limit = float(text)
    except ValueError:
        limit = -1
    if not 0 <= limit <= 1:
        raise WarehouseError(f"{text!r} is no share from 0 to 1", "GONGKAI_SHRINK")
    return limit


@dataclass(frozen=True, slots=True)
class Lost:
    """Reports of last night that are gone.

    Attributes:
        before: how many units and years had a report last night.
        by_reason: county, reason and how many, most first.
    """

    before: int
    by_reason: tuple[tuple[str, str, int], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a county and reason, for people."""
        return tuple(f"{county}: {n} reports gone, {why}" for county, why, n in self.by_reason)

    def check(self, limit: float) -> None:
        """Refuse a warehouse that shrank too much.

        Raises:
            WarehouseError: when more than the share `limit` of last night's is gone unexplained.
        """
        unexplained = sum(n for _, why, n in self.by_reason if why not in _EXPLAINED)
        if unexplained > limit * self.before:
            listed = "; ".join(self.lines[:10])
            raise WarehouseError(
                f"{unexplained} of last night's {self.before} reports are gone, more than"
                f" {limit:.0%}: {listed}",
                next_step="see where they went, or say --allow-shrink",
            )


def compare(connection: DuckDBPyConnection, target: Path, counties: Sequence[Path]) -> Lost:
    """Hold the warehouse in `connection` against the published one.

    A county whose folder is still there but was left out, since its registry is faulty, was not
    taken off. A published file that is not there or cannot be read loses nothing.
    """
    try:
        with opened(target) as published:
            reports = published.execute(
                "select unit_id, county_id, year, document_sha256 from report where is_current"
            ).to_arrow_table()
    except Exception:  # a damaged file fails in many ways, and none may stop its replacement
        return Lost(0, ())
    folders = sorted({folder.parent for folder in counties})
    kept = [path.name for raw in folders for path in raw.iterdir() if path.is_dir()]
    connection.register("published_report", reports)
    connection.register("kept_county", pa.table({"county_id": pa.array(kept, pa.string())}))
    try:
        rows = connection.execute(sql_text("row_loss", "lost_report")).fetchall()
    finally:
        connection.unregister("published_report")
        connection.unregister("kept_county")
    return Lost(reports.num_rows, tuple(rows))
