"""Each way of saying a year's numbers that prose.toml and requests.toml hold is read as it was meant."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.extract import Report
from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.text import Text

_SAID: list[dict[str, Any]] = [
    said
    for name in ("prose.toml", "requests.toml")
    for said in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["said"]
]
_OUR_OWN = ("year", "unit", "text", "parts", "closed", "doubts", "without")


@pytest.mark.parametrize("said", _SAID, ids=range(len(_SAID)))
def test_said(said: dict[str, Any]) -> None:
    report = Report(year=said["year"], unit=said["unit"])
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
