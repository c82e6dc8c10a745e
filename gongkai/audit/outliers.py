"""Counts that moved more from one year to the next than chance explains, county by county.

A township's counts are small, and even a steady level scatters. So a count is compared with the most
it might give if its level had merely doubled or halved: given that two Poisson counts add up to n, the
second is binomial with n and the level's share of both years, 2/3 or 1/3 at those bounds. The tail is
exact, and the false discovery rate is held over all counts of a county and year.
"""

from __future__ import annotations

from itertools import pairwise
from math import lgamma

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from gongkai.sql_files import sql_text

FACTOR = 2.0
"""Changes of the level up to this factor, up or down, are no outliers whatever the counts."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOT_STANDING = "report_id not in (select report_id from every_report where deadline is not null)"
"""Rows that compare reports and belong to none any more: it was replaced, or its year is not watched."""

_TINY = 1e-300
_STEPS = 10_000
_CLOSE = 1e-13


def change_p_values(previous: Ints, value: Ints) -> Floats:
    """How likely so large a rise or fall is where the level changed by FACTOR at most; two-sided."""
    share = FACTOR / (1 + FACTOR)
    rise = binomial_tail(value, previous + value, share)
    fall = binomial_tail(previous, previous + value, share)
    either: Floats = np.minimum(1.0, 2 * np.minimum(rise, fall))
    return either


def binomial_tail(successes: Ints, trials: Ints, probability: float) -> Floats:
    """P(X ≥ successes) of a binomial X: the incomplete beta function I_p(k, n − k + 1)."""
    tail = np.ones(len(successes))
    open_ = successes > 0
    k, n = successes[open_].astype(float), trials[open_].astype(float)
    tail[open_] = _incomplete_beta(k, n - k + 1, probability)
    return tail


def _incomplete_beta(a: Floats, b: Floats, x: float) -> Floats:
    front = np.exp(
        (_lgamma(a + b) - _lgamma(a) - _lgamma(b)).astype(float) + a * np.log(x) + b * np.log1p(-x)
    )
    is_low = x < (a + 1) / (a + b + 2)  # where the fraction converges fast
    result = np.empty(len(a))
    result[is_low] = front[is_low] * _fraction(a[is_low], b[is_low], x) / a[is_low]
    high = ~is_low
    result[high] = 1 - front[high] * _fraction(b[high], a[high], 1 - x) / b[high]
    return np.clip(result, 0.0, 1.0)


def _lgamma(x: Floats) -> Floats:
    return np.fromiter(map(lgamma, x), np.float64, len(x))


def _fraction(a: Floats, b: Floats, x: float) -> Floats:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c = np.ones(len(a))
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    h = d.copy()
    is_open = np.ones(len(a), np.bool_)
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _away_from_zero(1 + step * d)
            c = _away_from_zero(1 + step / c)
            h *= np.where(is_open, d * c, 1.0)
        # each stops by itself, so that no value depends on those it is computed with
        is_open &= np.abs(d * c - 1) >= _CLOSE
        if not is_open.any():
            break
    return h


def _away_from_zero(x: Floats) -> Floats:
    return np.where(np.abs(x) < _TINY, _TINY, x)


def false_discovery_rates(p_values: Floats) -> Floats:
    """Benjamini and Hochberg: the lowest rate at which each would count as a discovery."""
    size = len(p_values)
    order = np.argsort(p_values, kind="stable")
    rates = p_values[order] * size / np.arange(1, size + 1)
    adjusted = np.empty(size)
    adjusted[order] = np.minimum(np.minimum.accumulate(rates[::-1])[::-1], 1.0)
    return adjusted


def fill_year_on_year_test(connection: DuckDBPyConnection) -> None:
    """Fill year_on_year_test for the reports of compared_report, and drop what is no more.

    Counts of units that are not judged again keep their p-value; the rates of a county and year follow
    from all of its counts.
    """
    pairs = connection.execute(sql_text("audit", "paired_count")).to_arrow_table()
    p_values = change_p_values(pairs["previous_value"].to_numpy(), pairs["value"].to_numpy())
    connection.register("paired_p_value", pairs.append_column("p_value", pa.array(p_values)))
    tested = connection.execute(sql_text("audit", "tested_pair")).to_arrow_table()
    connection.unregister("paired_p_value")
    connection.execute(
        f"delete from year_on_year_test where {NOT_STANDING}"
        " or report_id in (select report_id from compared_report)"
    )
    if not tested.num_rows:
        return
    county = tested["county_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    year, p_values = tested["year"].to_numpy(), tested["p_value"].to_numpy()
    q_values = np.empty(len(p_values))
    starts = np.flatnonzero((county[1:] != county[:-1]) | (year[1:] != year[:-1])) + 1
    for start, end in pairwise([0, *starts.tolist(), len(county)]):
        q_values[start:end] = false_discovery_rates(p_values[start:end])
    tested = tested.drop_columns(["county_id", "year"])
    connection.register("tested_pairs", tested.append_column("q_value", pa.array(q_values)))
    connection.execute("insert into year_on_year_test by name select * from tested_pairs")
    connection.unregister("tested_pairs")
