"""The one number that says how much this unit disclosed this year, among all that look like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.extract.prose.candidates import Candidate, Finder
from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.disclosing import (
    CHANNEL,
    NOT_IT,
    OBJECT,
    OBJECT_BEHIND,
    PLAIN,
    names_other,
    verb_weight,
)
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.topics import DISCLOSURE, LATER, PLATFORM, REQUESTS, sentence_topic
from gongkai.extract.prose.whose import names_township, of_another_year
from gongkai.messages import Message, message

_ENOUGH = 3.0
_BREATH = 12  # characters between two numbers that are told together
_CLEAR = 0.9


def disclosed_total(
    text: Text, counted: Sequence[Count], year: int | None = None, unit: str | None = None
) -> tuple[Count | None, Message | None]:
    """The unit's total of `year` among the counts of a text, and a doubt where another was nearly as good.

    Never a sum that we made of parts, a county's total, a number of clicks, of requests or of one of
    several channels.
    """
    finder = Finder(text, counted, year, unit)
    candidates = map(finder.candidate, range(len(counted)))
    told = [candidate for candidate in candidates if candidate is not None]
    every = [c for c in told if not c.part]
    found = [c for c in every if c.score >= _ENOUGH]
    if any(c.new for c in found):
        found = [c for c in found if not c.since]
    if any(not c.since for c in found):
        found = [c for c in found if c.since < 2]
    if any(not c.papers for c in found):
        found = [c for c in found if not c.papers]
    if not found:
        total, doubt = _only_channel([c for c in every if c.since < 2], text.text, counted)
        elsewhen = total is None and finder.names_others
        if elsewhen and disclosed_total(text, counted, None, unit)[0]:
            doubt = message("other_year_counted", year=year)
        if (
            total is None
            and doubt is None
            and (told or any(_seems_told(finder, count) for count in counted))
        ):
            doubt = message("total_not_told")
        return total, doubt
    best = max(found, key=lambda c: (c.score, -c.count.start))
    if not best.listed:  # said twice: the second time with its parts
        best = next((c for c in every if c.listed and c.count.value == best.count.value), best)
    rivals = sorted(_rivals(best, found, every) | _beside(best, text.text, counted))
    numbers = ", ".join(f"{v:g}" for v in rivals)
    doubt = message("other_numbers", numbers=numbers) if rivals else None
    return best.count, doubt


def _rivals(best: Candidate, found: list[Candidate], every: list[Candidate]) -> set[float]:
    """The numbers that may be the total as well as the one that was chosen."""
    rivals = {c.count.value for c in found if best.score - c.score < _CLEAR}
    if best.proved:  # what follows are its parts
        rivals -= {c.count.value for c in found if c.channel and c.count.start > best.count.end}
    if not best.actively:  # 共发布信息1532条,其中镇政府主动公开政府信息402条
        rivals |= {c.count.value for c in found if c.apart}
    if not best.count.value:  # 主动公开文件0件,网站公开政府信息18条
        rivals |= {c.count.value for c in every}
    return rivals - {best.count.value}


def _beside(best: Candidate, body: str, counted: Sequence[Count]) -> set[float]:
    """The number that is told in one breath with the chosen one: 公开文件18份、信息210条."""
    after = next((c for c in counted if c.start > best.count.start), None)
    words = body[best.count.end : after.start] if after else ""
    one_breath = len(words) < _BREATH and words[:1] in ("、", "和", "及") and "信息" in words
    return {after.value} if after and one_breath and not (best.proved or best.listed) else set()


def _only_channel(
    every: list[Candidate], body: str, counted: Sequence[Count]
) -> tuple[Count | None, Message | None]:
    """The number of the one channel that is counted, or that alone is said to be of 政府信息; doubted."""
    channels = [c for c in every if c.channel]
    telling = [c for c in channels if c.proved] or [c for c in channels if c.named] or channels
    if len(telling) != 1 or telling[0].score < 0:
        return None, None
    count = telling[0].count
    begin, end = body.rfind("\n", 0, count.start), body.find("\n", count.end)
    beside = (c for c in counted if c is not count and begin < c.start < (end % len(body)))
    told = (body[max(0, c.start - 16) : c.start] for c in beside if c.unit)
    clauses = (re.split(r"[,。;、\d]", words)[-1] for words in told)
    several = any(CHANNEL.search(words) and not NOT_IT.search(words) for words in clauses)
    if several and not (telling[0].proved or telling[0].named):
        return None, None  # one of several, and nobody said what they make together
    is_sure = (telling[0].listed or telling[0].proved) and not several
    return count, None if is_sure else message("one_channel_counted")


def _seems_told(finder: Finder, count: Count) -> bool:
    """Whether a count seems to be of information that this unit published."""
    if count.unit[:1] != "条":
        return False
    begin = max(finder.body.rfind(mark, 0, count.start) for mark in "。;\n") + 1
    words = finder.body[begin : count.start]
    topic = finder.topics.at(count.start)
    if topic in (REQUESTS, LATER) or sentence_topic(words[words.rfind(",") + 1 :]):
        return False
    if topic == PLATFORM and verb_weight(words) and OBJECT.search(words):
        return not names_other(words)
    if topic not in (None, DISCLOSURE) and verb_weight(words) < PLAIN:
        return False
    if not (verb_weight(words) or "公开" in words) or of_another_year(words, finder.year):
        return False
    last = words[words.rfind(",") + 1 :]
    if finder.is_of_county(words):  # 全区公开44512条,其中北辰街道公开1206条
        return names_township(last) and verb_weight(last) > 0
    about = "公开" in words or OBJECT.search(words) or OBJECT_BEHIND.match(finder.body, count.end)
    beside = last if verb_weight(last) and OBJECT.search(last) else words
    return bool(about) and not names_other(beside)
