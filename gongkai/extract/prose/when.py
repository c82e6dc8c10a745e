"""Which time a number's words tell of: the report's year, all the years so far, another year."""

from __future__ import annotations

import re

from gongkai.extract.prose.whose import of_another_year

SINCE = re.compile(r"(?<!今年)(?<!本年)(?<!本年度)(?<!年初)以来|历年|自20\d\d年[^,]{0,12}起")
TO_DATE = re.compile(r"截至|截止|累计|[到至]20\d\d年?[底末]")
EVER = re.compile(rf"{SINCE.pattern}|{TO_DATE.pattern}|现有|存量|近[两二三四五]年")
NEW = re.compile(r"新增|本年度|本年|今年")
OF_YEARS = re.compile(r"[两二三四五六]年[^,。年]{0,8}$")
YEARS = re.compile(r"20\d\d年")
_ITS_YEAR = re.compile(r"(?:^|[,;:])(20\d\d年度?),[^,;:]*$")


def is_of_another_year(sentence: str, clause: str, year: int | None) -> bool:
    """Whether a clause, or the bare year that leads it, is of another year: 2021年,公开302条."""
    leading = _ITS_YEAR.search(sentence) if "年," in sentence or "年度," in sentence else None
    return of_another_year(clause, year) or bool(leading and of_another_year(leading[1], year))
