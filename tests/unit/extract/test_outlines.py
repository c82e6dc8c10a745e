"""Reports of before 2019: whatever their headings are called, numbered by and set apart by, the text below is read."""

from __future__ import annotations

import itertools
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.extract import extract
from gongkai.readers import read_page

_PARTS = ("disclosure", "requests", "fees", "reviews", "later")
_NAMES = (
    "disclosed_total",
    "requests_received",
    "requests_answered",
    "reconsiderations",
    "litigations",
)
_TITLE = "示例县青岩镇人民政府2023年政府信息公开工作年度报告\n本报告根据条例编制。\n"
_RUN_IN = 9  # characters: shorter text that follows a heading without a mark is a part of it


@cache
def _outlines() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("outlines.toml").read_text("utf-8"))


def _layouts() -> list[tuple[str, str]]:
    styles, between = _outlines()["styles"], _outlines()["between"]
    return [
        (s, b) for s, b in itertools.product(styles, between) if s[0] != "|" or b in ("\n", ":")
    ]


def _missed(style: str, between: str, part: str, heading: str, said: dict[str, Any]) -> str:
    """What is read otherwise where one part stands so, and the others as they come first; empty if nothing is."""
    numerals = style.split("|")
    lines, wanted = [], dict.fromkeys(_NAMES)
    for numeral, name in zip(numerals, _PARTS, strict=True):
        table = _outlines()[name]
        title, told = (heading, said) if name == part else (table["headings"][0], table["said"][0])
        lines.append(f"{numeral}{title}{between}{told['text']}")
        wanted |= {key: value for key, value in told.items() if key != "text"}
    text = _TITLE + "\n".join(lines)
    report = extract(read_page(text.encode(), "x.txt"))
    found = dict.fromkeys(_NAMES) | {f.name: f.value for f in report.narrative if f.name in _NAMES}
    doubts = [doubt.where for doubt in report.doubts]
    return "" if found == wanted and not doubts else f"{text}\n{found} {doubts}"


@pytest.mark.parametrize("part", ["disclosure", "requests", "reviews"])
@pytest.mark.parametrize(("style", "between"), _layouts())
def test_text_under_headings(style: str, between: str, part: str) -> None:
    table = _outlines()[part]
    pairs = itertools.product(table["headings"], table["said"])
    missed = (
        _missed(style, between, part, heading, said)
        for heading, said in pairs
        if between or len(said["text"]) > _RUN_IN or heading.endswith("情况")
    )
    assert not [*filter(None, missed)]
