"""Every word of counties.toml is defended: without it a county gets another name, or none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gongkai.extract.identity import county
from gongkai.extract.identity.county import county_of
from gongkai.extract.identity.places import read_places

_TABLE = tomllib.loads(Path(county.__file__).with_name("counties.toml").read_text("utf-8"))
_SEPARATORS = {
    "prefectures": " ",
    "before": " ",
    "never_in": "",
    "joins": "",
    "joined": " ",
    "whole": " ",
}
_SAID = {"省": "全省样例县政府的意见"}


def _words(name: str) -> list[str]:
    return _TABLE[name].split() if _SEPARATORS[name] else list("".join(_TABLE[name].split()))


def _county(name: str, word: str) -> list[str | None]:
    """What a text with the word says: a city is the unit's own, and the text names a county in it."""
    unit = f"{word}市云溪示范镇" if name == "prefectures" else "云溪示范镇"
    said = _SAID.get(word, f"该镇有关{word}样例县政府的意见")
    if name in ("prefectures", "joined", "whole"):
        said = f"{word}政府网站" if name != "prefectures" else "样例县政府网站"
    own = [county_of(f"{word}云溪示范镇", [], [])] if name == "whole" else []
    return [*own, county_of(unit, [said], [])]


@pytest.mark.parametrize("name", _SEPARATORS)
def test_a_word_that_goes_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    idle = []
    for word in _words(name):
        told = word if name in ("joined", "whole") else "样例县"
        assert set(_county(name, word)) == {told}
        rest = _SEPARATORS[name].join(other for other in _words(name) if other != word)
        with monkeypatch.context() as patch:
            patch.setattr(county, "places", lambda rest=rest: read_places(_TABLE | {name: rest}))
            if set(_county(name, word)) == {told}:
                idle.append(word)
    assert not idle


@pytest.mark.parametrize(
    ("unit", "said", "county"),
    [
        ("云溪示范镇", "通过和田地区墨玉县人民政府网站公开", "墨玉县"),
        (
            "云溪示范镇",
            "通过怒江傈僳族自治州贡山独龙族怒族自治县人民政府网站公开",
            "贡山独龙族怒族自治县",
        ),
        ("黔西南布依族苗族自治州望谟县水利局", "", "望谟县"),
        ("新乡市红旗区水利局", "", "红旗区"),
    ],
)
def test_a_name_behind_its_prefecture(unit: str, said: str, county: str) -> None:
    assert county_of(unit, [said], []) == county
