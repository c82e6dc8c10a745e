"""Sentences without figures, remembered by their text: reports repeat them by the thousand."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from gongkai.extract.prose.clauses import (
    Known,
    Sentence,
    goes_on,
    govern,
    last_subject,
    made,
)
from gongkai.extract.prose.headings import hangs_back
from gongkai.extract.prose.lexicon import Lexicon

_LONGEST = 200  # characters
_PARTICULAR = re.compile(r"[\d\"]")  # numbers, and quotes that may have begun before
_OWNERS = ("", "own", "county")
_COUNTS = frozenset(("number", "people"))


class Memory:
    """Remembers sentences without figures."""

    def __init__(self, words: Lexicon, states: Callable[[Sentence], bool]) -> None:
        """Take the words, and what tells whether a sentence without a number states something."""
        self.words, self.states = words, states
        self.known: Callable[[str, int | None], Known] = lru_cache(8_192)(self._known)

    def find(self, text: str, start: int, end: int, year: int | None) -> Known | None:
        """What the text of a sentence tells; None where that hangs on what stands around it, or has numbers."""
        if start == 0 or end - start > _LONGEST or _PARTICULAR.search(text, start, end):
            return None
        if hangs_back(text, start):
            return None
        return self.known(text[start - 1 : end], year)

    def _known(self, text: str, year: int | None) -> Known:
        """Of a sentence behind one character, by which the numeral of an item is known."""
        sentence = made(text, 1, len(text), year, self.words, "")
        if sentence is None:
            return Known(owners=dict(zip(_OWNERS, _OWNERS, strict=True)))
        concepts = {token.concept for token in sentence.tokens}
        if not _COUNTS.isdisjoint(concepts) or self.states(sentence):
            return Known(sentence)
        if not goes_on(sentence.tokens):
            govern(sentence, text, "", "")
            return Known(None, last_subject(sentence), dict.fromkeys(_OWNERS, sentence.owner))
        left = {}
        for owner in _OWNERS:
            govern(sentence, text, "", owner)
            left[owner] = sentence.owner
        return Known(None, last_subject(sentence), left)
