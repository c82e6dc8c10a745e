"""What the rules make of a sentence: readings of its quantities, and of what it says without a number."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from gongkai.extract.prose.clauses import Sentence, subject_before
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.lexicon import Lexicon, Token, lexicon
from gongkai.extract.prose.patterns import STARTS, compiled, requirements
from gongkai.messages import Message, message


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of saying.

    `emits` are names of figures, with `=0` where the words say that there is none; `subject` and `topic`
    those that it holds under; `unless` and `unless_behind` concepts that may not stand before and behind
    it, `under` and `unless_under` those that the heading must and may not name; `value` the only number
    that it reads; `is_first` where it holds for the first number right below a heading only.
    """

    id: str
    emits: tuple[tuple[str, float | None], ...]
    pattern: re.Pattern[str]
    requires: tuple[frozenset[str], ...]
    reads_number: bool
    strength: int
    subject: str
    topic: str
    unless: frozenset[str]
    unless_behind: frozenset[str]
    under: frozenset[str]
    unless_under: frozenset[str]
    value: float | None
    is_first: bool
    of_people: bool

    def holds(self, sentence: Sentence, quantity: Quantity | None, last: int) -> bool:
        """Whether its conditions hold where it matched: at a quantity, or up to the token `last`."""
        if self.topic and sentence.topic != self.topic:
            return False
        if not self.under <= sentence.under or self.unless_under & sentence.under:
            return False
        if self.is_first and not _is_alone(sentence, last):
            return False
        if self.subject:
            subject = quantity.subject if quantity else subject_before(sentence, last)
            if subject != self.subject:
                return False
        if self.value is not None and quantity and quantity.value != self.value:
            return False
        if self.unless:
            ahead = sentence.tokens[: quantity.index] if quantity else _clause(sentence, last)
            if any(token.concept in self.unless for token in ahead):
                return False
        return not self.unless_behind or not any(
            token.concept in self.unless_behind for token in _behind(sentence, last)
        )


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

    @property
    def counted_otherwise(self) -> Message | None:
        """What to doubt of its number, where it counts people, or leaves open how many."""
        if self.rule.of_people:
            return message("people_counted")
        return self.quantity.vague if self.quantity else None

    def before(self, begin: int) -> list[str]:
        """The concepts from a token on up to the quantity, without what a bracket holds that is closed."""
        assert self.quantity is not None
        said = [t.concept for t in self.sentence.tokens[max(0, begin) : self.quantity.index]]
        return said[len(said) - said[::-1].index("close") :] if "close" in said else said

    @property
    def clause(self) -> list[str]:
        """The concepts before the quantity, from its clause's begin or the number before it on."""
        quantity = self.quantity
        if quantity is None:
            return []
        ahead = (q.index + 1 for q in self.sentence.quantities if q.index < quantity.index)
        return self.before(max(quantity.clause, *ahead, 0))


class Rules:
    """Rules that are tried together; a skeleton that came before is not matched again."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Take rules; their order does not matter."""
        self.rules = rules
        self.by_concept = _by_rarest(rules)
        self.matches: Callable[[str], tuple[tuple[Rule, int, int], ...]] = lru_cache(16_384)(
            self._matches
        )

    def _matches(self, skeleton: str) -> tuple[tuple[Rule, int, int], ...]:
        """Every match: the rule, the token of its quantity (or -1) and its last token."""
        held = frozenset(skeleton)
        found = []
        tried = {n for character in held for n in self.by_concept.get(character, ())}
        for rule in [self.rules[n] for n in sorted(tried)]:
            if not all(map(held.intersection, rule.requires)):
                continue
            at = 0
            while match := rule.pattern.search(skeleton, at):
                n = match.start("n") if rule.reads_number else -1
                found.append((rule, n, match.end() - 1))
                at = n + 1 if n >= 0 else max(match.end(), at + 1)
        return tuple(found)

    def readings(self, sentence: Sentence) -> Iterator[Reading]:
        """What the rules make of a sentence."""
        matches = self.matches(sentence.skeleton)
        by_index = {q.index: q for q in sentence.quantities} if matches else {}
        for rule, n, last in matches:
            quantity = by_index.get(n)
            if (rule.reads_number and quantity is None) or not rule.holds(sentence, quantity, last):
                continue
            place = quantity.token if quantity else sentence.tokens[max(last, 0)]
            for name, value in rule.emits:
                said = value if value is not None else quantity.value if quantity else 0.0
                yield Reading(rule, name, said, sentence, quantity, place.start, place.end)


def _by_rarest(rules: tuple[Rule, ...]) -> dict[str, list[int]]:
    """By a concept, the rules (by number) of which it is one that they cannot do without.

    Of the sets that a rule requires, it stands under that whose concepts the fewest rules ask for: a
    sentence then meets few rules in vain.
    """
    asked = Counter(c for rule in rules for some in rule.requires for c in some)
    found: dict[str, list[int]] = {}
    for n, rule in enumerate(rules):
        if not rule.requires:
            raise ValueError(f"rule {rule.id}: its pattern matches where nothing is said")
        for character in min(rule.requires, key=lambda some: sum(asked[c] for c in some)):
            found.setdefault(character, []).append(n)
    return found


def load(source: str, words: Lexicon) -> Rules:
    """The rules of a TOML text."""
    return Rules(tuple(_rule(entry, words) for entry in tomllib.loads(source)["rule"]))


@cache
def rules() -> Rules:
    """The project's own rules."""
    return load((Path(__file__).parent / "rules.toml").read_text("utf-8"), lexicon())


def _rule(entry: dict[str, Any], words: Lexicon) -> Rule:
    pattern = entry["pattern"]
    expression = compiled(pattern, words.characters)
    emits = (name.partition("=") for name in entry["emits"].split())
    return Rule(
        entry["id"],
        tuple((name, float(value) if value else None) for name, _, value in emits),
        expression,
        requirements(pattern, words.characters),
        "n" in expression.groupindex,
        entry.get("strength", 2),
        entry.get("subject", ""),
        entry.get("topic", ""),
        frozenset(entry.get("unless", "").split()),
        frozenset(entry.get("unless_behind", "").split()),
        frozenset(entry.get("under", "").split()),
        frozenset(entry.get("unless_under", "").split()),
        entry.get("value"),
        entry.get("first", False),
        entry.get("of_people", False),
    )


def _is_alone(sentence: Sentence, last: int) -> bool:
    """Whether a sentence stands right below its heading, and none of its numbers before a token."""
    return sentence.is_first and all(q.index >= last for q in sentence.quantities)


def _clause(sentence: Sentence, last: int) -> list[Token]:
    """The tokens of the clause that ends at a token."""
    begin = last
    while begin > 0 and sentence.tokens[begin - 1].concept not in STARTS:
        begin -= 1
    return sentence.tokens[begin:last]


def _behind(sentence: Sentence, last: int) -> list[Token]:
    """The tokens behind one up to the end of its clause or item."""
    if sentence.tokens[last].concept in (*STARTS, "enum"):
        return []
    end = last + 1
    while end < len(sentence.tokens) and sentence.tokens[end].concept not in (*STARTS, "enum"):
        end += 1
    return sentence.tokens[last + 1 : end]
