"""What stretches of a text tell of requests, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from gongkai.extract.prose.whose import is_own, names_county

_HEADING = re.compile(
    r"(?:依申请公开[^。:,;\n\d]{0,10}|收到和处理政府信息公开申请情况|收到申请情况|政府信息公开申请情况|申请(?:受理|收到)?情况)[。:\n]"
)
_OPENS = re.compile(r"(?:\A|[).、\n])\Z")
_OPENS_SECTION = re.compile(r"(?:[一二三四五六七八九十]、|(?:\A|\n)[一二三四五六七八九十])\Z")
_NEXT_SECTION = re.compile(r"\n[一二三四五六七八九十]{1,2}[、.]?[\u3400-\u9fff]")
_NEXT_HEADING = re.compile(
    r"[(][一二三四五六七八九十][)]|\n[一二三四五六七八九十]{1,2}[、.]?[\u3400-\u9fff]"
    r"|\n(?:\d[.、])?[^\n。,:]{0,4}(?:主动公开|信息管理|平台建设|监督保障|收费|费用|复议|存在)"
)
_FAR = 400


class RequestsHeading:
    """Where a text tells of requests under a heading of their own."""

    def __init__(self, body: str) -> None:
        """Find the headings of a text."""
        self.begins: list[int] = []
        self.ends: list[int] = []
        for match in _HEADING.finditer(body) if "申请" in body else ():
            ahead = body[max(0, match.start() - 2) : match.start()]
            is_section = _OPENS_SECTION.search(ahead)
            if not is_section and not _OPENS.search(ahead):
                continue
            over = _NEXT_SECTION if is_section else _NEXT_HEADING
            end = over.search(body, match.end() - 1, match.end() + _FAR)
            self.begins.append(match.end())
            self.ends.append(end.start() if end else match.end() + _FAR)

    def above(self, offset: int) -> int | None:
        """Where the text begins under the heading that a place stands under; None where there is none."""
        for index in range(bisect_right(self.begins, offset) - 1, -1, -1):
            if offset < self.ends[index]:
                return self.begins[index]
        return None


_REQUESTS = r"(?<!许可)(?<!复议)(?<!被)申请(?!(?:行政)?复议|人)"
_OTHERS = (
    r"热线[^。;,、]{0,10}申请|申请(?:公开)?咨询|协查|热线|工单|信箱|问政|留言|咨询|提案|(?<!复)议案|代表建议|督查|督办|会商|培训|许可申请|复议|诉讼"
    r"|(?:受理|办理|处理|接待)[^。;,\d]{0,6}信访|信访[件量]\d"
)
_TOPIC = re.compile(rf"(?P<ours>{_REQUESTS})|{_OTHERS}")
_SUBJECT = re.compile(r"[,;:。、(\n]")
_NOTE = re.compile(r"\([^()]*\)")
_WHOLE_UNIT = re.compile(r"全[镇乡街局办]")


@lru_cache(maxsize=64)  # asked several times for one number
def tells_of_requests(words: str, ahead: str = "") -> bool:
    """Whether the last thing that words speak of is requests, and not petitions, hotlines or proposals.

    Where they speak of none of these, what is `ahead` of them decides.
    """
    *_, found = None, *_TOPIC.finditer(words)
    found = found or _TOPIC.search(ahead)
    return found is not None and found["ours"] is not None


def is_of_county(words: str, own: str) -> bool:
    """Whether the last that words name is a whole county, and not the unit that is named `own`.

    `全县收到申请73件,其中我街道受理4件`: the second number is the unit's.
    """
    if not names_county(words):
        return False
    for part in reversed(_SUBJECT.split(_NOTE.sub("", words))):
        if is_own(part, own) or _WHOLE_UNIT.search(part):
            return False
        if names_county(part):
            return True
    return True
