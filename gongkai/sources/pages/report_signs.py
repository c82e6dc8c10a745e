"""Whether the text of a web page is a report's; a list of their titles is not."""

from __future__ import annotations

import re

# A report has most of these, whatever its form and era; three of them are no accident.
_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        "主动公开",
        "依申请公开|政府信息公开申请",
        "行政复议",
        "存在的?(?:主要)?(?:问题|不足)|改进(?:情况|措施)",
        "总体情况|概述|基本情况",
        "需要?(?:说明|报告)的(?:其他)?事项",
        "第二十条第",
        "本年新收",
    )
)
_SIGNS_NEEDED = 3
_TABLES = re.compile("第二十条第.{0,400}规章|规章.{0,400}规范性文件|本年新收")


def is_report_text(text: str) -> bool:
    """Whether it has what annual reports have."""
    return sum(1 for sign in _SIGNS if sign.search(text)) >= _SIGNS_NEEDED


def has_tables(text: str) -> bool:
    """Whether the statutory tables stand in it."""
    return bool(_TABLES.search(text.replace(" ", "")))
