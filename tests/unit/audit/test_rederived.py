"""Scores, bounds, draws, pairs and the test of changes of the sample, worked out again in plain pandas.

Nothing of gongkai is used but the warehouse's tables: the rules are written down a second time, as
docs/rubric-and-law.md words them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

DRAWS, SEED = 1000, 711
OPEN = ("choice_open",)
UNSEEN = ("arrived_unread", "list_incomplete", "not_found")


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        yield connection


def table(db: duckdb.DuckDBPyConnection, sql: str) -> pd.DataFrame:
    cursor = db.execute(sql)
    return pd.DataFrame(cursor.fetchall(), columns=[c[0] for c in cursor.description])


@pytest.fixture(scope="module")
def checks(db: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Unit × year × check with points and what the verdict does to the score."""
    found = table(
        db,
        "select r.unit_id, r.year, r.check_id, verdict, is_scored, is_lead, dimension, points, state"
        " from check_result r join check_rule using (check_id) join rubric using (county_id, check_id)"
        " join sight using (unit_id, year) order by all",
    )
    counts = found.is_scored & (~found.is_lead | (found.verdict == "fail"))
    found["earned"] = counts & (found.verdict == "pass")
    found["lost"] = counts & found.verdict.isin(["fail", "not_shown"])
    found["unseen"] = counts & (found.verdict == "not_seen")
    return found


def one_decimal(value: np.ndarray) -> np.ndarray:
    return np.floor(value * 10 + 0.5 + 1e-6) / 10


def expected(checks: pd.DataFrame) -> tuple[pd.DataFrame, dict[tuple[str, int], np.ndarray]]:
    """Points, score, bounds and whether it is ranked, a unit and year; and the drawn scores."""
    ids = sorted(checks.check_id.unique())
    first = checks.drop_duplicates("check_id").set_index("check_id").loc[ids]
    dimensions = sorted(first.dimension.unique())
    generator = np.random.default_rng(SEED)
    of_check = generator.uniform(0.75, 1.25, (len(ids), DRAWS))
    of_dimension = generator.uniform(0.75, 1.25, (len(dimensions), DRAWS))
    weights = pd.DataFrame(
        {
            c: first.points[c] * of_check[n] * of_dimension[dimensions.index(first.dimension[c])]
            for n, c in enumerate(ids)
        }
    )
    rows, drawn = [], {}
    for (unit, year), group in checks.groupby(["unit_id", "year"]):
        points = {k: group.points[group[k]].sum() for k in ("earned", "lost", "unseen")}
        judged, whole = points["earned"] + points["lost"], sum(points.values())
        date = group[group.check_id == "published_on_time"].verdict.iloc[0]
        is_ranked = (
            group.state.iloc[0] not in OPEN + UNSEEN
            and date != "not_seen"
            and judged > 0
            and judged / whole >= 0.9 - 1e-12
        )
        rows.append((unit, year, points["earned"], judged, points["unseen"], is_ranked, whole))
        if is_ranked:
            top = weights[group.check_id[group.earned]].sum(axis=1).to_numpy()
            bottom = top + weights[group.check_id[group.lost]].sum(axis=1).to_numpy()
            ours = weights[group.check_id[group.unseen]].to_numpy().T
            if len(ours):
                own = np.random.default_rng([SEED, zlib.crc32(f"{unit} {year}".encode())])
                top = top + (ours * (own.random(ours.shape) < 0.5)).sum(axis=0)
                bottom = bottom + ours.sum(axis=0)
            drawn[unit, year] = one_decimal(100 * top / bottom)
    names = ["unit_id", "year", "earned", "judged", "unseen", "is_ranked", "whole"]
    found = pd.DataFrame(rows, columns=names)
    found["score"] = one_decimal(100 * found.earned / found.judged).where(found.is_ranked)
    found["low"] = one_decimal(100 * found.earned / found.whole)
    found["high"] = one_decimal(100 * (found.earned + found.unseen) / found.whole)
    found["rank"] = found.groupby("year").score.rank(method="min", ascending=False)
    return found, drawn


def test_scores_bounds_and_ranks(db: duckdb.DuckDBPyConnection, checks: pd.DataFrame) -> None:
    found, _ = expected(checks)
    said = table(
        db,
        "select unit_id, year, points_earned as earned, points_judged as judged, points_unseen as unseen,"
        " is_ranked, score, score_low as low, score_high as high, rank from ranking order by unit_id, year",
    )
    pd.testing.assert_frame_equal(
        found.drop(columns="whole"), said[list(found.drop(columns="whole"))], check_dtype=False
    )
    assert said.is_ranked.sum() > 50


def test_intervals_and_pairs(db: duckdb.DuckDBPyConnection, checks: pd.DataFrame) -> None:
    _, drawn = expected(checks)
    pairs = table(db, "select year, unit_id, other_unit_id, lead_share from pairwise_lead")
    said = {tuple(row[:3]): row[3] for row in pairs.itertuples(index=False)}
    ranking = table(db, "select unit_id, year, rank_low, rank_high from ranking where is_ranked")
    wanted = {}
    for year in ranking.year.unique():
        units = sorted(unit for unit, y in drawn if y == year)
        scores = pd.DataFrame({unit: drawn[unit, year] for unit in units})
        ranks = scores.rank(axis=1, method="min", ascending=False)
        low, high = (ranks.quantile(q, interpolation="nearest") for q in (0.05, 0.95))
        mine = ranking[ranking.year == year].set_index("unit_id")
        assert (mine.rank_low[units] == low[units]).all()
        assert (mine.rank_high[units] == high[units]).all()
        for a in units:
            for b in units:
                if a != b:
                    wanted[year, a, b] = float((scores[a] > scores[b]).mean())
    assert said == pytest.approx(wanted)


def test_leads_over_the_year_before(db: duckdb.DuckDBPyConnection, checks: pd.DataFrame) -> None:
    _, drawn = expected(checks)
    rows = db.execute(
        "select unit_id, year, above_last_year, below_last_year from ranking"
    ).fetchall()
    compared = 0
    for unit, year, above, below in rows:
        now, before = drawn.get((unit, year)), drawn.get((unit, year - 1))
        if now is None or before is None:
            assert above is None and below is None
            continue
        compared += 1
        assert (above, below) == (
            pytest.approx((now > before).mean()),
            pytest.approx((now < before).mean()),
        )
    assert compared > 30


def test_changes_too_large(db: duckdb.DuckDBPyConnection) -> None:
    """The tail by summing Student's density, which the warehouse does by a continued fraction."""
    pairs = table(
        db,
        "select unit_id, year, place, previous_value, value, p_value, q_value"
        " from year_on_year_test join report using (report_id) order by all",
    )
    before, now = pairs.previous_value + 0.5, pairs.value + 0.5
    pairs["ratio"], pairs["variance"] = np.log(now / before), 1 / now + 1 / before
    t = np.linspace(0, 60, 600_001)
    density = (1 + t**2 / 20) ** (-21 / 2)
    beyond = 1 - np.cumsum(density) / density.sum()
    for year, group in pairs.groupby("year"):
        p = []
        for row in group.itertuples():
            seen = pairs[(pairs.place == row.place) & (pairs.year <= year)]
            level = np.log(2) ** 2
            if len(seen) >= 12:
                spread = 1.4826 * seen.ratio.abs().median()
                level = max(0.0, spread**2 - seen.variance.median())
            over = (abs(row.ratio) - np.log(2)) / np.sqrt(row.variance + level)
            p.append(1.0 if over <= 0 else float(np.interp(over, t, beyond)))
        np.testing.assert_allclose(group.p_value, p, atol=2e-4)
        ranked = pd.Series(p, index=group.index).sort_values(ascending=False)
        q = (ranked * len(p) / np.arange(len(p), 0, -1)).cummin().clip(upper=1)
        np.testing.assert_allclose(group.q_value, q[group.index], atol=5e-3)
    assert len(pairs) > 150
