"""A sample of the mutants that `python -m tests.soak.mutate_sql` tries in full."""

from __future__ import annotations

import pytest

from gongkai.sql_files import sql_text
from tests.soak.mutate_sql import EQUIVALENT, Golden, mutants


@pytest.fixture(scope="module")
def golden() -> Golden:
    return Golden()


@pytest.mark.parametrize(("every", "step"), [(12, 14), pytest.param(1, 21, marks=pytest.mark.deep)])
def test_a_sample_of_mutants_is_killed(golden: Golden, every: int, step: int) -> None:
    """Every fourteenth of every twelfth check, and every 21st of all of them in `make test-deep`."""
    checks = golden.checks[::every]
    tried = [
        (check, what, text)
        for check in checks
        for what, text in list(mutants(sql_text("checks", check)))[::step]
        if (check, what) not in EQUIVALENT
    ]
    assert len(tried) > len(checks)
    assert [(c, what) for c, what, text in tried if not golden.kills(c, text)] == []


def test_the_sound_statement_survives(golden: Golden) -> None:
    assert not golden.kills("request_balance", sql_text("checks", "request_balance"))
