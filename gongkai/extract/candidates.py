"""The numbers of a text that may be its unit's total of the year, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.extract.counts import Count
from gongkai.extract.prose import Text
from gongkai.extract.sums import has_parts_behind, parts_before, says_total, sums_some_before
from gongkai.extract.topics import DISCLOSURE, Topics, sentence_topic
from gongkai.extract.whose import (
    bare_name,
    is_county,
    is_own,
    names_county,
    names_township,
    of_another_year,
    of_the_county,
)

_VERBS = (
    (re.compile(r"主动(?:对外)?(?:公开|发布|公布|更新)"), 3.0),
    (re.compile(r"(?<!未)(?<!申请)(?<!信息)公开"), 2.0),
    (
        re.compile(
            r"发布|公布|新增(?:主动公开|政府|政务|各类)*信息|更新|推送|上传|编发|发文|录入|报送|收录|登载|刊登"
        ),
        1.0,
    ),
)
_TELLS = re.compile(r"信息|公开|发布|公布|更新|推送|上传|编发|发文|录入|报送|收录|登载|刊登")
_ALL = re.compile(r"共计|累计|合计|总计|总数|共|全年|达")
_NEW = re.compile(r"新增|本年度|本年|今年")
_OBJECT = re.compile(r"(?:政府|政务|公开|各类|街道|镇|乡)*信息(?:条数|数量|数)?|文件|信息公开")
CHANNEL = re.compile(
    r"网站|网页|门户|公众号|微信|微博|抖音|视频号|客户端|公示栏|公告栏|公开栏|电子屏|LED|头条|媒体|平台|广播|宣传栏|村级|村务|专栏"
)
_MANY = re.compile(r"等(?:多种|各种|多|各|[三四五]种|[三四五]大)?(?:形式|渠道|方式|途径|载体)")
_OTHER = re.compile(
    r"申请|结转|顺延|收到|受理|答复|办结|点击|浏览|访问|阅读|关注|粉丝|热线|信访|投诉|咨询|留言|来信|建议|提案|(?<!复)议案|培训|会议|检查|复议|诉讼|收费|问卷|处罚|许可|强制"
    r"|规范性文件|政策解读|解读|整改|问题|错误|制度|网民|回应|规章|宣传册|群众|不公开|活动|稿件|短信|审查|[同一]信息"
)
NOT_IT = re.compile(r"上一?年|去年|同期|专题|村务(?!公开)")
_GOVERNMENT = re.compile(
    r"县(?:人民)?政府(?!门户|网|信息|政务|办|公[开报示众]|平台|统一|部署|要求|安排)"
)
_SINCE = re.compile(r"(?<!今年)(?<!本年)(?<!本年度)(?<!年初)以来|历年|自20\d\d年[^,]{0,12}起")
_TO_DATE = re.compile(r"截至|截止|累计|[到至]20\d\d年?[底末]")
_EVER = re.compile(rf"{_SINCE.pattern}|{_TO_DATE.pattern}|现有|存量")
_BY_ITSELF = re.compile(
    r"(?:(?:主动|累计|共计?|[总合]计)公开|(?:发布|公开)总?量)(?:了|共|共计|达|为)*$"
)
_ALL_OF_IT = re.compile(
    r"^(?:其中)?主动公开了?$|^其中[^,、]{0,20}?主动公开(?:的|了)?政府信息(?:数量|总数|共|为|达)*$"
)
_WHOLE = re.compile(  # 合计167条,占主动公开总数412条的40.5%
    r"^占(?:全年|全部|本年度?)*(?:主动)?公开的?(?:政府信息|信息)?(?:总?条?数|总?数?量)[的为(]?$"
)
_PAPERS = re.compile(r"发文|公文|制发|印发")
_CHANGED_TO = re.compile(
    r"^(?:(?:增加|增长|上升|提高|减少|下降|升|增|降)(?:到|至|为)|达到?)(?:20\d\d年度?的?|今年的?)?$"
)
_CHANGED_FROM = re.compile(r"(?:增加|增长|上升|提高|减少|下降|降)(?:到|至|为)")
_LIST = re.compile(
    r"^(?:[(][^()]*[)])?[,。;:、\n]*(?:其中|包括|包含|主要(?:包括|类别|为|是)|具体|分别|分类|:)|^:"
)
_UNDER_HEADING = re.compile(r"(?:^|\n)[^\n。,]{0,6}主动公开[^\n。,\d]{0,10}[\n。:][^\n]*\Z")
_LISTED = re.compile(r"其中|包括|分别|内有")
_NUMBERED = re.compile(r"[一二三四]是")
_AMOUNT = re.compile(
    r"信息(?:公开)?(?:的)?(?:条目|总?数量|总?条数|总量|总数|量)|信息(?:共计|总计|合计|共|累计)"
)
_OBJECT_BEHIND = re.compile(r"(?:的)?(?:政府|政务|公开|各类)*信息")
_STOPS = ("", *",。;:、\n")
_NOTE = re.compile(r"[(][^()]*[)]")
_SELDOM = ("期", "次", "起", "宗", "张", "块", "部")
_SPAN = 46
_NEAR = 10  # characters behind a count that may name what it counts
_FEW = 12  # counts that fit into the span
_PROVED, _CLAIMED = 4.0, 1.5  # what it is worth that a number is said to sum up those before it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count that may be the total.

    `since`: 2 where the sentence counts from an earlier year on, 1 where it may, 0 else; `new`
    where the words say that it is this year's; `channel` where it is told of one channel; `listed`
    where a list follows, `proved` where that adds up; `papers` where documents are counted that the
    unit issued, whether online or not; `named` where the words speak of 政府信息, `apart` where they
    set it apart from a wider number before it, `actively` where they are 主动公开.
    """

    count: Count
    score: float
    since: int
    new: bool
    channel: bool
    listed: bool
    proved: bool = False
    papers: bool = False
    named: bool = False
    apart: bool = False
    actively: bool = False


class Finder:
    """Weighs the counts of one text; `own` is how its unit is named in it."""

    def __init__(
        self, text: Text, counted: Sequence[Count], year: int | None, unit: str | None
    ) -> None:
        """Take a text, its counts, and the year and unit that it reports."""
        self.body, self.counted, self.year = text.text, counted, year
        self.topics = Topics(text)
        self.own, self.is_county = bare_name(unit), is_county(unit)
        self.this_year = re.compile(rf"(?:{year or 'x'}年|[今本]年)(?!\d|底|初|末)")

    def candidate(self, index: int) -> Candidate | None:
        """What speaks for a count, or None where something speaks against it."""
        body, count = self.body, self.counted[index]
        begin = max(body.rfind("。", 0, count.start), body.rfind("\n", 0, count.start)) + 1
        sums_up = says_total(body, count)
        is_told = sums_up or _TELLS.search(body, begin, count.end + _NEAR)
        if not is_told or not self.counts_items(count):
            return None
        start = max(0, count.start - _SPAN)
        for mark in "。;\n":
            start = max(start, body.rfind(mark, start, count.start) + 1)
        before = body[start : count.start]
        behind = self.counted[index - 1].end - start if index else 0
        ends = (before.rfind(mark) + 1 for mark in ",:、")
        clause = before[max(behind, *ends) :]
        sentence = body[begin : count.start]
        if self.is_elsewhere(count, clause, sentence):
            return None
        if sums_up and (parts := parts_before(body, self.counted, index)):
            first = self.counted[index - parts].start
            return self.sum(count, body[body.rfind("。", 0, first) + 1 : count.start])
        if sums_up and sums_some_before(body, self.counted, index):
            return self.sum(count, sentence)
        fresh = bool(self.this_year.search(clause) and _EVER.search(sentence))
        second = any(
            c.unit and c.start >= start for c in self.counted[max(0, index - _FEW) : index]
        )
        is_ours = self.is_ours(clause, sentence)
        stands_alone = fresh or is_ours or _ALL_OF_IT.match(clause)
        if second and _LISTED.search(before) and not stands_alone:
            return None  # a total with its own list stands before it
        if self.is_other(count, clause):
            return None
        if sums_up and not _verb(clause):
            return self.sum(count, sentence, _CLAIMED)  # of parts that do not add up to it
        subject = clause if second or len(clause) >= 8 else before
        if is_ours or _CHANGED_TO.search(clause):
            subject = sentence[sentence.rfind(";") + 1 :]
        return self.scored(index, before, clause, subject, sentence, fresh)

    def seems_told(self, count: Count) -> bool:
        """Whether a count seems to be of information that this unit published."""
        begin = max(self.body.rfind(mark, 0, count.start) for mark in "。;\n") + 1
        words = self.body[begin : count.start]
        if count.unit[:1] != "条" or not _verb(words) or of_another_year(words, self.year):
            return False
        last = words[words.rfind(",") + 1 :]
        if self.of_the_county(words):  # 全区公开44512条,其中北辰街道公开1206条
            return names_township(last) and _verb(last) > 0
        about = _OBJECT.search(words) or _OBJECT_BEHIND.match(self.body, count.end)
        return bool(about) and not (_OTHER.search(words) or CHANNEL.search(words))

    def is_elsewhere(self, count: Count, clause: str, sentence: str) -> bool:
        """Whether a count is the county's or another year's, or stands under another topic."""
        if self.of_the_county(sentence) or of_another_year(clause, self.year):
            return True
        if self.topics.at(count.start) not in (None, DISCLOSURE):
            return True
        if _verb(clause) == 3.0 and _OBJECT.search(clause):
            return sentence_topic(clause) is not None
        return sentence_topic(sentence[sentence.rfind(";") + 1 :]) is not None

    def is_other(self, count: Count, clause: str) -> bool:
        """Whether the words beside a count say that it counts something else."""
        is_entry = CHANNEL.search(clause) and not _verb(clause) and not _OBJECT.search(clause)
        said = _OTHER.search(_NOTE.sub("", clause)) or NOT_IT.search(clause)
        return bool(is_entry or said or _CHANGED_FROM.match(self.body, count.end))

    def counts_items(self, count: Count) -> bool:
        """Whether the unit of a count is one that information is counted in."""
        if not count.unit:
            return self.body[count.end : count.end + 1] in _STOPS
        before = self.body[max(0, count.start - 14) : count.start]
        return count.unit not in _SELDOM or "信息" in before

    def sum(self, count: Count, sentence: str, worth: float = _PROVED) -> Candidate | None:
        """A total said behind its parts: the sentence tells what was counted."""
        verb = _verb(sentence)
        if not verb or _OTHER.search(_NOTE.sub("", sentence)):
            return None
        since = 2 if _SINCE.search(sentence) else 0
        return Candidate(count, verb + worth, since, new=False, channel=False, listed=True)

    def scored(
        self, index: int, before: str, clause: str, subject: str, sentence: str, fresh: bool
    ) -> Candidate | None:
        """A count with its weight: the verb, what is disclosed, and how the words go on."""
        body, count = self.body, self.counted[index]
        new = fresh or bool(_NEW.search(clause))
        is_part = new and not _OBJECT.search(subject) and bool(_EVER.search(sentence))
        if is_part:
            subject = sentence  # 累计公开331条,本年度新增23条
        verb = _verb(subject) or (1.5 if _AMOUNT.search(clause) or is_part else 0.0)
        has_object = (
            _OBJECT.search(subject)
            or _BY_ITSELF.search(clause)
            or _OBJECT_BEHIND.match(body, count.end)
            or _WHOLE.match(clause)
            or self.is_ours(clause, sentence)
        )
        if not verb or not has_object:
            return None
        listed = bool(_LIST.match(body[count.end : count.end + 16]))
        score = verb + 1.0
        score += 1.0 if _ALL.search(subject) else 0.0
        score += 1.0 if fresh else 0.5 if new else 0.0
        proved = has_parts_behind(body, self.counted, index)
        score += 2.0 if proved else 0.0
        score += 3.5 if _WHOLE.match(clause) else 0.0
        where = clause if is_part else subject
        channel = bool(CHANNEL.search(where) and not _MANY.search(where))
        if not channel or verb == 3.0:
            score += 1.5 if listed else 0.0
        if channel:
            score -= 1.0 if verb == 3.0 and not _NUMBERED.search(before) else 2.0
        elif verb < 3.0 and _UNDER_HEADING.search(body[max(0, count.start - 160) : count.start]):
            score += 1.0
        since = 1 if _TO_DATE.search(sentence) and not new else 0
        if not fresh and _SINCE.search(before if new else sentence):
            since = 2
        papers = count.unit in ("份", "件") and bool(_PAPERS.search(sentence) or "文件" in clause)
        named = "政府信息" in clause.replace("政府信息公开", "")
        apart = verb == 3.0 and not channel and bool(_ALL_OF_IT.match(clause))
        return Candidate(
            count, score, since, new, channel, listed, proved, papers, named, apart, verb == 3.0
        )

    def is_ours(self, clause: str, sentence: str) -> bool:
        """Whether a clause turns from the county to this unit: 全区公开44512条,其中我街道公开1206条."""
        return is_own(clause, self.own) and names_county(sentence)

    def of_the_county(self, sentence: str) -> bool:
        """Whether the words before a count are of the county, and the unit is not one itself."""
        if self.is_county:
            return False
        words = sentence[sentence.rfind(";") + 1 :]
        last = words[words.rfind(",") + 1 :]
        if _GOVERNMENT.search(words) and not is_own(last, self.own):
            return True
        return of_the_county(last, self.own) or of_the_county(words, self.own)


def _verb(text: str) -> float:
    return next((worth for pattern, worth in _VERBS if pattern.search(text)), 0.0)
