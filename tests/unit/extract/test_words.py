"""Every word of the lexicon is defended: an example of our own is read otherwise when it is deleted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.extract.prose import lexicon as lexicons
from gongkai.extract.prose.lexicon import load, tokens
from tests.unit.extract.defended import defence, entries, is_missed, templates, without
from tests.unit.extract.said import passages

_CONCEPTS = tuple(dict.fromkeys(entry.concept for entry in entries()))


@pytest.mark.parametrize("concept", _CONCEPTS)
def test_a_word_that_goes_is_missed(concept: str) -> None:
    of_concept = [entry for entry in entries() if entry.concept == concept]
    assert not [entry.word for entry in of_concept if defence(entry) is None]


@pytest.mark.parametrize("concept", templates())
def test_no_template_is_idle(concept: str) -> None:
    for kind, own in templates()[concept].items():
        words = [entry for entry in entries() if (entry.concept, entry.kind) == (concept, kind)]
        idle = [said["text"] for said in own if not any(is_missed(e, said) for e in words)]
        assert not idle


@pytest.mark.parametrize("word", ["收到", "申请公开政府信息", "多", "转", "重点领域"])
def test_a_word_is_deleted_as_if_it_had_never_stood_there(word: str) -> None:
    source = Path(lexicons.__file__).with_name("lexicon.toml").read_text("utf-8")
    anew = load(re.sub(rf'(?<=[ "]){word}(?:>[^ "]+)?(?=[ "])', "", source))
    shortened = without(lexicons.lexicon(), word)
    for text in [*(said["text"] for said in passages()), f"全年{word}信息{word}12条"]:
        found = [
            [(t.concept, t.start, t.end) for t in tokens(text, 0, len(text), 2023, words)]
            for words in (shortened, anew)
        ]
        assert found[0] == found[1]


@pytest.mark.parametrize(
    ("text", "concepts"), [("多3件", ["more", "number"]), ("多种", ["filler"]), ("多么", ["how"])]
)
def test_a_word_that_something_must_follow(text: str, concepts: list[str]) -> None:
    words = load('[more]\nwords = "多>#"\n[how]\nwords = "多么"')
    assert [token.concept for token in tokens(text, 0, len(text), 2023, words)] == concepts
