"""Numbers with their counting unit in prose: `312条`, `68余条`, `2.72万条`, `一百二十件`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import cn2an

UNITS = "条次|件次|篇次|条|件|篇|份|个|项|则|次|期|宗|例|起|部|幅|张|块"
_CHINESE = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇", "一二三四五六七八九十百千零")
COUNT = re.compile(
    rf"(?=[近约超逾大\d{_CHINESE}])(?P<about>近|约|超过|超|逾|大约)?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|[{_CHINESE}]{{1,9}}(?=(?:余|多)?(?:{UNITS}))|(?<=[为达共计])[{_CHINESE}]{{1,9}}(?=[,。;]))"
    rf"(?P<wan>万)?(?P<more>余|多|左右)?(?P<wan2>万)?(?:[(](?=(?:{UNITS})[)]))?(?P<unit>{UNITS})?"
)
_RANGE = re.compile(r"[至到—~][1-3]?\d[月日]")
_YEAR = re.compile(r"20[0-3]\d")
_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """A number in prose. `unit` is empty where none was printed; offsets are into the text."""

    value: float
    unit: str
    is_approximate: bool
    start: int
    end: int
    printed: str


def counts(text: str, start: int = 0, end: int | None = None) -> Iterator[Count]:
    """Every count in a stretch of text, years, dates, percentages and document numbers left out."""
    end = len(text) if end is None else end
    for match in COUNT.finditer(text, start, end):
        if not _is_other(text, match) and (count := _count(match)) is not None:
            yield count


def _count(match: re.Match[str]) -> Count | None:
    about, digits, wan, more, wan2, unit = match.groups()
    value = _value(digits)
    if value is None:
        return None
    if wan or wan2:
        value = round(value * _WAN, 4)
    number = int(value) if value == int(value) else value
    start, end = match.span()
    return Count(number, unit or "", bool(about or more), start, end, match.group())


@lru_cache(maxsize=8_192)
def _value(digits: str) -> float | None:
    digits = digits.replace(",", "")
    if digits[0].isdigit():
        return float(digits)
    try:
        return float(cn2an.cn2an(digits.translate(_FORMAL), "smart"))
    except ValueError:
        return None


def _is_other(text: str, match: re.Match[str]) -> bool:
    """A year, date, share, document number, ordinal or index, and not a count."""
    start, end = match.span()
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    if unit := match["unit"]:
        return (
            before == "第"
            or (unit == "次" and before in "上下首")
            or (unit == "项" and text.startswith(("合计", "共计", "总计"), end))
            or (match["number"] == "一" and before in "同每任各统进")
        )
    if after >= "\u3400" and _YEAR.fullmatch(match["number"]):
        return True  # 2025关东街受理: its 年 was lost
    if after in "至到—~" and _RANGE.match(text, end):
        return True  # 4至12月
    return bool(after) and (
        after in "年月日号时点分%％‰个多余章节款届周岁元万亿人名户家村大类位笔场处"
        or before in "第〔[(.-"
        or after in ".-〕]"
    )
