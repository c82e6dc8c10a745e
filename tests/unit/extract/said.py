"""Our own examples of prose, what they state, and whether a reading of them says so."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.extract import Report
from gongkai.extract.prose import lexicon as lexicons
from gongkai.extract.prose.lexicon import Lexicon
from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.rules import Rules
from gongkai.extract.prose.text import Text

_HERE = Path(__file__).parent
_RULES = Path(lexicons.__file__).with_name("rules.toml")
_OUR_OWN = ("year", "unit", "text", "parts", "channels", "labels", "closed", "doubts", "without")

Said = dict[str, Any]


@cache
def passages() -> tuple[Said, ...]:
    """The passages of prose.toml and requests.toml."""
    files = ("prose.toml", "requests.toml")
    return tuple(
        said for f in files for said in tomllib.loads((_HERE / f).read_text("utf-8"))["said"]
    )


@cache
def examples() -> tuple[Said, ...]:
    """The examples that the rules carry."""
    rules = tomllib.loads(_RULES.read_text("utf-8"))["rule"]
    return tuple(example for rule in rules for example in rule.get("examples", ()))


def text_of(said: Said) -> Text:
    """The text of a passage."""
    return Text(re.sub(r"[^\S\n]", "", said["text"]), (0,), ("here",))


def read(said: Said, words: Lexicon | None = None, group: Rules | None = None) -> Report:
    """The report of a passage, by other words or rules than the project's where some are given."""
    report = Report(
        year=said.get("year", 2023), unit_stated=said.get("unit", "示例县青岩镇人民政府")
    )
    read_narrative(text_of(said), report, words, group)
    return report


def missed(said: Said, report: Report) -> dict[str, tuple[object, object]]:
    """Where a reading says something else than the passage states: what is stated, and what was read."""
    numbers = {figure.name: figure.value for figure in report.narrative}
    found: dict[str, tuple[object, object]] = {
        name: (value, numbers.get(name)) for name, value in said.items() if name not in _OUR_OWN
    }
    unwanted = numbers.keys() & set(said.get("without", ()))
    doubted = {doubt.where.removeprefix("narrative.") for doubt in report.doubts}
    found["without"] = set(), unwanted
    found["doubts"] = set(said.get("doubts", ())), doubted
    if "closed" in said:
        found["closed"] = said["closed"], report.breakdown_closed
    if "labels" in said:
        labels = sorted(f.label for f in report.narrative if f.label)
        found["labels"] = said["labels"], labels
    for key, name in (("parts", "breakdown"), ("channels", "channels")):
        if key in said:
            values = sorted(f.value for f in report.narrative if f.name == name)
            found[key] = said[key], values
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}
