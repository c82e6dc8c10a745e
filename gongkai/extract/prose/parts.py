"""Numbers of requests that sum up those before them, or that the outcomes behind them add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.sums import parts_before

_TOTAL = re.compile(
    r"[,;、:。](?:以上|上述|合计|共计|总计|总共|累计|共)(?:受理|收到|接收|办理|处理|申请)*\Z"
)
_LAST = frozenset(
    "上述计共数量有开布到府务息请为达:受理收接办处"
)  # what the words before a total end in
_CARRIED = re.compile(r"结转|转结|转入|顺延")
_KIND = (
    r"公开(?!申请|的?信息|条例)|无法提供|不存在|不掌握|不予处理|非本机关|不属于|重复|撤回|告知|移送|转送|终止|不再处理"
    r"|放弃|信访类?|咨询|其他处理|答复|办结|办理完毕"
)
_OUTCOME = re.compile(_KIND)
_OUTCOME_BEHIND = re.compile(rf"[^。;、\d]{{0,60}}?(?:{_KIND})")
_LAST_CLAUSE = re.compile(r"[,。;、:(]")
_REACH = 30
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


def closed_behind(text: str, counted: Sequence[Count], index: int) -> Count | None:
    """The sum of the outcomes told behind `counted[index]`: `申请9件,其中予以公开6件、无法提供3件`."""
    total = counted[index]
    end = text.find("\n", total.end) % (len(text) + 1)
    amount, depth = 0.0, total.end
    for number in range(index + 1, min(index + 1 + 2 * _PARTS, len(counted))):
        part = counted[number]
        if part.start > end or amount >= total.value:
            break
        follows = counted[number + 1].start if number + 1 < len(counted) else end
        near = text[max(depth, part.start - _REACH) : part.start]
        behind = text[part.end : min(follows, end, part.end + _REACH)]
        depth = part.end
        if _CARRIED.search(near) or "复议" in near or "诉讼" in near:
            continue
        if _OUTCOME.search(_LAST_CLAUSE.split(near)[-1]) or _OUTCOME_BEHIND.match(behind):
            amount += part.value
    return replace(total, value=amount) if amount else None


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
