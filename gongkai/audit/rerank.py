"""Ranks again from the verdicts that stand, under another rubric; nothing is read again or written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from gongkai.audit.rubric import Rubric, load_rubric
from gongkai.audit.standings import Outcomes, draw_weights, stand
from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's place among its county's of a year, as `ranking` has it.

    Attributes:
        rank, rank_low, rank_high, score: None where it is not ranked, as `state` and its bounds tell.
        score_low, score_high: with what was not seen all lost, and all earned.
        coverage: share of the 100 points that could be judged.
        points_lost: points of the rubric lost by dimension, those that lost none left out.
        rank_published: the rank that the last night gave, under the county's own rubric.
        state_name: what is known of its report, in Chinese.
    """

    unit_id: str
    unit_name: str
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    score: float | None
    score_low: float | None
    score_high: float | None
    coverage: float
    informative_checks: int
    is_missing: bool
    points_lost: dict[str, float]
    rank_published: int | None
    state_name: str


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


def _places(rows: list[tuple[Any, ...]], rubric: Rubric) -> list[Place]:
    """One row a unit and check, sorted by unit and check, as sql/rerank/verdict.sql says."""
    units = list(dict.fromkeys(row[0] for row in rows))
    checks = [row[2] for row in rows[: len(rows) // len(units)]]
    dimensions = sorted({row[3] for row in rows})
    dimension = np.array([dimensions.index(row[3]) for row in rows[: len(checks)]])
    points = np.array([rubric.points[check] for check in checks])
    outcome = np.array([row[4] for row in rows]).reshape(len(units), -1)
    heads = [row[5:] for row in rows[:: len(checks)]]
    found = stand(
        Outcomes(
            outcome == "earned",
            outcome == "lost",
            outcome == "unseen",
            points,
            dimension,
            [f"{unit} {heads[0][0]}" for unit in units],
        ),
        np.array([may_be_ranked for _, _, may_be_ranked, *_ in heads]),
        draw_weights(points, dimension),
    )
    places = []
    for u, unit in enumerate(units):
        _, name, _, is_missing, informative, published, state_name = heads[u]
        lost = {
            d: float(points[(outcome[u] == "lost") & (dimension == n)].sum())
            for n, d in enumerate(dimensions)
        }
        is_ranked = found.rank[u] > 0
        places.append(
            Place(
                unit_id=unit,
                unit_name=name,
                rank=int(found.rank[u]) if is_ranked else None,
                rank_low=int(found.rank_low[u]) if is_ranked else None,
                rank_high=int(found.rank_high[u]) if is_ranked else None,
                score=_number(found.score[u]),
                score_low=_number(found.low[u]),
                score_high=_number(found.high[u]),
                coverage=float(found.judged[u] / 100),
                informative_checks=int(informative),
                is_missing=is_missing,
                points_lost={d: value for d, value in lost.items() if value > 0},
                rank_published=published,
                state_name=state_name,
            )
        )
    return sorted(places, key=lambda p: (p.is_missing, p.rank is None, p.rank or 0, p.unit_id))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
