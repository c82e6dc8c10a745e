"""Counts that make up the one before them, whatever their words say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.totals.items import Item, Listing, clean

LEAST = 3
"""Counts that make up another by more than chance."""


def made_up(
    text: str,
    sentence: Sentence,
    whole: Quantity,
    following: Sequence[tuple[Sentence, Quantity]],
    is_led: bool = False,
) -> Listing:
    """All counts up to the end of a sentence, or those that items of their own tell behind it, where they make
    up the one before them; else nothing. They are of one unit where 其中 does not lead them (`is_led`)."""
    here = [(s, q) for s, q in following if s is sentence]
    below = [(s, q) for s, q in following if s is not sentence and s.tokens[0].concept == "item"]
    led = [(s, q) for s, q in following if not here and s is following[0][0]]
    led = led if led and led[0][0].tokens[0].concept == "of_which" else []
    for told in (here, below, led):
        amounts = list(itertools.accumulate(q.value for _, q in told))
        parts = told[: amounts.index(whole.value) + 1] if whole.value in amounts else []
        units = {whole.unit, *(q.unit for _, q in parts)}
        is_alike = len(units) == 1 or (is_led and told is here)
        is_cut = told is not below and len(parts) < len(told)
        if len(parts) < LEAST or not is_alike or is_cut:
            continue
        ends = {id(s): s.start for s, _ in parts} | {id(sentence): whole.token.end}
        items = []
        for where, q in parts:
            label = clean(text[ends[id(where)] : q.token.start])
            items.append(Item(label, q, q.value, False))
            ends[id(where)] = q.token.end
        if all(item.label for item in items):
            return Listing(tuple(items), True, None, False, True, tuple(q for _, q in parts))
    return Listing()
