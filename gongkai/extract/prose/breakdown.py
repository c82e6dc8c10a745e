"""The list that follows a total: its categories, whether it claims to be complete, what is nested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.items import (
    AROUND,
    BY_CHANNEL,
    LEAD,
    LONGEST_LABEL,
    NEXT_LIST,
    WORD,
    Item,
    clean,
    gather,
    introduces,
    sentences,
)
from gongkai.extract.prose.sums import WAYS, parts_before
from gongkai.messages import Message, message

_ASIDE = re.compile(  # between a total and its list: how it compares, where it ranks
    r"(?:\((?!其中|主要|包括|包含|含|分别)[^()]*\)"
    r"|[,;](?:相?较|相?比|同比|环比|占|与|[增降涨减]幅|增[加长]|减少|下降|上升)[^,;。]*|[,;](?!其中|主要|包括|包含|分别|[^,;。()]*\d[条件篇])[^,;。()]*?(?:占|排名|排第|居|列第|同比|较|比[上去20]|增长|下降|减少|增加|点击|浏览|访问|阅读|电子化)[^,;。()]*)+"
    r"(?=[,;。:])"
)
_CHANNELS_BEGIN = re.compile(r"(?<=[。;\n])(?:从|按)[^,。\d]{0,6}渠道")
_FULL_STOP = re.compile(r"[^,。;\n]{0,12}[。;]\n?|[^。\n]{0,80}。(?=其中)")
_COMPARED = re.compile(r"较|比(?=20|[上去前])|增加|减少|[去上]年")
_VERB = re.compile(r"^.*(?:公开|发布|公布)[了的]?(?=..)")
_PERIOD = re.compile(r"季度|月|半年")
_MEANT = 1 / 3


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A list under a total. `closed` is None where it cannot be compared with the total.

    `by_channel` where the text itself says that the list goes by channel and not by content;
    `channels` is such a list that follows one by content.
    """

    items: tuple[Item, ...]
    closed: bool | None
    doubt: Message | None
    by_channel: bool = False
    channels: tuple[Item, ...] = ()


def breakdown(text: str, start: int, total: float) -> Breakdown:
    """Read the list that follows a total which ends at `start`."""
    aside = _ASIDE.match(text, start)
    if aside and introduces(text, aside.end()):
        start = aside.end()
    found = gather(text, start, total)
    if not found.items and not found.was_cut:
        return _next_sentence(text, start, total)
    if BY_CHANNEL.match(text, start):
        return _by_channel(text, found.items, found.position, total)
    top, doubt = _top_level(found.items, total)
    if found.was_cut and _amount(top) != total:
        whole, _ = _top_level(gather(text, start, total, every=True).items, total)
        if len(whole) > 1 and _amount(whole) == total:
            top, doubt = whole, None
        elif total * _MEANT < _amount(whole) and _amount(top) < total:
            doubt = message("list_goes_on")
    closed = _closed(top, found.is_open, total)
    if not introduces(text, start) and not _is_list(top, total):
        return _next_sentence(text, start, total)  # 公开1086条,解读12篇,回应28次
    channels = _channels_behind(text, start, total)
    return Breakdown(tuple(top), closed, doubt, channels=channels)


def _by_channel(text: str, channels: Sequence[Item], end: int, total: float) -> Breakdown:
    """A list by channel, and the one by content that may follow it."""
    if match := NEXT_LIST.match(text, end):
        found = gather(text, match.end(), total, introduced=True)
        top, doubt = _top_level(found.items, total)
        if len(top) > 1 and doubt is None and _amount(top) == total:
            return Breakdown(tuple(top), True, None, channels=tuple(channels))
    return Breakdown(tuple(channels), None, None, by_channel=True)


def _amount(items: Sequence[Item]) -> float:
    return sum(item.count.value for item in items)


def _is_list(items: Sequence[Item], total: float) -> bool:
    """Whether items that no word introduces are a list: by their sum, or since each is a channel."""
    if len(items) > 1 and _amount(items) == total:
        return True
    return len(items) > 1 and all(item.is_channel and item.count.unit for item in items)


def breakdown_before(text: str, counted: Sequence[Count], total: int) -> Breakdown:
    """The parts that `counted[total]`, which sums them up, stands behind; none where they are no categories."""
    size = parts_before(text, counted, total, loosely=True)
    items = []
    for index in range(total - size, total):
        count = counted[index]
        if text.startswith(WAYS, count.end):
            continue
        begin = max(counted[index - 1].end if index else 0, count.start - LONGEST_LABEL)
        if index == total - size:
            begin = max(begin, *(text.rfind(mark, begin, count.start) + 1 for mark in ":,。\n"))
        label = clean(LEAD.sub("", text[begin : count.start]).strip(AROUND))
        if index == total - size and not Item(label, count).is_channel:
            label = _VERB.sub("", label)
        items.append(Item(label, count))
    if any(not WORD.search(i.label) or _PERIOD.search(i.label) for i in items):
        return Breakdown((), None, None)
    if any(_COMPARED.search(item.label) for item in items):  # 比2023年(20条)增加3条,共23条
        return Breakdown((), None, None)
    if all(item.is_channel for item in items):
        return Breakdown(tuple(items), None, None)
    return Breakdown(tuple(items), True, None) if size > 1 else Breakdown((), None, None)


def _channels_behind(text: str, start: int, total: float) -> tuple[Item, ...]:
    match = _CHANNELS_BEGIN.search(text, start, start + 600)
    if not match:
        return ()
    end = sentences(text, match.start())[0][1]
    return tuple(gather(text[:end], match.start(), total, introduced=True).items)


def _next_sentence(text: str, start: int, total: float) -> Breakdown:
    """A list that no word introduces, behind the total's full stop: only its sum shows what it is."""
    full_stop = _FULL_STOP.match(text, start)
    end = text.find("。", full_stop.end()) if full_stop else -1
    if full_stop and end > 0:
        found = gather(text[:end], full_stop.end(), total, introduced=True)
        top, doubt = _top_level(found.items, total)
        if len(top) > 1 and doubt is None and _amount(top) == total:
            return Breakdown(tuple(top), _closed(top, found.is_open, total), None)
    return Breakdown((), None, None)


def _top_level(items: list[Item], total: float) -> tuple[list[Item], Message | None]:
    """Leave out what is nested under another item; the reading that adds up to the total wins."""
    if not any(item.nested for item in items):
        return items, None
    flat = _amount(items)
    closing = _nested_until_full(items)
    within = [i for i in items if not i.nested]
    for reading in (closing, items, within):
        if abs(_amount(reading) - total) < 1e-6:
            return reading, None
    return closing, None if flat == total else message("nested_categories")


def _nested_until_full(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    room = 0.0
    for item in items:
        if item.nested and out:
            room = out[-1].count.value - item.count.value
        elif room > 1e-6 and item.count.value <= room + 1e-6:
            room -= item.count.value
        else:
            room = 0.0
            out.append(item)
    return out


def _closed(items: list[Item], is_open: bool, total: float) -> bool | None:
    amount = _amount(items)
    if 2 * sum(item.is_channel for item in items) >= len(items):
        over = [i for i in items if i.count.value > total]
        if over:
            return True  # no channel can carry more than there is
        return (
            None
            if amount > total
            else False
            if len(items) < 2 or is_open
            else amount == total or None
        )
    if len({item.count.unit for item in items if item.count.unit}) > 1 and amount != total:
        return None
    if amount == total:
        return True
    if amount < total * _MEANT and not is_open:
        return None  # asides that happen to follow, rather than the total's parts
    return not is_open and len(items) >= 3
