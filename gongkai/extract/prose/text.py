"""The report's running text as one string, with the way back to the paragraph a number came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.extract.dates import is_told_by_site
from gongkai.extract.identity.titles import is_on_path, is_title
from gongkai.extract.tables.rows import Prose

_OPEN_END = re.compile(r"[^。；;！!？?：:”\"》)]$")
_SUBHEADING = re.compile(
    r"^[(]?[一二三四五六七八九十\d]{1,2}[)、.](?:20\d\d年度?)?(?:[^,。;:、\d]{2,14}|[^,。;:\d]{2,40}(?:情况|方面))$"
)
_BARE_HEADING = re.compile(
    r"[^,。;:\d]{2,26}(?:情况|措施|方面)|(?:政府信息)?(?:主动公开|依申请公开)(?:政府信息)?"
)
_SIGNER = re.compile(r"签发人:[\u3400-\u9fff]{2,4}$")  # of an official letter, at the end of a line
_NEW_ITEM = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,2}(?:[)、.．](?!\d)|、(?=20\d\d年))|[①-⑳•●◆])"
)
_COUNTED = re.compile(r"\d余?[条件篇份次项个起宗]$")  # a line that tells a count to its end
_LABELLED = re.compile(r"[\u3400-\u9fff()]{2,16}:\d+[件条份宗个]?$")  # 申请办结数(件):0
_BEGINS_ANEW = re.compile(r"20\d\d年|全年|年内|今年|本年|[一二三四五]是")
_BLOCK = re.compile(
    r"(?:发布|发文|公开)(?:日期|时间):|(?:浏览|访问|点击)(?:次数|量|数):|字[体号]:|打印|(?:主题|体裁|组配)分类:"
)
_REPEATED = re.compile(r"[,、;]+(。)|([,、;])[,、;]+")  # as some mirrors print them
_SHORT = 80  # characters of a line of the site's own block
_TELLS = re.compile(r"主动公开|申请|复议|诉讼")  # of a heading: what the numbers below count
_NONE = ("无", "没有", "均无", "零")  # all that a paragraph says
_CARRIES_ON = re.compile(r"^(?:等|、|和|及|以及)")


@dataclass(frozen=True, slots=True)
class Text:
    """Folded prose without spaces. A paragraph that ends in mid-sentence runs on into the next.

    `titles`: the heading of the section that each paragraph stands in, "" for none.
    """

    text: str
    starts: tuple[int, ...]
    locators: tuple[str, ...]
    titles: tuple[str, ...] = ()

    def locator(self, offset: int) -> str:
        """The place of the paragraph that holds a character."""
        return self.locators[max(0, bisect_right(self.starts, offset) - 1)]


def join(paragraphs: Iterable[Prose]) -> Text:
    """Join paragraphs: with nothing where a sentence was broken, else with a newline.

    A section's heading stands before its prose where it tells what is counted there.
    """
    parts: list[str] = []
    starts: list[int] = []
    locators: list[str] = []
    above: list[str] = []
    length, was_apart, section, title = 0, False, -1, ""
    for prose in paragraphs:
        lines = [prose.text]
        was_apart, section = was_apart or prose.section != section, prose.section
        if prose.title != title:
            title = prose.title
            lines = [title, *lines] if _TELLS.search(title) else lines
        for line in lines:
            text = _REPEATED.sub(r"\1\2", "".join(line.split()))
            if not text:
                continue
            is_new = was_apart or line is title
            was_apart = line is title or _stands_alone(line)
            if parts and (is_new or not _runs_on(parts[-1], text)):
                parts.append("\n")
                length += 1
            starts.append(length)
            locators.append(prose.locator)
            above.append(title)
            parts.append(text)
            length += len(text)
    return Text("".join(parts), tuple(starts) or (0,), tuple(locators) or ("",), tuple(above))


def _stands_alone(line: str) -> bool:
    """Whether a line is the report's title, or the site's own: no sentence goes on below it."""
    if len(line) >= _SHORT:
        return False
    is_of_site = _BLOCK.search(line) or is_on_path(line) or is_told_by_site(line)
    return bool(is_of_site) or is_title("".join(line.split()))


def _runs_on(above: str, below: str) -> bool:
    """Whether a sentence was broken between two paragraphs."""
    if (
        above in _NONE
        or _NEW_ITEM.match(below)
        or _SUBHEADING.match(above)
        or (_BARE_HEADING.fullmatch(above) and _TELLS.search(above))
        or _SIGNER.search(above)
    ):
        return False
    if (_COUNTED.search(above) and _BEGINS_ANEW.match(below)) or _LABELLED.match(below):
        return False
    in_brackets = above.count("(") > above.count(")")
    return bool(_OPEN_END.search(above) or in_brackets or _CARRIES_ON.match(below))
