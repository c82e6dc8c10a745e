"""What the prose seems to state and was not read, or what rivals a reading: doubts, so that nothing is lost in silence.

A figure that was not read is doubtful where a sentence speaks of it and states something: a number that
no figure has, or that there is none. One that was read is doubtful beside a number as good as it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.topics import DISCLOSURE, LATER, REQUESTS, Topics, sentence_topic
from gongkai.extract.prose.whose import of_another_year, of_the_county
from gongkai.extract.report import Doubt, Report
from gongkai.messages import Message, message
from gongkai.unit_name import own_name

_NOT_READ = message("stated_not_read")
_RIVALLED = message("number_rivalled")

_SENTENCE = re.compile(r"(?:[(]?[\d一二三四五六七八九十]+[)、.](?!\d))?(?P<words>[^。;\n]+)")
_STATES = re.compile(  # a number, that there is none, or that it was all
    r"\d|(?<!一式)[一二两三四五六七八九十](?:余|多)?[件条次份宗起例项]|无(?!法|正当|效|理|障碍)|未(?!经|来|成年)|没有|零|空白"
    r"|(?<![平年])均|全部|都[已按]|完毕|决定|已(?!经失)|结果"
)
_GOES_ON = re.compile(r"件|^(?:已|均|全部|都|截至|年底|结果)")
_MATTER = re.compile(r"申请|复议|诉讼|起诉|被诉")
_NOT_REQUESTS = re.compile(
    r"热线|信访|提案|(?<!复)议案|建议|留言|咨询|信箱|网民|问政|工单|来电|来访|行政许可"
)
_SPOKEN_OF = {
    "requests_received": re.compile(
        r"申请(?!材料|表|人|书|流程|渠道|办法|指南)|(?:受理|收到|接到|新收|登记)[^,]{0,8}?[\d零]|[0零]受理"
    ),
    "requests_answered": re.compile(
        r"答复|办结|办毕|结案|回复|办理|处理|予以|同意|告知|提供|出件|公开[一二两三四五六七八九十\d]+[件条]"
    ),
    "requests_carried_out": re.compile(
        r"(?<!上年)(?<!年度)(?<!去年)(?:结转|顺延)(?!自|上|的?上)|跨年|转(?:入|到|至)?下|尚在|正在|仍在|未办|未到期|在办"
        r"|遗留|留存|剩余|尚有|余[一二两三四五六七八九十\d]"
    ),
    "reconsiderations": re.compile(r"(?<!经)(?<!经行政)复议(?!后|机关)"),
    "litigations": re.compile(r"诉讼|起诉|被诉|应诉"),
}
_SAID_NONE = {
    "requests_received": re.compile(
        r"(?:未|没有?|从未)(?:曾|有)?(?:收到|接到|受理|发生|人)[^,。;\n]{0,24}申请(?!人)"
        r"|无(?:任何)?(?:人|公民)?[^,。;\n不结]{0,6}申请(?!人)"
    ),
    "reconsiderations": re.compile(r"(?:未|没有?|无)[^,。;\n]{0,24}(?<!经)复议"),
    "litigations": re.compile(r"(?:未(?!经)|没有?|无)[^,。;\n]{0,30}诉讼"),
}
_TAKEN_IN = re.compile(r"(?:收到|受理|接收|接到|新收)[^,]*申请|申请[^,]*(?:收到|受理)|属于.*申请")
_THIS_YEAR = re.compile(r"当年|[本今]年|20\d\d年")
_REQUEST_UNITS = frozenset("件条份宗起例次个")

_INFORMATION_UNITS = frozenset("条篇件则")
_INFORMATION = re.compile(r"公开|发布|公布|更新|上网|信息")
_NO_INFORMATION = re.compile(
    r"点击|浏览|访问|阅读|粉丝|关注|热线|信访|提案|留言|咨询|培训|会议|评议|问卷|目录|栏目|专栏\d|同比|比上年|去年|上年|同期"
    r"|指南|制度|事项|文件|公文|制发|审查|检查|发现|错|申请|复议|诉讼|案|予以|不予|部分公开|同意|退回|撤回|更正|采用|日均|平均|办结"
)
_NO_RIVAL = re.compile(
    r"累计|历年|存量|截至|截止|自20|保有|以来|新媒体|账号|平台|公众号|微信|微博|抖音|网站|子站|视频|村|站所|报送|稿"
)
_FEW = 10  # pieces of information a year: so few are rather a part


def doubt_overlooked(text: Text, counted: Sequence[Count], topics: Topics, report: Report) -> None:
    """Doubt each figure of the prose that seems stated and is not in the report, or is rivalled.

    Args:
        text: the prose.
        counted: all its counts.
        topics: its topics.
        report: with all that was read from the prose; its doubts grow.
    """
    prose = _Prose(text, counted, topics, report)
    doubted = {doubt.where for doubt in report.doubts}
    found: dict[str, Message] = {}
    for name, why in (*_unread(prose), *_information(prose), *_rivals(prose), *_denied(prose)):
        found.setdefault(name, why)
    for name, why in found.items():
        if f"narrative.{name}" not in doubted:
            report.doubts.append(Doubt(f"narrative.{name}", why))


class _Prose:
    """`read` are the figures found, by name; `strays` the counts whose value is no figure's."""

    def __init__(
        self, text: Text, counted: Sequence[Count], topics: Topics, report: Report
    ) -> None:
        self.body, self.topics, self.year = text.text, topics, report.year
        self.own = own_name(report.unit)
        self.read = {f.name: f.value or 0.0 for f in report.narrative if not f.label}
        self.parts = sum(f.value or 0.0 for f in report.narrative if f.name == "breakdown")
        values = {figure.value for figure in report.narrative}
        self.strays = [count for count in counted if count.value not in values]

    def sentence(self, count: Count) -> str:
        """The words before a count, from the last full stop on."""
        begin = max(self.body.rfind(mark, 0, count.start) for mark in "。\n;") + 1
        return self.body[begin : count.start]

    def is_ours(self, clause: str, sentence: str) -> bool:
        """Whether words tell of this unit and of its year."""
        return not of_another_year(clause, self.year) and not of_the_county(sentence, self.own)


def _unread(prose: _Prose) -> Iterator[tuple[str, Message]]:
    """Requests and reviews of which a clause states something, and that were not read."""
    missing = {name: said for name, said in _SPOKEN_OF.items() if name not in prose.read}
    if prose.read.get("requests_received") == 0:
        missing = {n: p for n, p in missing.items() if not n.startswith("requests")}
    for sentence in _sentences_on_matters(prose) if missing else ():
        clauses = sentence.split(",")
        so_far = ""
        for clause, behind in zip(clauses, [*clauses[1:], ""], strict=True):
            so_far += clause
            if _NOT_REQUESTS.search(clause) or not prose.is_ours(clause, so_far):
                continue
            if not _STATES.search(clause + behind):
                continue
            of_reviews = "复议" in clause or "诉讼" in clause
            for name, said in missing.items():
                if said.search(clause) and not (of_reviews and name.startswith("requests")):
                    yield name, _NOT_READ


def _sentences_on_matters(prose: _Prose) -> Iterator[str]:
    """Sentences on requests and reviews that state something."""
    goes_on = False
    for match in _SENTENCE.finditer(prose.body):
        words = match["words"]
        goes_on = bool(_MATTER.search(words) or (goes_on and _GOES_ON.search(words)))
        if not _STATES.search(words):
            continue
        topic = prose.topics.at(match.start())
        if topic == REQUESTS or (goes_on and topic != LATER):
            yield words


def _information(prose: _Prose) -> Iterator[tuple[str, Message]]:
    """The total, or its parts, where numbers of information stand that no figure has."""
    total = prose.read.get("disclosed_total")
    listed = 0
    for count in prose.strays:
        sentence = prose.sentence(count)
        clause = re.split(r"[,:、]", sentence)[-1]
        if count.unit[:1] not in _INFORMATION_UNITS or _NO_INFORMATION.search(clause):
            continue
        topic = sentence_topic(sentence) or prose.topics.at(count.start)
        if topic not in (DISCLOSURE, None) or not prose.is_ours(clause, sentence):
            continue
        if total is None:
            if _INFORMATION.search(clause if count.unit != "条" else sentence):
                yield "disclosed_total", _NOT_READ
        elif count.value <= total:
            listed += count.unit[0] in "条篇"
        elif (
            (topic == DISCLOSURE or total < _FEW)
            and "公开" in clause
            and not _NO_RIVAL.search(sentence)
        ):
            yield "disclosed_total", _RIVALLED
    if listed > 1 and prose.parts != total:
        yield "breakdown", _NOT_READ


def _rivals(prose: _Prose) -> Iterator[tuple[str, Message]]:
    """Requests that were read, beside a number of requests that no figure has or that leaves a rest."""
    received, answered = (prose.read.get(f"requests_{n}") for n in ("received", "answered"))
    if received is None:
        return
    for count in prose.strays:
        sentence = prose.sentence(count)
        clause = re.split(r"[,:、]", sentence)[-1]
        if count.unit[:1] not in _REQUEST_UNITS or not _TAKEN_IN.search(clause):
            continue
        if count.value < received and not _THIS_YEAR.search(clause):
            continue  # of one kind
        if prose.topics.at(count.start) not in (REQUESTS, None) or _NOT_REQUESTS.search(clause):
            continue
        if prose.is_ours(clause, sentence):
            yield "requests_received", _RIVALLED
    if answered is not None and answered < received and "requests_carried_out" not in prose.read:
        yield "requests_carried_out", _NOT_READ


def _denied(prose: _Prose) -> Iterator[tuple[str, Message]]:
    """Figures above zero of which the text also says that there is none."""
    for name, said in _SAID_NONE.items():
        match = said.search(prose.body) if prose.read.get(name) else None
        if match and not of_another_year(match.group(), prose.year):
            yield name, _RIVALLED
