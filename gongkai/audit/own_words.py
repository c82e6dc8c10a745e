"""A unit's own words: what is left of a text without the form's phrases, names, dates and figures."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gongkai.settings import sql_folder
from gongkai.unit_name import ENDINGS, bare_name

SHINGLE = 5
"""Characters a shingle."""

_DATE = re.compile(r"(?:20\d\d|二[〇零○]\S\S)年度?(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
# from where a clause begins to its first digit, without a step back: most clauses have none
_FIGURE_CLAUSE = re.compile(
    r"(?<![^\s,，。.；;、：:()（）])[^\s,，。.；;、：:()（）\d]*+\d[^\s,，。；;、：:()（）]*"
)
_ENUMERATOR = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}(?:[)）]|、|是(?=\S)|要(?=\S))")
_WE = re.compile(r"[我本](?:街道办事处|街道|镇|乡|办事处|办|局|单位|机关|辖区)")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
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
    """What `own_text` leaves of one text."""
    return wordings([own_text(text, names)])[0]


def own_text(text: str, names: Iterable[str] = ()) -> str:
    """Blank boilerplate, `names`, dates and every clause that states a figure out of a text.

    What the prose says of figures is alike from year to year by its nature, and no copy. What is
    left stands where it stood.
    """
    text = _FIGURE_CLAUSE.sub(_blank, _DATE.sub(_blank, text))
    text = _boilerplate(_FEE in text).sub(_blank, text)
    text = _WE.sub(_blank, _ENUMERATOR.sub(_blank, text))
    for name in _ordered(tuple(names)):
        text = text.replace(name, " " * len(name))
    return text


def wordings(texts: Sequence[str]) -> list[Wording]:
    """The characters and shingles of what `own_text` left, all texts in one go."""
    characters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    is_word = ((characters >= 0x3400) & (characters <= 0x9FFF)) | (characters >= 0x20000)
    places = np.flatnonzero(is_word)
    hashes = _hashes(characters[places].astype(np.uint64))
    starts = np.cumsum([0, *map(len, texts)])
    found = []
    for start, (first, last) in zip(
        starts, pairwise(np.searchsorted(places, starts).tolist()), strict=False
    ):
        shingles = hashes[first : max(last - SHINGLE + 1, first)]
        found.append(Wording(places[first:last] - start, shingles))
    return found


def _hashes(characters: NDArray[np.uint64]) -> NDArray[np.uint64]:
    size = max(len(characters) - SHINGLE + 1, 0)
    total = np.zeros(size, np.uint64)
    for n in range(SHINGLE):
        total = (total + characters[n : n + size]) * _MULTIPLIER
        total ^= total >> np.uint64(29)
    return total


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(10_000)  # a nation's names are too many to keep
def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name with and without the endings that bodies have, longest first."""
    bare = {bare_name(name) for name in names}
    known = {name + ending for name in bare if len(name) > 1 for ending in (*ENDINGS, "")}
    return tuple(sorted(known, key=lambda name: (-len(name), name)))


_FEE = "信息处理费"


@cache
def _boilerplate(has_fee: bool) -> re.Pattern[str]:
    """All patterns as one, tried only where a character stands that may open one.

    The one pattern that may open with any character ends with `_FEE`, and is left out of texts that
    have no such word.
    """
    path = sql_folder() / "seeds" / "boilerplate.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if has_fee or not r["pattern"].endswith(_FEE)]
    guard = f"(?=[{''.join(r['opens'] for r in rows)}])" if all(r["opens"] for r in rows) else ""
    either = "|".join(_GROUP.sub("(?:", row["pattern"]) for row in rows)  # groups take time
    return re.compile(f"{guard}(?:{either})")
