"""The numbers of a text that may be its unit's total of the year, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.disclosing import (
    CHANNEL,
    OBJECT,
    OBJECT_BEHIND,
    PLAIN,
    counts_other,
    is_of_a_kind,
    names_other,
    names_requests,
    verb_weight,
)
from gongkai.extract.prose.sums import has_parts_behind, parts_before, says_total, sums_some_before
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.topics import DISCLOSURE, Topics, sentence_topic
from gongkai.extract.prose.when import (
    EVER,
    NEW,
    OF_YEARS,
    SINCE,
    TO_DATE,
    YEARS,
    is_of_another_year,
)
from gongkai.extract.prose.whose import is_county, is_own, names_county, tells_of_county
from gongkai.extract.prose.words import Words, sentence_begin, words_before
from gongkai.unit_name import own_name

_TELLS = re.compile(r"信息|公开|发布|公布|更新|推送|上传|编发|发文|录入|报送|收录|登载|刊登")
_ALL = re.compile(r"实际|共计|累计|合计|总计|总数|共|全年|达")
_MANY = re.compile(r"等(?:多种|各种|多|各|[三四五]种|[三四五]大)?(?:形式|渠道|方式|途径|载体)")
_REST = re.compile(r"其余|余下|剩余|其它?他?为")
_BY_ITSELF = re.compile(
    r"(?:(?:主动|累计|共计?|[总合]计)公开|(?:发布|公开)(?:信息)?(?:总|条)*(?:量|数量?))(?:了|共|共计|达|为)*$"
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
_SIZE = re.compile(r"信息(?:公开)?的?(?:条目|总?数?量|总?条数|总数)|信息公开数")
_AMOUNT = re.compile(rf"{_SIZE.pattern}|信息(?:共计|总计|合计|共|累计)")
_BARE = re.compile(  # of a clause that leaves it to the words before to say what is counted
    r"^(?:其中|共|合计|总计|总|累|计|达|到|为|了|约|全年|今年|本年度?|年度?|20\d\d年度?|均|有|是|以上|各类|新增|数量?|条|量|政府|政务|信息|[(、]|小项|大类|只有|仅有?|实际|截[至止][^,]{2,8}[日底末])*$"
)
_PART_TITLE = re.compile(  # 一是政府网站公开。 2.财政信息。
    r"(?:[一二三四五六七]是|[(]?\d{1,2}[)、.]|[(][一二三四五六七八九][)])(?P<title>[^。,;:\n\d]{2,12})[。:\n]$"
)
_KIND_TITLE = re.compile(r"^(?!.*(?:主动|政府信息|公开))\S*(?:信息|类|领域)$")
_BY_MEANS = re.compile(r"(?:通过|利用|依托|借助)[^,;。]{2,24}\d[条篇]")
_IS_IT = re.compile(r"(?:为|是|属于?)[^,。;\d]{0,8}主动公开的?(?:政府|政务)?信息")
_NOT_COUNTED = re.compile(r"(?:条?信息)?[,(](?:均)?(?:不|未)(?:计|列|纳)入")
_OVERVIEW = (None, DISCLOSURE)  # topics that a total may stand under
_MEANS = ("通过", "利用", "依托", "借助")
_STOPS = ("", *",。;:、\n")
_SELDOM = ("期", "次", "起", "宗", "张", "块", "部")
_WHOLE_CLAUSE = 8  # characters of a clause that says by itself what is counted
_NEAR = 10  # characters behind a count that may name what it counts
_PROVED, _CLAIMED = 4.0, 1.5  # what it is worth that a number is said to sum up those before it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count that may be the total.

    `since`: 2 where the sentence counts from an earlier year on, 1 where it may, 0 else; `new`
    where the words say that it is this year's; `channel` where it is told of one channel; `listed`
    where a list follows, `proved` where that adds up; `papers` where documents are counted that the
    unit issued, whether online or not; `named` where the words speak of 政府信息, `apart` where they
    set it apart from a wider number before it, `actively` where they are 主动公开; `part` where it
    is of one kind of information, or of the channel that a heading above it names.
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
    part: bool = False


class Finder:
    """Weighs the counts of one text; `own` is how its unit is named in it."""

    def __init__(
        self, text: Text, counted: Sequence[Count], year: int | None, unit: str | None
    ) -> None:
        """Take a text, its counts, and the year and unit that it reports."""
        self.body, self.counted, self.year = text.text, counted, year
        self.topics = Topics(text)
        self.names_others = False  # whether a count was of another year
        self.own, self.is_county = own_name(unit), is_county(unit)
        self.this_year = re.compile(rf"(?:{year or 'x'}年|[今本]年)(?!\d|底|初|末)")

    def candidate(self, index: int) -> Candidate | None:
        """What speaks for a count, or None where something speaks against it."""
        body, count = self.body, self.counted[index]
        if not self.counts_items(count) or self.topics.at(count.start) not in _OVERVIEW:
            return None
        begin = sentence_begin(body, count)
        parts = parts_before(body, self.counted, index, loosely=True)
        sums_up = parts > 0 or says_total(body, count)
        if not sums_up and not _TELLS.search(body, begin, count.end + _NEAR):
            return None
        words = words_before(body, self.counted, index, begin)
        if self.is_of_county(words.sentence):
            return None
        if is_of_another_year(words.sentence, words.clause, self.year):
            self.names_others = True
            return None
        found = self.summing(index, parts, words) if sums_up else self.told(index, words)
        return None if found is None or self.is_elsewhere(count, words) else found

    def summing(self, index: int, parts: int, words: Words) -> Candidate | None:
        """A count that is said to sum up those before it, `parts` of which make it."""
        body, count = self.body, self.counted[index]
        if index and _REST.search(body, self.counted[index - 1].end, count.start):
            return None  # 涉农补贴60条;其余为工作动态,共63条
        if parts:
            first = self.counted[index - parts].start
            said = body[body.rfind("。", 0, first) + 1 : count.start]
            head = body[max(body.rfind(mark, 0, first) for mark in ",;:。") + 1 : first]
            if OF_YEARS.search(said) or names_requests(head + body[first : count.start]):
                return None
            found = self.sum(count, said)
            return found and replace(found, part=self.is_one_channel(head, first, count))
        if sums_some_before(body, self.counted, index):
            return None if names_requests(words.sentence) else self.sum(count, words.sentence)
        return self.told(index, words, sums_up=True)

    def is_one_channel(self, head: str, first: int, total: Count) -> bool:
        """Whether a sum is of one channel, and another is counted behind it in the same sentence."""
        body = self.body
        rest = body[total.end : body.find("。", total.end)]
        beside = CHANNEL.search(rest) and re.search(r"\d[条篇]", rest) and not _LIST.match(rest)
        return bool(
            beside and CHANNEL.search(head) and not CHANNEL.search(body, first, total.start)
        )

    def told(self, index: int, words: Words, sums_up: bool = False) -> Candidate | None:
        """A count that is no sum of those before it, by its sentence and its clause."""
        count, clause, sentence = self.counted[index], words.clause, words.sentence
        if not (is_it := _IS_IT.match(self.body, count.end)):
            is_other = counts_other(clause) or _CHANGED_FROM.match(self.body, count.end)
            if is_other or _NOT_COUNTED.match(self.body, count.end):
                return None
        is_bare = _BARE.match(clause) is not None
        fresh = bool(
            self.this_year.search(clause)
            and (EVER.search(sentence) or len(set(YEARS.findall(sentence))) > 1)
        )
        is_ours = self.is_ours(clause, sentence)
        stands_alone = fresh or is_ours or is_it or _ALL_OF_IT.match(clause)
        if words.is_second and _LISTED.search(words.before) and not stands_alone:
            return None  # a total with its own list stands before it
        if is_it:
            return Candidate(count, PLAIN + _PROVED, 0, False, False, False, actively=True)
        if sums_up and not verb_weight(clause):
            return self.sum(count, sentence, _CLAIMED)  # of parts that do not add up to it
        says_it = len(clause) >= _WHOLE_CLAUSE or not verb_weight(clause)
        subject = words.before
        behind = is_bare and OBJECT_BEHIND.match(self.body, count.end)
        if (words.is_second and not behind) or (says_it and not is_bare):
            subject = clause
        if is_ours or _CHANGED_TO.search(clause):
            subject = sentence[sentence.rfind(";") + 1 :]
        return self.scored(index, words, subject, fresh)

    def is_elsewhere(self, count: Count, words: Words) -> bool:
        """Whether the sentence of a count opens another topic than what was disclosed."""
        is_whole = OBJECT.search(words.clause) and _ALL.search(words.clause)
        is_plain = OBJECT.search(words.clause) or count.unit == "条"
        verb = verb_weight(words.clause)
        if (verb == PLAIN and is_plain) or (verb > 1.0 and is_whole):
            return sentence_topic(words.clause) is not None
        return sentence_topic(words.sentence[words.sentence.rfind(";") + 1 :]) is not None

    def counts_items(self, count: Count) -> bool:
        """Whether the unit of a count is one that information is counted in."""
        if not count.unit:
            return self.body[count.end : count.end + 1] in _STOPS
        before = self.body[max(0, count.start - 14) : count.start]
        return count.unit not in _SELDOM or "信息" in before

    def sum(self, count: Count, sentence: str, worth: float = _PROVED) -> Candidate | None:
        """A total said behind its parts: the sentence tells what was counted."""
        verb = verb_weight(sentence)
        proved = worth == _PROVED
        if proved and not verb and CHANNEL.search(sentence):
            verb = 1.0  # 门户网站57条、微信219条,加起来276条
        if not verb or (not proved and names_other(sentence)):
            return None
        since = 2 if SINCE.search(sentence) else 0
        return Candidate(count, verb + worth, since, new=False, channel=False, listed=True)

    def scored(self, index: int, words: Words, subject: str, fresh: bool) -> Candidate | None:
        """A count with its weight: the verb, what is disclosed, and how the words go on."""
        body, count = self.body, self.counted[index]
        before, clause, sentence = words.before, words.clause, words.sentence
        new = fresh or bool(NEW.search(clause))
        is_part = new and not OBJECT.search(subject) and bool(fresh or EVER.search(sentence))
        if is_part:
            subject = sentence  # 累计公开331条,本年度新增23条
        verb = verb_weight(subject) or (1.5 if _AMOUNT.search(clause) or is_part else 0.0)
        has_object = (
            OBJECT.search(subject)
            or _BY_ITSELF.search(clause)
            or OBJECT_BEHIND.match(body, count.end)
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
        where = clause if is_part and not clause.startswith("(") else subject
        channel = bool(CHANNEL.search(where) and not _MANY.search(where))
        if not channel and clause.startswith(_MEANS):
            end = body.find("。", count.end)
            channel = len(_BY_MEANS.findall(body, count.start - len(sentence), end)) > 1
        score += 1.0 if _SIZE.search(clause) and not channel else 0.0
        if not channel or verb == PLAIN:
            score += 1.5 if listed else 0.0
        if channel:
            score -= 1.0 if verb == PLAIN and not _NUMBERED.search(before) else 2.0
        elif verb < PLAIN and _UNDER_HEADING.search(body[max(0, count.start - 160) : count.start]):
            score += 1.0
        by_itself = (
            verb == PLAIN and index and OBJECT.search(clause) and not _LISTED.search(sentence)
        )
        since = 1 if TO_DATE.search(clause if by_itself else sentence) and not new else 0
        if not fresh and SINCE.search(before if new else sentence):
            since = 2
        papers = count.unit in ("份", "件") and bool(_PAPERS.search(sentence) or "文件" in clause)
        named = "政府信息" in clause.replace("政府信息公开", "")
        apart = verb == PLAIN and not channel and bool(_ALL_OF_IT.match(clause))
        part = self.is_titled_part(count) or is_of_a_kind(clause)
        return Candidate(
            count,
            score,
            since,
            new,
            channel,
            listed,
            proved,
            papers,
            named,
            apart,
            verb == PLAIN,
            part,
        )

    def is_of_county(self, sentence: str) -> bool:
        """Whether the words before a count are of the county, and the unit is not one itself."""
        return not self.is_county and tells_of_county(sentence, self.own)

    def is_titled_part(self, count: Count) -> bool:
        """Whether the title right above a count's sentence names one channel or kind."""
        body = self.body
        begin = max(body.rfind("。", 0, count.start), body.rfind("\n", 0, count.start)) + 1
        above = _PART_TITLE.search(body, max(0, begin - 18), begin)
        title = above["title"] if above else ""
        return bool(CHANNEL.search(title) or _KIND_TITLE.match(title))

    def is_ours(self, clause: str, sentence: str) -> bool:
        """Whether a clause turns from the county to this unit: 全区公开44512条,其中我街道公开1206条."""
        return is_own(clause, self.own) and names_county(sentence)
