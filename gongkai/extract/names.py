"""The names of bodies that a page gives, each with the place that it stands in, and which one reports."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai.extract.titles import (
    LABELS,
    REPORT,
    is_title,
    title_in,
    titles_in,
    titles_of,
    without_cited,
)

_BODIES = "人民政府办公室|人民政府机关|人民政府|政府办公室|政府办|街道办事处|街道办|办事处|街道|镇|乡|苏木|管委会|管理委员会|委员会|联合会|残联|供销社|合作社|联合社|总工会|红十字会|档案馆|大队|支队|办公室|开发区|园区|新区|农场|林场|管理处|政府|参事室|研究室"
_OFFICES = "县区市州盟旗省局委院中心厅办街部场"  # each by its last character
_ENDS = (*_BODIES.split("|"), *_OFFICES, *(f"{kind}机关" for kind in _OFFICES))
_REGIMENT = r"第[一二三四五六七八九十\d]+团"
_NOTE = r"[(][^()]{2,20}[)]"
_KIND = rf"(?:{_BODIES}|{_REGIMENT}|[{_OFFICES}](?:机关)?)(?:{_NOTE}(?:政府)?)?"
_REGIMENT_ENDS, _NOTE_ENDS = re.compile(rf"{_REGIMENT}$"), re.compile(rf"{_NOTE}$")
YEARS = re.compile(r"\(?(?:20\d\d|二[〇零○Oo0][〇零○Oo0一二]\S)\s*(?:年度?|)\)?")
_WORDS = re.compile(  # what stands before a name and is no part of it
    r"^(?:.*(?:编制(?!委)|公布|发布|刊出|公开了?|形成|编写|制作|制定|现将|向社会|关于|根据|按照|依据|依照|请与|联系|纳入|门户网站|做好|更新|结合|如下|标题|名称|概览"
    r"|机构(?!编制)|单位|通知|要求|规定|精神|日前|近日|有关|特此|负责|组织(?!部)|完成|提交|报送|撰写|起草|反映|涵盖|包括|(?:年度|本)报告|本年度))?"
    r"(?:现(?!代)|特(?!别)|由|将(?!乐)|对|据|为|请|经|及|了|的)*"
)
_EDGE = " ,:;()[]_-·•|>#*、.。\"'"
_WHOLE = re.compile(r"[\u3400-\U0003ffffA-Za-z0-9.()·]+")
_FURNITURE = re.compile(
    r"无障碍|长者模式|简体|繁体|星期[一二三四五六日]|^正文|子站"
)  # of the site's head
_NOT_A_NAME = re.compile(
    r"^(?:我|该|个).*$|^(?:本|全|各|镇|乡|局|办|城镇|村镇|街道|原创|互联网|网络|政府|人民政府|机关|单位|人民|区|县|市|基层|乡镇|年|度|的|部门|委办局|街|办事处|办公室|委员会|街道办|场|医院|学校|中心|委|厅|院|所|站)+$"
)
_ACTS = r"(?:现|特|特此|现特|负责|组织|统一|牵头|汇总)?(?:向社会)?(?:编制|编写|发布|公布|公开|刊出|撰写|起草)"
_BY = re.compile(
    rf"由(?P<unit>[^,。;:由]{{2,40}}?)(?:(?:按照|根据|依据|依照|结合|综合|汇总)[^,。]{{0,60}}?)?{_ACTS}"
)
_ANNOUNCED = rf"(?:{_ACTS})了?[^,。;]{{0,16}}?(?:20\d\d年?度?[^,。;]{{0,8}})?{REPORT}"
_ANNOUNCES = re.compile(rf"(?P<unit>[^,。;:由]{{2,40}}?){_ANNOUNCED}")
_MAY_ANNOUNCE = re.compile(_ANNOUNCED)  # where it finds nothing, nor do _ANNOUNCES and _SPEAKS
_IS_MADE = r"(?:编制|编写|撰写|起草)了?(?:完成|形成)?本(?:年度)?(?:报告|年报)"
_MAY_BE_MADE = re.compile(_IS_MADE)  # where it finds nothing, nor does _MADE
_OF_ITS_KIND = "公开"  # no title of a report is without it, nor what announces one
_SPEAKS = re.compile(  # X根据…规定,特向社会公开2023年度…报告
    rf"^(?:20\d\d年度?,)?(?P<unit>[^,。;:由]{{2,30}}?)(?:根据|按照|依据|依照)[^。;]{{4,240}}?{_ACTS}[^,。;]{{0,16}}?{REPORT}"
)
_INFORMS = re.compile(  # 特向社会公布X2023年政府信息公开情况
    r"(?:现|特)将?(?:向社会)?(?:编制|公布|发布|公开|报告)?(?:20\d\d年度?)?(?P<unit>[^,。;:、]{2,30}?)(?:20\d\d年度?)?(?:政府|政务)信息公开(?:工作)?的?(?:有关)?情况"
)
_MADE = re.compile(  # X编制了本报告
    rf"(?P<unit>[^,。;:由、]{{2,40}}?)(?:(?:根据|按照|依据|依照)[^。;]{{2,240}}?)?(?:组织|负责)?{_IS_MADE}"
)
_INNER = re.compile(  # the office within a township that writes for it
    r"(?:(?<=[镇乡道])|(?<=[镇乡]政府)|(?<=[镇乡]人民政府)|(?<=办事处))(?:(?:党政|综合|政务公开)+办(?:公室)?|办公室)$"
)
_CONTENTS = re.compile(  # 全文包括X政府信息公开总体情况
    r"(?:包括|涵盖|综合|反映|结合|介绍|汇总)了?(?P<unit>[^,。;:、]{2,30}?)(?:20\d\d年[^,。;]{1,24})?"
    r"的?(?:(?:政府|政务)?信息公开(?:工作)?的?(?:总体|各项)?(?:情况|实际|(?=编制))|(?:政务|信息)公开年度报告|(?:工作)?实际,(?:现|特)?编制)"
)
_OF_REPORT = re.compile(r"报告|年报|全文")
_OWN_KIND = re.compile(r"我(镇|乡|街道?|苏木|局|委|厅|院|场)|本(镇|乡|街道|苏木)")
_ASIDE = re.compile(r"[(][^()]*(?:简称|号|第)[^()]*[)]|[(]以下简称|[(](?:机关|盖章|公章)[)]")
_PARTLY = re.compile(r"(?:区|县|省|市(?!中))(?!域)")  # 区司法局: of which district is not said
_BUREAU = re.compile(r"(?:局|委|委员会|中心|院|办|办公室|厅|残联|联合会|供销社)$")
_PLACE = re.compile(r"[\u3400-\u9fff]{2,}?(?:县|区|市|旗|州|盟|省|镇|乡|街|局|委|政府|苏木)(?=.)")
_SEVERAL = re.compile(r"[和及]各|各(?:部门|单位|乡镇|级|有关|[区县市委办局])")  # 全区各部门和各乡镇
_SELF = re.compile(
    r"(?:现|特|予以)(?:向社会)?公开|编制|编写|公布|发布|刊出|撰写|起草|形成|提交|报告如下|汇报如下|现将|现就"
)
_DONE = re.compile(
    r"\d+个|按时|及时|完成|(?:依法|规范|主动)公开"
)  # a deed of the year, told in passing
_ISSUER = re.compile(
    r"(?:发布机构|发布单位|所属机构|公开主体|发文机关|发布机关|信息来源|来源)[:\s|\])】]*(?P<unit>[^\s:|,]{2,30}?)(?=字[号体]|浏览|分享|点击|[\s:|,]|$)"
)
_SIGNATURE = re.compile(rf"[\u3400-\U0003ffff]{{2,24}}{_KIND}")
_BLOCK = re.compile(r"(?:发布|发文|成文|公开)(?:机构|单位|机关|日期|时间)|时效")
_DATED = re.compile(  # a date of the site's own block beside what it calls the page
    r"(?:发布|发文|成文|生成|公开|公布|更新)(?:日期|时间)[:|]*20\d\d[\d年月日:./-]*"
)
_DATE_BEHIND = re.compile(rf"^(?P<title>[^。;]{{0,60}}{REPORT})(?:时间|日期):20\d\d")
_BEGINS = re.compile(
    r"[\u3400-\U0003ffff()〇○]{2,50}|[^。:]{0,30}20\d\d年[^。:]{2,20}|[^。:]{3,30}20\d\d年度?"
)
_LAST, _LONGEST_TITLE, _SHORT = 6, 90, 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed, and where: in a `title`, the `preamble`, a `signature` or the site's `metadata`."""

    name: str
    place: str


def _is_body(words: str) -> bool:
    """Whether words end as the name of a body does: a pattern would be tried at each of their characters."""
    if words.endswith(")") and (note := _NOTE_ENDS.search(words)):
        words = words[: note.start()]
    return words.endswith(_ENDS) or bool(_REGIMENT_ENDS.search(words))


@lru_cache(maxsize=1_024)  # a page says its title, and the name in it, several times
def name_in(words: str) -> str | None:
    """The name that some words end with, without what stands before it; None where they are none."""
    words = _ASIDE.sub("", "".join(words.split())).strip(_EDGE.replace(")", "").replace("(", ""))
    for part in reversed(YEARS.split(words)):
        part = re.split(r"[,;:。|>]", part.strip(_EDGE.replace(")", "")))[-1]
        part = re.sub(
            r"^[》\"”'\])]+|^度|^[一二三四五六七八九十\d]+[、.]|(?:的|本级|关于|年度?)$", "", part
        )
        if all(_is_body(one) for one in part.split("、")):  # two that report as one: by the first
            part = part.split("、")[0]
        part = _WORDS.sub("", part.lstrip("0123456789-/"), count=1).lstrip(_EDGE).removesuffix("的")
        if part.endswith(")") and "(" not in part:
            part = part[:-1]
        if 2 <= len(part) <= 40 and _is_body(part) and _WHOLE.fullmatch(part):
            unsaid = _FURNITURE.search(part) or (_PARTLY.match(part) and not _BUREAU.search(part))
            return None if _NOT_A_NAME.match(part) or unsaid or _SEVERAL.search(part) else part
    return None


def titles(stated: Iterable[str], front: list[str], opening: Iterable[str]) -> list[str]:
    """Whole titles of this report, most trusted first: lines of the text, then the container's own.

    A title that is broken over two lines counts as one; titles of cited notices are none.
    """
    lines = titles_of(front)
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(lines)
        if len(b) < 30
        and not a.endswith(("报告", "年报"))
        and _BEGINS.fullmatch(a)
        and not _BLOCK.search(a)
        and not _FURNITURE.search(a)
    ]
    broken = [a + b for a, b in pairs if title_in(a + b) and not _names(b)]
    found = []
    stated = ["".join(s.split()) for s in stated]
    for line in [*broken, *lines, *stated, *("".join(p.split())[:200] for p in opening)]:
        line = _DATED.sub("", without_cited(line))
        if "信息公开" in line and ":20" in line and (dated := _DATE_BEHIND.match(line)):
            line = dated["title"]
        if "信息公开" not in line or LABELS.search(line):
            continue
        for match in titles_in(line[:400]):
            quoted = match.start() > 0 and line[match.start() - 1] == "《"
            if (quoted or len(line) <= _LONGEST_TITLE) and not _DONE.search(_last(match["head"])):
                end = match.end() + 8 if len(line) <= _LONGEST_TITLE else match.end()
                found.append(line[match.start() : end])
    return found


def _last(head: str) -> str:
    """The last clause of what stands before a title."""
    return head.rpartition(",")[2]


def _names(title: str) -> bool:
    match = title_in(title)
    return bool(match and name_in(match["head"]))


def names(front: list[str], whole: list[str], preamble: str, behind: list[str]) -> Iterator[Named]:
    """The names that may be the unit's, by titles (`whole`), else by `front`, the lines above the text, and others."""
    titled = [name for name in (*map(_of_title, whole), *_below_titles(front)) if name]
    yield from (Named(name, "title") for name in titled)
    if not all(_PARTLY.match(name) or _is_placeless(name) for name in titled):
        return
    issued, told = [*_of_metadata(front, behind)], [*_of_preamble(preamble)]
    signed = [*_of_signature(behind)]
    short = tuple({n for n in (*titled, *issued, *told, *signed) if n and _PARTLY.match(n)})
    if short:  # 现将区水利局…情况报告如下, and above it 示例区水利局
        above = ("".join(line.split()) for line in front[:_LAST])
        signed += [line for line in above if line.endswith(short) and name_in(line) == line]
    for place, found in (("metadata", issued), ("preamble", told), ("signature", signed)):
        yield from (Named(name, place) for name in found if name)


def own_kind(text: str) -> str | None:
    """What a text calls the body that speaks (我镇, 我局), of the kinds that no other body is called."""
    said = Counter(match[1] or match[2] for match in _OWN_KIND.finditer(text))
    kind = said.most_common(1)[0][0] if said else None
    return "街" if kind == "街道" else kind


def _of_metadata(front: list[str], behind: list[str]) -> Iterator[str | None]:
    """Who the site says has issued the page; not the office that puts up what a body of another kind wrote."""
    issued = list(issuers(front))
    own = own_kind("".join(behind)) if issued else None
    for name in issued:
        if own is None or own in name or (own == "街" and name.endswith("办事处")):
            yield name


def issuers(front: list[str]) -> Iterator[str]:
    """All whom the site's own block says to have issued the page."""
    named = (name_in(match["unit"]) for match in _ISSUER.finditer(" ".join(front)))
    yield from (name for name in named if name)


def _of_title(title: str) -> str | None:
    match = title_in(title)
    return _of_match(match) if match else None


def _of_match(match: re.Match[str]) -> str | None:
    title = match.string
    goes_on = match["head"].endswith("人民") and title.startswith("政府", match.end("head"))
    head = match["head"] + ("政府" if goes_on else "")
    return name_in(head) or name_in((match["note"] or "").strip("()"))


def _below_titles(front: list[str]) -> Iterator[str | None]:
    """Names on the line below a title that has none, or in brackets there."""
    for title, below in itertools.pairwise(titles_of(front)):
        if is_title(title) and not _names(title) and name_in(below) == below:
            yield below
        if re.fullmatch(r"[(][^()]{3,30}[)]", below) and title_in(title):
            yield name_in(below.strip("()"))


def _of_preamble(preamble: str) -> Iterator[str | None]:
    for sentence in _ASIDE.sub("", without_cited(preamble)).replace("。", "\n").split("\n"):
        is_of_its_kind = _OF_ITS_KIND in sentence
        is_told = is_of_its_kind and title_in(sentence) is not None
        # not in a list of what was disclosed, last year's report among it
        if is_told and (_SELF.search(sentence) or is_title(sentence)):
            told = (m for m in titles_in(sentence) if not _DONE.search(_last(m["head"])))
            yield from map(_of_match, told)
        is_announced = is_told and bool(_MAY_ANNOUNCE.search(sentence))
        for pattern, may_match in (
            (_SPEAKS, is_announced),
            (_BY, "由" in sentence),
            (_INFORMS, is_of_its_kind),
            (_MADE, "本" in sentence and bool(_MAY_BE_MADE.search(sentence))),
            (_ANNOUNCES, is_announced),
            (_CONTENTS, is_of_its_kind and bool(_OF_REPORT.search(sentence))),
        ):
            if may_match:
                yield from map(_writing_for, pattern.finditer(sentence))


def _writing_for(match: re.Match[str]) -> str | None:
    """The body for which a report is written: an inner office writes for its own, a government's
    office that sums up all bodies for the government."""
    words = match["unit"]
    if words.endswith("人民") and match.string.startswith("政府", match.end("unit")):
        words += "政府"  # X镇人民政府信息公开情况
    name = name_in(words)
    if name and "各" in match.group():
        return re.sub(r"(?<=政府)办公[厅室]$", "", name)
    return _INNER.sub("", name) if name else None


def _of_signature(behind: list[str]) -> Iterator[str]:
    for line in reversed(behind[-_LAST:]):
        bare = "".join(line.split())
        if len(bare) >= 3 and _SIGNATURE.fullmatch(bare) and name_in(bare) == bare:
            yield bare


def decide(found: Iterable[Named], registered: str | None = None) -> str | None:
    """Which of the names is the unit's: by place, and among those of a place the one said most often.

    A name that leaves out of which county its body is (区司法局) is what a title or the metadata calls
    it, and holds only where nothing else is known.
    """
    named = list(found)
    whole = [one for one in named if not (_PARTLY.match(one.name) or _is_placeless(one.name))]
    short = [one for one in named if one.place in ("title", "metadata")]
    return _by_place(whole) or registered or _by_place(short)


def _is_placeless(name: str) -> bool:
    """Whether a name says of no place that a bureau is of: 住建局."""
    return len(name) <= _SHORT and bool(_BUREAU.search(name)) and not _PLACE.match(name)


def _by_place(found: Iterable[Named]) -> str | None:
    by_place: dict[str, Counter[str]] = {}
    for named in found:
        by_place.setdefault(named.place, Counter())[named.name] += 1
    for place in ("title", "preamble", "signature", "metadata"):
        if place in by_place:
            return by_place[place].most_common(1)[0][0]
    return None
