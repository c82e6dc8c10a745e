"""Sentences remembered by their text: reports repeat them by the thousand, and those of no request too."""

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
_SHORT = 60  # characters: a longer one with figures hardly comes again
_FIGURE = re.compile(r"\d")
_ENDS = frozenset("。\n!?！？")  # what parts sentences: a number behind it goes on from nothing
_OWNERS = ("", "own", "county")
_COUNTS = frozenset(("number", "people"))


class Memory:
    """Remembers sentences: what each says hangs on its words and the report's year alone."""

    def __init__(self, words: Lexicon, states: Callable[[Sentence], bool]) -> None:
        """Take the words, and what tells whether a sentence without a number states something."""
        self.words, self.states = words, states
        self.known: Callable[[str, int | None], Known] = lru_cache(8_192)(self._known)
        self.counted: Callable[[str, int | None], Known] = lru_cache(8_192)(self._known)

    def find(self, text: str, start: int, end: int, year: int | None) -> Known | None:
        """What the text of a sentence tells; None where that hangs on what stands around it, or is not kept."""
        if start == 0 or end - start > _LONGEST or hangs_back(text, start):
            return None
        if text.find('"', start, end) >= 0:  # a quote that may have begun before
            return None
        said = text[start - 1 : end]
        if not _FIGURE.search(said):
            return self.known(said, year)
        is_kept = end - start <= _SHORT and (said[0] in _ENDS or said[1] in ",:")
        return self.counted(said, year) if is_kept else None

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
