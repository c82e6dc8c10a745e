"""Text to tokens: words of the lexicon as concepts, numbers as quantities, all else as filler.

Every concept is one character, so that a sentence becomes a short string, its skeleton, that rules are
matched against. What looks like a number and counts nothing (a date, a share, a list's own numeral) is
recognised as what it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.extract.prose.numbers import FIRST, NUMBER, Number, number_of

_FIRST = 0xE000  # of the private use area: concepts in the order of the lexicon
_PUNCTUATION = {
    ",": "comma",
    "，": "comma",
    ";": "semi",
    "；": "semi",
    ":": "colon",
    "：": "colon",
    "、": "enum",
    "(": "open",
    "（": "open",
    ")": "close",
    "）": "close",
}
_OTHERS = (
    "filler",
    "number",  # a count of things that information or requests may be
    "amount",  # a count of something else: people, money, days
    "share",
    "whole_share",
    "people",
    "date",
    "item",  # the numeral of a list
    "last_year",
    "next_year",
    "report_year",
    *dict.fromkeys(_PUNCTUATION.values()),
)
_MANY = 64  # branches of a pattern: the engine passes over one at the sight of its character
_LONG = 6  # characters of filler that make one token


@dataclass(slots=True)
class Token:
    """A piece of text; `concept` names it, `number` is what a quantity says."""

    concept: str
    start: int
    end: int
    number: Number | None = None


@dataclass(frozen=True, slots=True, eq=False)  # each is made once
class Lexicon:
    """Words by concept, the character of each concept, and the pattern that finds them all."""

    concepts: dict[str, str]
    characters: dict[str, str]
    pattern: re.Pattern[str]


def load(source: str) -> Lexicon:
    """The lexicon of a TOML text; a word that stands twice is an error."""
    concepts: dict[str, str] = {}
    followed: dict[str, str] = {}
    table = tomllib.loads(source)
    for name, entry in table.items():
        for written in entry.get("except", "").split():
            word, _, followed[word] = written.partition(">")
            concepts.setdefault(word, "filler")
        for written in entry["words"].split():
            word, _, followed[word] = written.partition(">")
            if concepts.get(word, "filler") != "filler":
                raise ValueError(f"lexicon: {word} is under {concepts[word]} and under {name}")
            concepts[word] = name
    characters = {name: chr(_FIRST + n) for n, name in enumerate([*_OTHERS, *table])}
    marks = "|".join(map(re.escape, _PUNCTUATION))
    return Lexicon(
        concepts | _PUNCTUATION,
        characters,
        re.compile(f"(?:{longest(concepts, followed)})|(?={FIRST})(?:{NUMBER})|{marks}"),
    )


@cache
def lexicon() -> Lexicon:
    """The project's own lexicon."""
    return load((Path(__file__).parent / "lexicon.toml").read_text("utf-8"))


def longest(words: Iterable[str], followed: Mapping[str, str]) -> str:
    """A pattern that finds the longest of the words at a place.

    `followed` are characters by word of which one must stand behind it, # for a digit; behind ^ none may.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        behind = followed.get(word, "").replace("#", r"\d")
        node[""] = _look(behind) if behind else ""

    def pattern(node: dict[str, Any]) -> str:
        end = node.get("")
        branches = [re.escape(c) + pattern(below) for c, below in node.items() if c]
        if len(branches) > _MANY:  # not to try hundreds one after another at every character
            parts = range(0, len(branches), _MANY)
            branches = [_grouped(branches[n : n + _MANY]) for n in parts]
        branches += [end] if end is not None else []  # behind all that go on from here
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"

    return pattern(tree)


def _look(behind: str) -> str:
    """A pattern for what must stand behind a word: one of some characters, or none of those behind ^."""
    return f"(?![{behind[1:]}])" if behind[0] == "^" else f"(?=[{behind}])"


def _grouped(branches: list[str]) -> str:
    """Branches that begin with different characters, tried only where one of these stands."""
    firsts = "".join(branch[:2] if branch.startswith("\\") else branch[0] for branch in branches)
    return f"(?=[{firsts}])(?:{'|'.join(branches)})"


def tokens(text: str, start: int, end: int, year: int | None, words: Lexicon) -> list[Token]:
    """The tokens of a stretch of text; years are those of, before and behind the report's `year`."""
    found: list[Token] = []
    concepts, add, at = words.concepts, found.append, start
    for match in words.pattern.finditer(text, start, end):
        number = None
        if match.lastgroup is None:
            concept = concepts[match[0]]
        else:  # also where it reads as a word would: 数为零
            concept, number = number_of(text, match, year)
        if concept == "filler":
            continue
        begin, behind = match.span()
        if begin > at:
            if begin - at <= _LONG:  # as most are
                add(Token("filler", at, begin))
            else:
                found += _filler(at, begin)
        at = behind
        if concept != "neutral":
            add(Token(concept, begin, at, number))
    if end > at:
        found += _filler(at, end)
    return found


def _filler(start: int, end: int) -> list[Token]:
    return [Token("filler", n, min(n + _LONG, end)) for n in range(start, end, _LONG)]
