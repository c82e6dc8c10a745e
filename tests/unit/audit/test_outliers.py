"""The test of changes: its tail against known values, and the rates that simulated counties give."""

from __future__ import annotations

import numpy as np
import pytest

from gongkai.audit.outliers import (
    MIN_HISTORY,
    STEADY,
    Floats,
    change_p_values,
    false_discovery_rates,
    level_variance,
    log_ratios,
    student_tail,
)


def test_the_tail_is_student_s_with_twenty_degrees() -> None:
    """Two-sided points of the printed tables: 10 %, 5 %, 1 % and 0.1 %."""
    found = student_tail(np.array([1.724718, 2.085963, 2.845340, 3.849516]))
    np.testing.assert_allclose(found, [0.1, 0.05, 0.01, 0.001], rtol=1e-5)


def _p(previous: int, value: int, level: float = 0.0) -> float:
    return float(change_p_values(*log_ratios(np.array([previous]), np.array([value])), level)[0])


def test_a_change_up_to_twofold_is_none_however_large_the_counts() -> None:
    assert min(_p(10, 20), _p(1000, 2000), _p(500_000, 1_000_000), _p(900, 451)) > 0.9


def test_a_large_change_of_small_counts_is_none() -> None:
    assert min(_p(0, 3), _p(1, 5), _p(2, 7), _p(3, 0)) > 0.05


def test_a_large_change_of_large_counts_is_one_in_both_directions_where_the_level_is_steady() -> (
    None
):
    assert _p(14, 900) == pytest.approx(_p(900, 14))
    assert _p(14, 900) < 1e-4 < _p(14, 900, 4.0)


def test_the_scatter_of_a_level_is_found_again_and_one_jump_does_not_hide_it() -> None:
    draw = np.random.default_rng(3)
    before, now = (draw.poisson(draw.lognormal(6, 0.4, 4000)) for _ in range(2))
    assert level_variance(*log_ratios(before, now)) == pytest.approx(2 * 0.4**2, rel=0.1)
    steady = log_ratios(np.full(40, 500), np.r_[np.full(39, 500), 50_000])
    assert level_variance(*steady) == 0


def test_too_short_a_history_says_nothing() -> None:
    few = log_ratios(np.full(MIN_HISTORY - 1, 500), np.full(MIN_HISTORY - 1, 500))
    assert level_variance(*few) == STEADY


def test_benjamini_and_hochberg() -> None:
    found = false_discovery_rates(np.array([0.01, 0.8, 0.02, 0.03, 0.5]))
    np.testing.assert_allclose(found, [0.05, 0.8, 0.05, 0.05, 0.625])


def simulate(spread: float, planted: int = 0, counties: int = 200) -> tuple[float, float, float]:
    """Counties of 14 units with 6 counts over 7 years, of which the last changes are tested.

    Args:
        spread: the coefficient of variation of a level from year to year (gamma: counts are negative binomial).
        planted: in so many counts of a county the last year's is thirty times as large.
        counties: how many are made.

    Returns:
        Share of counties with a false alarm, mean false discovery rate, and share of planted changes found.
    """
    draw = np.random.default_rng(711)
    alarms, wrong, found = 0, 0.0, 0
    for _ in range(counties):
        mean = draw.lognormal(3.5, 1, (6, 14, 1))
        level = mean * (draw.gamma(1 / spread**2, spread**2, (6, 14, 8)) if spread else 1)
        is_planted = np.zeros(6 * 14, bool)
        is_planted[draw.choice(6 * 14, planted, replace=False)] = True
        counts = draw.poisson(level * np.ones(8))
        counts[..., 7][is_planted.reshape(6, 14)] *= 30
        p = np.concatenate([_last_p(kind) for kind in counts])
        is_found = false_discovery_rates(p) <= 0.05
        alarms += (is_found & ~is_planted).any()
        wrong += (is_found & ~is_planted).sum() / max(1, is_found.sum())
        found += (is_found & is_planted).sum()
    return alarms / counties, wrong / counties, found / max(1, planted * counties)


def _last_p(counts: np.ndarray) -> Floats:
    ratio, variance = log_ratios(counts[:, :-1], counts[:, 1:])
    level = level_variance(ratio.ravel(), variance.ravel())
    return change_p_values(ratio[:, -1], variance[:, -1], level)


@pytest.mark.parametrize("spread", [0, 0.25, 0.5, 0.75])
def test_few_counties_have_an_alarm_where_levels_only_scatter(spread: float) -> None:
    alarms, _, _ = simulate(spread)
    assert alarms <= 0.05


@pytest.mark.parametrize(("spread", "least"), [(0, 0.9), (0.25, 0.9), (0.5, 0.25)])
def test_what_is_found_is_mostly_so(spread: float, least: float) -> None:
    _, wrong, found = simulate(spread, planted=3)
    assert wrong <= 0.05
    assert found >= least
