"""Which of the overview's topics a place of the prose belongs to, as sections and headings tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from gongkai.extract.prose.text import Text

DISCLOSURE = "disclosure"
REQUESTS = "requests"
MANAGEMENT = "management"
PLATFORM = "platform"
OVERSIGHT = "oversight"
LATER = "later"  # what is wanting, and what next year shall bring

_TITLES = (
    (LATER, re.compile(r"问题|不足|改进|下一步|打算|今后|其他需要|需要报告|努力方向|工作安排")),
    (DISCLOSURE, re.compile(r"主动公开|公开内容|重点领域")),
    (REQUESTS, re.compile(r"依申请|申请公开|公开申请|受理申请|复议|诉讼")),
    (
        OVERSIGHT,
        re.compile(
            r"监督(?!执法|检查)|^保障|(?:强化|组织|制度|工作|机制|落实|和)保障|保障(?:措施|机制|工作|情况|方面)|考核|培训|评议|队伍|组织领导|机构建设"
        ),
    ),
    (
        MANAGEMENT,
        re.compile(r"(?:信息|文件|公文|资源|制度|源头|动态|规范化?|目录)[^,]{0,4}管理|保密审查"),
    ),
    (PLATFORM, re.compile(r"平台|载体|渠道建设|新媒体|网站建设|阵地")),
)
_NUMBERING = r"[(][一二三四五六七八九十]{1,2}[)]|[一二三四五六七八九十]{1,2}[、.]|[(]?\d{1,2}[)、.](?!\d)|[一二三四五六七]是"
_HEADING = re.compile(
    rf"[\n。](?:(?P<number>{_NUMBERING})(?P<title>[^。,;:\n\d]{{2,22}})(?=[。:\n,]|\Z)"
    r"|(?:在|关于)?(?P<bare>[^。,;:\n\d]{2,12}(?:方面|情况)|主动公开|依申请公开|政府信息管理|(?:信息公开|公开)?平台建设|监督保障)(?=[。:\n,]|\Z))"
)
_NOT_ONE = re.compile(r"未|没|无|不|均|已|了")
_PLAN = r"(?:计划|力争|争取|预计|目标|拟|确保|将)(?:在|到|于)?(?:全年|明年|下一?年|20\d\d年|年内|新增|主动|公开|发布|更新|完成)|下一步|明年|今后"
_SENTENCE = re.compile(
    rf"(?P<{LATER}>{_PLAN})"
    rf"|(?P<{MANAGEMENT}>公开属性|(?:复核|核查|审查|清理|下架|整改|自查|梳理)[^,;]{{0,12}}信息|(?:修订|调整|完善)[^。;]{{0,16}}(?:目录|指南))"
    rf"|(?P<{OVERSIGHT}>考核|督查|评议|培训|追责|整改)"
)


class Topics:
    """The topics of one text; headings are looked for once."""

    def __init__(self, text: Text) -> None:
        """Find the headings of a text."""
        self.text = text
        self.sections = [_topic(title) if title else None for title in text.titles]
        self.starts: list[int] = []
        self.topics: list[str | None] = []
        set_by = ""
        for match in _HEADING.finditer("\n" + text.text):
            number, title, bare = match.groups()
            topic = _topic(title or bare)
            style = _style(number) if number else ""
            if topic is None and (not number or style != set_by):
                continue
            self.starts.append(match.start())
            self.topics.append(topic)
            set_by = style

    def at(self, offset: int) -> str | None:
        """The topic that the section or the last heading above a place names; None where none does."""
        paragraph = max(0, bisect_right(self.text.starts, offset) - 1)
        section = self.sections[paragraph] if self.sections else None
        if section in (LATER, REQUESTS):
            return section
        last = bisect_right(self.starts, offset) - 1
        if last >= 0 and self._same_section(self.starts[last], paragraph):
            return self.topics[last]
        return section

    def _same_section(self, offset: int, paragraph: int) -> bool:
        """Whether a heading stands in the section of a paragraph."""
        titles = self.text.titles
        other = max(0, bisect_right(self.text.starts, offset) - 1)
        return not titles or titles[other] == titles[paragraph]


def sentence_topic(words: str) -> str | None:
    """The topic that a sentence opens by itself, told by its words up to a number."""
    match = _SENTENCE.search(words)
    return match.lastgroup if match else None


@lru_cache(maxsize=4_096)  # the same headings in every report
def _topic(title: str) -> str | None:
    if _NOT_ONE.search(title):
        return None
    return next((topic for topic, pattern in _TITLES if pattern.search(title)), None)


@lru_cache(maxsize=256)
def _style(number: str) -> str:
    return re.sub(r"[一二三四五六七八九十\d]+", "1", number)
