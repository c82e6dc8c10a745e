"""Text to sentences of tokens, each under its topic; every quantity with its subject, owner and period."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from gongkai.extract.prose.lexicon import Lexicon, Token, tokens
from gongkai.extract.prose.owner import bare_name, is_township
from gongkai.extract.prose.text import Text

_SENTENCE = re.compile(r"[^。\n!?！？]{1,1200}")
_TELLS = re.compile(r"[已毕\d零〇无未没均都全一二两三四五六七八九十]|空白|其余|皆")
_ITEM = r"[(][一二三四五六七八九十]{1,2}[)]|[一二三四五六七八九十]{1,2}[、.]|[(]?\d{1,2}[)、.](?!\d)|[一二三四五六七]是"
_HEADING = re.compile(
    rf"(?:(?P<item>{_ITEM})(?P<title>[^,;:\d]{{2,24}})|(?:在|关于)?(?P<bare>[^,;:\d]{{2,14}}(?:方面|情况|主动公开|依申请公开|信息管理|平台建设|监督保障|数量)|主动公开|依申请公开|监督保障))(?=[,:]|$)"
)
_NOT_A_HEADING = re.compile(r"未|没|无|不(?!足|予)|均|已|了")
_BOUNDS = frozenset(("comma", "semi", "colon"))
_SUBJECTS = {
    "request": "requests",
    "on_request": "requests",
    "both_done": "requests",
    "request_word": "requests",
    "newly": "requests",
    "reconsider": "reviews",
    "litigate": "reviews",
    "foreign": "foreign",
    "audience": "audience",
    "event": "event",
    "normative": "normative",
    "strong": "disclosure",
}


_PASSING = ("event", "audience")  # subjects of their own clause only


@dataclass(slots=True)
class Quantity:
    """A number of a sentence: the index of its token, of its clause's first, and what governs it.

    `period` is `this`, `past` or `stock`; `owner` is `own`, `county` or empty; `is_change` where
    it says by how much another number changed.
    """

    index: int
    clause: int
    token: Token
    subject: str = ""
    period: str = "this"
    owner: str = ""
    is_change: bool = False

    @property
    def value(self) -> float:
        """The number that it says."""
        return self.token.number.value if self.token.number else 0.0


@dataclass(slots=True)
class Sentence:
    """A sentence as tokens and as skeleton, a character a token; offsets are into the text."""

    start: int
    end: int
    topic: str
    subject: str
    tokens: list[Token]
    skeleton: str
    quantities: list[Quantity] = field(default_factory=list)
    owner: str = ""
    under: frozenset[str] = frozenset()
    is_first: bool = False  # below its heading


@cache
def _topics() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    table = tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8"))

    def either(words: str) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, words.split())) or r"(?!)")

    return [(n, either(e["words"]), either(e.get("except", ""))) for n, e in table.items()]


@lru_cache(maxsize=4_096)
def topic_of(title: str) -> str:
    """What a heading says that the text below it is about; empty where it says nothing of ours."""
    if _NOT_A_HEADING.search(title):
        return ""
    for name, words, but in _topics():
        if words.search(but.sub("", title)):
            return name
    return ""


def sentences(text: Text, year: int | None, unit: str | None, words: Lexicon) -> Iterator[Sentence]:
    """The sentences that state something, in order, and what each stands under."""
    topic, style, section, subject, owner = "", "", "", "", ""
    under: frozenset[str] = frozenset()
    was_new = False
    name, township = bare_name(unit), is_township(unit)
    for match in _SENTENCE.finditer(text.text):
        start, end = match.span()
        above = text.titles[bisect_right(text.starts, start) - 1] if text.titles else ""
        is_new = above != section
        if above != section:
            section, topic, style, subject = above, topic_of(above), "", ""
            under = frozenset()
        heading = _HEADING.match(text.text, start, end)
        if heading:
            title = heading["title"] or heading["bare"]
            found = topic_of(title)
            if heading["item"] and not _NOT_A_HEADING.search(title):
                named = tokens(text.text, heading.start("title"), heading.end(), year, words)
                under = frozenset(token.concept for token in named)
            elif found:
                under = frozenset()
            kind = re.sub(r"[一二三四五六七八九十\d]+", "1", heading["item"] or "")
            if found or (kind and kind == style):
                topic, style, subject, is_new = found, kind, "", True
                start = heading.end()
        if text.text[start:end].strip(":、。 ") == "" or above.endswith(text.text[start:end]):
            was_new = was_new or is_new
            continue
        is_first, was_new = is_new or was_new, False
        if start >= end or not _TELLS.search(text.text, start, end):
            continue
        said = list(tokens(text.text, start, end, year, words))
        skeleton = "".join([words.characters[token.concept] for token in said])
        if words.characters["not_prose"] in skeleton or words.characters["contents"] in skeleton:
            continue
        over = topic_of(section) if topic_of(section) in ("later", "requests", "reviews") else ""
        at = topic if over in ("", "requests") and topic else over
        sentence = Sentence(start, end, at, subject, said, skeleton, under=under, is_first=is_first)
        sentence.owner = (
            owner if said and said[0].concept in ("of_which", "answer", "all", "item") else ""
        )
        _govern(sentence, text.text, name, township)
        subject = _last_subject(sentence) or subject
        owner = sentence.owner
        yield sentence


def _last_subject(sentence: Sentence) -> str:
    for token in reversed(sentence.tokens):
        if token.concept in _SUBJECTS and _SUBJECTS[token.concept] not in _PASSING:
            return _SUBJECTS[token.concept]
    return ""


def _govern(sentence: Sentence, text: str, name: str, township: bool) -> None:
    """Give every quantity its subject, owner and period, from the tokens before it."""
    subject = (
        "requests"
        if sentence.topic == "requests"
        else "reviews"
        if sentence.topic == "reviews"
        else sentence.subject
    )
    owner, clause, leading, period, change = sentence.owner, 0, "this", "this", False
    main = subject
    at, outside = sentence.start, owner
    for index, token in enumerate(sentence.tokens):
        concept = token.concept
        if name and text.find(name, at, token.end) >= 0:
            owner, at = "own", token.end
        if concept in _SUBJECTS:
            subject = _SUBJECTS[concept]
            main = subject if subject not in _PASSING else main
            period = leading if concept == "newly" else period
        elif concept == "open":
            outside = owner
        elif concept == "close":
            owner = outside
        elif concept in ("county", "own"):
            if concept == "own" or not any(
                t.concept == "receive" for t in sentence.tokens[clause:index]
            ):
                owner, at = concept, token.end
        elif concept in _BOUNDS:
            if index == clause + 1 and sentence.tokens[clause].concept in ("last_year", "prev"):
                leading = "past"
            if concept == "semi":
                leading = "this"
                if owner == "county":
                    owner = ""
            clause, period, change, subject = index + 1, leading, False, main
        elif concept in ("report_year", "this_year", "fresh"):
            leading = period = "this"
        elif concept in ("last_year", "prev"):
            period = "past"
        elif concept == "stock":
            before = sentence.tokens[index - 1].concept if index else ""
            period = "this" if before in ("report_year", "this_year") else "stock"
        elif concept == "change":
            change = True
        elif concept == "changed_to":
            change, leading, period = False, "this", "this"
            if index and sentence.quantities and sentence.quantities[-1].index == index - 1:
                sentence.quantities[-1].is_change = True
        elif concept in ("number", "people"):
            sentence.quantities.append(
                Quantity(index, clause, token, subject, period, owner, change)
            )
    sentence.owner = owner
    del township


def subject_before(sentence: Sentence, index: int) -> str:
    """The subject that governs a token which is no quantity."""
    for token in reversed(sentence.tokens[: index + 1]):
        found = _SUBJECTS.get(token.concept, "")
        if found and found not in _PASSING:
            return found
    return sentence.topic if sentence.topic in ("requests", "reviews") else sentence.subject
