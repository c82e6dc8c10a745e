"""The list behind a total: its items, what is nested in them, and whether it is complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.totals.items import AGAIN, Item, Listing, amount_of, clean
from gongkai.extract.prose.totals.made_up import made_up
from gongkai.messages import Message, message

_WORD = re.compile(r"[\u3400-\u9fff]")
_NAMED_BEHIND = re.compile(r"(?:为|是|属于?)([\u3400-\u9fff]{2,20}?)(?=[,;、。(])")
_RESPECTIVELY = re.compile(r"分别(?:为|是|有|公开)?$")
_CLAIMS_ALL = re.compile(r"分别(?!各)|具体如下|分类如下|如下:")
_OPEN = re.compile(r"等(?!级|候|待)")
_MORE = re.compile(r"(?:还|另|其他|其余)[^,;\d]*$")
_HOLDS = ("含", "包含", "包括", "共含", "涉及")  # 处罚信息33条含207条决定
_LONGEST = 60
_STOPS = frozenset(("request", "reconsider", "litigate", "change", "average", "last_year", "prev"))
_SOFT = frozenset(("foreign", "event", "on_request", "receive", "answer", "both_done"))
_VERBS = frozenset(("strong", "disclose", "publish"))
_INTRODUCES = frozenset(("of_which", "by_way", "respectively"))


def read_list(
    text: str,
    following: Sequence[tuple[Sentence, Quantity]],
    sentence: Sentence,
    behind: Quantity | None,
    value: float,
) -> Listing:
    """The list that adds up to `value`, or claims to: from `behind` on, else from the sentence's begin.

    `following` are the quantities from there on, with their sentences.
    """
    gathered = _Gathered(text, sentence, behind, value)
    for where, quantity in following:
        if not gathered.take(where, quantity):
            break
    listing = gathered.listing()
    if behind and listing.amount != value:
        rest = made_up(text, sentence, behind, following, gathered.introduced)
        if rest.items:
            return rest
    is_none = gathered.tentative and listing.amount != value
    is_none = is_none or (len(listing.items) == 1 and listing.amount > value)
    return Listing() if is_none else listing


class _Gathered:
    """Items clause by clause; `at` and `begin` are the token and the character that the next begins at."""

    def __init__(
        self, text: str, sentence: Sentence, behind: Quantity | None, value: float
    ) -> None:
        self.text, self.value, self.sentence, self.topic = text, value, sentence, sentence.topic
        self.at = behind.index + 1 if behind else 0
        self.begin = behind.token.end if behind else sentence.start
        self.items: list[Item] = []
        self.past: list[Item] = []  # named by a year before: 2021年信息公开年报1条
        self.names: list[str] = []  # of counts to come: 甲、乙分别为1条、2条
        self.introduced = self.by_way = self.tentative = self.is_open = False
        self.crossings = self.depth = self.base = self.anew = 0
        self.running = 0.0

    def skip(self, quantity: Quantity) -> bool:
        self.at, self.begin = quantity.index + 1, quantity.token.end
        return True

    def take(self, where: Sentence, quantity: Quantity) -> bool:
        """Take a quantity as an item, or pass over it; False where the list is over."""
        same = where is self.sentence
        own = {
            t.concept for t in where.tokens[max(self.at * same, quantity.clause) : quantity.index]
        }
        is_aside = not self.items and "within" in own
        if same and self.items and self.introduced and quantity.period == "past":
            self.past.append(Item(self.label(quantity), quantity, quantity.value, False))
        if same and (quantity.is_change or quantity.period == "past" or is_aside):
            return self.skip(quantity)
        if not same and not self.cross(where, quantity):
            return False
        between = [t.concept for t in where.tokens[self.at : quantity.index]]
        anew = self.by_way and "of_which" in between and ("semi" in between or not self.at)
        if self.items and ("by_way" in between or anew):
            return False
        if same and not self.items and "semi" in between:
            last = len(between) - between[::-1].index("semi")
            if not _INTRODUCES & set(between[last:]):
                return False
        self.open(between)
        fits = self.running + quantity.value <= self.value
        is_seen = "audience" in own and "filler" not in own and not fits
        is_held = bool(self.items) and self.text[self.begin : quantity.token.start] in _HOLDS
        if "not_counted" in own or is_seen or is_held:
            return self.skip(quantity)
        if self.items and self.base > 0 and self.depth < self.base and self.running != self.value:
            self.items, self.running, self.base = [], 0.0, 0  # an aside in brackets
            self.introduced = False
            self.open(between)
            self.depth -= between.count("open") - between.count("close")
        if self.is_over(own, set(between), quantity):
            return False
        return self.add(between, quantity)

    def cross(self, where: Sentence, quantity: Quantity) -> bool:
        """Go on to another sentence; False where the list does not."""
        opening = {t.concept for t in where.tokens[:4]}
        before, end = self.sentence, self.sentence.end
        introduces = opening & _INTRODUCES
        is_led = self.text[end - 1 : end] == ":" or (
            not self.items
            and bool({t.concept for t in before.tokens[self.at :][-2:]} & _INTRODUCES)
        )
        is_next = not self.items and not self.crossings and self.text[end : end + 1] in "。\n"
        self.tentative = self.tentative or (is_next and not is_led and not introduces)
        self.crossings += 1
        room = self.value - self.running
        is_channel = any(t.concept == "channel" for t in where.tokens[: quantity.index])
        continues = (
            bool(self.items)
            and (is_channel or not self.by_way)
            and self.introduced
            and quantity.value <= room
        )
        if (self.tentative and self.crossings > 1) or where.topic != self.topic:
            return False
        if not (is_led or is_next or (introduces and room > 0)) and not (
            continues and (quantity.index <= 4 or "item" in opening)
        ):
            return False
        self.introduced = self.introduced or is_led
        self.sentence, self.at, self.begin = where, 0, where.start
        return True

    def open(self, between: list[str]) -> None:
        """See how the words before a quantity open the list or a bracket of it."""
        if not self.items:
            head = between[:6]
            self.introduced = (
                self.introduced or bool(_INTRODUCES & set(head)) or "colon" in head[:3]
            )
            self.by_way = self.by_way or "by_way" in between
        self.depth += between.count("open") - between.count("close")
        self.is_open = self.is_open or "and_so_on" in between

    def is_over(self, own: set[str], concepts: set[str], quantity: Quantity) -> bool:
        """Whether a quantity is of something else, or the list was full before it."""
        if self.depth > 0:
            return False
        of_channels = self.introduced and all(i.is_channel for i in self.items)
        of_channels = of_channels and (bool(self.items) or "channel" in concepts)
        if quantity.value > self.value and not of_channels and not self.by_way:
            return True
        total = self.running + quantity.value
        completes = bool(self.items) and total == self.value and quantity.value > 0
        is_of_requests = own & {"request", "on_request"} and own & {"receive", "both_done"}
        if is_of_requests and not completes:
            return True  # 其中文件12份,依申请公开受理6件
        is_of_documents = own & {"repeal", "in_force"} or {"paper", "normative"} <= own
        if is_of_documents or (own & _STOPS and not completes and quantity.value):
            return True
        is_naught = quantity.value == 0 and not own & (_STOPS - {"request"} | _SOFT)
        is_full = len(self.items) > 1 and self.running == self.value and not self.by_way
        if is_full and not (is_naught and concepts & {"comma", "enum", "semi"}):
            return True
        if "semi" in concepts and concepts & {"both_done", "on_request"}:
            return True
        fits = self.introduced and total <= self.value and self.crossings < 2
        if not concepts & _SOFT or completes or fits or concepts & {"info", "of_kind"}:
            return False
        return (
            self.running == self.value
            or bool(concepts & {"request", "receive", "answer"})
            or "semi" in concepts
        )

    def add(self, between: list[str], quantity: Quantity) -> bool:
        number = quantity.token.number
        if not (number and number.unit) and not self.items and not self.introduced:
            return False
        label = self.label(quantity)
        if len(label) > _LONGEST:
            label = re.split(r"[,;等]", label)[-1]  # 更新《…》《…》等工作动态62条
        if len(label) > _LONGEST:
            return False
        is_whole = not self.items and quantity.value == self.value
        is_named = bool(AGAIN.match(self.text, quantity.token.end))
        self.introduced = self.introduced or (is_whole and is_named)
        is_whole = is_whole and ("of_which" in between or is_named)
        if is_whole and "channel" not in between:  # 其中57条政府信息中,机构职能2条
            return self.skip(quantity)
        self.base = self.base if self.items else self.depth
        if "semi" in between and _VERBS & set(between) and "channel" not in between:
            self.anew = self.anew or len(self.items)
        joined = self.items and self.items[-1].nested
        joined = joined and not {"comma", "semi", "close"} & set(between)
        nested = bool(self.items) and bool(
            joined or "of_which" in between[:3] or self.depth > self.base
        )
        names = re.split(r"[、和及]", label[:-1]) if label.endswith("各") else [label]
        is_channel = "channel" in between
        self.items += [Item(n.strip(), quantity, quantity.value, is_channel, nested) for n in names]
        self.running += 0.0 if nested else quantity.value * len(names)
        return self.skip(quantity)

    def label(self, quantity: Quantity) -> str:
        """What a quantity is called by the words before it, or behind it."""
        label = clean(self.text[self.begin : quantity.token.start])
        if _RESPECTIVELY.search(label):
            self.names = re.split(r"[、,和及]", _RESPECTIVELY.sub("", label))
            label = ""
        if _WORD.search(label):
            return label
        if self.names:
            return self.names.pop(0)
        behind = _NAMED_BEHIND.match(self.text, quantity.token.end)
        return behind[1] if behind and self.introduced else label

    def listing(self) -> Listing:
        """The items of the top level: the reading that adds up wins."""
        if not self.items:
            return Listing()
        if self.past and amount_of((*self.items, *self.past)) == self.value:
            self.items += self.past
        top, doubt = self.top_level()
        if self.anew and amount_of(top) != self.value:
            self.items = self.items[: self.anew]  # 165条,其中动态102条;发布公告3条
            top, doubt = self.top_level()
        amount = amount_of(top)
        channels = sum(i.is_channel for i in top)
        adds_up = len(top) > 1 and amount == self.value
        if not self.introduced and not adds_up and not (len(top) > 1 and channels == len(top)):
            return Listing()
        closed = True if adds_up else self.closed(top, 2 * channels >= len(top))
        taken = tuple(i.quantity for i in self.items)
        return Listing(tuple(top), closed, doubt, self.by_way, self.introduced, taken)

    def top_level(self) -> tuple[list[Item], Message | None]:
        flat = [i for i in self.items if not i.nested]
        readings = (flat, self.items, _until_full(self.items))
        for reading in readings:
            if len(reading) > 1 and amount_of(reading) == self.value:
                return reading, None
        for n in range(len(self.items) - 1, 1, -1) if not self.by_way else ():
            some = [i for i in self.items[:n] if not i.nested]
            if amount_of(some) == self.value:
                self.items = self.items[:n]
                return some, None
        return (
            (readings[2], message("nested_categories"))
            if len(flat) < len(self.items)
            else (flat, None)
        )

    def closed(self, top: list[Item], of_channels: bool) -> bool | None:
        """Whether a list that does not add up claims to be complete; 其中 alone does not."""
        words = self.text[top[0].quantity.token.start - 40 : top[0].quantity.token.start]
        rest = self.text[self.begin : self.sentence.end]
        is_open = self.is_open or bool(_OPEN.match(rest[:12]) or _MORE.search(rest))
        amount = amount_of(top)
        units = {i.quantity.token.number.unit for i in top if i.quantity.token.number}
        if len(units - {""}) > 1 and amount > self.value:
            return None  # 动态41条、目录180个: what is counted in another unit may be no part
        if of_channels:
            if any(i.value > self.value for i in top):
                return True  # no channel can carry more than there is
            return False if amount < self.value and (is_open or len(top) < 2) else None
        return bool(_CLAIMS_ALL.search(words)) and not is_open


def _until_full(items: Sequence[Item]) -> list[Item]:
    """Items without those that lie within the one before them, as the numbers show."""
    out: list[Item] = []
    room = 0.0
    for item in items:
        if item.nested and out:
            room = out[-1].value - item.value
        elif room > 0 and item.value <= room:
            room -= item.value
        else:
            room = 0.0
            out.append(item)
    return out
