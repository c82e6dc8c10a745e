"""Text to tokens: words of the lexicon as concepts, numbers as quantities, all else as filler.

Every concept is one character, so that a sentence becomes a short string, its skeleton, that rules are
matched against. What looks like a number and counts nothing (a date, a share, a list's own numeral) is
recognised as what it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by concept, the character of each concept, and the pattern that finds them all."""

    concepts: dict[str, str]
    characters: dict[str, str]
    pattern: re.Pattern[str]


def load(source: str) -> Lexicon:
    """The lexicon of a TOML text; a word that stands twice is an error."""
    concepts: dict[str, str] = {}
    table = tomllib.loads(source)
    for name, entry in table.items():
        for word in entry.get("except", "").split():
            concepts.setdefault(word, "filler")
        for word in entry["words"].split():
            if concepts.get(word, "filler") != "filler":
                raise ValueError(f"lexicon: {word} is under {concepts[word]} and under {name}")
            concepts[word] = name
    characters = {name: chr(_FIRST + n) for n, name in enumerate([*_OTHERS, *table])}
    marks = "|".join(map(re.escape, _PUNCTUATION))
    return Lexicon(
        concepts | _PUNCTUATION,
        characters,
        re.compile(f"(?:{_trie(concepts)})|(?={FIRST})(?:{NUMBER})|{marks}"),
    )


@cache
def lexicon() -> Lexicon:
    """The project's own lexicon."""
    return load((Path(__file__).parent / "lexicon.toml").read_text("utf-8"))


def _trie(words: dict[str, str]) -> str:
    """A pattern that finds the longest of the words at a place."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}

    def pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        ends = "" in node
        branches = [re.escape(c) + pattern(below) for c, below in node.items() if c]
        if not branches:
            return ""
        if len(branches) > _MANY:  # not to try hundreds one after another at every character
            parts = range(0, len(branches), _MANY)
            branches = [_grouped(branches[n : n + _MANY]) for n in parts]
        body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
        return f"{body}?" if ends else body

    return pattern(tree)


def _grouped(branches: list[str]) -> str:
    """Branches that begin with different characters, tried only where one of these stands."""
    firsts = "".join(branch[:2] if branch.startswith("\\") else branch[0] for branch in branches)
    return f"(?=[{firsts}])(?:{'|'.join(branches)})"


def tokens(text: str, start: int, end: int, year: int | None, words: Lexicon) -> list[Token]:
    """The tokens of a stretch of text; years are those of, before and behind the report's `year`."""
    found: list[Token] = []
    concepts, at = words.concepts, start
    for match in words.pattern.finditer(text, start, end):
        concept, number = concepts.get(match.group()), None
        if concept is None:
            concept, number = number_of(text, match, year)
        if concept == "filler":
            continue
        begin, behind = match.span()
        if begin > at:
            found += _filler(at, begin)
        at = behind
        if concept != "neutral":
            found.append(Token(concept, begin, at, number))
    if end > at:
        found += _filler(at, end)
    return found


def _filler(start: int, end: int) -> list[Token]:
    if end - start <= _LONG:
        return [Token("filler", start, end)]
    return [Token("filler", n, min(n + _LONG, end)) for n in range(start, end, _LONG)]
