"""The name of a body within the words that it stands in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

_BODIES = "人民政府办公室|人民政府机关|人民政府|政府办公室|政府办|街道办事处|街道办|办事处|街道|镇|乡|苏木|行政公署|行署|管委会|管理委员会|委员会|联合会|协会|科协|妇联|侨联|文联|工商联|残联|供销社|合作社|联合社|联社|总工会|红十字会|档案馆|大队|支队|总队|调查队|支行|分行|办公室|开发区|园区|新区|农场|林场|管理处|海事处|管理部|筹备处|监督站|服务站|监测站|检测站|管理站|推广站|管理所|监督所|事务所|政府|参事室|研究室|中心"
SELDOM = tuple("台站队所校馆司处会部园社室团行组学")
"""What the name of a body that seldom reports ends with: read where nothing else stands beside it."""
_OFFICES = "县区市州盟旗省局委院厅办街部场"  # each by its last character
_ENDS = (*_BODIES.split("|"), *_OFFICES, *(f"{kind}机关" for kind in _OFFICES))
_REGIMENT = r"第[一二三四五六七八九十\d]+团"
_NOTE = r"[(][^()]{2,20}[)]"
KIND = rf"(?:{_BODIES}|{_REGIMENT}|[{_OFFICES}](?:机关)?)(?:{_NOTE}(?:政府)?)?"
_REGIMENT_ENDS, _NOTE_ENDS = re.compile(rf"{_REGIMENT}$"), re.compile(rf"{_NOTE}$")
YEARS = re.compile(r"\(?(?:20\d\d|二[〇零○Oo0][〇零○Oo0一二]\S)\s*(?:年度?|)\)?")
_WORDS = re.compile(  # what stands before a name and is no part of it
    r"^(?:.*(?:编制(?!委|办)|公布|发布|刊出|公开了?(?!工作)|形成|编写|制作|制定|现将|向社会|关于|根据|按照|依据|依照|请与|联系|纳入|门户网站|主页|首页|做好|更新|结合|如下|标题|名称|概览|概述|来源|今天是"
    r"|机构(?!编制)|单位|通知|要求|规定|精神|日前|近日|有关|特此|负责|组织(?!部)|完成|提交|报送|撰写|起草|反映|涵盖|包括|(?:年度|本)报告|本年度))?"
    r"(?:现(?!代)|特(?!别)|由|将(?!乐)|对|据|为|请|经|及|了|的|就(?!业)|年(?=[\u3400-\u9fff]{2,3}[县区]))*"
)
_EDGE = " ,:;()[]_-·•|>#*、.。\"'"
_WHOLE = re.compile(r"[\u3400-\U0003ffffA-Za-z0-9.()·]+")
FURNITURE = re.compile(
    r"无障碍|长者模式|登录|简体|繁体|星期[一二三四五六日]|^正文|子站"
)  # of the site's head
_NOT_A_NAME = re.compile(
    r"^(?:我|该|个(?!旧)).*$|^[镇乡局](?:党政|综合|党委|政府|(?:政务|信息)公开)+办(?:公室)?$|^(?:本|全|各|镇|乡|局|办|城镇|村镇|街道|州|盟|旗|省|农场|林场|园区|开发区|管理区|原创|互联网|网络|政府|人民政府|机关|单位|人民|区|县|市|基层|乡镇|年|度|的|部门|委办局|街|办事处|办公室|委员会|街道办|场|医院|学校|中心|委|厅|院|所|站)+$"
)
ASIDE = re.compile(r"[(][^()]*(?:简称|号|第)[^()]*[)]|[(]以下简称|[(](?:机关|盖章|公章|本级)[)]")
_FRAME = re.compile(
    r"^[》\"”'\])]+|^度(?![佳尾门])|^[一二三四五六七八九十\d]+[、.]|(?:的|本级|关于|(?:关于)?(?:报送|上报|呈报)|年度?|现将?|特)$"
)
_PLACED = re.compile(
    r"(?P<place>[\u3400-\u9fff]{1,8}?(?:省|自治区|自治县|市|州|盟|地区|县|(?<![社园校厂景小公])区|旗(?!区)))[\u3400-\U0003ffff]{2,20}"
)
_OFFICE = re.compile(r"[市县区旗州](?:人民)?政府办公[室厅]")
_SHORTEST = 3  # characters of a county's name
_LONGEST = 24  # characters of a name that holds what elsewhere stands before one
_TELLS = re.compile(  # in a sentence or a title, before a name
    r"关于|根据(?!地)|按照|依[据照]|结合|现将|向社会|编制(?!委|办)|[公发]布|编写|撰写|起草|汇总|负责|请与|联系|由|对|为|请|经|及|做好|纳入|网|主页|首页|要求|规定|通知"
)
_NO_BODY = re.compile(
    r"[府务息]网|网站|平台|专栏|栏目|门户|(?:信息|政务)公开|政府信息|公开工作|情况|总结|报告|年报|附件|落实|推进"
)
_PARTLY = re.compile(r"(?:区|县|省|市(?![中南北]区))(?!域)")
BUREAU = re.compile(r"(?:局|委|委员会|中心|院|办|办公室|厅|残联|联合会|供销社)$")
_SEVERAL = re.compile(
    r"[和及]各|各(?:部门|单位|乡镇|街道|级|有关|[区县市委办局])"
)  # 全区各部门和各乡镇
_DONE = re.compile(
    r"\d+个|按时|及时|完成|(?:依法|规范|主动)公开"
)  # a deed of the year, told in passing


def _is_body(words: str) -> bool:
    """Whether words end as the name of a body does: a pattern would be tried at each of their characters."""
    if words.endswith(")") and (note := _NOTE_ENDS.search(words)):
        words = words[: note.start()]
    return words.endswith(_ENDS) or bool(_REGIMENT_ENDS.search(words))


@cache
def _townships() -> re.Pattern[str]:
    """The names of townships.toml."""
    table = tomllib.loads((Path(__file__).parent / "townships.toml").read_text("utf-8"))
    return read_names(table["whole"].split())


def read_names(whole: list[str]) -> re.Pattern[str]:
    """A pattern of names that are read whole, or begin so."""
    names = sorted(whole, key=len, reverse=True)
    return re.compile(f"(?<![现特])(?:{'|'.join(names)})")  # 现将军山镇… is of 军山镇


def _without_words(part: str) -> str:
    """A name without what stands before it; that of a township which begins so is left whole."""
    township = _townships().search(part)
    at = township.start() if township else len(part)
    name = _WORDS.sub("", part[:at], count=1).lstrip(_EDGE) + part[at:].removesuffix("的")
    placed = _PLACED.fullmatch(part)
    if placed is None or len(part) > _LONGEST or _PLACED.match(name):
        return name
    place = _WORDS.sub("", placed["place"])
    before = part[placed.end("place") : len(part) - len(name) + 1]
    if len(place) < _SHORTEST - place.endswith("县") or _TELLS.search(before):
        return name
    return place + part[placed.end("place") :]  # 示例县组织机构代码中心, 示例市公开岭镇


@lru_cache(maxsize=1_024)  # a page says its title, and the name in it, several times
def name_in(words: str) -> str | None:
    """The name that some words end with, without what stands before it; None where they are none."""
    for part in _parts(words):
        if all(_is_body(one) for one in part.split("、")):  # two that report as one: by the first
            part = part.split("、")[0]
        part = _without_words(part.lstrip("0123456789-/"))
        if part.endswith(")") and "(" not in part:
            part = part[:-1]
        if 2 <= len(part) <= 40 and _is_body(part) and _WHOLE.fullmatch(part):
            is_name = _townships().match(part) or not _NOT_A_NAME.match(part)
            is_cut = is_partly(part) and not BUREAU.search(part)
            said = is_name and not (is_cut or FURNITURE.search(part) or _SEVERAL.search(part))
            return part if said else None
    return None


def _parts(words: str) -> Iterator[str]:
    """What stands between the years of some words, the last first, without what frames it."""
    words = ASIDE.sub("", "".join(words.split())).strip(_EDGE.replace(")", "").replace("(", ""))
    for part in reversed(YEARS.split(words)):
        part = re.split(r"[,;:。|>]", part.strip(_EDGE.replace(")", "")))[-1]
        yield _FRAME.sub("", part)


def _told_last(head: str) -> str:
    """What some words say last, without what stands before a name."""
    return next(filter(None, map(_without_words, _parts(head))), "")


def placed_in(head: str) -> str | None:
    """The name that stands before what calls a title a report, whatever kind of body it is, if it begins with a place."""
    part = _told_last(head)
    is_none = _NO_BODY.search(part) or _SEVERAL.search(part) or _NOT_A_NAME.match(part)
    return part if _PLACED.fullmatch(part) and not is_none else None


def office_in(head: str) -> str | None:
    """The government's office that a title is of, where it does not say which government's: 市政府办公室."""
    part = _told_last(head)
    return part if _OFFICE.fullmatch(part) else None


def is_of_known_kind(name: str) -> bool:
    """Whether a name ends as that of a body does, one that seldom reports included."""
    return _is_body(name) or name.endswith(SELDOM)


def body_in(words: str) -> str | None:
    """The name that some words end with, of a body that seldom reports too where a place leads up to it."""
    if name := name_in(words):
        return name
    placed = placed_in(words)
    return placed if placed and placed.endswith(SELDOM) else None


def is_body_name(line: str) -> bool:
    """Whether a line is the name of a body and nothing else."""
    return body_in(line) == line


def unread_in(head: str) -> str | None:
    """Words of a title in which a name is likely that is not understood."""
    part = _told_last(head)
    is_said = len(part) > 1 and _WHOLE.fullmatch(part) and not _NOT_A_NAME.match(part)
    return part if is_said and not _NO_BODY.search(part) else None


def is_partly(name: str) -> bool:
    """Whether a name leaves out of which county its body is: 区司法局."""
    return bool(_PARTLY.match(name)) and not _townships().match(name)


def is_deed(head: str) -> bool:
    """Whether the last clause of what stands before a title tells of what was done in the year."""
    return bool(_DONE.search(head.rpartition(",")[2]))


def of_match(match: re.Match[str]) -> str | None:
    """The name in a title of a report, as `titles_in` finds it."""
    return name_in(uncut(match, "head")) or name_in((match["note"] or "").strip("()"))


def uncut(match: re.Match[str], group: str) -> str:
    """The words of a group, with 政府 where 信息公开 has taken it from them: X镇人民|政府信息公开."""
    words = match[group]
    is_cut = words.endswith("人民") and match.string.startswith("政府", match.end(group))
    return f"{words}政府" if is_cut else words
