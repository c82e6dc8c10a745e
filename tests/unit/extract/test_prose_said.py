"""Each way of saying a year's numbers that prose.toml and requests.toml hold is read as it was meant."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.extract import Report
from gongkai.extract.prose import narrative
from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.text import Text

_SAID: list[dict[str, Any]] = [
    said
    for name in ("prose.toml", "requests.toml")
    for said in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["said"]
]
_OUR_OWN = ("year", "unit", "text", "parts", "closed", "doubts", "without")


_RULES = Path(narrative.__file__).with_name("rules.toml")
_EXAMPLES: list[dict[str, Any]] = [
    example
    for rule in tomllib.loads(_RULES.read_text("utf-8"))["rule"]
    for example in rule.get("examples", ())
]


@pytest.mark.parametrize("example", _EXAMPLES, ids=range(len(_EXAMPLES)))
def test_example_of_a_rule(example: dict[str, Any]) -> None:
    report = Report(year=2023, unit_stated="示例县青岩镇人民政府")
    read_narrative(Text(example["text"], (0,), ("here",)), report)
    numbers = {figure.name: figure.value for figure in report.narrative}
    wanted = {name: value for name, value in example.items() if name != "text"}
    assert {name: numbers.get(name) for name in wanted} == wanted
    assert not report.doubts


@pytest.mark.parametrize("said", _SAID, ids=range(len(_SAID)))
def test_said(said: dict[str, Any]) -> None:
    report = Report(year=said["year"], unit_stated=said["unit"])
    read_narrative(Text(re.sub(r"[^\S\n]", "", said["text"]), (0,), ("here",)), report)
    numbers = {figure.name: figure.value for figure in report.narrative}
    wanted = {name: value for name, value in said.items() if name not in _OUR_OWN}
    assert {name: numbers.get(name) for name in wanted} == wanted
    assert not numbers.keys() & set(said.get("without", ()))
    doubted = {doubt.where.removeprefix("narrative.") for doubt in report.doubts}
    assert doubted == set(said.get("doubts", ()))
    if "closed" in said:
        assert report.breakdown_closed is said["closed"]
    if "parts" in said:
        parts = sorted(f.value for f in report.narrative if f.name == "breakdown")
        assert parts == said["parts"]
