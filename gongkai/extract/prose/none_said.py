"""What a text says in words that there was none of: requests, cases, requests carried over."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from gongkai.extract.prose.counts import Count, counts

_PLAIN = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,:\d])"
_NONE_RECEIVED = re.compile(
    r"(?:未|没有|无)(?:曾|有|再)?(?:收到|接到|接收到|新收|受理|发生|出现|产生|办理|公民|任何|群众|过|到|相关|关于|书面|要求|的|公民、法人(?:和|或|及)?(?:者)?其他(?:社会)?组织|提出)*"
    r"(?:政府信息公开|信息公开|政务信息公开|政务公开|依申请公开|政府信息|依申请|公开|信息|的)*依?申请(?!人|公开[^。;,、]{0,6}(?:收费|费用|复议|诉讼|投诉|举报|信息转|引))"
    rf"|(?:未|没有)(?:曾|有)?(?:收到|接到|接收到|受理){_PLAIN}{{0,40}}申请(?!人)|未有依申请"
    r"|无(?:申请人|人)(?:提出)?申请"
    r"|(?:无|没有|未有)(?:任何)?(?:人|公民|单位|群众|个人)[^。;,\d]{0,24}(?:提出|向[我本])[^。;,\d]{0,12}申请"
)
_NO_REQUESTS = re.compile(
    r"申请(?:公开)?(?:受理|收到|办理)?(?:数量|件数|数|件)?(?:为|共|是|:)?"
    r"(?:(?:零|0)(?:件|条|起|次|宗|份|例|人次?)|(?<=[为是:数])(?:零|0)(?![\d.])|(?:零|0)(?=[,。;、]))"
    r"|依(?<![^)、.\n].)申请公开[^。:,;\n\d]{0,10}[。:\n]+[均都]?(?:无|没有|暂无|不涉及)(?=[。;,\n]|\Z)"
)
_NOT_THESE = r"(?:(?!复议|诉讼|费|投诉|许可|结转|不予|答复|办结)[^。;,、:\d零])"
_NONE_AT_ALL = re.compile(  # 依申请公开办件量为零; 依申请公开工作零受理; 零申请; 0受理
    rf"申请(?!人){_NOT_THESE}{{0,10}}[:]?[\"'](?:零|0)[\"']|申请(?!人){_NOT_THESE}{{0,10}}[:]?(?:零|0)"
    r"(?:件次?|条|起|次|宗|份|例|项|人次|受理|办理|申请|收件|纪录|记录)?(?=[,。;、\n(]|\Z)"
    r"|(?<!\d)(?:零|0)(?:依申请|申请(?!人|超|复)|受理(?=[、,。]))"
)
_NOBODY = re.compile(  # 全年没有人申请公开; 全年未有公民递交申请
    r"(?:没有|无|未有)(?:任何|一)?(?:人|公民|单位|群众|个人|村民|居民|企业)[^。;,\d]{0,24}申请(?:公开|信息|政府|。|;|,)"
)
_NONE_OF_THEM = re.compile(  # 申请公开的一件也没有; 申请公开事项没有发生; 依申请:无
    rf"(?:依申请|申请(?:信息)?公开|公开申请){_NOT_THESE}{{0,10}}?[,:]?(?:一[件起]也)?(?:没有|无|未|为?空白)(?:发生|收到|过)?(?=[。;,\n]|\Z)"
)
_NO_NUMBER = re.compile(  # 收到留言2条,经核实为咨询,故依申请公开数为0
    r"依申请公开(?:总?数量?|件数)为?(?:零|0)件?(?=[。;,\n]|\Z)"
)
_NONE_HERE = re.compile(  # (二)依申请公开。全年未收到。
    r"依申请公开[^。:,;\n\d]{0,10}[。:\n](?:[^。\n]{0,24}[,;])?[^。;,\n\d]{0,12}(?:20\d\d年度?[^。;,\n\d]{0,8})?"
    r"(?:未|没有|无|0)(?:收到|受理|接到|发生|产生|收件|受理件|办件)(?:过|相关)?(?=[。;,\n]|\Z)"
)
_NONE = r"(?:未(?!经)|没有|无(?!法|正当|效|理)|不存在)"
_NO_CARRIED_OUT = re.compile(
    rf"{_NONE}[^。;,\n\d]{{0,8}}?(?:结转|顺延)(?:至|到)?(?:下一?年|次年)"
    r"|(?:没有|无|未)(?:结转|在办|未办结)(?:件|事项|的?申请)?(?=[。;,、]|\Z)|(?<!\d)[0零]结转"
)
_NO_REVIEW = re.compile(rf"{_NONE}[^。;,\n\d]{{0,24}}?复议|(?<!\d)[0零](?:行政)?复议")
_NO_LITIGATION = re.compile(
    rf"{_NONE}[^。;,\n\d]{{0,24}}?(?:复议[^。;\n\d]{{0,16}}?)?诉讼|(?<!\d)[0零](?:行政)?诉讼"
)
_NEITHER = re.compile(  # 三、行政复议和诉讼:未发生
    rf"复议[^。;,\d]{{0,4}}(?:行政)?诉讼(?:案件|数量|的?情况)?[:。\n]*(?:{_NONE}|[均都]?为?(?:零|0(?!\d)))"
)
_NOT_ONE_REVIEW = re.compile(rf"复议(?:案件|的?情况|数量)*[:\n]{_NONE}")
_NOT_ONE_LITIGATION = re.compile(rf"诉讼(?:案件|的?情况|数量)*[:\n]{_NONE}")
_NOT_ONE = (  # a number's name, a word without which it is not spoken of, the ways to say none
    (
        "requests_received",
        "申请",
        (
            _NONE_RECEIVED,
            _NO_NUMBER,
            _NO_REQUESTS,
            _NONE_AT_ALL,
            _NOBODY,
            _NONE_OF_THEM,
            _NONE_HERE,
        ),
    ),
    ("requests_carried_out", "结转", (_NO_CARRIED_OUT,)),
    ("requests_carried_out", "在办", (_NO_CARRIED_OUT,)),
    ("reconsiderations", "复议", (_NO_REVIEW, _NEITHER, _NOT_ONE_REVIEW)),
    ("litigations", "诉讼", (_NO_LITIGATION, _NEITHER, _NOT_ONE_LITIGATION)),
)
_BY_PEOPLE = (  # 2位村民提出申请; 依申请公开3人次
    re.compile(r"(?:收到|接到|受理)(?P<said>\d+)人次?的?(?:公开)?申请"),
    re.compile(
        r"(?P<said>\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:位|名|人|户|家)[^。;,\d]{0,20}?(?:提出|提交|递交|申请)[^。;,\d]{0,14}?(?:申请|公开)"
    ),
    re.compile(
        r"(?:公开[^。;,\d]{0,4}申请|申请公开)[^。;,\d]{0,6}?(?P<said>[1-9]\d*)(?:人|位|名|户)"
    ),
)


def zeros(body: str, known: Container[str], *, is_sure: bool) -> Iterator[tuple[str, Count]]:
    """The numbers that a text says in words to be none, with their names.

    Of those that are `known` only the requests received are looked for, where their number is not
    `is_sure`, and only where the text says plainly that there was none.
    """
    for name, word, patterns in _NOT_ONE:
        is_known = name in known
        if (is_known and (is_sure or name != "requests_received")) or word not in body:
            continue
        for pattern in patterns[:2] if is_known else patterns:
            if match := pattern.search(body):
                yield name, Count(0, "", False, match.start(), match.end(), match.group())
                break


def counted_by_people(body: str) -> Count | None:
    """How many people made requests, where a text counts these: `2位村民提出申请`."""
    if "申请" not in body:
        return None
    match = next(filter(None, (p.search(body) for p in _BY_PEOPLE)), None)
    people = next(counts(f"{match['said']}件"), None) if match else None
    if match is None or people is None:
        return None
    return replace(people, start=match.start(), end=match.end(), printed=match.group())
