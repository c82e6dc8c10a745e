"""A unit's own words: what is left of a text without the form's phrases, names, dates and figures."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gongkai.settings import sql_folder

SHINGLE = 5
"""Characters a shingle."""

_DATE = re.compile(r"(?:20\d\d|二[〇零○]\S\S)年度?(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
_FIGURE_CLAUSE = re.compile(r"[^\s,，。.；;、：:()（）]*\d[^\s,，。；;、：:()（）]*")
_ENUMERATOR = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}(?:[)）]|、|是(?=\S)|要(?=\S))")
_WE = re.compile(r"[我本](?:街道办事处|街道|镇|乡|办事处|办|局|单位|机关|辖区)")
_ENDINGS = ("人民政府", "办事处", "政府", "")
_NAME_ENDING = re.compile(f"(?:{'|'.join(_ENDINGS[:-1])})$")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bit of a character is lost


@dataclass(frozen=True, slots=True)
class Wording:
    """What is left of a text, in its order.

    Attributes:
        places: where each character left stands in the text, from 0.
        hashes: one a shingle, SHINGLE − 1 fewer than characters.
    """

    places: NDArray[np.int64]
    hashes: NDArray[np.uint64]

    @property
    def characters(self) -> int:
        """How many characters are left."""
        return len(self.places)


def own_words(text: str, names: Iterable[str] = ()) -> Wording:
    """Take boilerplate, `names`, dates and every clause that states a figure out of a text.

    What the prose says of figures is alike from year to year by its nature, and no copy.
    """
    for pattern in (_DATE, _FIGURE_CLAUSE, _boilerplate(), _ENUMERATOR, _WE):
        text = pattern.sub(_blank, text)
    for name in _ordered(tuple(names)):
        text = text.replace(name, " " * len(name))
    characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    is_word = ((characters >= 0x3400) & (characters <= 0x9FFF)) | (characters >= 0x20000)
    places = np.flatnonzero(is_word)
    return Wording(places, _hashes(characters[places].astype(np.uint64)))


def _hashes(characters: NDArray[np.uint64]) -> NDArray[np.uint64]:
    size = max(len(characters) - SHINGLE + 1, 0)
    total = np.zeros(size, np.uint64)
    for n in range(SHINGLE):
        total = (total + characters[n : n + size]) * _MULTIPLIER
        total ^= total >> np.uint64(29)
    return total


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@cache
def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name with and without the endings that bodies have, longest first."""
    bare = {_NAME_ENDING.sub("", name) for name in names}
    known = {name + ending for name in bare if len(name) > 1 for ending in _ENDINGS}
    return tuple(sorted(known, key=lambda name: (-len(name), name)))


@cache
def _boilerplate() -> re.Pattern[str]:
    path = sql_folder() / "seeds" / "boilerplate.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return re.compile("|".join(f"(?:{row['pattern']})" for row in csv.DictReader(file)))
