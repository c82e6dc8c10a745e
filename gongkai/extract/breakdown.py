"""The list that follows a total: its categories, whether it claims to be complete, what is nested."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.extract.counts import Count, counts

_LEAD = re.compile(
    r"^(?:,|;|、|:|。|\n|\)|\((?=其中|包括|含)|其中|主要|包括|包含|分别|为|是|有|涉及|具体|分类|如下|类别|内容|"
    r"[(]?[一二三四五六七八九十]{1,2}[)、.]|一是|二是|三是|四是|五是|六是|[(]?\d{1,2}[)、.](?!\d)|通过|以及|和|及|并|共|公开了|发布了)+"
)
_INTRODUCES = re.compile(
    r"^[。;,:\n]*(?:其中|主要(?:类别)?包括|包括|包含|主要有|分别为|分别是|具体(?:分类)?(?:如下|为|是)|按|从|主要类别|分类)|^:"
)
_OPEN = re.compile(r"等(?!级|候|待)(?:方面|信息|内容|各类|类|。|,|;|$|\n|重点)?")
_UNNUMBERED = re.compile(r"(?:^|,|;|、)(?:还|另|其他|其余|以及|同时)[^,;。\d]*(?:[,;。\n]|\Z)")
_UNNUMBERED_WITHIN = re.compile(r"(?:^|,|;|、)(?:还|另|其他|其余|以及|同时)[^,;。\d]*[,;。\n]")
_SHARE = re.compile(r"[,(]?(?:约)?占(?:比|总数|全部|总量|公开总数)?[^,;。\d]{0,6}[\d.]+%[)]?")
_STOP = re.compile(
    r"电话|传真|邮编|邮箱|申请|收到|受理|制作|召开|举办|开展|制发|废止|现行有效|点击|浏览|访问|阅读|关注|粉丝|热线|信访|培训|会议|检查|复议|诉讼|比上年|同比|增长|下降|占比|率|答复|建议|提案|留言|回复群众"
)
_NEW_TOPIC = re.compile(
    r"^(?:公众号|微信|微博|网站)?(?:另|此外|同时|全年|20\d\d年|年内|我[镇乡街]|[(]?[一二三四五六七八九十][)、])"
)
_CHANNEL = re.compile(
    r"网站|网页|公众号|微信|微博|抖音|视频号|客户端|APP|公示栏|公告栏|公开栏|电子屏|LED|线上|线下|媒体|平台|广播|报刊|宣传栏|今日头条|渠道"
)
_NESTED = re.compile(r"^[,;、(]*(?:其中|内有|含|包括|包含|内含)")
_BY_CHANNEL = re.compile(
    r"[。;,:\n]*(?:从|按)[^,。\d]{0,6}渠道[^,。\d]{0,6}?(?:来?看|分|统计|划分)"
)
_CHANNELS_BEGIN = re.compile(r"(?<=[。;\n])(?:从|按)[^,。\d]{0,6}渠道")
_WORD = re.compile(r"[\u3400-\u9fff]")
_AROUND = ',、:;。()\n "'
_LONGEST_LABEL = 42
_LONGEST_BARE = 12  # of a label without a word that introduces the list


@dataclass(frozen=True, slots=True)
class Item:
    """One category or channel of a list, as printed."""

    label: str
    count: Count
    nested: bool = False

    @property
    def is_channel(self) -> bool:
        """Whether the item names where something was published rather than what."""
        return bool(_CHANNEL.search(self.label))


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A list under a total. `closed` is None where it cannot be compared with the total.

    `by_channel` where the text itself says that the list goes by channel and not by content;
    `channels` is such a list that follows one by content.
    """

    items: tuple[Item, ...]
    closed: bool | None
    doubt: str | None
    by_channel: bool = False
    channels: tuple[Item, ...] = ()


def breakdown(text: str, start: int, total: float) -> Breakdown:
    """Read the list that follows a total which ends at `start`."""
    items, tail_open = _items(text, start, total)
    if not items:
        return _next_sentence(text, start, total)
    if _BY_CHANNEL.match(text, start):
        return Breakdown(tuple(items), None, None, by_channel=True)
    top, doubt = _top_level(items, total)
    channels = _channels_behind(text, start, total)
    return Breakdown(tuple(top), _closed(top, tail_open, total), doubt, channels=channels)


def _channels_behind(text: str, start: int, total: float) -> tuple[Item, ...]:
    match = _CHANNELS_BEGIN.search(text, start, start + 600)
    if not match:
        return ()
    items, _ = _items(
        text[: _sentences(text, match.start())[0][1]], match.start(), total, introduced=True
    )
    return tuple(items)


def _next_sentence(text: str, start: int, total: float) -> Breakdown:
    """A list that no word introduces, behind the total's full stop: only its sum shows what it is."""
    full_stop = re.compile(r"[^,。;\n]{0,12}[。;]\n?").match(text, start)
    end = text.find("。", full_stop.end()) if full_stop else -1
    if full_stop and end > 0:
        items, is_open = _items(text[:end], full_stop.end(), total, introduced=True)
        top, doubt = _top_level(items, total)
        if len(top) > 1 and doubt is None and sum(i.count.value for i in top) == total:
            return Breakdown(tuple(top), _closed(top, is_open, total), None)
    return Breakdown((), None, None)


def _items(
    text: str, start: int, total: float, introduced: bool = False
) -> tuple[list[Item], bool]:
    """The items behind `start`, and whether the list says that it is not complete."""
    found = _List(
        text, start, total, introduced or bool(_INTRODUCES.match(text[start : start + 16]))
    )
    for number, (begin, end) in enumerate(_sentences(text, start)):
        if number and not _goes_on(text[begin:end], found.items, found.running, total):
            break
        if not found.sentence(begin, end):
            break
        if not number and not found.items and not _INTRODUCES.match(text[end : end + 12]):
            break
    return found.items, found.is_open


class _List:
    """Gathers items clause by clause; `position` is where the last one ended."""

    def __init__(self, text: str, start: int, total: float, introduced: bool) -> None:
        self.text, self.position, self.total, self.introduced = text, start, total, introduced
        self.items: list[Item] = []
        self.is_open = False
        self.running = 0.0

    def sentence(self, begin: int, end: int) -> bool:
        """Take the counts of a sentence; False where one shows that the list is over."""
        self.position = begin
        if not all(self.count(count) for count in counts(self.text, begin, end)):
            return False
        self.introduced = True
        rest = _SHARE.sub("", self.text[self.position : end])
        if self.items and (_OPEN.match(rest) or _UNNUMBERED.search(rest)):
            self.is_open = True
        return True

    def count(self, count: Count) -> bool:
        raw = _SHARE.sub("", self.text[self.position : count.start])
        if _STOP.search(raw) or self.text.startswith("%", count.end):
            return False
        label = _LEAD.sub("", _BY_CHANNEL.sub("", raw)).strip(_AROUND)
        if len(label) > _LONGEST_LABEL:
            return False
        if not _WORD.search(label):
            if label or count.unit or self.items:
                self.position = count.end
            return True
        if not self.introduced and (len(label) > _LONGEST_BARE or count.value > self.total):
            return False  # a clause of its own, not a part of the total
        if _OPEN.match(raw) or _UNNUMBERED_WITHIN.search(raw):
            self.is_open = True
        nested = bool(self.items) and bool(_NESTED.match(raw))
        self.items.append(Item(_clean(label), count, nested))
        self.running += count.value
        self.position = count.end
        return True


def _sentences(text: str, start: int) -> list[tuple[int, int]]:
    out = []
    position = start
    for match in re.finditer(r"[。\n]", text[start : start + 1_500]):
        end = start + match.start()
        out.append((position, end))
        position = start + match.end()
        if len(out) == 8:
            return out
    out.append((position, min(len(text), start + 1_500)))
    return out


def _goes_on(sentence: str, items: list[Item], running: float, total: float) -> bool:
    """Whether the list carries on behind a full stop."""
    if not items:
        return bool(_INTRODUCES.match(sentence)) or bool(
            _CHANNEL.search(sentence[:12]) and re.match(r"[^,。]*通过", sentence)
        )
    if _BY_CHANNEL.match(sentence):
        return False
    if running >= total or _NEW_TOPIC.match(sentence) or _STOP.search(sentence[:24]):
        return False
    first = next(counts(sentence), None)
    return (
        first is not None
        and first.start <= 20
        and bool(first.unit)
        and running + first.value <= total
    )


def _clean(label: str) -> str:
    """A label without the verb before it, and with the bracket that `strip` took from its end."""
    if label.count("(") > label.count(")"):
        label += ")"
    for head in ("公开", "发布"):
        rest = label.removeprefix(head)
        if rest != label and rest.startswith(("了", "的")):
            label = rest[1:]
    return label


def _top_level(items: list[Item], total: float) -> tuple[list[Item], str | None]:
    """Leave out what is nested under another item; the reading that adds up to the total wins."""
    if not any(item.nested for item in items):
        return items, None
    flat = sum(i.count.value for i in items)
    closing = _nested_until_full(items)
    within = [i for i in items if not i.nested]
    for reading in (closing, items, within):
        if abs(sum(i.count.value for i in reading) - total) < 1e-6:
            return reading, None
    return closing, None if flat == total else "nested categories that do not add up to the total"


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
    amount = sum(item.count.value for item in items)
    if all(item.is_channel for item in items):
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
    return not is_open and len(items) >= 3
