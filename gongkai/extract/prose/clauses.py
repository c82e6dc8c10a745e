"""Text to sentences of tokens, each under its topic; every quantity with its subject, owner and period."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from gongkai.extract.prose.governed import PASSING, SUBJECTS, Governor, Quantity
from gongkai.extract.prose.lexicon import Lexicon, Token, tokens
from gongkai.extract.prose.owner import bare_name
from gongkai.extract.prose.text import Text

_SENTENCE = re.compile(r"[^。\n!?！？]{1,1200}")
_TELLS = re.compile(r"[已毕\d零〇无未没均都全一二两三四五六七八九十]|空白|其余|皆")
_ITEM = r"[(][一二三四五六七八九十]{1,2}[)]|[一二三四五六七八九十]{1,2}[、.]|[(]?\d{1,2}[)、.](?!\d)|[一二三四五六七]是"
_HEADING = re.compile(
    rf"(?:(?P<item>{_ITEM})(?P<title>[^,;:\d]{{2,24}})|(?:在|关于)?(?P<bare>[^,;:\d]{{2,14}}(?:方面|情况|主动公开|依申请公开|信息管理|平台建设|监督保障|数量)|主动公开|依申请公开|监督保障))(?=[,:]|$)"
)
_NOT_A_HEADING = re.compile(r"未|没|无|不(?!足|予)|均|已|了")


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
    around = ("", "")  # the topic and the style that points of a sentence stand under
    name = bare_name(unit)
    for match in _SENTENCE.finditer(text.text):
        start, end = match.span()
        above = text.titles[bisect_right(text.starts, start) - 1] if text.titles else ""
        is_new = above != section
        if above != section:
            section, topic, style, subject = above, topic_of(above), "", ""
            under = frozenset()
        heading = _HEADING.match(text.text, start, end)
        if style == "1是" and text.text[start - 1 : start] == "\n":
            topic, style = around
        if heading:
            title = heading["title"] or heading["bare"]
            stated = _NOT_A_HEADING.search(title)  # (二)依申请公开全年没有收到申请
            found = topic_of(title[: stated.start()] if stated and heading["item"] else title)
            if heading["item"] and not stated:
                named = tokens(text.text, heading.start("title"), heading.end(), year, words)
                under = frozenset(token.concept for token in named)
            elif found:
                under = frozenset()
            if found == "later" and (heading["item"] or "").endswith("是"):  # 三是改进工作作风
                found = ""
            kind = re.sub(r"[一二三四五六七八九十\d]+", "1", heading["item"] or "")
            around = (topic, style) if kind == "1是" != style else around
            if found or (kind and kind == style):
                topic, style, subject, is_new = found, kind, "", True
                start = start if stated else heading.end()
        if text.text[start:end].strip(":、。 ") == "" or above.endswith(text.text[start:end]):
            was_new = was_new or is_new
            continue
        is_first, was_new = is_new or was_new, False
        if start >= end or not _TELLS.search(text.text, start, end):
            continue
        said = _named(list(tokens(text.text, start, end, year, words)), text.text, name)
        skeleton = "".join([words.characters[token.concept] for token in said])
        if words.characters["not_prose"] in skeleton or words.characters["contents"] in skeleton:
            continue
        over = topic_of(section) if topic_of(section) in ("later", "requests", "reviews") else ""
        at = topic if over in ("", "requests") and topic else over
        sentence = Sentence(start, end, at, subject, said, skeleton, under=under, is_first=is_first)
        sentence.owner = (
            owner if said and said[0].concept in ("of_which", "answer", "all", "item") else ""
        )
        _govern(sentence, text.text, name)
        subject = _last_subject(sentence) or subject
        owner = sentence.owner
        yield sentence


def _named(said: list[Token], text: str, name: str) -> list[Token]:
    """Tokens of a sentence; what is left of the unit's own name beside a word of ours is its own."""
    for token in said if name else ():
        if token.concept == "filler" and text.startswith(name, token.start):
            token.concept = "own" if token.end <= token.start + len(name) else token.concept
    return said


def _last_subject(sentence: Sentence) -> str:
    for token in reversed(sentence.tokens):
        if token.concept in SUBJECTS and SUBJECTS[token.concept] not in PASSING:
            return SUBJECTS[token.concept]
    return ""


def _govern(sentence: Sentence, text: str, name: str) -> None:
    """Give every quantity its subject, owner and period, from the tokens before it."""
    own = sentence.topic in ("requests", "reviews")
    governor = Governor(
        sentence.tokens, sentence.topic if own else sentence.subject, sentence.owner
    )
    at = sentence.start
    for index, token in enumerate(sentence.tokens):
        if name and text.find(name, at, token.end) >= 0:
            governor.owner, at = "own", token.end
        governor.pass_token(index)
        if token.concept in ("county", "own"):
            at = token.end
    sentence.quantities, sentence.owner = governor.quantities, governor.owner


def subject_before(sentence: Sentence, index: int) -> str:
    """The subject that governs a token which is no quantity."""
    for token in reversed(sentence.tokens[: index + 1]):
        found = SUBJECTS.get(token.concept, "")
        if found and found not in PASSING:
            return found
    return sentence.topic if sentence.topic in ("requests", "reviews") else sentence.subject
