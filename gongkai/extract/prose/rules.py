"""Rules over concepts, compiled to patterns over skeletons: what a quantity, or a sentence, states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from gongkai.extract.prose.clauses import Quantity, Sentence
from gongkai.extract.prose.lexicon import Lexicon, Token, lexicon

_WORD = re.compile(r"[a-z_]+|~\d+(?:/[a-z_,]+)?|%\d+|[NP^@$!(){}\[\]|,]|\d+")
_HARD = ("number", "comma", "semi", "colon", "open", "close", "event", "foreign", "audience")
_OPEN = ("number", "semi")
_EDGE = ("comma", "semi", "colon", "open", "enum", "close", "item", "number")


_START = ("comma", "semi", "colon", "close", "item")


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of saying; `emits` are names of figures, with `=0` where the words say that there is none."""

    id: str
    emits: tuple[str, ...]
    pattern: re.Pattern[str]
    needs: str
    strength: int
    subject: str
    topic: str
    unless: frozenset[str]
    doubt: str | None
    value: float | None
    is_first: bool
    unless_behind: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule made of a place: the figure's name, its value and the quantity, if it has one."""

    rule: Rule
    name: str
    value: float
    sentence: Sentence
    quantity: Quantity | None
    start: int
    end: int


def load(source: str, words: Lexicon) -> tuple[Rule, ...]:
    """The rules of a TOML text."""
    return tuple(_rule(entry, words) for entry in tomllib.loads(source)["rule"])


@cache
def rules() -> tuple[Rule, ...]:
    """The project's own rules."""
    return load((Path(__file__).parent / "rules.toml").read_text("utf-8"), lexicon())


def _rule(entry: dict[str, Any], words: Lexicon) -> Rule:
    pattern = compiled(entry["pattern"], words)
    return Rule(
        entry["id"],
        tuple(entry["emits"].split()),
        pattern,
        _needs(entry["pattern"], words),
        entry.get("strength", 2),
        entry.get("subject", ""),
        entry.get("topic", ""),
        frozenset(entry.get("unless", "").split()),
        entry.get("doubt"),
        entry.get("value"),
        entry.get("first", False),
        frozenset(entry.get("unless_behind", "").split()),
    )


def _needs(pattern: str, words: Lexicon) -> str:
    parts = re.split(r"[^A-Za-z_]+", pattern)
    return (
        words.characters["number"]
        if "N" in parts
        else words.characters["people"]
        if "P" in parts
        else ""
    )


def compiled(pattern: str, words: Lexicon) -> re.Pattern[str]:
    """A pattern over concepts as one over a skeleton."""
    characters = words.characters

    def among(names: Iterable[str]) -> str:
        return "".join(characters[name] for name in names)

    out = []
    rest = _WORD.sub("", pattern).strip()
    if rest:
        raise ValueError(f"pattern: {rest!r} in {pattern!r} means nothing")
    optional = 0
    braces = False
    found = _WORD.findall(pattern)
    for word, following in zip(found, [*found[1:], ""], strict=True):
        if braces:
            out.append(word)
            braces = word != "}"
        elif word == "{":
            braces = True
            out.append(word)
        elif word == "N":
            out.append(f"{characters['colon']}?(?P<n>{characters['number']})")
        elif word == "P":
            out.append(f"(?P<n>{characters['people']})")
        elif word == "@":
            out.append(f"(?:^|(?<=[{among(_START)}]))")
        elif word == "n":
            out.append(characters["number"])
        elif word == "^":
            out.append(f"(?:^|(?<=[{among(_EDGE)}]))")
        elif word == "!":
            out.append("(?!")
            optional += 1
        elif word[0] == "~":
            size, _, but = word[1:].partition("/")
            hard = [*_HARD, *filter(None, but.split(","))]
            hard += ["enum"] if following in ("N", "n") else []
            out.append(f"[^{among(hard)}]{{0,{size}}}?")
        elif word[0] == "%":
            out.append(f"[^{among(_OPEN)}]{{0,{word[1:]}}}?")
        elif word == "[":
            out.append("(?:")
        elif word == "]":
            out.append(")?")
        elif word[0].isalpha():
            out.append(characters[word])
            if optional:
                out.append(")")
                optional -= 1
        elif word == "(":
            out.append("(?:")
        else:
            out.append(word)
    return re.compile("".join(out))


@lru_cache(maxsize=16_384)
def _matches(skeleton: str, group: tuple[Rule, ...]) -> tuple[tuple[Rule, int, int], ...]:
    """Every match of the rules on a skeleton: the rule, the token of its quantity (or -1), its last."""
    found = []
    for rule in group:
        if rule.needs not in skeleton:
            continue
        at = 0
        while match := rule.pattern.search(skeleton, at):
            n = match.start("n") if rule.needs else -1
            found.append((rule, n, match.end() - 1))
            at = n + 1 if n >= 0 else match.end()
    return tuple(found)


def readings(sentence: Sentence, group: tuple[Rule, ...]) -> list[Reading]:
    """What the rules make of a sentence."""
    by_index = {quantity.index: quantity for quantity in sentence.quantities}
    found = []
    for rule, n, last in _matches(sentence.skeleton, group):
        quantity = by_index.get(n)
        if rule.needs and quantity is None:
            continue
        place: Token = sentence.tokens[min(max(n, 0) if n >= 0 else last, len(sentence.tokens) - 1)]
        subject = quantity.subject if quantity else _subject_at(sentence, last)
        if rule.subject and subject != rule.subject:
            continue
        ahead = sentence.tokens[:n] if n >= 0 else _clause(sentence, last)
        if rule.unless and any(t.concept in rule.unless for t in ahead):
            continue
        if rule.value is not None and quantity and quantity.value != rule.value:
            continue
        if rule.unless_behind & {t.concept for t in _behind(sentence, last)}:
            continue
        if rule.is_first and not sentence.is_first:
            continue
        if rule.topic and sentence.topic != rule.topic:
            continue
        for emits in rule.emits:
            name, _, value = emits.partition("=")
            said = quantity.token.number.value if quantity and quantity.token.number else 0.0
            if value:
                said = float(value)
            found.append(Reading(rule, name, said, sentence, quantity, place.start, place.end))
    return found


def _clause(sentence: Sentence, last: int) -> list[Token]:
    """The tokens of the clause that ends at a token."""
    begin = last
    while begin > 0 and sentence.tokens[begin - 1].concept not in _START:
        begin -= 1
    return sentence.tokens[begin:last]


def _behind(sentence: Sentence, last: int) -> list[Token]:
    """The tokens behind one up to the end of its clause."""
    end = last + 1
    while end < len(sentence.tokens) and sentence.tokens[end].concept not in (*_START, "enum"):
        end += 1
    return sentence.tokens[last + 1 : end]


def _subject_at(sentence: Sentence, last: int) -> str:
    from gongkai.extract.prose.clauses import subject_before

    return subject_before(sentence, last)
