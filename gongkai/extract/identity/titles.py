"""What a title of a report is, and what stands beside it on its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

REPORT = (  # begins with plain characters: a search then passes over all others at once
    r"(?:信息公开|政府信息公开|政务信息公开|政务公开(?=(?:工作)?年[度报])|信息年度公开(?=报告)|公开(?<!务公开)(?=年度报告)|政府信息(?=(?:工作)?年度)|政务信息(?=(?:工作)?年度))"
    r"(?:重点)?(?:工作)?(?:情况)?的?(?:20\d\d年?)?(?:年?度)?(?:工作)?(?:情况)?的?(?:总结[及暨和]?)?(?:年度)?(?:工作)?(?:报告|年报|告(?:年度|工作)+报|总结(?<=工作总结|年度总结))"
)
_HEAD = 60  # characters
_TITLE = re.compile(
    rf"(?P<head>[^《》<>。;!?\n]{{0,{_HEAD}}}?){REPORT}(?P<note>[(][^()]{{2,30}}[)])?"
)
_REPORT, _TO_NO_HEAD = re.compile(REPORT), re.compile(r".*[《》<>。;!?\n]", re.DOTALL)
_CITED = re.compile(
    r"[《〈<][^《》〈〉]*(?:[《〈<][^《》〈〉]*[》〉>][^《》〈〉]*)*[》〉>](?:等?(?:的?通知|要求))?"
)
_OF_OTHERS = re.compile(r"通知|[^公]函|格式|制度|办法|意见|规定|条例|方案|要点|指南|说明")
_PATH = re.compile(r"[>›»]")  # of the page within its site
LABELS = re.compile(r"索引号|(?:组配|主题|信息|体裁)分类|文号")  # of the site's own block: no title
_TAG = re.compile(
    r"^[【\[](?:20\d\d年?度?|图文|原文|文字|公开|年报|转载|最新|置顶|[^】\]]{0,4}公开年报)[】\]]"
)
_NEIGHBOUR = re.compile(r"^[上下]一(?:篇|条|页)")


def titles_in(text: str) -> Iterator[re.Match[str]]:
    """Every title of a report in a text, with its `head` and `note`.

    What calls it a report is looked for first: to try a head at every character of a long line is dear.
    """
    at = 0
    while told := _REPORT.search(text, at):
        start = max(at, told.start() - _HEAD)
        barred = _TO_NO_HEAD.match(text, start, told.start())
        match = _TITLE.match(text, barred.end() if barred else start)
        assert match is not None
        yield match
        at = match.end()


def may_tell_of_report(text: str) -> bool:
    """Whether a text may hold the title of a report, or what announces one: neither is without these words."""
    return "公开" in text or "信息年度" in text


def title_in(text: str) -> re.Match[str] | None:
    """The first title of a report in a text."""
    return next(titles_in(text), None)


def is_title(text: str) -> bool:
    """Whether a text is a title of a report and nothing else."""
    return _TITLE.fullmatch(text) is not None


def titles_of(lines: Iterable[str]) -> list[str]:
    """Lines without spaces, as titles; without the way to the page within its site, and its neighbours."""
    bare = [_TAG.sub("", _PATH.split("".join(line.split()))[-1]) for line in lines]
    return [line for line in bare if not _NEIGHBOUR.match(line)]


def is_on_path(line: str) -> bool:
    """Whether a line is the way to the page within its site: what it ends with names the folder."""
    return _PATH.search(line) is not None


def without_cited(text: str) -> str:
    """Text without the titles of notices, rules and letters that it cites."""

    def cut(match: re.Match[str]) -> str:
        return "" if _OF_OTHERS.search(match.group()) else match.group()

    return _CITED.sub(cut, text)
