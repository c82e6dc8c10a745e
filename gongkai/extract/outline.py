"""Headings: where each of the report's six sections begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from gongkai.extract.fold import fold
from gongkai.extract.tables.labels import begins_label, key, near_tags
from gongkai.form import forms

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"^\s*(?:第?([{_NUMERALS}])(?:部分)?\s*[、.．,:：\s]|([、)）]))\s*(.*)$", re.DOTALL
)
_NUMERAL = r"[一二三四五六七]\s*[、.．]\s*"
_MAY_BE_NUMERAL = re.compile(_NUMERAL)
_RUN_IN = re.compile(  # 一、概述 …。 二、主动公开情况 …: an older report whose lines were joined
    rf"(?:^|(?<=[。;:!?\s]))([{_NUMERALS}])、[^,。;:\s\d]{{0,28}}"
    r"(?:概述|概况|情况|公开|申请|诉讼|措施|问题|方向|说明|事项|工作)(?=\s)"
)
OF_NO_ROW = re.compile(r"情况$|复议.*诉讼")  # so ends or says no label of a table
_WITH_TEXT = re.compile(
    rf"([{_NUMERALS}]、[^:,。;\s]{{0,10}}(?:复议|诉讼)[^:,。;\s]{{0,10}})(?::|\s)\s*([无未没零全均0][^:]{{0,30}})$"
)
_CLAUSE, _CAPTION = "第二十条", "(本列数据的勾稽关系"
_LONGEST = 40
_OF_ITS_WORK = re.compile(
    r"^(?:没有|暂?无)|^(?:20\d\d年?度?)?(?:[\u3400-\u9fff]{2,10}[镇乡局])?(?:政府|政务)?信息公开(?:工作)?的?"
)
_OF_YEAR = re.compile(r"20\d\d年度?")
_SHORT, _LONG = 22, 30
_LAST_TABLE = 4  # behind it no label of a table can stand
_FUZZY = 88
_WHOLE = 4  # headings by which a paragraph is a report
_ENDS = ("。", ";", "；", "!", "！", "?", "？")


@cache
def _titles() -> dict[str, int]:
    return {
        key(fold(text)): section.number
        for form in forms().values()
        for section in form.sections
        for text in (section.title, *section.alias)
    }


@cache
def _inline() -> re.Pattern[str]:
    titles = sorted(
        {fold(t) for f in forms().values() for s in f.sections for t in (s.title, *s.alias)},
        key=len,
        reverse=True,
    )
    words = "|".join(r"\s?".join(map(re.escape, t)) for t in titles)
    return re.compile(
        rf"{_NUMERAL}(?:政府信息公开工作)?(?:{words})(?:如下)?[:：。]?"
        rf"|{_CLAUSE}第\s*\(?[一1]\)?\s*项|{re.escape(_CAPTION)}"
    )


@lru_cache(maxsize=8_192)
def section_heading(text: str) -> int | None:
    """The number (1 to 6) of the section that this folded paragraph opens, identified by its title."""
    if len(text) > _LONGEST:
        return None
    match = _NUMBERED.match(text)
    title = key(match.group(3) if match else text)
    if not title or (match is None and text.endswith(_ENDS)):
        return None
    exact = _titles().get(title) or _titles().get(_OF_ITS_WORK.sub("", title))
    if exact:
        return exact
    if match is None or near_tags(text) or text.endswith(_ENDS):
        return None
    best, score = None, float(_FUZZY)
    for known, number in _titles().items():
        likeness = fuzz.ratio(title, known)
        if likeness >= score:
            best, score = number, likeness
    return best


@lru_cache(maxsize=8_192)
def numbered_heading(text: str) -> int | None:
    """The number of a section that opens under a title of its own, identified by its numeral alone.

    A line that begins as a label of a table begins is that label, cut by a line break.
    """
    match = _NUMBERED.match(text)
    if not match or not match.group(1) or not key(match.group(3)):
        return None
    bare = _OF_YEAR.sub("", text)
    if (
        len(bare) > (_LONG if match.group(1) in _NUMERALS[_LAST_TABLE:] else _SHORT)
        or text.endswith(_ENDS)
        or re.search(r"\d", bare)
    ):
        return None
    number = numeral(text)
    if number <= _LAST_TABLE and near_tags(text) and not OF_NO_ROW.search(bare):
        return None
    return number if number <= 6 and not begins_label(text) else None


def numeral(heading: str) -> int:
    """The numeral that a heading begins with, 0 for none."""
    match = _NUMBERED.match(heading)
    return _NUMERALS.index(match.group(1)) + 1 if match and match.group(1) else 0


def split_headings(text: str) -> Sequence[str]:
    """A folded paragraph, parted before and after every section heading and table that starts in it."""
    return _heading_and_text(text) if len(text) < _LONGEST else _parts(text)


@lru_cache(maxsize=8_192)  # labels come again in every report
def _heading_and_text(text: str) -> tuple[str, ...]:
    if told := _WITH_TEXT.match(text):
        return told[1], told[2]  # 四、复议及诉讼:无
    title = _inline().match(text)
    behind = text[title.end() :].strip() if title else ""
    is_whole = section_heading(text) is not None or numbered_heading(text) is not None
    if title is None or not behind or is_whole or title.group()[0] not in _NUMERALS:
        return (text,)
    return title.group().rstrip(":：。 "), behind


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    if not (_MAY_BE_NUMERAL.search(text) or _CLAUSE in text or _CAPTION in text):
        return [text.strip()] if text.strip() else []
    for match in _run_in(text) or _inline().finditer(text):
        if head := text[start : match.start()].strip():
            parts.append(head)
        start = match.start()
        if match.group()[0] in _NUMERALS:
            parts.append(match.group().strip())
            start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _run_in(text: str) -> list[re.Match[str]]:
    """The headings of a whole report on one line, whose numerals rise."""
    found = list(_RUN_IN.finditer(text))
    numerals = [_NUMERALS.index(match[1]) for match in found]
    rises = all(below < above for below, above in itertools.pairwise(numerals))
    return found if len(found) >= _WHOLE and numerals[0] == 0 and rises else []
