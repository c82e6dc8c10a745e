"""Ranks again from the verdicts that stand, under another rubric; nothing is read again or written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from duckdb import DuckDBPyConnection

from gongkai.audit.rubric import Rubric, load_rubric
from gongkai.audit.standings import rank_units
from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's place among its county's of a year, as `ranking` has it.

    Attributes:
        score: 0 to 100; None without a report, or where nothing could be judged.
        coverage: share of the 100 points that could be judged.
        points_lost: points of the rubric lost by dimension, those that lost none left out.
        rank_published: the rank that the last night gave, under the county's own rubric.
    """

    unit_id: str
    unit_name: str
    rank: int
    rank_low: int
    rank_high: int
    score: float | None
    coverage: float
    informative_checks: int
    is_missing: bool
    points_lost: dict[str, float]
    rank_published: int


def rerank(
    database: Path, county_id: str, year: int, rubric_path: Path | None = None
) -> list[Place]:
    """Places of a county's units in a year, best first, under `rubric_path` or the county's rubric.

    Raises:
        WarehouseError: for a warehouse, county or year that is not there, or a faulty rubric.
    """
    with opened(database) as connection:
        rubric = _rubric(connection, county_id, rubric_path)
        rows = connection.execute(
            sql_text("rerank", "verdict"), {"county_id": county_id, "year": year}
        ).fetchall()
        if not rows:
            raise WarehouseError(
                f"has no year {year} of the county {county_id!r}",
                str(database),
                which_years(connection),
            )
    return _places(rows, rubric)


def which_years(connection: DuckDBPyConnection) -> str:
    """What there is to choose from, for a message to whoever chose something else."""
    held = connection.execute(
        "select county_id, first_year, last_year from county order by county_id limit 10"
    ).fetchall()
    return "it has " + (", ".join(f"{c} {first}–{last}" for c, first, last in held) or "no county")


def _rubric(connection: DuckDBPyConnection, county_id: str, path: Path | None) -> Rubric:
    if path is not None:
        checks = connection.execute("select check_id from check_rule").fetchall()
        return load_rubric(path, (check for (check,) in checks))
    stored = connection.execute(
        "select check_id, points, rubric_version from rubric where county_id = ?", [county_id]
    ).fetchall()
    version = stored[0][2] if stored else ""
    return Rubric({check: points for check, points, _ in stored}, version)


def _places(rows: list[tuple[str, str, str, str, str, int, int]], rubric: Rubric) -> list[Place]:
    """One row a unit and check: unit, name, check, dimension, verdict, informative, rank."""
    units = list(dict.fromkeys(row[0] for row in rows))
    dimensions = sorted({row[3] for row in rows})
    names = {unit: (name, published) for unit, name, *_, published in rows}
    unit_at = {unit: n for n, unit in enumerate(units)}
    dimension_at = {dimension: n for n, dimension in enumerate(dimensions)}
    earned = np.zeros((len(units), len(dimensions)))
    judged = np.zeros_like(earned)
    informative = np.zeros(len(units), np.int64)
    is_missing = np.ones(len(units), bool)
    for unit, _, check, dimension, verdict, telling, _ in rows:
        u, d = unit_at[unit], dimension_at[dimension]
        points = rubric.points[check]
        judged[u, d] += points * (verdict in ("pass", "fail"))
        earned[u, d] += points * (verdict == "pass")
        informative[u] += telling
        is_missing[u] &= verdict == "missing_report"
    standings = rank_units(earned, judged, is_missing)
    lost = judged - earned
    places = [
        Place(
            unit,
            names[unit][0],
            int(standings.rank[u]),
            int(standings.rank_low[u]),
            int(standings.rank_high[u]),
            None if np.isnan(standings.score[u]) else float(standings.score[u]),
            float(judged[u].sum() / 100),
            int(informative[u]),
            bool(is_missing[u]),
            {d: float(lost[u, n]) for n, d in enumerate(dimensions) if lost[u, n] > 0},
            names[unit][1],
        )
        for u, unit in enumerate(units)
    ]
    return sorted(places, key=lambda place: (place.rank, place.unit_id))
