"""The list behind a total: its items, what is nested in them, and whether it is complete."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.extract.prose.clauses import Quantity, Sentence

_LEAD = re.compile(
    r"^(?:[,;、:。()\s]|其中|主要|包括|包含|分别|为|是|有|涉及|具体|如下|分类|类别|内容|涵盖|"
    r"[(]?[一二三四五六七八九十]{1,2}[)、.]|[一二三四五六七]是|[(]?\d{1,2}[)、.](?!\d)|通过|以及|和|及|并|共|主动公开|公开了?|发布了?|占比?[^,;、]{0,6}?[\d.]+[%％])+"
)
_WORD = re.compile(r"[\u3400-\u9fff]")
_NAMED_BEHIND = re.compile(r"(?:为|是|属于?)([\u3400-\u9fff]{2,20}?)(?=[,;、。(])")
_LONGEST = 60
_STOPS = frozenset(("request", "reconsider", "litigate", "change", "average", "last_year", "prev"))
_SOFT = frozenset(("foreign", "event", "on_request", "receive", "answer"))
_INTRODUCES = frozenset(("of_which", "by_way", "respectively"))
_SURE = re.compile(r"分别|具体如下|分类如下|如下|具体为")
_OPEN = re.compile(r"等(?!级|候|待)")


@dataclass(frozen=True, slots=True)
class Item:
    """One category or channel of a list, as printed."""

    label: str
    quantity: Quantity
    value: float
    is_channel: bool
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list by their level; `closed` is None where that is not known.

    `taken` are the quantities that belong to it, nested ones too; `by_way` where it goes by channel.
    """

    items: tuple[Item, ...] = ()
    closed: bool | None = None
    doubt: str | None = None
    by_way: bool = False
    introduced: bool = False
    taken: tuple[Quantity, ...] = ()
    last: int = 0


def read_list(
    text: str,
    following: Sequence[tuple[Sentence, Quantity]],
    sentence: Sentence,
    total: Quantity,
    behind: Quantity | None = None,
) -> Listing:
    """The list behind `total`; `following` are the quantities behind it, with their sentences."""
    value = total.value
    items: list[Item] = []
    introduced = by_way = stopped = tentative = False
    crossings = base = 0
    running = 0.0
    before: Sentence = sentence
    at, begin = total.index + 1, total.token.end
    if behind is not None and following and following[0][0].start <= behind.token.start:
        before, at, begin = following[0][0], behind.index + 1, behind.token.end
    depth = 0
    for where, quantity in following:
        same = where is before
        ahead = {t.concept for t in where.tokens[max(at, quantity.clause) : quantity.index]}
        if same and (
            quantity.is_change or quantity.period == "past" or (not items and "within" in ahead)
        ):
            at, begin = quantity.index + 1, quantity.token.end
            continue
        crossed = where is not before
        if crossed:
            opening = {t.concept for t in where.tokens[:4]}
            ends_open = text[before.end - 1 : before.end] == ":" or (
                not items and {t.concept for t in before.tokens[at:]} & _INTRODUCES
            )
            is_next = not items and not crossings and text[before.end : before.end + 1] in "。\n"
            tentative = tentative or bool(is_next and not ends_open and not opening & _INTRODUCES)
            crossings += 1
            goes_on = (
                ends_open
                or is_next
                or (opening & _INTRODUCES and running < value)
                or (
                    items
                    and introduced
                    and running + quantity.value <= value
                    and quantity.index <= 4
                )
                or (items and opening & {"item"} and running < value and introduced)
            )
            if tentative and crossings > 1:
                break
            if not goes_on or where.topic != sentence.topic:
                break
            introduced = introduced or bool(ends_open)
            at, begin, before = 0, where.start, where
        between = where.tokens[at : quantity.index]
        concepts = {t.concept for t in between}
        if not items:
            head = [t.concept for t in between[:6]]
            introduced = introduced or bool(_INTRODUCES & set(head)) or "colon" in head[:3]
        by_way = by_way or ("by_way" in concepts and not items)
        depth += sum((t.concept == "open") - (t.concept == "close") for t in between)
        amount = quantity.value
        own = {t.concept for t in where.tokens[max(at, quantity.clause) : quantity.index]}
        is_seen = "audience" in own and "filler" not in own and running + amount > value
        if "not_counted" in own or is_seen:
            at, begin = quantity.index + 1, quantity.token.end
            continue
        if items and base > 0 and depth < base and running != value:
            items, running, base = [], 0.0, 0  # an aside in brackets
        completes = bool(items) and running + amount == value and amount > 0
        if own & _STOPS and not completes and depth <= 0:
            stopped = True
            break
        fits = introduced and running + amount <= value
        if (
            concepts & _SOFT
            and not completes
            and not fits
            and depth <= 0
            and "info" not in concepts
        ):
            if running == value:
                break
            if concepts & {"request", "receive", "answer"} or "semi" in concepts:
                stopped = True
                break
        if items and running == value and depth <= 0 and len(items) > 1:
            break
        raw = text[begin : quantity.token.start]
        label = clean(raw)
        end = quantity.token.end
        if not _WORD.search(label):
            behind = _NAMED_BEHIND.match(text, end)
            if behind and introduced:
                label = behind[1]
        if len(label) > _LONGEST:
            break
        base = base if items else depth
        joined = bool(items) and items[-1].nested and not {"comma", "semi", "close"} & concepts
        nested = bool(items) and (
            joined or "of_which" in [t.concept for t in between[:3]] or depth > base
        )
        if not items and amount == value and "of_which" in concepts and "channel" not in concepts:
            at, begin = quantity.index + 1, end
            continue
        unit = quantity.token.number.unit if quantity.token.number else ""
        if not unit and not items and not introduced:
            break
        names = re.split(r"[、和及]", label[:-1]) if label.endswith("各") else [label]
        for name in names:
            items.append(Item(name.strip(), quantity, amount, "channel" in concepts, nested))
        if not nested:
            running += amount * len(names)
        at, begin = quantity.index + 1, end
    listing = _level(
        text, items, value, introduced and not tentative, by_way, stopped, begin, before
    )
    if tentative and sum(i.value for i in listing.items) != value:
        return Listing()
    return listing


def clean(raw: str) -> str:
    """What stands before a number as a label: without numbering, introductions and marks."""
    label = _LEAD.sub("", raw).strip(',、:;。"\n ')
    if label.count(")") > label.count("("):
        label = label.rpartition(")")[2] or label
    label = label.rpartition(":")[2]
    return label.rpartition(";")[2].strip(",")


def _level(
    text: str,
    items: list[Item],
    value: float,
    introduced: bool,
    by_way: bool,
    stopped: bool,
    end: int,
    sentence: Sentence,
) -> Listing:
    """The items of the top level: the reading that adds up wins."""
    if not items:
        return Listing()
    top = [i for i in items if not i.nested]
    doubt = None
    for reading in (top, items, _until_full(items)):
        if len(reading) > 1 and sum(i.value for i in reading) == value:
            top = reading
            break
    else:
        for n in range(len(items) - 1, 1, -1):
            if sum(i.value for i in items[:n] if not i.nested) == value:
                top = [i for i in items[:n] if not i.nested]
                items = items[:n]
                break
        else:
            closing = _until_full(items)
            if any(i.nested for i in items) and sum(i.value for i in items) != value:
                top = closing
                doubt = "nested categories that do not add up to the total"
    amount = sum(i.value for i in top)
    adds_up = amount == value and len(top) > 1
    channels = sum(i.is_channel for i in top)
    if not introduced and not adds_up:
        if not (len(top) > 1 and channels == len(top)):
            return Listing()
    rest = text[end : sentence.end]
    is_open = bool(_OPEN.match(rest[:12]) or re.search(r"(?:还|另|其他|其余)[^,;\d]*$", rest))
    closed: bool | None
    if adds_up:
        closed = True
    elif 2 * channels >= len(top):
        closed = True if any(i.value > value for i in top) else None
        if amount < value and (is_open or len(top) < 2):
            closed = False
    elif is_open:
        closed = False
    else:
        closed = len(top) >= 3 and 2 * amount >= value
        if not closed:
            closed = None
    if stopped and not adds_up and amount * 2 < value:
        closed = None
    return Listing(
        tuple(top), closed, doubt, by_way, introduced, tuple(i.quantity for i in items), end
    )


def _until_full(items: list[Item]) -> list[Item]:
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
