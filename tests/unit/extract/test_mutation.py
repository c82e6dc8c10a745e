"""Rules of the prose, a sample of them, are each defended by a passage: without one, some figure is another."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.extract.prose import lexicon as lexicons
from gongkai.extract.prose import rules as rule_books
from gongkai.extract.prose.lexicon import Lexicon
from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.rules import Rules
from gongkai.extract.prose.text import Text
from gongkai.extract.report import Report

_PROSE = Path(lexicons.__file__).parent
_SAID: list[dict[str, Any]] = [
    said
    for name in ("prose.toml", "requests.toml")
    for said in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["said"]
]
_SAMPLE = 12


def _read(said: dict[str, Any], words: Lexicon, group: Rules) -> tuple[object, ...]:
    report = Report(year=said["year"], unit_stated=said["unit"])
    text = Text(re.sub(r"[^\S\n]", "", said["text"]), (0,), ("here",))
    read_narrative(text, report, words, group)
    figures = [(f.name, f.label, f.value, f.rule) for f in report.narrative]
    return (*figures, *(doubt.where for doubt in report.doubts), report.breakdown_closed)


def _rules() -> list[str]:
    return [rule.id for rule in rule_books.rules().rules]


@pytest.mark.deep
@pytest.mark.parametrize("rule", random.Random(15).sample(_rules(), _SAMPLE))
def test_a_rule_that_goes_is_missed(rule: str) -> None:
    words = lexicons.lexicon()
    whole = rule_books.rules()
    without = Rules(tuple(r for r in whole.rules if r.id != rule))
    assert any(_read(s, words, whole) != _read(s, words, without) for s in _SAID)
