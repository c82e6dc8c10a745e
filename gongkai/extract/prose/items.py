"""The categories of a list in prose, gathered clause by clause: `政策文件6条;预决算11条(内有决算3条)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.extract.prose.counts import Count, counts

LEAD = re.compile(
    r"^(?:[(][次件条份篇、]{1,3}[)]|,|;|、|:|。|\n|\)|\((?=其中|包括|含)|其中|主要|包括|包含|分别|为|是|有|涉及|具体|分类|如下|类别|内容|"
    r"[(]?[一二三四五六七八九十]{1,2}[)、.]|一是|二是|三是|四是|五是|六是|[(]?\d{1,2}[)、.](?!\d)|通过|以及|和|及|并|共|公开了|发布了)+"
)
INTRODUCES = re.compile(
    r"^[。;,:\n]*(?:其中|主要(?:类别)?(?:包括|为|是|有)|包括|包含|内容涵盖|涵盖|分别为|分别是|具体(?:分类)?(?:如下|为|是)|按|从|主要类别|分类)|^:"
    r"|^[。;,\n]*[^,。;:\d\n]{0,14}(?:如下|分类|类别|包括|包含|主要|涉及|具体|有|为)[^,。;:\d\n]{0,6}:|^[。;,\n]*具体(?:包括|包含|有)"
)
NEXT_LIST = re.compile(r"[。;,:\n]*(?:从|按)[^,。;\d]{1,8}(?:来?看|划?分|统计|类)")
_NAMED_BEHIND = re.compile(r"(?:为|是|属于?|涉及)([\u3400-\u9fff]{2,20}?)(?=[,;、。(])")
_RESPECTIVELY = re.compile(r"分别(?:为|是|有|公开)?$")
_OPEN = re.compile(r"等(?!级|候|待)(?:方面|信息|内容|各类|类|。|,|;|$|\n|重点)?")
_UNNUMBERED = re.compile(r"(?:^|,|;|、)(?:还|另|其他|其余|以及|同时)[^,;。\d]*(?:[,;。\n]|\Z)")
_UNNUMBERED_WITHIN = re.compile(r"(?:^|,|;|、)(?:还|另|其他|其余|以及|同时)[^,;。\d]*[,;。\n]")
_SHARE = re.compile(r"[,(]?(?:约)?占(?:比|总数|全部|总量|公开总数)?[^,;。\d]{0,6}[\d.]+%[)]?")
_STOP = re.compile(
    r"电话|传真|邮编|邮箱|申请|收到|受理|制作|召开|举办|开展|制发|废止|现行有效|点击|浏览|访问|阅读|关注|粉丝|热线|信访|培训|会议|检查|复议|诉讼|比上年|同比|增长|下降|占比|率|目标|任务|不予|采用|上一?年|前年|20\d\d年|答复|建议|提案|留言|回复群众|[同一]信息计"
)
_NEW_TOPIC = re.compile(
    r"^(?:公众号|微信|微博|网站)?(?:另|此外|同时|全年|20\d\d年|年内|我[镇乡街]|[(]?[一二三四五六七八九十][)、])"
)
_CHANNEL = re.compile(
    r"网站|网页|公众号|微信|微博|抖音|视频号|客户端|APP|公示栏|公告栏|公开栏|电子屏|LED|线上|线下|媒体|平台|广播|显示屏|大屏|公报|报刊|宣传栏|今日头条|渠道|其他(?:方式|形式|途径)"
)
_NESTED = re.compile(r"^[,;、(]*(?:其中|内有|含|包括|包含|内含)")
BY_CHANNEL = re.compile(
    r"[。;,:\n]*(?:其中)?(?:从|按)[^,。\d]{0,6}(?:渠道|方式|形式|途径|载体)[^,。\d]{0,6}?(?:来?看|分|统计|划分)"
)
WORD = re.compile(r"[\u3400-\u9fff]")
AROUND = ',、:;。()\n "'
LONGEST_LABEL = 42
_INTRODUCTION = 26  # characters that may introduce a list
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


def gather(
    text: str, start: int, total: float, *, introduced: bool = False, every: bool = False
) -> Items:
    """The list behind `start`; with `every`, labels within its sentence may hold any word."""
    found = Items(text, start, total, introduced or introduces(text, start), every)
    for number, (begin, end) in enumerate(sentences(text, start)):
        opened = number == 1 and not found.items and text[begin - 2] == ":"  # 具体如下:⏎1.…
        if number and not opened and not _goes_on(text[begin:end], found, total):
            break
        if not found.sentence(begin, end):
            break
        goes_below = text[end - 1] == ":" or INTRODUCES.match(text[end : end + 12])
        if not number and not found.items and not goes_below:
            break
        if every and found.items:
            break
    return found


def introduces(text: str, start: int) -> bool:
    """Whether the words behind a total introduce a list."""
    return INTRODUCES.match(text[start : start + _INTRODUCTION]) is not None


class Items:
    """Gathers items clause by clause; `position` is where the last one ended.

    `is_open` where the list says that it is not complete; `was_cut` where a number in the middle of
    a sentence seemed to be of something else.
    """

    def __init__(
        self, text: str, start: int, total: float, introduced: bool, every: bool = False
    ) -> None:
        """Begin a list behind the total that ends at `start`."""
        self.text, self.position, self.total, self.introduced = text, start, total, introduced
        self.every, self.was_cut = every, False
        self.items: list[Item] = []
        self.is_open = False
        self.running = 0.0
        self.depth = 0  # of brackets that were opened since the list began and are not closed
        self.names: list[str] = []  # of counts to come: 甲、乙分别为1条、2条

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

    def name(self, raw: str, count: Count) -> tuple[str, int]:
        """What a count is called by the words before it, or behind it, and where its item ends."""
        label = LEAD.sub("", BY_CHANNEL.sub("", raw)).strip(AROUND).rpartition(":")[2]
        if _RESPECTIVELY.search(label):
            self.names = re.split(r"[、,和及]", _RESPECTIVELY.sub("", label))
            label = ""
        if self.names and not WORD.search(label):
            return self.names.pop(0), count.end
        behind = _NAMED_BEHIND.match(self.text, count.end)
        if behind and self.introduced and not WORD.search(label):
            return behind.group(1), behind.end()
        return label, count.end

    def count(self, count: Count) -> bool:
        """Take a count as an item; False where the list is over."""
        raw = _SHARE.sub("", self.text[self.position : count.start])
        flat = sum(item.count.value for item in self.items if not item.nested)
        is_full = len(self.items) > 1 and flat == self.total and not raw.startswith("(")
        if is_full and (NEXT_LIST.match(raw) or not any(item.is_channel for item in self.items)):
            return False
        completes = bool(self.items and count.value) and flat + count.value == self.total
        self.depth += raw.count("(") - raw.count(")") if self.items else 0
        if not self.every and _STOP.search(raw) and not completes:
            if self.depth > 0:  # 行政执法类702条(行政检查610条、行政处罚92条)
                self.position = count.end
            else:
                self.was_cut = self.introduced and "。" not in raw and count.unit[:1] in "条件篇"
            return self.depth > 0
        if self.text.startswith("%", count.end):
            return False
        if not self.items and count.value == self.total and raw.startswith("其中"):
            self.position = count.end  # 其中57条政府信息中,机构职能2条
            return True
        label, end = self.name(raw, count)
        if len(label) > LONGEST_LABEL:
            return False
        if not WORD.search(label):
            if label or count.unit or self.items:
                self.position = count.end
            return True
        if not self.introduced and (len(label) > _LONGEST_BARE or count.value > self.total):
            return False  # a clause of its own, not a part of the total
        self.is_open |= bool(_OPEN.match(raw) or _UNNUMBERED_WITHIN.search(raw))
        nested = bool(self.items) and (bool(_NESTED.match(raw)) or self.depth > 0)
        each = re.split(r"[、,和及]", label[:-1]) if label.endswith("各") else [label]
        self.items += [Item(clean(name), count, nested) for name in each]
        self.running += count.value * len(each)
        self.position = end
        return True


def sentences(text: str, start: int) -> list[tuple[int, int]]:
    """Where the sentences behind a place begin and end, eight at most."""
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


def _goes_on(sentence: str, found: Items, total: float) -> bool:
    """Whether the list carries on behind a full stop."""
    if not found.items:
        return bool(INTRODUCES.match(sentence)) or bool(
            _CHANNEL.search(sentence[:12]) and re.match(r"[^,。]*通过", sentence)
        )
    if BY_CHANNEL.match(sentence):
        return False
    if found.running >= total or _NEW_TOPIC.match(sentence) or _STOP.search(sentence[:24]):
        return False
    first = next(counts(sentence), None)
    return (
        first is not None
        and first.start <= 20
        and bool(first.unit)
        and found.running + first.value <= total
    )


def clean(label: str) -> str:
    """A label without the verb before it, and with the bracket that `strip` took from its end."""
    if label.count("(") > label.count(")"):
        label += ")"
    if label.count('"') % 2:
        label = f'"{label}'
    for head in ("公开", "发布"):
        rest = label.removeprefix(head)
        if rest != label and rest.startswith(("了", "的")):
            label = rest[1:]
    return label
