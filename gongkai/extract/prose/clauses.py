"""Text to sentences of tokens, each under its topic; every quantity with its subject, owner and period."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.extract.prose.governed import GOVERNING, PASSING, SUBJECTS, Governor, Quantity
from gongkai.extract.prose.headings import HEADING, Headings
from gongkai.extract.prose.lexicon import Lexicon, Token, tokens
from gongkai.extract.prose.owner import bare_name
from gongkai.extract.prose.text import Text

_SENTENCE = re.compile(r"[^。\n!?！？]{1,1200}")
_TELLS = re.compile(r"[已毕\d零〇无未没均都全一二两三四五六七八九十]|空白|答复|回复|其余|皆|不存在")
_QUOTED = re.compile(r"\"[^\"]{2,14}\"\Z")
_LONGEST_NAME = 16
_AND = frozenset(("及", "和", "与", "以及", "及其", "并"))
_TO = ("向", "经", "报")  # 向县政府申请行政复议1件
_NAMING = ("filler", "own", "county")  # what a channel is called by
_BETWEEN = 5  # tokens of such a name
_NOUNS = ("channel", "request")
_VERBS = ("publish", "disclose", "strong")
_YEARS = ("report_year", "this_year")
_PIECES = frozenset("条件篇则") | {"条次", "篇次"}


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


@dataclass(frozen=True, slots=True)
class Known:
    """What the text of a sentence alone tells: its words, or where it states nothing what it leaves to those
    behind it: the last subject of its words, and the owner for each that it may stand under itself.
    """

    sentence: Sentence | None = None
    subject: str = ""
    owners: Mapping[str, str] = field(default_factory=dict)

    def at(self, start: int) -> Sentence:
        """The sentence where it stands in a text."""
        known = self.sentence
        assert known is not None
        by = start - known.start
        said = [Token(t.concept, t.start + by, t.end + by, t.number) for t in known.tokens]
        return Sentence(start, known.end + by, "", "", said, known.skeleton)


_Find = Callable[[str, int, int, int | None], Known | None]
"""What is known of a stretch of text in a report of a year, if anything."""


def sentences(
    text: Text, year: int | None, unit: str | None, words: Lexicon, find: _Find | None = None
) -> Iterator[Sentence]:
    """The sentences that state something, in order, and what each stands under.

    Where `find` knows that one states nothing, it is left out; without `find`, some of these are among them.
    """
    whole = text.text
    subject, owner, was_new = "", "", False
    headings, name = Headings(), bare_name(unit)
    for match in _SENTENCE.finditer(whole):
        start, end = match.span()
        above = text.titles[bisect_right(text.starts, start) - 1] if text.titles else ""
        is_new = headings.enter(above)
        subject = "" if is_new else subject
        if whole[start - 1 : start] == "\n":
            headings.begin_paragraph()
        heading = HEADING.match(whole, start, end)
        if heading and (behind := headings.read(heading, year, words)) >= 0:
            start, subject, is_new = behind, "", True
        printed = whole[start:end]
        if printed.strip(":、。 ") == "" or above.endswith(printed) or printed.endswith("未"):
            was_new = was_new or is_new
            continue
        is_first, was_new = is_new or was_new, False
        if not _TELLS.search(printed):
            continue
        is_named = name != "" and whole.find(name, start, end + len(name)) >= 0
        known = find(whole, start, end, year) if find and not is_named else None
        if known and known.owners:
            subject, owner = known.subject or subject, known.owners[owner]
            continue
        named = name if is_named else ""
        sentence = known.at(start) if known else made(whole, start, end, year, words, named)
        if sentence is None:
            continue
        sentence.topic, sentence.subject = headings.holds, _left_to(sentence, subject)
        sentence.under, sentence.is_first = headings.words, is_first
        govern(sentence, whole, named, owner)
        subject, owner = last_subject(sentence) or subject, sentence.owner
        yield sentence


def made(
    text: str, start: int, end: int, year: int | None, words: Lexicon, name: str
) -> Sentence | None:
    """A sentence by its words alone; None for one that is no prose."""
    characters, looks = words.characters, _looks(words)
    said = tokens(text, start, end, year, words)
    skeleton = "".join([characters[token.concept] for token in said])
    if name or looks.joins.search(skeleton):
        said = _named(_joined(said, text), text, name)
        skeleton = "".join([characters[token.concept] for token in said])
    if characters["not_prose"] in skeleton and not looks.told_in_block.search(skeleton):
        return None
    if characters["contents"] in skeleton and not _tells_count(said):
        return None
    return Sentence(start, end, "", "", said, skeleton)


def _tells_count(said: list[Token]) -> bool:
    """Whether a sentence of contents or of the period goes on to count what was published."""
    verbs = [n for n, token in enumerate(said) if token.concept in _VERBS]
    numbers = [n for n, token in enumerate(said) if token.number and token.number.unit in _PIECES]
    return bool(verbs and numbers) and verbs[0] < numbers[-1]


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a skeleton is searched for: what may be joined, and counts that make prose of a block."""

    joins: re.Pattern[str]
    told_in_block: re.Pattern[str]


@lru_cache(maxsize=8)
def _looks(words: Lexicon) -> _Looks:
    characters = words.characters
    verbs = "".join(characters[c] for c in _VERBS)
    told = f"[{verbs}].{{0,3}}{characters['info']}{characters['number']}"
    return _Looks(
        re.compile("[" + "".join(characters[c] for c in ("publish", *_NOUNS)) + "]"),
        re.compile(told),  # 发布带索引号的信息96条; 公开信息20条,浏览次数2000次
    )


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
        if token.concept == "channel" and (at := _beside(said, n, text)):
            said.insert(at, Token("enum", said[at].start, said[at].start))
            continue
        if last.concept not in _NOUNS or last.end == token.start:
            continue
        is_noun = last.concept == "request" or token.concept == "channel"
        if is_noun and text[last.end : token.start] in _AND:
            said.insert(n, Token("enum", last.end, token.start))
    return said


def _beside(said: list[Token], n: int, text: str) -> int:
    """Where words between the n-th token, a channel, and another one join them: 县政府网站及镇政府公示栏; else 0."""
    at = n - 1
    while at > max(0, n - _BETWEEN) and said[at].concept in _NAMING:
        at -= 1
    if at == n - 1 or said[at].concept != "channel":
        return 0
    named = range(at + 1, n + 1)
    return next((m for m in named if text[said[m - 1].end : said[m].start] in _AND), 0)


def _named(said: list[Token], text: str, name: str) -> list[Token]:
    """Tokens of a sentence; what is left of the unit's own name beside a word of ours is its own."""
    for token in said if name else ():
        if token.concept == "filler" and text.startswith(name, token.start):
            token.concept = "own" if token.end <= token.start + len(name) else token.concept
    return said


def _left_to(sentence: Sentence, subject: str) -> str:
    """The subject of the sentence before, where this one does not begin anew: 公众号发布信息40条."""
    said = {token.concept for token in sentence.tokens}
    is_whole = "sum" in said and not said.isdisjoint(_YEARS)  # 2023年全年共发布162条
    is_anew = subject == "foreign" and not said.isdisjoint(_VERBS)
    return "" if is_anew and ("channel" in said or is_whole) else subject


def last_subject(sentence: Sentence) -> str:
    """The subject that its last words leave to the sentence behind it."""
    behind = ""
    for token in reversed(sentence.tokens):
        is_kind = token.concept == "foreign" and behind == "info"  # 解读回应信息469条
        if token.concept in SUBJECTS and SUBJECTS[token.concept] not in PASSING and not is_kind:
            return SUBJECTS[token.concept]
        behind = token.concept
    return ""


def goes_on(said: list[Token]) -> bool:
    """Whether a sentence speaks on of whom the one before it spoke."""
    return bool(said) and said[0].concept in ("of_which", "answer", "all", "item")


def govern(sentence: Sentence, text: str, name: str, owner: str) -> None:
    """Give every quantity its subject, owner and period, from the tokens before it and the last owner."""
    said, own = sentence.tokens, sentence.topic in ("requests", "reviews")
    subject = sentence.topic if own else sentence.subject
    governor = Governor(said, subject, owner if goes_on(said) else "")
    at = sentence.start
    for index, token in enumerate(said):
        if name and text.find(name, at, token.end) >= 0:
            governor.owner, at = "own", token.end
        if token.concept in GOVERNING and not (
            token.concept == "county" and text[token.start - 1 : token.start] in _TO
        ):
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
