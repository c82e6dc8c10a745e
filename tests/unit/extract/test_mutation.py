"""Every rule of the prose is defended by a passage: without it, some figure is another."""

from __future__ import annotations

import pytest

from gongkai.extract.prose import lexicon as lexicons
from gongkai.extract.prose import rules as rule_books
from gongkai.extract.prose.rules import Rules
from tests.unit.extract.said import Said, passages, read


def _read(said: Said, group: Rules) -> tuple[object, ...]:
    report = read(said, lexicons.lexicon(), group)
    figures = [(f.name, f.label, f.value, f.rule) for f in report.narrative]
    return (*figures, *(doubt.where for doubt in report.doubts), report.breakdown_closed)


def _rules() -> list[str]:
    return [rule.id for rule in rule_books.rules().rules]


@pytest.mark.deep
@pytest.mark.parametrize("rule", _rules())
def test_a_rule_that_goes_is_missed(rule: str) -> None:
    whole = rule_books.rules()
    without = Rules(tuple(r for r in whole.rules if r.id != rule))
    assert any(_read(s, whole) != _read(s, without) for s in passages())
