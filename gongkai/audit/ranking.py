"""Fills `ranking` and `pairwise_lead` from the verdicts, county by county and year by year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from gongkai.audit.standings import (
    LEAST_SEEN,
    Floats,
    Ints,
    Outcomes,
    Standings,
    draw_weights,
    leads,
    seen_share,
    stand,
)
from gongkai.sql_files import sql_text


def run_ranking(connection: DuckDBPyConnection) -> None:
    """Fill `ranking` and `pairwise_lead` from check_result and rubric."""
    rubrics = _Rubrics(connection)
    rows = connection.execute(sql_text("audit", "ranked")).to_arrow_table()
    if not rows.num_rows:
        return
    earned, lost, unseen = (
        _bits(rows[name], rubrics.checks) for name in ("earned", "lost", "unseen")
    )
    head = {
        name: rows[name].to_numpy(zero_copy_only=False)
        for name in (
            "unit_id",
            "county_id",
            "year",
            "state",
            "is_seen",
            "is_date_unknown",
            "is_compared",
        )
    }
    is_open = (head["state"] == "choice_open") | head["is_date_unknown"].astype(bool)
    may_rank = head["is_seen"].astype(bool) & ~is_open
    columns = _Columns(rows.num_rows)
    pairs: list[tuple[Ints, Ints, Floats]] = []
    for county in _counties(head["county_id"]):
        points, weights, dimension = rubrics.of(str(head["county_id"][county.start]))
        years = head["year"][county]
        last: tuple[int, dict[str, Floats]] = (0, {})
        for year in np.unique(years):
            rows_of = county.start + np.flatnonzero(years == year)
            units = [str(unit) for unit in head["unit_id"][rows_of]]
            found = stand(
                Outcomes(
                    earned[rows_of],
                    lost[rows_of],
                    unseen[rows_of],
                    points,
                    dimension,
                    [f"{unit} {year}" for unit in units],
                ),
                may_rank[rows_of],
                weights,
            )
            columns.put(rows_of, found)
            before = last[1] if last[0] == year - 1 else {}
            columns.put_last_year(rows_of, units, found, before)
            last = (int(year), dict(zip(units, found.drawn, strict=True)))
            if not head["is_compared"][rows_of[0]]:
                continue
            ranked = np.flatnonzero(found.rank > 0)
            share = leads(found.drawn[ranked])
            one, other = np.nonzero(~np.eye(len(ranked), dtype=bool))
            pairs.append((rows_of[ranked[one]], rows_of[ranked[other]], share[one, other]))
    _write_ranking(connection, rows, columns)
    _write_pairs(connection, rows, pairs)


class _Rubrics:
    """Points, drawn weights and dimension numbers of a county's checks, in the order of their ids."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        rows = connection.execute(
            "select check_id, dimension from check_rule order by check_id"
        ).fetchall()
        self.checks = len(rows)
        names = sorted({dimension for _, dimension in rows})
        self._dimension = np.array([names.index(dimension) for _, dimension in rows])
        points = connection.execute(
            "select county_id, points from rubric order by county_id, check_id"
        ).fetchall()
        self._points = {
            county: tuple(row[1] for row in group)
            for county, group in groupby(points, key=itemgetter(0))
        }
        self._drawn: dict[tuple[float, ...], Floats] = {}

    def of(self, county_id: str) -> tuple[Floats, Floats, Ints]:
        points = self._points[county_id]
        if points not in self._drawn:
            self._drawn[points] = draw_weights(np.array(points), self._dimension)
        return np.array(points), self._drawn[points], self._dimension


class _Columns:
    """The numbers of `ranking`, a row a unit and year."""

    NAMES = ("earned", "judged", "unseen", "score", "low", "high", "rank", "rank_low", "rank_high")

    def __init__(self, rows: int) -> None:
        self.of = {name: np.full(rows, np.nan) for name in (*self.NAMES, "above", "below")}
        self.size = np.zeros(rows, np.int64)

    def put(self, rows: Ints, found: Standings) -> None:
        for name in self.NAMES:
            self.of[name][rows] = getattr(found, name)
        self.size[rows] = np.count_nonzero(found.rank)

    def put_last_year(
        self, rows: Ints, units: list[str], found: Standings, before: dict[str, Floats]
    ) -> None:
        """Share of draws in which the score is above, and below, that of the year before."""
        for row, unit, drawn in zip(rows, units, found.drawn, strict=True):
            earlier = before.get(unit)
            if earlier is not None and not (np.isnan(earlier[0]) or np.isnan(drawn[0])):
                self.of["above"][row] = (drawn > earlier).mean()
                self.of["below"][row] = (drawn < earlier).mean()


def _bits(column: pa.ChunkedArray, checks: int) -> NDArray[np.bool_]:
    """Rows × checks of a column that has a bit a check."""
    found: NDArray[np.bool_] = (column.to_numpy()[:, None] >> np.arange(checks)) & 1 == 1
    return found


def _counties(county: NDArray[np.object_]) -> Iterator[slice]:
    """Each county as a slice of the sorted rows."""
    starts = np.flatnonzero(county[1:] != county[:-1]) + 1
    for start, end in pairwise([0, *starts.tolist(), len(county)]):
        yield slice(start, end)


def _pending(rows: pa.Table, columns: _Columns) -> list[str | None]:
    """Why each unit is not ranked; None where it is."""
    share = seen_share(columns.of["judged"], columns.of["unseen"])
    told = zip(
        rows["state"].to_pylist(),
        rows["is_seen"].to_pylist(),
        rows["is_date_unknown"].to_pylist(),
        share.tolist(),
        (columns.of["rank"] > 0).tolist(),
        strict=True,
    )
    return [
        None
        if is_ranked
        else state
        if not is_seen or state == "choice_open"
        else "date_unknown"
        if is_date_unknown
        else "unseen"
        if seen < LEAST_SEEN
        else "nothing_judged"
        for state, is_seen, is_date_unknown, seen, is_ranked in told
    ]


def _write_ranking(connection: DuckDBPyConnection, rows: pa.Table, columns: _Columns) -> None:
    numbers = columns.of
    is_ranked = numbers["rank"] > 0

    def ranks(name: str) -> pa.Array:
        return pa.array(np.where(is_ranked, numbers[name], 0).astype(np.int64), mask=~is_ranked)

    table = pa.table(
        {
            **{n: rows[n] for n in ("unit_id", "county_id", "year", "state")},
            "informative_checks": rows["informative_checks"],
            "is_missing": pa.array(~rows["is_seen"].to_numpy(zero_copy_only=False).astype(bool)),
            "is_ranked": pa.array(is_ranked),
            "pending": pa.array(_pending(rows, columns), pa.string()),
            "points_earned": numbers["earned"],
            "points_judged": numbers["judged"],
            "points_unseen": numbers["unseen"],
            "score": pa.array(numbers["score"], from_pandas=True),
            "score_low": pa.array(numbers["low"], from_pandas=True),
            "score_high": pa.array(numbers["high"], from_pandas=True),
            "coverage": numbers["judged"] / 100,
            "seen_share": seen_share(numbers["judged"], numbers["unseen"]),
            **{name: ranks(name) for name in ("rank", "rank_low", "rank_high")},
            "units_ranked": columns.size,
            "above_last_year": pa.array(numbers["above"], from_pandas=True),
            "below_last_year": pa.array(numbers["below"], from_pandas=True),
        }
    )
    _insert(connection, "ranking", table.filter(rows["is_compared"]))


def _write_pairs(
    connection: DuckDBPyConnection, rows: pa.Table, pairs: list[tuple[Ints, Ints, Floats]]
) -> None:
    if not pairs:
        return
    one, other, share = (np.concatenate(part) for part in zip(*pairs, strict=True))
    first = rows.select(["county_id", "year", "unit_id"]).take(pa.array(one))
    table = first.append_column("other_unit_id", rows["unit_id"].take(pa.array(other)))
    _insert(connection, "pairwise_lead", table.append_column("lead_share", pa.array(share)))


def _insert(connection: DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("standings", table)
    connection.execute(f"insert into {name} by name select * from standings")
    connection.unregister("standings")
