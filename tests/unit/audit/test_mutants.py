"""A sample of the mutants that `python -m tests.soak.mutate_sql` tries in full."""

from __future__ import annotations

import pytest

from gongkai.warehouse.schema import sql_text
from tests.soak.mutate_sql import EQUIVALENT, Golden, mutants


@pytest.fixture(scope="module")
def golden() -> Golden:
    return Golden()


@pytest.mark.parametrize("every", [80, pytest.param(14, marks=pytest.mark.deep)])
def test_a_share_of_the_mutants_of_every_check_is_killed(golden: Golden, every: int) -> None:
    tried = [
        (check, what, text)
        for check in golden.checks
        for what, text in list(mutants(sql_text("checks", check)))[::every]
        if (check, what) not in EQUIVALENT
    ]
    assert len(tried) >= len(golden.checks) - 3
    assert [(c, what) for c, what, text in tried if not golden.kills(c, text)] == []


def test_the_sound_statement_survives(golden: Golden) -> None:
    assert not golden.kills("request_balance", sql_text("checks", "request_balance"))
