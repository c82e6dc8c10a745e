"""A sample of the mutants that `python -m tests.soak.mutate_sql` tries in full."""

from __future__ import annotations

import pytest

from gongkai.sql_files import sql_text
from tests.soak.mutate_sql import EQUIVALENT, Golden, mutants


@pytest.fixture(scope="module")
def golden() -> Golden:
    return Golden()


def test_every_fourteenth_mutant_of_every_check_is_killed(golden: Golden) -> None:
    alive = [
        (check, what)
        for check in golden.checks
        for what, text in list(mutants(sql_text("checks", check)))[::14]
        if (check, what) not in EQUIVALENT and not golden.kills(check, text)
    ]
    assert alive == []


def test_the_sound_statement_survives(golden: Golden) -> None:
    assert not golden.kills("request_balance", sql_text("checks", "request_balance"))
