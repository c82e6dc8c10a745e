"""Every kind of body of every kind of place, in every way that officials say whose report it is."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import pytest

from gongkai.extract.identity.names import decide, names, titles

_TABLE = tomllib.loads(Path(__file__).with_name("bodies.toml").read_text("utf-8"))
_UNITS = [p + k for p, k in itertools.product(*(_TABLE[n].split() for n in ("places", "kinds")))]


def _unit(said: str) -> str | None:
    """The unit of a page of which these are the lines of the title, begun by #, or the preamble."""
    lines = [line.removeprefix("# ") for line in said.split("\n") if line.startswith("# ")]
    return decide(names(lines, titles([], lines, []), "" if lines else said, []))


@pytest.mark.parametrize("said", _TABLE["told"])
def test_who_reports(said: str) -> None:
    told = {unit: _unit(said.format(unit=unit)) for unit in _UNITS}
    assert not {unit: found for unit, found in told.items() if found != unit}


@pytest.mark.parametrize("said", _TABLE["named"])
def test_who_is_only_named(said: str) -> None:
    found = {unit: _unit(said.format(unit=unit)) for unit in _UNITS}
    assert not {unit: name for unit, name in found.items() if name is not None}
