"""Points into places: score, bounds and rank, and how far a rank moves when the rubric's weights do."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
SPREAD = 0.25
SEED = 711  # fixed, so that the same warehouse always gives the same intervals
LEAST_SEEN = 0.9
"""Share of a unit's points that must be seen before it is ranked."""

_UP = 1e-6  # 78.35 is not stored as such: halves go up as they do on paper

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of each check of each unit of one county and year: units × checks, of rubric points.

    `points` are the rubric's, a check each, and `dimension` numbers the dimension of each. `keys` name the
    units in the draws of what was not seen, so that these depend on no other unit.
    """

    earned: Bools
    lost: Bools
    unseen: Bools
    points: Floats
    dimension: Ints
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Standings:
    """One county and year, an entry a unit, scores as they are printed; `drawn` is units × draws.

    Where a unit is not ranked its score is nan and its ranks are 0; bounds are nan where nothing could be judged.
    """

    earned: Floats
    judged: Floats
    unseen: Floats
    score: Floats
    low: Floats
    high: Floats
    rank: Ints
    rank_low: Ints
    rank_high: Ints
    drawn: Floats


def seen_share(judged: Floats, unseen: Floats) -> Floats:
    """Points judged as a share of those that might have been, 0 where there are none."""
    whole = judged + unseen
    share: Floats = np.divide(judged, whole, out=np.zeros_like(whole), where=whole > 0)
    return share


def displayed(score: Floats) -> Floats:
    """Scores as they are printed, to one decimal, halves up: what ranks go by."""
    rounded: Floats = np.floor(score * 10 + 0.5 + _UP) / 10
    return rounded


def draw_weights(points: Floats, dimension: Ints) -> Floats:
    """Checks × DRAWS: points, each check's within ±SPREAD and each dimension's again within ±SPREAD."""
    generator = np.random.default_rng(SEED)
    of_check = generator.uniform(1 - SPREAD, 1 + SPREAD, (len(points), DRAWS))
    of_dimension = generator.uniform(1 - SPREAD, 1 + SPREAD, (dimension.max() + 1, DRAWS))
    weights: Floats = points[:, None] * of_check * of_dimension[dimension]
    return weights


def stand(outcomes: Outcomes, is_ranked: Bools, weights: Floats) -> Standings:
    """Score and rank the units of one county and year.

    Args:
        outcomes: what became of each check.
        is_ranked: units that may be ranked, by what is known of them beside their points.
        weights: of draw_weights.

    Returns:
        Score = points earned ÷ points judged; bounds with all that was not seen lost, and all earned. Rank
        from 1 by the printed score, shared on equal ones, and its 5th and 95th percentile over the draws, in
        each of which what was not seen falls either way. Units that are not ranked are in nobody's way.
    """
    earned, lost, unseen = (
        np.einsum("uc,c->u", part.astype(float), outcomes.points)
        for part in (outcomes.earned, outcomes.lost, outcomes.unseen)
    )
    judged = earned + lost
    is_ranked = is_ranked & (judged > 0) & (seen_share(judged, unseen) >= LEAST_SEEN - 1e-12)
    score = displayed(_of_hundred(earned, judged))
    low = displayed(_of_hundred(earned, judged + unseen))
    high = displayed(_of_hundred(earned + unseen, judged + unseen))
    drawn = np.full((len(earned), DRAWS), np.nan)
    drawn[is_ranked] = _draw(outcomes, is_ranked, weights)
    ranks = np.zeros((3, len(earned)), np.int64)
    if is_ranked.any():
        ranks[0, is_ranked] = _ranks(score[is_ranked, None])[:, 0]
        # by draw, its rank among the ranked
        ranks[1:, is_ranked] = np.percentile(
            _ranks(drawn[is_ranked]), [5, 95], axis=1, method="nearest"
        )
    score = np.where(is_ranked, score, np.nan)
    rank, rank_low, rank_high = ranks
    return Standings(earned, judged, unseen, score, low, high, rank, rank_low, rank_high, drawn)


def _of_hundred(top: Floats, bottom: Floats) -> Floats:
    share: Floats = np.divide(top, bottom, out=np.full_like(bottom, np.nan), where=bottom > 0)
    return 100 * share


def _draw(outcomes: Outcomes, chosen: Bools, weights: Floats) -> Floats:
    """Printed scores of the chosen units, units × draws."""
    # einsum adds in one fixed order, which a matrix product does not promise
    top = np.einsum("uc,cn->un", outcomes.earned[chosen].astype(float), weights)
    bottom = top + np.einsum("uc,cn->un", outcomes.lost[chosen].astype(float), weights)
    unseen = outcomes.unseen[chosen]
    for row in np.flatnonzero(unseen.any(axis=1)):
        key = outcomes.keys[np.flatnonzero(chosen)[row]]
        ours = weights[unseen[row]]
        falls = np.random.default_rng([SEED, zlib.crc32(key.encode())]).random(ours.shape) < 0.5
        top[row] += (ours * falls).sum(axis=0)
        bottom[row] += ours.sum(axis=0)
    return displayed(_of_hundred(top, bottom))


def leads(drawn: Floats) -> Floats:
    """Units × units: share of the draws in which the one stands above the other."""
    found = np.empty((len(drawn), len(drawn)))
    for row, ours in enumerate(drawn):
        found[row] = (ours > drawn).mean(axis=1)
    return found


def _ranks(score: Floats) -> Ints:
    """Rank from 1 down each column, shared on ties (1, 1, 3)."""
    keys = -score
    order = np.argsort(keys, axis=0, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=0)
    places = np.arange(len(keys))[:, None]
    is_new = np.vstack([np.ones((1, keys.shape[1]), bool), ordered[1:] != ordered[:-1]])
    shared = np.maximum.accumulate(np.where(is_new, places, 0), axis=0) + 1
    ranks = np.empty_like(shared)
    np.put_along_axis(ranks, order, shared, axis=0)
    return ranks
