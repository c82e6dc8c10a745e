"""Every word of counties.toml is defended: without it a county gets another name, or none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gongkai.extract import county
from gongkai.extract.county import county_of, read_names

_TABLE = tomllib.loads(Path(county.__file__).with_name("counties.toml").read_text("utf-8"))
_SEPARATORS = {"prefectures": " ", "before": " ", "never_in": "", "joins": "", "joined": " "}
_SAID = {"省": "全省样例县政府的意见"}


def _words(name: str) -> list[str]:
    return _TABLE[name].split() if _SEPARATORS[name] else list("".join(_TABLE[name].split()))


def _county(name: str, word: str) -> str | None:
    """The county of a text with the word; a city is the unit's own, and the text names a county in it."""
    unit = f"{word}市云溪示范镇" if name == "prefectures" else "云溪示范镇"
    said = _SAID.get(word, f"该镇有关{word}样例县政府的意见")
    if name in ("prefectures", "joined"):
        said = f"{word}政府网站" if name == "joined" else "样例县政府网站"
    return county_of(unit, [said], [])


@pytest.mark.parametrize("name", _SEPARATORS)
def test_a_word_that_goes_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    idle = []
    for word in _words(name):
        told = word if name == "joined" else "样例县"
        assert _county(name, word) == told
        rest = _SEPARATORS[name].join(other for other in _words(name) if other != word)
        with monkeypatch.context() as patch:
            patch.setattr(county, "_names", lambda rest=rest: read_names(_TABLE | {name: rest}))
            if _county(name, word) == told:
                idle.append(word)
    assert not idle
