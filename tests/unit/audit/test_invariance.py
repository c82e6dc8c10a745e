"""What must not change an order, and a blank that is one finding."""

from __future__ import annotations

import pytest

from gongkai.audit.checks import known_checks, run_checks
from gongkai.audit.ranking import run_ranking
from gongkai.audit.score import load_rubrics, run_scores
from tests.unit.audit.reports import put, sound_report
from tests.unit.audit.warehouse import Body, filled


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
    assert ranks == [("test/a", 3), ("test/b", 2), ("test/c", 1)]


def test_a_blank_is_one_finding_and_costs_each_identity_that_rests_on_it() -> None:
    report = sound_report(2024)
    put(report, "requests.concluded.total", None)
    connection = filled([Body("one", reports={2024: report})], 2024, 2024)
    run_checks(connection, known_checks(connection))
    identities = ("request_row_total", "request_outcome_total", "request_balance")
    verdicts = connection.execute(
        "select verdict, verdict_strict from check_result where check_id in (?, ?, ?)", identities
    ).fetchall()
    assert verdicts == [("not_shown", "fail")] * 3
    failed = connection.execute(
        "select check_id, place from finding where place <> 'omission'"
    ).fetchall()
    assert failed == [("cells_filled", "requests.concluded")]


def test_strict_and_lenient_differ_only_where_a_blank_stands() -> None:
    connection = filled([Body("one", reports={2024: sound_report(2024)})], 2024, 2024)
    run_checks(connection, known_checks(connection))
    (differing,) = connection.execute(
        "select count(*) from check_result where verdict <> verdict_strict"
    ).fetchone() or (0,)
    assert differing == 0
