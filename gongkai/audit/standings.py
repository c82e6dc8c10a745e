"""Points into places: rank, shared on ties, and how far it moves when the rubric's weights do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
SPREAD = 0.25
SEED = 711  # fixed, so that the same warehouse always gives the same intervals
_SAME = 9  # scores that agree in so many decimals share a rank

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Standings:
    """One county and year, an entry a unit; `score` is nan where nothing could be judged."""

    score: Floats
    rank: Ints
    rank_low: Ints
    rank_high: Ints


def rank_units(earned: Floats, judged: Floats, is_missing: NDArray[np.bool_]) -> Standings:
    """Rank the units of one county and year.

    Args:
        earned: units × dimensions, points earned.
        judged: units × dimensions, points that could be judged.
        is_missing: units, true where there is no report.

    Returns:
        Score 0 to 100; rank from 1, shared on equal scores, units without a score last; and the 5th
        and 95th percentile of the rank over DRAWS of the dimensions' weights, each within ±SPREAD.
        The draws do not depend on the units nor on their order.
    """
    dimensions = earned.shape[1]
    weights = np.random.default_rng(SEED).uniform(1 - SPREAD, 1 + SPREAD, (dimensions, DRAWS))
    score = _scores(earned, judged, np.ones((dimensions, 1)), is_missing)
    drawn = _ranks(_scores(earned, judged, weights, is_missing))
    low, high = np.percentile(drawn, [5, 95], axis=1, method="nearest")
    return Standings(score[:, 0], _ranks(score)[:, 0], low.astype(np.int64), high.astype(np.int64))


def _scores(
    earned: Floats, judged: Floats, weights: Floats, is_missing: NDArray[np.bool_]
) -> Floats:
    """Units × draws: 100 × Σ weighted earned / Σ weighted judged, nan where that is nothing."""
    # einsum adds in one fixed order, which a matrix product does not promise
    top = np.einsum("ud,dn->un", earned, weights)
    bottom = np.einsum("ud,dn->un", judged, weights)
    nothing = is_missing[:, None] | (bottom <= 0)
    return np.where(nothing, np.nan, 100 * top / np.where(nothing, 1, bottom))


def _ranks(score: Floats) -> Ints:
    """Rank from 1 down each column, shared on ties (1, 1, 3); nan stands last, together."""
    keys = -np.nan_to_num(np.round(score, _SAME), nan=-1.0)
    order = np.argsort(keys, axis=0, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=0)
    places = np.arange(len(keys))[:, None]
    is_new = np.vstack([np.ones((1, keys.shape[1]), bool), ordered[1:] != ordered[:-1]])
    shared = np.maximum.accumulate(np.where(is_new, places, 0), axis=0) + 1
    ranks = np.empty_like(shared)
    np.put_along_axis(ranks, order, shared, axis=0)
    return ranks
