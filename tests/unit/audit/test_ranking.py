"""Ranks: shared on ties, missing last, and an interval that shows what the weights decide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.audit.checks import known_checks, run_checks
from gongkai.audit.ranking import Standings, rank_units, run_ranking
from gongkai.audit.score import load_rubrics, run_scores
from tests.unit.audit.reports import put, sound_report
from tests.unit.audit.warehouse import Body, filled

POSSIBLE = [22.0, 28.0, 28.0, 11.0, 11.0]


def _rank(*earned: list[float] | None) -> Standings:
    rows = [row or [0.0] * 5 for row in earned]
    judged = [POSSIBLE if row else [0.0] * 5 for row in earned]
    return rank_units(np.array(rows), np.array(judged), np.array([row is None for row in earned]))


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    best, worse = [22.0, 28, 28, 11, 11], [22.0, 28, 0, 11, 11]
    standings = _rank(worse, best, best)
    assert standings.rank.tolist() == [3, 1, 1]
    assert standings.score.tolist() == pytest.approx([72, 100, 100])


def test_scores_that_differ_by_rounding_alone_are_equal() -> None:
    """0.1 + 0.2 is not 0.3 to a computer, but it is to an official."""
    standings = _rank([0.1 + 0.2, 0, 0, 0, 0], [0.3, 0, 0, 0, 0])
    assert standings.rank.tolist() == [1, 1]


def test_a_missing_report_ranks_last_without_a_score() -> None:
    standings = _rank(None, [0.0, 0, 0, 0, 0], [1.0, 0, 0, 0, 0], None)
    assert standings.rank.tolist() == [3, 2, 1, 3]
    assert np.isnan(standings.score).tolist() == [True, False, False, True]
    assert standings.rank_low.tolist() == [3, 2, 1, 3] == standings.rank_high.tolist()


def test_what_is_not_judged_leaves_the_denominator() -> None:
    earned = np.array([[0.0, 28, 28, 11, 11], [0.0, 28, 28, 11, 11]])
    judged = np.array([POSSIBLE, [0.0, 28, 28, 11, 11]])
    standings = rank_units(earned, judged, np.array([False, False]))
    assert standings.score.tolist() == pytest.approx([78, 100])


def test_the_interval_widens_where_weights_decide() -> None:
    """One is poor in timeliness, one in arithmetic: near in score, so the weights order them."""
    clear, first, second = [22.0, 28, 28, 11, 11], [10.0, 28, 28, 11, 11], [22.0, 28, 15.9, 11, 11]
    standings = _rank(clear, first, second)
    assert standings.rank.tolist() == [1, 2, 3]
    assert standings.rank_low.tolist() == [1, 2, 2]
    assert standings.rank_high.tolist() == [1, 3, 3]


def test_a_tie_that_only_these_weights_make_shows_in_the_interval() -> None:
    standings = _rank([12.0, 28, 28, 11, 11], [22.0, 28, 18, 11, 11])
    assert standings.rank.tolist() == [1, 1]
    assert standings.rank_low.tolist() == [1, 1]
    assert standings.rank_high.tolist() == [2, 2]


_points = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=5, max_size=5)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), _points), min_size=1, max_size=12), st.randoms())
def test_the_order_of_the_units_does_not_matter(parts: list[list[float] | None], shuffle) -> None:  # type: ignore[no-untyped-def]
    earned = [p and [x * y for x, y in zip(p, POSSIBLE, strict=True)] for p in parts]
    order = list(range(len(earned)))
    shuffle.shuffle(order)
    straight, mixed = _rank(*earned), _rank(*(earned[i] for i in order))
    for name in ("rank", "rank_low", "rank_high"):
        assert getattr(straight, name)[order].tolist() == getattr(mixed, name).tolist()
    np.testing.assert_array_equal(straight.score[order], mixed.score)


def test_the_ranking_table_of_a_county() -> None:
    late, wrong = sound_report(2024, unit="白鹭镇"), sound_report(2024, unit="青禾镇")
    assert late.published_on
    late.published_on = late.published_on.replace(month=3)
    put(wrong, "requests.carried_out.total", 7)
    bodies = [
        Body("a", "白鹭镇", reports={2024: late}),
        Body("b", "青禾镇", reports={2024: wrong}),
        Body("c", reports={2024: sound_report(2024)}),
        Body("d"),
    ]
    connection = filled(bodies, 2024, 2024)
    load_rubrics(connection)
    run_checks(connection, known_checks(connection))
    run_scores(connection)
    run_ranking(connection)
    rows = connection.execute(
        "select unit_key, rank, round(score, 6), round(coverage, 6), units_ranked, is_missing, "
        "informative_checks > 0 from ranking join unit using (unit_id) order by rank, unit_key"
    ).fetchall()
    # a lost 15 points for its date; b as many: two sums and the prose do not agree with its 7.
    # All is judged but what needs a report of the year before (10) or a text to compare (10).
    assert rows == [
        ("c", 1, 100.0, 0.8, 4, False, True),
        ("a", 2, round(100 * 65 / 80, 6), 0.8, 4, False, True),
        ("b", 2, round(100 * 65 / 80, 6), 0.8, 4, False, True),
        ("d", 4, None, 0.0, 4, True, False),
    ]
    points = connection.execute(
        "select sum(points_possible), sum(points_judged) from score where unit_id = 'test/d'"
    ).fetchall()
    assert points == [(100.0, 0.0)]
