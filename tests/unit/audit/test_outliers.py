"""The exact test of changes, against fractions, and the rate of false discoveries."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from gongkai.audit.outliers import binomial_tail, change_p_values, false_discovery_rates


def _exact(successes: int, trials: int) -> float:
    ways = sum(comb(trials, k) * 2**k for k in range(successes, trials + 1))
    return float(Fraction(ways, 3**trials))


def test_the_tail_is_exact() -> None:
    pairs = [(k, n) for n in (1, 2, 3, 7, 20, 60, 400) for k in range(0, n + 1, max(1, n // 9))]
    k, n = np.array(pairs).T
    exact = [_exact(*pair) for pair in pairs]
    np.testing.assert_allclose(binomial_tail(k, n, 2 / 3), exact, rtol=1e-9, atol=1e-14)


def test_counts_in_the_millions_are_no_trouble() -> None:
    found = binomial_tail(np.array([2_000_000, 700_000]), np.array([3_000_000, 1_000_000]), 2 / 3)
    assert found[0] == pytest.approx(0.5, abs=1e-3)
    assert found[1] == pytest.approx(0, abs=1e-12)


def test_a_change_up_to_twofold_is_none_however_large_the_counts() -> None:
    previous, value = np.array([10, 1000, 500_000, 900]), np.array([20, 2000, 1_000_000, 450])
    assert (change_p_values(previous, value) > 0.5).all()


def test_a_large_change_of_small_counts_is_none() -> None:
    assert (change_p_values(np.array([0, 1, 2, 3]), np.array([3, 5, 7, 0])) > 0.05).all()


def test_a_large_change_of_large_counts_is_one_in_both_directions() -> None:
    up, down = change_p_values(np.array([14, 900]), np.array([900, 14]))
    assert up == down < 1e-100


def test_benjamini_and_hochberg() -> None:
    found = false_discovery_rates(np.array([0.01, 0.8, 0.02, 0.03, 0.5]))
    np.testing.assert_allclose(found, [0.05, 0.8, 0.05, 0.05, 0.625])


def test_few_are_found_where_nothing_changed() -> None:
    """4,000 steady counts, tested 20 at a time as in a county: hardly any group has a discovery."""
    draw = np.random.default_rng(7)
    level = draw.integers(1, 80, 4000)
    p = change_p_values(draw.poisson(level), draw.poisson(level))
    groups = [false_discovery_rates(part) for part in np.split(p, 200)]
    assert sum((group <= 0.05).any() for group in groups) <= 10
