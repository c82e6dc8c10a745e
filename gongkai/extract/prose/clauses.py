"""Text to sentences of tokens, each under its topic; every quantity with its subject, owner and period."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from gongkai.extract.prose.governed import GOVERNING, PASSING, SUBJECTS, Governor, Quantity
from gongkai.extract.prose.lexicon import Lexicon, Token, tokens
from gongkai.extract.prose.owner import bare_name
from gongkai.extract.prose.text import Text

_SENTENCE = re.compile(r"[^。\n!?！？]{1,1200}")
_TELLS = re.compile(r"[已毕\d零〇无未没均都全一二两三四五六七八九十]|空白|其余|皆|不存在")
_ITEM = r"[(][一二三四五六七八九十]{1,2}[)]|[一二三四五六七八九十]{1,2}[、.]|[(]?\d{1,2}[)、.](?!\d)|[一二三四五六七]是"
_HEADING = re.compile(
    rf"(?:(?P<item>{_ITEM})(?P<title>[^,;:\d]{{2,24}})|(?:在|关于)?(?P<bare>[^,;:\d]{{2,14}}(?:方面|情况|主动公开|依申请公开|信息管理|平台建设|监督保障|数量)|主动公开|依申请公开|监督保障))(?=[,:]|$)"
)
_QUOTED = re.compile(r"\"[^\"]{2,14}\"\Z")
_LONGEST_NAME = 16
_AND = frozenset(("及", "和", "与", "以及", "及其", "并"))
_NOUNS = ("channel", "request")
_POINT = "1是"
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


@dataclass(slots=True)
class _Headings:
    """What the headings above say: the section's, that of the topic, and the `style` of its numeral.

    `around` are topic and style outside the points of one paragraph, `words` the concepts of the
    numbered heading.
    """

    section: str = ""
    topic: str = ""
    style: str = ""
    around: tuple[str, str] = ("", "")
    words: frozenset[str] = frozenset()

    def enter(self, section: str) -> bool:
        """Go on into a section; False where it is the same."""
        if section == self.section:
            return False
        self.section, self.topic, self.style = section, topic_of(section), ""
        self.words = frozenset()
        return True

    def begin_paragraph(self) -> None:
        """Points, as 四是依申请公开的内容, hold within their paragraph."""
        if self.style == _POINT:
            self.topic, self.style = self.around

    def read(self, heading: re.Match[str], year: int | None, words: Lexicon) -> int:
        """Take what may be a heading; where its text ends, or -1 where it opens nothing."""
        item, title = heading["item"] or "", heading["title"] or heading["bare"]
        stated = _NOT_A_HEADING.search(title)  # (二)依申请公开全年没有收到申请
        found = topic_of(title[: stated.start()] if stated and item else title)
        if item and not stated:
            said = tokens(heading.string, heading.start("title"), heading.end(), year, words)
            self.words = frozenset(token.concept for token in said)
        elif found:
            self.words = frozenset()
        style = re.sub(r"[一二三四五六七八九十\d]+", "1", item)
        if style == _POINT:
            found = "" if found == "later" else found  # 三是改进工作作风
            self.around = self.around if self.style == _POINT else (self.topic, self.style)
        if not found and not (style and style == self.style):
            return -1
        self.topic, self.style = found, style
        return heading.start() if stated else heading.end()

    @property
    def holds(self) -> str:
        """The topic that a sentence stands under."""
        above = topic_of(self.section)
        over = above if above in ("later", "requests", "reviews") else ""
        return self.topic if over in ("", "requests") and self.topic else over


def sentences(text: Text, year: int | None, unit: str | None, words: Lexicon) -> Iterator[Sentence]:
    """The sentences that state something, in order, and what each stands under."""
    subject, owner, was_new = "", "", False
    headings, name = _Headings(), bare_name(unit)
    block, contents = words.characters["not_prose"], words.characters["contents"]
    counts = re.compile("".join(words.characters[c] for c in ("strong", "info", "number")))
    told = words.characters["publish"] + ".{0,3}" + words.characters["info"]
    told_in_block = re.compile(told + words.characters["number"])  # 发布带索引号的信息96条
    joins = re.compile("[" + "".join(words.characters[c] for c in ("publish", *_NOUNS)) + "]")
    for match in _SENTENCE.finditer(text.text):
        start, end = match.span()
        above = text.titles[bisect_right(text.starts, start) - 1] if text.titles else ""
        is_new = headings.enter(above)
        subject = "" if is_new else subject
        if text.text[start - 1 : start] == "\n":
            headings.begin_paragraph()
        heading = _HEADING.match(text.text, start, end)
        if heading and (behind := headings.read(heading, year, words)) >= 0:
            start, subject, is_new = behind, "", True
        if text.text[start:end].strip(":、。 ") == "" or above.endswith(text.text[start:end]):
            was_new = was_new or is_new
            continue
        is_first, was_new = is_new or was_new, False
        if not _TELLS.search(text.text, start, end):
            continue
        said = tokens(text.text, start, end, year, words)
        skeleton = "".join([words.characters[token.concept] for token in said])
        is_named = name != "" and text.text.find(name, start, end + len(name)) >= 0
        if is_named or joins.search(skeleton):
            said = _named(_joined(said, text.text), text.text, name if is_named else "")
            skeleton = "".join([words.characters[token.concept] for token in said])
        if block in skeleton and not told_in_block.search(skeleton):
            continue
        if contents in skeleton and not counts.search(skeleton):
            continue
        sentence = Sentence(start, end, headings.holds, subject, said, skeleton)
        sentence.under, sentence.is_first = headings.words, is_first
        goes_on = said and said[0].concept in ("of_which", "answer", "all", "item")
        sentence.owner = owner if goes_on else ""
        _govern(sentence, text.text, name if is_named else "")
        subject, owner = _last_subject(sentence) or subject, sentence.owner
        yield sentence


def _joined(said: list[Token], text: str) -> list[Token]:
    """Tokens of a sentence: a county's channel as one, and a mark where channels or requests stand side by side."""
    for n in range(len(said) - 1, 0, -1):
        last, token = said[n - 1], said[n]
        is_named = token.concept == "publish" and last.concept == "filler"
        if is_named and _QUOTED.search(text, max(0, token.start - _LONGEST_NAME), token.start):
            last.concept = "channel"  # "云溪发布"推送780条
        if last.concept == "county" and token.concept == "channel" and last.end == token.start:
            token.start = last.start  # 县政府微博 is a channel, and nobody's number
            del said[n - 1]
            continue
        if last.concept not in _NOUNS or last.end == token.start:
            continue
        is_noun = last.concept == "request" or token.concept == "channel"
        if is_noun and text[last.end : token.start] in _AND:
            said.insert(n, Token("enum", last.end, token.start))
    return said


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
        if token.concept in GOVERNING:
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
