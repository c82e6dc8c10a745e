"""What a cell says: a number with whatever was printed around it, nothing, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.extract.prose.chinese_numbers import of_words
from gongkai.messages import Message, message
from gongkai.readers.page import BLANK
from gongkai.strangers_text import is_telephone

_UNITS = "件|条|个|项|次|宗|份|篇|起|例|件次|条次|人次|人|家|户"
_NUMBER = re.compile(
    rf"^([+\-−－]?)\s*(\d[\d,，\s]*(?:\.\d+)?|\.\d+)\s*(万元|万|元|{_UNITS})?\s*([(（].+)?$"
)
_CHINESE = re.compile(
    rf"^([零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]+)\s*({_UNITS})?$"
)
_NOTHING = frozenset(
    (
        "",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "–",
        "一一",
        "无",
        "暂无",
        "没有",
        "空",
        "N/A",
        "*",
        BLANK,
    )
)
_ZERO_LETTERS = frozenset("OoОо〇○Ｏ零")
_MORE_OR_LESS = re.compile(r"^(增|减)(\d{1,6})$")
_WAN = 10_000
_SEVERAL = re.compile(r"\d\s*\n\s*[\d+\-]")
_EXACT = 2**53  # beyond it a stored number is no longer the printed one
_TELEPHONE_DIGITS = 9  # shorter is no telephone number with its code


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. `value` is None for nothing and for what is no number (then with a doubt).

    `unit` is `元`, `万元` or another unit as printed, `""` where none was.
    """

    value: float | None
    unit: str = ""
    doubt: Message | None = None


@lru_cache(maxsize=65_536)
def read_number(text: str) -> Reading:
    """Read folded cell text. Nothing printed, `/`, `-` and `无` are no number, and no zero.

    A number that cannot be kept exactly is none, nor is a telephone number.
    """
    text = text.strip()
    if len(text) > _TELEPHONE_DIGITS and is_telephone(text):
        return Reading(None, "", message("telephone_in_cell"))
    reading = _read(text)
    if reading.value is not None and not abs(reading.value) < _EXACT:
        return Reading(None, reading.unit, message("number_too_long", text=text[:20]))
    return reading


def _read(text: str) -> Reading:
    if text.isdecimal() and len(text) < 16:  # nearly every cell
        is_fused = len(text) > 1 and text[0] == "0"
        return Reading(int(text), "", message("leading_zero") if is_fused else None)
    if text in _NOTHING:
        return Reading(None)
    if text in _ZERO_LETTERS:
        return Reading(0)
    if "\n" in text and _SEVERAL.search(text):
        return Reading(None, "", message("several_numbers"))
    match = _NUMBER.match(text)
    if match:
        sign, digits, unit, _note = match.groups()
        doubt = message("space_in_number") if re.search(r"\d\s+\d", digits) else None
        grouped = re.sub(r"[,，\s]", "", digits)
        if re.search(r"[,，]", digits) and not re.fullmatch(
            r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?", digits.strip()
        ):
            doubt = message("comma_misplaced")
        if len(grouped) > 15:
            return Reading(None, unit or "", message("number_too_long", text=text[:20]))
        value = float(grouped) if "." in grouped else int(grouped)
        if unit == "万":
            value, unit = round(value * _WAN, 6), ""
        return Reading(_tidy(-value if sign and sign != "+" else value), unit or "", doubt)
    return _in_words(text) or Reading(None, "", message("not_a_number", text=text[:20]))


def _in_words(text: str) -> Reading | None:
    """一百二十件, 增3 and 减3 as numbers."""
    if match := _MORE_OR_LESS.match(text):
        return Reading(int(match.group(2)) * (1 if match.group(1) == "增" else -1))
    if match := _CHINESE.match(text):
        try:
            value = of_words(match.group(1).replace("〇", "零"), "smart")
        except ValueError:
            return None
        return Reading(_tidy(value), match.group(2) or "")
    return None


@lru_cache(maxsize=65_536)
def is_value(text: str) -> bool:
    """Whether a piece of running text can stand for a cell: a number, a dash or 无."""
    text = text.strip()
    if text.isdecimal():
        return True
    if text in _NOTHING:
        return text != ""
    return text in _ZERO_LETTERS or bool(_NUMBER.match(text) or _MORE_OR_LESS.match(text))


def in_wan_yuan(reading: Reading, header: str) -> Reading:
    """An amount of money in 万元; `header` is the column's label as printed.

    The cell's own unit counts before the header's. With neither, the figure is kept and doubted.
    """
    if reading.value is None:
        return reading
    if reading.unit == "万元" or reading.value == 0:
        return reading
    in_yuan, in_wan = "元" in header.replace("万元", ""), "万元" in header
    if not reading.unit and in_yuan and in_wan:
        return Reading(reading.value, "", message("amount_two_units"))
    if reading.unit == "元" or (in_yuan and not in_wan):
        return Reading(_tidy(round(reading.value / _WAN, 10)), "元", reading.doubt)
    if in_wan:
        return reading
    return Reading(reading.value, "", message("amount_without_unit"))


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else value
