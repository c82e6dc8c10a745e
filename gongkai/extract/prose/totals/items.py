"""The items of a list behind a total, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.extract.prose.governed import Quantity
from gongkai.messages import Message

MOST = 80
"""Counts behind another that may be of its list."""
AGAIN = re.compile(r"(?:政府|政务)?信息[中里],")
"""Behind a count that a list begins from anew: 在主动公开的57条信息中,机构职能2条."""
_VIEW = re.compile(r"^[按从][^,、:;]{1,10}(?:看|分|分类|统计|划分),")  # 从发布渠道看,网站
_LEAD = re.compile(
    r"^(?:[,;、:。()\s]|其中|主要|包括|包含|分别|为|是|有|涉及|具体|如下|分类|类别|内容|涵盖|"
    r"[(]?[一二三四五六七八九十]{1,2}[)、.]|[一二三四五六七]是|[(]?\d{1,2}[)、.](?!\d)|通过|以及|和|及|并|共|在?(?:主动公开的)?(?:政府|政务)?信息[中里](?=,)|主动公开|公开了?|发布了?|占比?[^,;、]{0,6}?[\d.]+[%％])+"
)


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
    doubt: Message | None = None
    by_way: bool = False
    introduced: bool = False
    taken: tuple[Quantity, ...] = ()

    @property
    def amount(self) -> float:
        """What the items make together."""
        return amount_of(self.items)


def amount_of(items: Iterable[Item]) -> float:
    """What some items make together."""
    return sum(item.value for item in items)


_NEW = re.compile(r":(?:本年度?|全年|今年|20\d\d年度?)(?:新增|公开|发布)(?:政府)?(?:信息)?$")


def clean(raw: str) -> str:
    """What stands before a number as a label: without numbering, introductions and marks."""
    label = _LEAD.sub("", raw.rpartition("其中")[2]).strip(',、:;。"\n ')
    label = _VIEW.sub("", label)
    if label.count(")") > label.count("("):
        label = label.rpartition(")")[2] or label
    label = _NEW.sub("", label) or label  # 机构设置类:本年度新增信息3条
    return label.rpartition(":")[2].rpartition(";")[2].strip(",")
