"""Dates and years as reports print them."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

from gongkai.extract.prose.chinese_numbers import of_words

_DIGITS = str.maketrans("〇零○OoＯ一二三四五六七八九", "000000123456789")
DATE = re.compile(
    r"(?<!\d)(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d\d(?=\d\d:\d\d)|\d{1,2}(?!\d))\s*日?"
)
YEAR = re.compile(  # not that of 国办公开办函〔2021〕30号; each way begins with its character
    r"2(?<!\d2)0\d\d(?!\d|[〕\])】]\s*\d+\s*号)"
    r"|二[〇零○Oo0][一二〇零○Oo0][〇零○Oo0-9一二三四五六七八九](?=年)"
)
_PERIOD = re.compile(
    r"(20\d\d)年(\d{1,2})月(\d{1,2})日?(?:起|开始)?(?:至|到|—|-|~|–)+(?:(20\d\d)年|当年|同年)?(\d{1,2})月(\d{1,2})日"
)
_UNTIL = re.compile(r"数据[^。;,]{0,4}截止(?:日期|时间)?[为是:]?(20\d\d)年12月31日")
_OF_PERIOD = re.compile(  # before the dates: others are those of something done in the year
    r"期限|时限|时间段|时间范围|周期|区间|统计|数据|涵盖|起止"
)
_PUBLISHED = re.compile(  # each way begins with its word: a search then passes over all else at once
    r"(发布日期|信息提供日期|发布时间|发文日期|公开日期|公开时间|公布日期|公布时间|发文时间|信息时间|发表时间|发表日期|发布于|添加时间|发稿时间|录入时间|更新时间|更新日期|生成日期|生成时间|成文日期|时间(?:(?<![\u3400-\u9fff]时间)|(?<=[府局委办处镇乡会心]时间))|日期(?<![\u3400-\u9fff]日期))\s*[\])】〕〗]?\s*[:]?\s*[\[(]?"
    r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_OTHERWISE = re.compile(  # a sentence, today's date, or one of something else than the page
    r"[。;!]|,(?!\d{3})|今[天日]|现在|截[至止]|统计(?!局)|期[限间]|有效|印发|召开|[施执]行|修订|[自从到至于由]20\d\d|\d日?[起止至到前]"
)
_BESIDE = re.compile(  # a sentence may run on from the site's own words: 2024年1月17日 来源:示例在线本报告根据…
    rf"{DATE.pattern}\s*(?:信息)?(?:来源|作者|浏览)"
)
_LONGEST = 100  # characters of the site's own line
_CHINESE_DATE = re.compile(
    r"(二[〇零○][一二〇零○][〇零○一二三四五六七八九])年(十[一二]?|[一二三四五六七八九])月"
    r"(三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_NOT_TOLD = re.compile(
    r"20(?:(?<!\d20)\d\d(?=[-/.]\d)|(?<=[/\w]20)\d\d-\d+|(?<=^20)\d\d年\d{1,2}月\d{1,2}日$)",
    re.MULTILINE,
)
_BROKEN = re.compile(r"20\d\d[-年/.](?:\d{1,2}[-月/.]?)?$")  # a date at the end of a line
_RANK = (
    "发布",
    "提供",
    "公布",
    "公开",
    "发表",
    "发文",
    "信息时间",
    "录入",
    "添加",
    "发稿",
    "时间",
    "日期",
    "更新",
    "生成",
    "成文",
)
_URL = (
    re.compile(r"/art/(20\d\d)/(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/t(20\d\d)(\d\d)(\d\d)_"),
    re.compile(r"/(20\d\d)-(\d\d)/(\d\d)/"),
    re.compile(r"/(20\d\d)(\d\d)/(\d\d)/"),
)


def make_date(year: str | int, month: str | int, day: str | int) -> datetime.date | None:
    """A date, or None where there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def years(text: str) -> Iterator[int]:
    """Every year named in folded text, Chinese numerals and the letter O for zero included."""
    for match in YEAR.finditer(text):
        digits = match.group().translate(_DIGITS)
        if digits.isdecimal():
            yield int(digits)


def years_told(text: str) -> list[int]:
    """Every year that the prose speaks of: not those of the site's dates, of index numbers and addresses."""
    return list(years(_NOT_TOLD.sub("", _PUBLISHED.sub("", text))))


def period(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The statistical period, where the text states one in whole dates."""
    for match in _PERIOD.finditer(text):
        y1, m1, d1, y2, m2, d2 = match.groups()
        start, end = make_date(y1, m1, d1), make_date(y2 or y1, m2, d2)
        told = _OF_PERIOD.search(re.split(r"[。\n]", text[: match.start()])[-1])
        is_year = start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        if start and end and (told or is_year):
            return start, end
    if until := _UNTIL.search(text):
        year = int(until[1])
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return None


def _arabic(line: str) -> str:
    """`二〇二五年一月十三日` as `2025年1月13日`."""
    return _CHINESE_DATE.sub(
        lambda m: f"{m[1].translate(_DIGITS)}年{of_words(m[2])}月{of_words(m[3])}日", line
    )


def published(lines: list[str]) -> datetime.date | None:
    """The date of publication from the lines of a page: what is called so before what is not."""
    best: tuple[int, datetime.date] | None = None
    broken = [a + b for a, b in itertools.pairwise(lines) if _BROKEN.search(a)]
    for line in [*lines, *broken]:
        for match in _PUBLISHED.finditer(_arabic(line)):
            day = make_date(*match.groups()[1:])
            rank = next(i for i, word in enumerate(_RANK) if word in match.group(1))
            if day and (best is None or rank < best[0]):
                best = (rank, day)
    return best[1] if best else None


def is_told_by_site(line: str) -> bool:
    """Whether a line is the site's own, with a date that nothing names: its name, the author and clicks stand beside."""
    is_dated = len(line) <= _LONGEST and DATE.search(line) is not None
    return is_dated and not _OTHERWISE.search("".join(line.split()))


def bare_dates(lines: list[str]) -> Iterator[datetime.date]:
    """Dates that nothing names, on lines of the site's own."""
    for line in map(_arabic, lines):
        if not (is_told_by_site(line) or _BESIDE.match(line)):
            continue
        if match := DATE.search(line):
            day = make_date(*match.groups())
            yield from [day] if day else []


def from_url(url: str) -> datetime.date | None:
    """The date that a content system wrote into the address."""
    for pattern in _URL:
        match = pattern.search(url)
        if match and (day := make_date(*match.groups())):
            return day
    return None
