"""Counts that moved more from one year to the next than their county's own history explains.

A township's counts are small, and its level itself goes up and down from year to year, which counts of a steady
level (Poisson) do not. So the change of a count is measured as a log ratio, and its scatter has two parts: that
of the two counts, 1/a + 1/b, and that of the level, estimated robustly (median absolute deviation) from all
changes of that count in the county up to the year. What is beyond a doubling or halving is compared with that
scatter on the heavy tail of Student's t, and the false discovery rate over all counts of a county and year.
docs/rubric-and-law.md has the rates that simulations gave.
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

FREEDOM = 20
"""Degrees of freedom of the tail, which is heavier than normal: fewer lose what is there, more raise alarms."""

MIN_HISTORY = 12
"""Changes below which a county's own scatter cannot be told, and STEADY stands for it."""

STEADY = float(np.log(2)) ** 2
"""Variance of a level's yearly log ratio where there is no history: a doubling is one deviation."""

_MAD = 1.4826  # a normal deviation, of a median absolute one

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOT_STANDING = "report_id not in (select report_id from every_report where deadline is not null)"
"""Rows that compare reports and belong to none any more: it was replaced, or its year is not watched."""

_TINY = 1e-300
_STEPS = 10_000
_CLOSE = 1e-13


def log_ratios(previous: Ints, value: Ints) -> tuple[Floats, Floats]:
    """Log ratio of two counts, with half a case added to each, and the variance that counting gives it."""
    before, now = previous + 0.5, value + 0.5
    return np.log(now / before), 1 / before + 1 / now


def level_variance(ratio: Floats, variance: Floats) -> float:
    """Variance of a level's yearly log ratio, from changes seen; STEADY where these are too few to tell."""
    if len(ratio) < MIN_HISTORY:
        return STEADY
    spread = _MAD * float(np.median(np.abs(ratio)))
    return max(0.0, spread**2 - float(np.median(variance)))


def change_p_values(ratio: Floats, variance: Floats, level: Floats | float) -> Floats:
    """How likely so large a rise or fall is where the level changed by FACTOR at most; two-sided."""
    beyond = (np.abs(ratio) - np.log(FACTOR)) / np.sqrt(variance + level)
    tail = np.ones(len(beyond))
    open_ = beyond > 0
    tail[open_] = student_tail(beyond[open_])
    return tail


def student_tail(t: Floats) -> Floats:
    """P(|T| ≥ t) of Student's t with FREEDOM degrees: I_x(f/2, 1/2) at x = f / (f + t²)."""
    half = np.full(len(t), FREEDOM / 2)
    return _incomplete_beta(half, np.full(len(t), 0.5), FREEDOM / (FREEDOM + t**2))


def _incomplete_beta(a: Floats, b: Floats, x: Floats) -> Floats:
    front = np.exp(
        (_lgamma(a + b) - _lgamma(a) - _lgamma(b)).astype(float) + a * np.log(x) + b * np.log1p(-x)
    )
    is_low = x < (a + 1) / (a + b + 2)  # where the fraction converges fast
    result = np.empty(len(a))
    result[is_low] = front[is_low] * _fraction(a[is_low], b[is_low], x[is_low]) / a[is_low]
    high = ~is_low
    result[high] = 1 - front[high] * _fraction(b[high], a[high], 1 - x[high]) / b[high]
    return np.clip(result, 0.0, 1.0)


def _lgamma(x: Floats) -> Floats:
    return np.fromiter(map(lgamma, x), np.float64, len(x))


def _fraction(a: Floats, b: Floats, x: Floats) -> Floats:
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

    The rates of a county and year follow from all of its counts, and their scatter from those of the years before.
    """
    pairs = connection.execute(sql_text("audit", "paired_count")).to_arrow_table()
    connection.register("new_pair", pairs)
    tested = connection.execute(sql_text("audit", "tested_pair")).to_arrow_table()
    connection.unregister("new_pair")
    connection.execute(
        f"delete from year_on_year_test where {NOT_STANDING}"
        " or report_id in (select report_id from compared_report)"
    )
    if not tested.num_rows:
        return
    p_values, q_values = _rates(tested)
    chosen = pa.array(np.asarray(tested["is_compared"]).astype(bool))
    tested = tested.drop_columns(["county_id", "year", "is_compared"])
    for name, values in (("p_value", p_values), ("q_value", q_values)):
        tested = tested.append_column(name, pa.array(values))
    connection.register("tested_pairs", tested.filter(chosen))
    connection.execute("insert into year_on_year_test by name select * from tested_pairs")
    connection.unregister("tested_pairs")


def _rates(tested: pa.Table) -> tuple[Floats, Floats]:
    """p and q of each pair; pairs come sorted by county and year, and only those compared are filled."""
    ratio, variance = log_ratios(tested["previous_value"].to_numpy(), tested["value"].to_numpy())
    county = tested["county_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    place = tested["place"].combine_chunks().dictionary_encode().indices.to_numpy()
    year = tested["year"].to_numpy()
    is_compared = np.asarray(tested["is_compared"]).astype(bool)
    p_values, q_values = np.ones(len(ratio)), np.ones(len(ratio))
    first = 0
    starts = np.flatnonzero((county[1:] != county[:-1]) | (year[1:] != year[:-1])) + 1
    for start, end in pairwise([0, *starts.tolist(), len(county)]):
        if county[start] != county[first]:
            first = start
        if not is_compared[start:end].any():
            continue
        history = slice(first, end)
        level = np.empty(end - start)
        for kind in np.unique(place[start:end]):
            seen = place[history] == kind
            level[place[start:end] == kind] = level_variance(
                ratio[history][seen], variance[history][seen]
            )
        p_values[start:end] = change_p_values(ratio[start:end], variance[start:end], level)
        q_values[start:end] = false_discovery_rates(p_values[start:end])
    return p_values, q_values
