"""Whose number words speak of, and of which year: this unit's, its county's, an earlier year's."""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTY = re.compile(
    r"(?<!占)全[县区市州旗省](?!第|前|排|首|平均|统一|部署|要求|政务公开)|县级(?!以上)|各乡镇|各镇街"
)
_GOVERNMENT = re.compile(
    r"县(?:人民)?政府(?!门户|网|信息|政务|办|公[开报示众]|平台|统一|部署|要求|安排)"
)
_OWN = re.compile(r"我(?![县市区省州旗国])|[本全](?:镇|乡|街|单位|机关|办|级|局)")
_YEAR = re.compile(r"(20\d\d)年")
_TOWNSHIP = re.compile(
    r"(?![我本全各该])[\u3400-\U0003ffff]{2,6}(?:(?<![城村乡])镇|乡(?!镇)|街道|苏木)(?!村)"
)
_LEADS = re.compile(r"(?:统筹|指导|组织|督促|汇总)(?:全|各)[县区市镇乡]")
_COUNTY_UNIT = re.compile(r"[县区市州旗盟](?:人民政府)?(?:办公室)?$")


@lru_cache(maxsize=8_192)
def is_county(unit: str | None) -> bool:
    """Whether a unit reports for a whole county, so that `全县` is its own."""
    return bool(_COUNTY_UNIT.search(unit or ""))


def of_the_county(words: str, own: str) -> bool:
    """Whether words tell of a whole county and not of the unit that is named `own`."""
    return names_county(words) and not (is_own(words, own) and not _LEADS.search(words))


def tells_of_county(sentence: str, own: str) -> bool:
    """Whether the last part of a sentence, or what leads up to it, tells of a whole county."""
    words = sentence[sentence.rfind(";") + 1 :]
    last = words[words.rfind(",") + 1 :]
    if is_own(last, own) and not names_county(last):
        return False
    if _GOVERNMENT.search(words) and not is_own(last, own):
        return True
    return of_the_county(last, own) or of_the_county(words, own)


def names_county(words: str) -> bool:
    """Whether words speak of a whole county."""
    return _COUNTY.search(words) is not None


def is_own(words: str, own: str) -> bool:
    """Whether words name the unit itself: 我镇, 本单位 or its name."""
    return bool(_OWN.search(words) or (own and own in words))


def names_township(words: str) -> bool:
    """Whether words name any township at all: in a report it may be the unit, written otherwise."""
    return bool(_TOWNSHIP.search(words))


def of_another_year(words: str, year: int | None) -> bool:
    """Whether words name years, and all of them before `year` or long behind it."""
    named = [int(y) for y in _YEAR.findall(words)]
    return year is not None and bool(named) and (max(named) < year or min(named) > year + 1)
