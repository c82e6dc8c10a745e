"""The names of bodies that a page gives, each with the place that it stands in, and which one reports."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.extract.dates import is_told_by_site
from gongkai.extract.identity.body_name import (
    BUREAU,
    FURNITURE,
    KIND,
    SELDOM,
    body_in,
    is_body_name,
    is_deed,
    is_partly,
    name_in,
    of_match,
    office_in,
    placed_in,
    unread_in,
)
from gongkai.extract.identity.places import places
from gongkai.extract.identity.preamble import of_preamble
from gongkai.extract.identity.titles import (
    LABELS,
    REPORT,
    is_on_path,
    is_title,
    may_tell_of_report,
    title_in,
    titles_in,
    titles_of,
    without_cited,
)

_YEARLY = re.compile(
    r"(?P<unit>[\u3400-\U0003ffff()·]{3,40}?)(?:关于)?20\d\d年度?(?=[^,。;:]{0,12}公开)[^,。;:]{2,24}?(?:报告|年报|汇报|总结)"
)
_ASKED_FOR = re.compile(r"按照|依照|根据|依据|做好|完成")  # before the name: a report in general
_OWN_KIND = re.compile(r"我(镇|乡|街道?|苏木|局|委|厅|院|场)|本(镇|乡|街道|苏木)")
_PLACE = re.compile(
    r"[\u3400-\u9fff]+?县(?=.)|[\u3400-\u9fff]{2,}?(?:区|市|旗|州|盟|省|镇|乡|街|局|委|政府|苏木)(?=.)"
)
_ISSUER = re.compile(
    r"(?:发布机构|发布单位|编制机关|编制单位|报告单位|填报单位|所属机构|公开主体|发文机关|发布机关|信息来源|来源)[:\s|\])】]*(?P<unit>[^\s:|,]{2,30}?)(?=字[号体]|浏览|分享|点击|[\s:|,]|$)"
)
_SIGNATURE = re.compile(rf"[\u3400-\U0003ffff]{{2,24}}(?:{KIND}|[{''.join(SELDOM)}])")
_BLOCK = re.compile(r"(?:发布|发文|成文|公开)(?:机构|单位|机关|日期|时间)|时效|印发$")
_DATED = re.compile(  # a date of the site's own block beside what it calls the page
    r"(?:发布|发文|成文|生成|公开|公布|更新)(?:日期|时间)[:|]*20\d\d[\d年月日:./-]*"
)
_PUT_UP = re.compile(r"(?:发布|公布|公开|刊登|推送|更新)了$")  # 及时发布了《2017年…年报》
_BEHIND = re.compile(rf"(?:20\d\d年度?)?{REPORT}[-—–:]+(?P<unit>[^-—–:]{{3,30}})$")
_QUOTED = re.compile(rf"《({REPORT})》")  # X镇2023年《政府信息公开工作年度报告》
_MADE_ON = re.compile(r"编制?(?:20\d\d年\d{1,2}月(?:\d{1,2}日)?)?$")
_DATE_BEHIND = re.compile(rf"^(?P<title>[^。;]{{0,60}}{REPORT})(?:时间|日期):20\d\d")
_BEGINS = re.compile(
    r"[\u3400-\U0003ffff()〇○]{2,50}|[^。:]{0,30}20\d\d年[^。:]{2,20}|[^。:]{3,30}20\d\d年度?"
)
_REGION = tuple("省市州盟县区旗")
_REGIONS = (*_REGION, "政府")
_LAST, _LONGEST_TITLE, _SHORT = 6, 90, 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed, and where: in a `title`, the `preamble`, a `signature` or the site's `metadata`."""

    name: str
    place: str


def titles(stated: Iterable[str], front: list[str], opening: Iterable[str]) -> list[str]:
    """Whole titles of this report, most trusted first: lines of the text, then the container's own.

    A title that is broken over two lines counts as one; titles of cited notices are none.
    """
    lines = titles_of(line for line in front if not is_on_path(line))
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(lines)
        if len(b) < 30
        and not a.endswith(("报告", "年报"))
        and _BEGINS.fullmatch(a)
        and not _BLOCK.search(a)
        and not FURNITURE.search(a)
    ]
    broken = [a + b for a, b in pairs if title_in(a + b) and not _names(b)]
    broken += [
        a + b + c
        for (a, b), (_, c) in itertools.pairwise(pairs)
        if name_in(a) == a and not title_in(b) and is_title(b + c) and not _names(b + c)
    ]
    found = []
    stated = ["".join(s.split()) for s in stated]
    plain = titles_of(line for line in front if not is_on_path(line))
    paths = titles_of(line for line in front if is_on_path(line))
    for line in [*broken, *plain, *paths, *stated, *("".join(p.split())[:200] for p in opening)]:
        line = _QUOTED.sub(r"\1", _DATED.sub("", without_cited(line)))
        if "信息公开" in line and ":20" in line and (dated := _DATE_BEHIND.match(line)):
            line = dated["title"]
        is_folder = LABELS.search(line) or line.endswith(("专栏", "栏目"))
        if is_folder or not may_tell_of_report(line):
            continue
        for match in titles_in(line[:400]):
            quoted = match.start() > 0 and line[match.start() - 1] == "《"
            if quoted and _PUT_UP.search(line[: match.start() - 1]):
                continue
            if (quoted or len(line) <= _LONGEST_TITLE) and not is_deed(match["head"]):
                end = match.end() + 8 if len(line) <= _LONGEST_TITLE else match.end()
                found.append(line[match.start() : end])
    return found


def _names(title: str) -> bool:
    match = title_in(title)
    return bool(match and name_in(match["head"]))


def names(front: list[str], whole: list[str], preamble: str, behind: list[str]) -> Iterator[Named]:
    """The names that may be the unit's, by titles (`whole`), else by `front`, the lines above the text, and others."""
    titled = [name for name in (*map(_of_title, whole), *_below_titles(front)) if name]
    yield from (Named(name, "title") for name in titled)
    if not all(_is_short(name) or name.endswith("办") for name in titled):
        return
    issued, told = [*_of_metadata(front, behind)], [*of_preamble(preamble)]
    signed = [*_of_signature(behind)]
    short = tuple({n for n in (*titled, *issued, *told, *signed) if n and is_partly(n)})
    if short:  # 现将区水利局…情况报告如下, and above it 示例区水利局
        above = ("".join(line.split()) for line in front[:_LAST])
        signed += [line for line in above if line.endswith(short) and name_in(line) == line]
    if not any((*titled, *issued, *told, *signed)):
        yield from (Named(name, "title") for name in (*_alone(front, behind), *_before_year(front)))
    told = [name for name in told if name and not _is_run_into(name, titled)]
    for place, found in (("metadata", issued), ("preamble", told), ("signature", signed)):
        yield from (Named(name, place) for name in found if name)


def _is_run_into(name: str, titled: list[str]) -> bool:
    """Whether a name is a title's with words before it that are no region: of the line above, as 登录注册外事局."""
    before = ((name.removesuffix(t), t[0]) for t in titled if name.endswith(t) and name != t)
    return any(not words.endswith(_REGIONS) and first not in _REGION for words, first in before)


def _alone(front: list[str], behind: list[str]) -> Iterator[str]:
    """Names of bodies on lines of their own above the text, which names them again; no site's government."""
    said = ["".join(paragraph.split()) for paragraph in behind]
    for line in ("".join(line.split()) for line in front[:_LAST]):
        is_name = is_body_name(line) and not line.endswith("政府")
        if is_name and sum(line in paragraph for paragraph in said) > 1:
            yield line


def _before_year(front: list[str]) -> Iterator[str]:
    """Names before the year of a report on disclosure, whatever else it is called: X局2022年信息公开工作汇报."""
    lines = (without_cited("".join(line.split())) for line in front)
    for match in itertools.chain.from_iterable(map(_YEARLY.finditer, lines)):
        if not _ASKED_FOR.search(match["unit"]) and (name := body_in(match["unit"])):
            yield name


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
    for match in _ISSUER.finditer(" ".join(front)):
        if name := body_in(match["unit"]) or office_in(match["unit"]):
            yield name
    for line in filter(is_told_by_site, front):  # 2024-01-16 09:12 示例县水利局
        yield from (word for word in line.split() if is_body_name(word))


def _of_title(title: str) -> str | None:
    match = title_in(title)
    if match is None:
        return None
    return of_match(match) or placed_in(match["head"]) or office_in(match["head"])


def unread(front: list[str]) -> str | None:
    """Words before a title of this report, on its line, that may name a body of a kind that is not known."""
    heads = (match["head"] for match in map(title_in, filter(is_title, titles_of(front))) if match)
    return next(filter(None, map(unread_in, heads)), None)


def _below_titles(front: list[str]) -> Iterator[str | None]:
    """Names on the line below a title that has none, or in brackets there, or behind a dash on its own."""
    lines = titles_of(front)
    for line in lines:
        behind = _BEHIND.match(line)
        if behind and is_body_name(behind["unit"]):
            yield behind["unit"]
    for title, below in itertools.pairwise(lines):
        body = _MADE_ON.sub("", below)
        if is_title(title) and not _names(title) and is_body_name(body):
            yield body
        if re.fullmatch(r"[(][^()]{3,30}[)]", below) and title_in(title):
            yield name_in(below.strip("()"))


def _of_signature(behind: list[str]) -> Iterator[str]:
    for line in reversed(behind[-_LAST:]):
        bare = "".join(line.split())
        if len(bare) >= 3 and _SIGNATURE.fullmatch(bare) and is_body_name(bare):
            yield bare


def decide(found: Iterable[Named], registered: str | None = None) -> str | None:
    """Which of the names is the unit's: by place, and among those of a place the one said most often.

    A name that leaves out of which county its body is (区司法局) is what a title or the metadata calls
    it, and holds only where nothing else is known.
    """
    named = list(found)
    is_titled = any(one.place == "title" for one in named)
    places = [one for one in named if not (is_titled and one.place == "metadata")]
    whole = [one for one in places if not _is_short(one.name)]
    short = [one for one in named if one.place != "signature"]
    name = _by_place(whole) or registered or _by_place(short)
    if name and name != registered:
        titled = [one.name for one in named if one.place == "title"]
        name = next((title for title in titled if _calls_so(title, name)), name)
    return _in_full(name, named) if name and name.endswith("办") else name


def _calls_so(title: str, name: str) -> bool:
    """Whether a title's name is that of the same body, shortened elsewhere: 示例市卫生健康委员会, 示例市卫健委."""
    if is_partly(title):  # 县教育和科学技术局, 示例县教科局; 市城管执法委, 示例市城市管理执法委员会
        placed = name[name.find(title[0]) :]
        return not name.endswith(title) and is_drawn_from(placed, title)
    is_another = title[:2] != name[:2] or title.startswith(name)  # its office
    return len(title) > len(name) and not is_another and is_drawn_from(name, title)


def is_drawn_from(short: str, whole: str) -> bool:
    """Whether all characters of a name stand in another in their order, or the other way round."""
    short, whole = sorted((short, whole), key=len)
    characters = iter(whole)
    return all(character in characters for character in short)


def _in_full(name: str, named: list[Named]) -> str:
    """民防办 as 民防办公室, where another place calls the body so."""
    fuller = (one.name for one in named if one.name.endswith("办公室"))
    return f"{name}公室" if any(n.removesuffix("公室")[-_SHORT:] in name for n in fuller) else name


def _is_short(name: str) -> bool:
    """Whether a name alone does not tell which body it is."""
    return is_partly(name) or _is_placeless(name)


def _is_placeless(name: str) -> bool:
    """Whether a name says of no place that a bureau is of: 住建局."""
    is_bare = len(name) <= _SHORT and bool(BUREAU.search(name)) and not _PLACE.match(name)
    return is_bare and not any(name.startswith(city[:-1]) for city in places().prefectures)


def _by_place(found: Iterable[Named]) -> str | None:
    by_place: dict[str, Counter[str]] = {}
    for named in found:
        by_place.setdefault(named.place, Counter())[named.name] += 1
    for place in ("title", "preamble", "signature", "metadata"):
        if place in by_place:
            name = by_place[place].most_common(1)[0][0]
            is_region = place == "title" and name.endswith(_REGION)  # as a news site has it
            fuller = (n for n in by_place[place] if n.startswith(name) and len(n) > len(name))
            return next(fuller, name) if is_region else name
    return None
