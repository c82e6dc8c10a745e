"""Which words of the lexicon an example of our own defends: without the word it is read otherwise.

`python -m tests.unit.extract.defended` deletes each in turn and prints what nothing missed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.extract.prose import lexicon as lexicons
from gongkai.extract.prose.lexicon import Lexicon, longest
from gongkai.extract.prose.numbers import FIRST, NUMBER
from tests.unit.extract.said import Said, examples, missed, passages, read

_TEMPLATES = Path(__file__).with_name("words.toml")
_SLOT = "{word}"
_NUMBER = re.compile(f"(?={FIRST})(?:{NUMBER})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the lexicon: under which concept it stands, as its `words` or as its `except`.

    `followed` are the characters of which one must stand behind it, if there are any.
    """

    concept: str
    kind: str
    word: str
    followed: str


class _Without:
    """The lexicon's pattern as if a word did not stand in it: a shorter one, a number or nothing is found."""

    def __init__(self, whole: re.Pattern[str], word: str) -> None:
        self._whole, self._word = whole, word
        shorter = [e for e in entries() if word != e.word and word.startswith(e.word)]
        words = longest((e.word for e in shorter), {e.word: e.followed for e in shorter})
        self._instead = re.compile(words) if shorter else _NUMBER

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        while found := self._whole.search(text, start, end):
            if found.group() == self._word:
                at = found.start()
                instead = self._instead.match(text, at, end) or _NUMBER.match(text, at, end)
                if instead is None:
                    start = at + 1
                    continue
                found = instead
            yield found
            start = found.end()


@cache
def entries() -> tuple[Entry, ...]:
    """All words of the lexicon in their order."""
    source = Path(lexicons.__file__).with_name("lexicon.toml").read_text("utf-8")
    return tuple(
        Entry(concept, kind, *written.partition(">")[::2])
        for concept, entry in tomllib.loads(source).items()
        for kind in ("words", "except")
        for written in entry.get(kind, "").split()
    )


def without(whole: Lexicon, word: str) -> Lexicon:
    """The lexicon without a word, compiled anew in nothing."""
    pattern: Any = _Without(whole.pattern, word)
    others = {other: concept for other, concept in whole.concepts.items() if other != word}
    return replace(whole, concepts=others, pattern=pattern)


@cache
def templates() -> dict[str, dict[str, list[Said]]]:
    """The examples of words.toml by concept, and by what their slot is for: `words` or `except`."""
    return tomllib.loads(_TEMPLATES.read_text("utf-8"))


@cache
def _sound() -> tuple[Said, ...]:
    return tuple(s for s in (*examples(), *passages()) if not missed(s, read(s)))


def is_missed(entry: Entry, template: Said) -> bool:
    """Whether an example with a word in its slot is read as it states, and otherwise without the word."""
    said = template | {"text": template["text"].replace(_SLOT, entry.word)}
    if entry.word not in said["text"] or missed(said, read(said)):
        return False
    return bool(missed(said, read(said, without(lexicons.lexicon(), entry.word))))


def defence(entry: Entry) -> Said | None:
    """An example that misses the word: a template, else an example of a rule or a passage."""
    own = templates().get(entry.concept, {}).get(entry.kind, [])
    if template := next((t for t in own if is_missed(entry, t)), None):
        return template
    shortened = without(lexicons.lexicon(), entry.word)
    having = (said for said in _sound() if entry.word in said["text"])
    return next((said for said in having if missed(said, read(said, shortened))), None)


def main(concepts: list[str]) -> int:
    """Print what of each concept is not defended; the exit status is 1 when there is any."""
    tried, alive = 0, 0
    for concept in dict.fromkeys(entry.concept for entry in entries()):
        if concepts and concept not in concepts:
            continue
        for kind in ("words", "except"):
            some = [e for e in entries() if (e.concept, e.kind) == (concept, kind)]
            left = [e.word for e in some if defence(e) is None]
            tried, alive = tried + len(some), alive + len(left)
            if some:
                print(
                    f"{concept} {kind}: {len(some)}, left {len(left)}: {' '.join(left)}", flush=True
                )
    print(f"{tried} made, {tried - alive} killed, {alive} left")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
