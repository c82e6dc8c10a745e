"""Fills the table `ranking` from the scores, county by county and year by year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from gongkai.audit.standings import Floats, Standings, rank_units
from gongkai.sql_files import sql_text

__all__ = ["Standings", "rank_units", "run_ranking"]


def run_ranking(connection: DuckDBPyConnection) -> None:
    """Fill `ranking` from `score` and check_result, county by county and year by year."""
    rows = connection.execute(sql_text("audit", "ranked")).to_arrow_table()
    dimensions = sorted(set(rows["dimension"].to_pylist()))
    if not dimensions:
        return
    units, earned, judged, head = _by_unit(rows, dimensions)
    is_missing = np.asarray(head["is_missing"])
    standings = [np.empty(units), *(np.empty(units, np.int64) for _ in range(4))]
    for group in _groups(head):
        found = rank_units(earned[group], judged[group], is_missing[group])
        size = np.full(len(found.rank), len(found.rank))
        parts = (found.score, found.rank, found.rank_low, found.rank_high, size)
        for whole, part in zip(standings, parts, strict=True):
            whole[group] = part
    score, rank, low, high, size = standings
    table = pa.table(
        {
            "unit_id": head["unit_id"],
            "county_id": head["county_id"],
            "year": head["year"],
            "score": pa.array(score, from_pandas=True),
            "coverage": judged.sum(axis=1) / 100,
            "informative_checks": head["informative_checks"],
            "rank": rank,
            "rank_low": low,
            "rank_high": high,
            "units_ranked": size,
            "is_missing": is_missing,
        }
    )
    connection.register("standings", table)
    connection.execute("insert into ranking by name select * from standings")
    connection.unregister("standings")


def _by_unit(
    rows: pa.Table, dimensions: list[str]
) -> tuple[int, Floats, Floats, dict[str, NDArray[np.generic]]]:
    """Units × dimensions of points, and what is the same in all rows of a unit and year.

    Rows come sorted by county, year, unit and dimension; each unit has every scored dimension.
    """
    units = rows.num_rows // len(dimensions)
    shape = (units, len(dimensions))
    earned = rows["points_earned"].to_numpy().reshape(shape)
    judged = rows["points_judged"].to_numpy().reshape(shape)
    names = ("unit_id", "county_id", "year", "informative_checks", "is_missing")
    first = rows.take(pa.array(np.arange(units) * len(dimensions)))
    head = {name: first[name].to_numpy(zero_copy_only=False) for name in names}
    return units, earned, judged, head


def _groups(head: dict[str, NDArray[np.generic]]) -> Iterator[slice]:
    """Each county and year as a slice of the sorted units."""
    county, year = head["county_id"], head["year"]
    starts = np.flatnonzero((county[1:] != county[:-1]) | (year[1:] != year[:-1])) + 1
    edges = [0, *starts.tolist(), len(county)]
    for start, end in pairwise(edges):
        yield slice(start, end)
