"""Headings within the prose: the topic that each opens, and which of them a sentence stands under."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from gongkai.extract.prose.lexicon import Lexicon, tokens
from gongkai.extract.prose.numbers import ITEM_DIGITS

_ITEM = rf"[(][一二三四五六七八九十]{{1,2}}[)]|[一二三四五六七八九十]{{1,2}}[、.]|{ITEM_DIGITS}|[一二三四五六七]是"
HEADING = re.compile(
    rf"(?:(?P<item>{_ITEM})(?P<title>(?:20\d\d年度?)?[^,;:\d]{{2,24}})|(?:在|关于)?(?P<bare>[^,;:\d]{{2,26}}(?:方面|情况|主动公开|依申请公开|信息管理|平台建设|监督保障|数量)|主动公开|依申请公开|监督保障|(?:行政)?(?:复议(?:和|与|及|、)?(?:行政)?诉讼|诉讼(?:和|与|及|、)?复议)))(?=[,:]|$|(?<=情况)\d)"
)
_POINT = "1是"
_NUMBER = re.compile(r"[\d:]")
_LONGEST = 30  # characters of a heading with several clauses
_BACK = 8  # characters before 一 that make it a word
_IS_DEED = re.compile("加强|推进|强化|深化|完善|做好|持续|不断|注重|抓好")
_NOT_A_HEADING = re.compile(r"未|没|无|零|不(?!足|予)|均|已|了")


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
class Headings:
    """What the headings above say: the section's, that of the topic, and the `style` of its numeral.

    `around` are topic and style outside the points of one paragraph, `outer` the topic that each style
    of numeral stands under, `words` the concepts of the numbered heading.
    """

    section: str = ""
    topic: str = ""
    style: str = ""
    around: tuple[str, str] = ("", "")
    outer: dict[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()

    def enter(self, section: str) -> bool:
        """Go on into a section; False where it is the same."""
        if section == self.section:
            return False
        self.section, self.topic, self.style = section, topic_of(section), ""
        self.outer = {}
        self.words = _reviews(section)
        return True

    def begin_paragraph(self) -> None:
        """Points, as 四是依申请公开的内容, hold within their paragraph."""
        if self.style == _POINT:
            self.topic, self.style = self.around

    def read(self, heading: re.Match[str], year: int | None, words: Lexicon) -> int:
        """Take what may be a heading; where its text ends, or -1 where it opens nothing."""
        item, title = heading["item"] or "", heading["title"] or heading["bare"]
        if not item and _IS_DEED.match(title) and heading.string[heading.start() - 1] != "\n":
            return -1  # in mid-paragraph: 加强公开平台建设,2023年公开信息77条
        stated = _NOT_A_HEADING.search(title)  # (二)依申请公开全年没有收到申请
        found = topic_of(title[: stated.start()] if stated and item else _whole(heading) or title)
        if item and not stated:
            self.words = _concepts(heading, year, words) | _reviews(title)
        elif found:
            self.words = _reviews(title)
        style = re.sub(r"[一二三四五六七八九十\d]+", "1", item)
        if style == _POINT:
            found = "" if found == "later" else found  # 三是改进工作作风
            self.around = self.around if self.style == _POINT else (self.topic, self.style)
        if not found and not (style and style == self.style):
            return -1
        if style != self.style:
            self.outer = _up_to(style, self.outer) or self.outer | {style: self.topic}
        inherited = "" if style == _POINT else self.outer.get(style, "")
        self.topic, self.style = found or inherited, style
        is_apart = found or style == _POINT  # else its words say what is counted: 2.办结数:1件
        return heading.end() if is_apart and not stated else heading.start()

    @property
    def holds(self) -> str:
        """The topic that a sentence stands under."""
        above = topic_of(self.section)
        over = above if above in ("later", "further", "requests", "reviews") else ""
        return self.topic if over in ("", "requests") and self.topic else over


def _reviews(title: str) -> frozenset[str]:
    """Whether a title names reviews and lawsuits, or one of them."""
    told = {"reconsider": "复议" in title, "litigate": "诉" in title.replace("申诉", "")}
    return frozenset(name for name, is_told in told.items() if is_told)


def _up_to(style: str, outer: dict[str, str]) -> dict[str, str]:
    """The styles of numeral up to one that is gone back to; none where it is new."""
    styles = [*outer]
    return {s: outer[s] for s in styles[: styles.index(style) + 1]} if style in outer else {}


def _concepts(heading: re.Match[str], year: int | None, words: Lexicon) -> frozenset[str]:
    """The concepts of a numbered heading's title."""
    text, start, title = heading.string, heading.start(), heading.start("title")
    if hangs_back(text, title):
        said = tokens(text, title, heading.end(), year, words)
        return frozenset([token.concept for token in said])
    return _concepts_of(heading.group(), title - start, year, words)


@lru_cache(maxsize=4_096)
def _concepts_of(heading: str, title: int, year: int | None, words: Lexicon) -> frozenset[str]:
    said = tokens(heading, title, len(heading), year, words)
    return frozenset([token.concept for token in said])


def hangs_back(text: str, start: int) -> bool:
    """Whether what a stretch of text says may hang on more than the character before it: 没有任何|一件."""
    return text.find("一", start, start + _BACK) >= 0


def _whole(heading: re.Match[str]) -> str:
    """A numbered heading of several clauses up to its full stop: 1.优化平台建设,及时主动公开信息。"""
    whole = heading.string[heading.start("title") : heading.endpos] if heading["item"] else ""
    is_title = len(whole) <= _LONGEST and not _NUMBER.search(whole)
    return whole if is_title and not _NOT_A_HEADING.search(whole) else ""
