"""A body's name as people shorten it: without the words that every name of its kind ends with."""

from __future__ import annotations

import re
from functools import lru_cache

ENDINGS = ("人民政府", "办事处", "政府")
"""The same stand in sql/audit/bare_name.sql, which a test compares."""

_ENDING = re.compile(rf"(?:{'|'.join(ENDINGS)})$")
ABOVE = r"^.*(?:[省州盟县区旗]|市(?!管理|建设|更新|规划|综合|运行))(?=..)"
"""What a name begins with where it says what its body lies in; 城市 is none."""

_ABOVE = re.compile(ABOVE)


def bare_name(name: str | None) -> str:
    """`示例县青岩镇` of `示例县青岩镇人民政府`; nothing of no name. White space goes."""
    return _ENDING.sub("", re.sub(r"\s", "", name or ""))


@lru_cache(maxsize=8_192)  # asked for every number of a report
def own_name(name: str | None) -> str:
    """`青岩镇` of `示例县青岩镇人民政府`: how a unit speaks of itself, without what it lies in."""
    return _ABOVE.sub("", bare_name(name))
