"""What must not change an order, and a blank that counts as one fault."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.audit.checks import known_checks, run_checks
from gongkai.audit.ranking import rank_units, run_ranking
from gongkai.audit.score import load_rubrics, run_scores
from gongkai.audit.standings import Floats, Standings
from tests.unit.audit.reports import put, sound_report
from tests.unit.audit.warehouse import Body, filled

POSSIBLE = np.array([20.0, 25.0, 25.0, 10.0, 10.0, 10.0])
_units = st.lists(
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=6, max_size=6), min_size=2, max_size=9
)


def _rank(earned: Floats, judged: Floats) -> Standings:
    return rank_units(earned, judged, judged.sum(axis=1) == 0)


def _same(one: Standings, other: Standings) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
        for name in ("rank", "rank_low", "rank_high")
    )


@settings(max_examples=40, deadline=None)
@given(_units)
def test_ten_times_the_points_change_no_order(parts: list[list[float]]) -> None:
    earned = np.array(parts) * POSSIBLE
    judged = np.tile(POSSIBLE, (len(parts), 1))
    assert _same(_rank(earned, judged), _rank(earned * 10, judged * 10))


@settings(max_examples=40, deadline=None)
@given(_units)
def test_a_unit_without_a_report_changes_no_order(parts: list[list[float]]) -> None:
    earned = np.array(parts) * POSSIBLE
    judged = np.tile(POSSIBLE, (len(parts), 1))
    nobody = np.zeros((1, 6))
    more = _rank(np.vstack([earned, nobody]), np.vstack([judged, nobody]))
    assert more.rank[-1] == len(parts) + 1
    cut = Standings(more.score[:-1], more.rank[:-1], more.rank_low[:-1], more.rank_high[:-1])
    assert _same(_rank(earned, judged), cut)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_order_of_the_registry_changes_nothing(order: tuple[int, ...]) -> None:
    late, wrong = sound_report(2024, unit="白鹭镇"), sound_report(2024, unit="青禾镇")
    assert late.published_on
    late.published_on = late.published_on.replace(month=3)
    put(wrong, "requests.carried_out.total", 7)
    bodies = [
        Body("a", "白鹭镇", reports={2024: late}),
        Body("b", "青禾镇", reports={2024: wrong}),
        Body("c", reports={2024: sound_report(2024)}),
    ]
    connection = filled([bodies[n] for n in order], 2024, 2024)
    load_rubrics(connection)
    run_checks(connection, known_checks(connection))
    run_scores(connection)
    run_ranking(connection)
    ranks = connection.execute("select unit_id, rank from ranking order by unit_id").fetchall()
    assert ranks == [("test/a", 2), ("test/b", 2), ("test/c", 1)]


def test_a_blank_alone_is_one_fault_however_many_identities_it_breaks() -> None:
    report = sound_report(2024)
    put(report, "requests.concluded.total", None)
    connection = filled([Body("one", reports={2024: report})], 2024, 2024)
    run_checks(connection, known_checks(connection))
    identities = ("request_row_total", "request_outcome_total", "request_balance")
    verdicts = connection.execute(
        "select verdict, verdict_strict from check_result where check_id in (?, ?, ?)", identities
    ).fetchall()
    assert verdicts == [("pass", "fail")] * 3
    failed = connection.execute("select check_id, place from finding").fetchall()
    assert failed == [("cells_filled", "requests.concluded")]


def test_strict_and_lenient_differ_only_where_a_blank_stands() -> None:
    connection = filled([Body("one", reports={2024: sound_report(2024)})], 2024, 2024)
    run_checks(connection, known_checks(connection))
    (differing,) = connection.execute(
        "select count(*) from check_result where verdict <> verdict_strict"
    ).fetchone() or (0,)
    assert differing == 0
