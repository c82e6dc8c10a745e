"""The little language in which rules are written: concepts, quantities and gaps, as a pattern over skeletons.

In a pattern stand concepts of the lexicon; `N` is the quantity read, `P` one that counts people, `n` any
other; `a|b` one of them; `[x]` x or nothing; `~3` up to three tokens of the same clause, `~3/x,y` without
those concepts, `%3` (and `%3/x`) also across commas, colons and brackets but no quantity; `^` where a clause or an item
begins, `@` where a clause does; `!x` and `!(x|y z)` what must not follow; `$` the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[a-z_]+|!\(|[~%]\d+(?:/[a-z_,]+)?|\{[\d,]+\}|[NP^@$!()\[\]|]")
_NEGATED = re.compile(r"!\([^()]*\)")
_HARD = ("number", "comma", "semi", "colon", "open", "close", "event", "foreign", "audience")
_OTHERS = ("reconsider", "litigate")  # what a number behind them is of
_OPEN = ("number", "semi")
_EDGE = ("comma", "semi", "colon", "open", "enum", "close", "item", "number")
STARTS = ("comma", "semi", "colon", "close", "item")
"""Concepts behind which a clause begins."""


def compiled(pattern: str, characters: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern over concepts as one over a skeleton.

    Raises:
        ValueError: for what is no word of the language; KeyError for an unknown concept.
    """
    if rest := _WORD.sub("", pattern).strip():
        raise ValueError(f"pattern: {rest!r} in {pattern!r} means nothing")
    words = _WORD.findall(pattern)
    out: list[str] = []
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        piece = _piece(word, following, characters)
        out.append(f"(?!{piece})" if at and words[at - 1] == "!" else piece)
    return re.compile("".join(out))


def requirements(pattern: str, characters: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    """Sets of characters of each of which a skeleton must hold one for the pattern to match."""
    sets: list[set[str]] = []
    depth, optional, negated = 0, 0, False
    words = _WORD.findall(_NEGATED.sub("", pattern))
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word == "(":
            depth += 1
            if depth == 1 and not optional:
                sets.append(set())
        elif word == ")":
            depth -= 1
            if depth == 0 and not optional and following.startswith("{0"):
                sets.pop()
        elif word in "[]":
            optional += 1 if word == "[" else -1
        elif word in "^@$" and depth and not optional:
            sets[-1] |= set(characters.values())
        elif word[0].isalpha() and not optional and not negated:
            name = {"N": "number", "n": "number", "P": "people"}.get(word, word)
            if depth:
                sets[-1].add(characters[name])
            else:
                sets.append({characters[name]})
        negated = word == "!"
    return tuple(frozenset(some) for some in sets)


def _piece(word: str, following: str, characters: Mapping[str, str]) -> str:
    """One word of a pattern; `following` is the next."""

    def among(names: Iterable[str]) -> str:
        return "".join(characters[name] for name in names)

    if word[0] == "~":
        size, _, but = word[1:].partition("/")
        hard = [*_HARD, *filter(None, but.split(","))]
        hard += ["enum", *_OTHERS] if following in ("N", "n") else []
        return f"[^{among(hard)}]{{0,{size}}}?"
    if word[0] == "%":
        size, _, but = word[1:].partition("/")
        return f"[^{among([*_OPEN, *filter(None, but.split(','))])}]{{0,{size}}}?"
    fixed = {
        "N": f"{characters['colon']}?(?P<n>{characters['number']})",
        "P": f"(?P<n>{characters['people']})",
        "n": characters["number"],
        "@": f"(?:^|(?<=[{among(STARTS)}]))",
        "^": f"(?:^|(?<=[{among(_EDGE)}]))",
        "!": "",
        "[": "(?:",
        "]": ")?",
        "(": "(?:",
        "!(": "(?!",
    }
    if word in fixed:
        return fixed[word]
    return characters[word] if word[0].isalpha() else word
