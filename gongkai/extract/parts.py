"""Numbers of requests that sum up those before them, or that the outcomes behind them add up to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from gongkai.extract.counts import Count
from gongkai.extract.sums import parts_before

_TOTAL = re.compile(
    r"[,;、:。](?:以上|上述|合计|共计|总计|总共|累计|共)(?:受理|收到|接收|办理|处理|申请)*\Z"
)
_LAST = frozenset(
    "上述计共数量有开布到府务息请为达:受理收接办处"
)  # what the words before a total end in
_CARRIED = re.compile(r"结转|转结|转入|顺延")
_OUTCOME = re.compile(r"予以公开|同意公开|部分公开|不予公开|无法提供|不存在|不掌握")
_PARTS = 8
_CLOSE = 8
_WORDS = 12


def sums(text: str, counted: Sequence[Count]) -> tuple[dict[int, Count], dict[int, int]]:
    """For each part of a sum the total behind it, and for each total its first part; all by index."""
    found: dict[int, Count] = {}
    first: dict[int, int] = {}
    for index, total in enumerate(counted):
        if text[total.start - 1 : total.start] not in _LAST:
            continue
        begin = index - (parts_before(text, counted, index) or _taken_before(text, counted, index))
        if begin == index:
            continue
        if not _CARRIED.search(text, max(0, counted[begin].start - _WORDS), total.start):
            found.update(dict.fromkeys(range(begin, index), total))
            first[index] = begin
    return found, first


def by_outcome(text: str, counted: Sequence[Count], index: int) -> bool:
    """Whether outcomes behind `counted[index]` add up to it: `处理申请9件,其中予以公开6件、无法提供3件`."""
    total = counted[index]
    end = text.find("。", total.end) % (len(text) + 1)
    if not _OUTCOME.search(text, total.end, end):
        return False
    amount = 0.0
    for other, part in itertools.pairwise(counted[index:]):
        if part.start > end or amount >= total.value:
            break
        amount += 0 if _CARRIED.search(text, other.end, part.start) else part.value
    return amount == total.value


def _taken_before(text: str, counted: Sequence[Count], index: int) -> int:
    """How many counts right before `counted[index]` it sums up: `网上5件,当面2件,合计受理7件`; else 0."""
    total = counted[index]
    if not _TOTAL.search(text, max(0, total.start - _WORDS), total.start):
        return 0
    begin = max(text.rfind(mark, 0, max(0, total.start - _CLOSE)) for mark in "。\n")
    amount = 0.0
    for number in range(1, min(_PARTS, index) + 1):
        part = counted[index - number]
        amount += part.value
        if part.start < begin or amount > total.value:
            return 0
        if number > 1 and amount == total.value:
            return number
    return 0
