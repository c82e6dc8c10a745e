"""The county that a reporting body lies in: from its own name, else from what the page names beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from gongkai.extract.identity.names import issuers
from gongkai.extract.identity.places import places
from gongkai.extract.identity.titles import without_cited
from gongkai.unit_name import bare_name, own_name

_OF_UNIT = re.compile(
    r"(?:国家税务总局|中共)?(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?(?:[\u3400-\u9fff]{2,10}?(?:市|自治州|州|盟|地区))?"
    r"([\u3400-\u9fff]{2,6}?(?:经济|高新|新)技术(?:产业)?开发区|(?!城市|自治区|城?[市镇]区|社区)(?:(?![局委厅院])[\u3400-\u9fff]){1,7}?(?:自治县|自治旗|县|区|市|旗))(?=[\u3400-\U0003ffff])"
    r"(?!管委会|管理委员会|(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|$))"
)
_OF_COUNTY = re.compile(  # that no prefecture stands before
    r"(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?([\u3400-\u9fff]{2,7}?(?:自治县|县|市))(?=[\u3400-\U0003ffff])"
)
_ZONE = re.compile(  # reports for itself, or one of its bureaux does
    r"(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?([\u3400-\u9fff]{2,8}?(?:经济|高新)(?:技术)?(?:产业)?开发区)(?:(?:管委会|管理委员会)[\u3400-\u9fff]{0,20})?"
)
_COUNTY_OF_ZONE = re.compile(  # 示例县示例经济开发区
    r"(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?(?:[\u3400-\u9fff]{2,10}?(?:市|自治州|州|盟|地区))?([\u3400-\u9fff]{1,6}?(?:县|旗))[\u3400-\u9fff]{2,8}开发区"
)
_REGION = re.compile(
    r"(?:[\u3400-\u9fff]{2,7}(?:市|自治州|州|盟|地区))?[\u3400-\u9fff]{1,7}[县旗区](?<!开发区)(?<!新区)"
)
_WITHIN = re.compile(  # 示例市样例区: the county without its province and prefecture
    r"(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?(?:[\u3400-\u9fff]{2,10}?(?:市|自治州|州|盟|地区))?"
    r"((?![市辖镇社园景]区)[\u3400-\u9fff]{1,10}(?:县|区|旗|市))"
)
_NAMED = re.compile(  # a county by its government, website, bureaux or townships
    r"(?=\d?[\u3400-\u9fff]{0,10}[县区市旗])(\d?[\u3400-\u9fff]{1,10}?(?:自治县|自治旗|县|区|市|旗))"
    r"(?=人民政府|政府|政务|党政|委|政协|信息公开|门户|融媒|电视台|[\u3400-\u9fff]{0,6}网(?![络民友上])|关于|20\d\d年|[\u3400-\u9fff]{2,9}(?:局|委员会|办公室|中心)|[\u3400-\u9fff]{2,12}管委会|[\u3400-\u9fff]{1,5}委(?![会托派员])|[\u3400-\u9fff]{1,5}(?:镇|乡|街道)(?![党工])|[\u3400-\u9fff]{1,6}(?:路|大道|大街|大楼|巷|街)(?=[\u3400-\u9fff]{0,3}\d)|[\u3400-\u9fff]{1,6}(?:路|大道|大街|大楼))"
)
_BEHIND_PREFECTURE = re.compile(r"^(?:自?治?州|地区|市|盟)(?=.{2,}[县旗])")  # of its name cut
_KIND = re.compile(r"(?:自治[县旗]|[县区市旗])$")
_NOT_BEFORE_KIND = re.compile(  # 我县, 市县, 城区, 开发区
    r"^[区县\d]|^(?:[我该全各两外邻每所]|本(?!溪))|[县局委]|.[省市]|省$|^[市州]$|(?<!万)全$|^中国|政府|自治|精神|信息|图片"
)
_NO_DISTRICT = re.compile(  # nor any that ends so: 产业园区, 居民小区
    r"(?:社|园|辖|景|校|库|灾|片|街|厂|厅|小|地|开发|示范|保护|保税|先创)$|^(?:主|老|新|中心)城$"
)
_ABOVE_COUNTY = re.compile(
    r"^[\u3400-\u9fff]{2,10}?(?:省|自治区|自治州|盟|地区)|^自治区|开发区|高新区|新区|示范区"
)
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处)?$|分局$")
_OF_BRANCH = re.compile(r"(?:局|公司)(?P<county>[\u3400-\u9fff]{1,6}[县区旗])分(?:局|公司)$")
_LIES = r"位于(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?(?:[\u3400-\u9fff]{2,8}?(?:自治州|州|盟))?([\u3400-\u9fff]{2,6}?[县市旗])(?=的?[东南西北中]|境内)"
_CITY_LENGTHS = (5, 4, 3)
_LONGEST = 5  # characters of a county's name without 县, unless it is a 自治县


def county_of(unit: str | None, lines: list[str], front: list[str]) -> str | None:
    """The county of a unit, None where nothing tells it: by the first of these that does.

    The unit's own name; what stands before its name elsewhere in `lines`; the county whose own site has
    issued the page (`front`); the county that the page names most. A city of prefecture level
    is given only where it is all that the unit's own name tells.
    """
    if unit and (branch := _OF_BRANCH.search(unit)):  # 示例市公安局样例区分局
        return branch["county"]
    own = _of_unit(unit) if unit else None
    if own and own[0] in "区县":  # 区城市管理局
        own = None
    if own and own not in places().prefectures:
        return own
    if unit and (near := _before_unit(unit, lines) or _of_site(front)):
        return near
    if unit and (lies := _lies_in(own_name(unit), lines)):
        return lies
    named = Counter(filter(_may_be_county, _named(lines)))
    within = _within_name(unit, named) if unit else None
    return within or (_alone(named) if _may_lie_in_county(unit, own) else None) or own


def _of_unit(unit: str) -> str | None:
    if _REGION.fullmatch(unit):  # a county's own report: 示例市样例区
        return _within(unit)
    if whole := places().whole.search(unit):  # at the begin, or behind a province and a prefecture
        above = unit[: whole.start()]
        if not above or above.endswith(("市", "州", "盟", "地区", "省", "自治区")):
            return whole[0]
    if within := _COUNTY_OF_ZONE.match(unit):
        return within[1]
    zone = _ZONE.fullmatch(unit)
    for match in filter(None, (zone, _OF_UNIT.match(unit), _OF_COUNTY.match(unit))):
        if match[1].endswith(("保护区", "名胜区", "风景区", "园区")):
            continue
        if len(match[1]) > 2 or match[1][-1] in "县区":  # 三河市李旗庄镇 lies in no 李旗
            return match[1]
    return None


def _before_unit(unit: str, lines: list[str]) -> str | None:
    """The county that stands right before the unit's name, as said most often."""
    bare = bare_name(unit.removesuffix("办公室"))
    said = without_cited("\n".join(lines))
    if not any(f"{end}{bare}" in said for end in "县区市旗"):  # a pattern for each unit is dear
        return None
    near = re.finditer(
        rf"(\d?[\u3400-\u9fff]{{1,10}}?(?:自治县|县|区|市|旗)){re.escape(bare)}", said
    )
    found = Counter(_name_in(match[1]) for match in near)
    return next((name for name, _ in found.most_common() if _may_be_county(name)), None)


def _lies_in(name: str, lines: list[str]) -> str | None:
    """The county that a page says a township lies in: 青岩镇位于示例县西北部."""
    said = "\n".join(lines)
    if f"{name}位于" not in said:  # a pattern for each unit is dear
        return None
    lies = re.search(f"{re.escape(name)}{_LIES}", said)
    return lies[1] if lies else None


def _name_in(words: str) -> str:
    """The county, or the city of prefecture level, that some words end with, without what stands before it."""
    if city := _city_at_end(words):
        return city  # 呼和浩特市, though 和 joins
    at = words.find("市", 0, -1)
    if at > 0 and _city_at_end(words[: at + 1]):
        words = words[at + 1 :]
    name = _BEHIND_PREFECTURE.sub("", _within(places().before.split(words)[-1]))
    *above, joined = places().joins.split(name)
    if len(joined) < 3 and above and not above[-1]:  # of its name: 和静县, and 将和静县
        return name[-len(joined) - 1 :]
    return _within(name if name in places().joined and len(joined) < 3 else joined)


def _city_at_end(words: str) -> str | None:
    """The city of prefecture level that some words end with."""
    cities = places().prefectures
    return next((words[-n:] for n in _CITY_LENGTHS if words[-n:] in cities), None)


def _within(region: str) -> str:
    """A county without its province and prefecture."""
    within = _WITHIN.fullmatch(region)
    return within[1] if within else region


def _of_site(front: list[str]) -> str | None:
    """The county whose own site says that it has issued the page of a body within it."""
    found = [bare_name(name.removesuffix("办公室")) for name in issuers(front)]
    return next((_within(name) for name in found if _REGION.fullmatch(name)), None)


def _named(lines: Iterable[str]) -> Iterator[str]:
    """What may be counties in some lines, by their governments, websites, bureaux or townships."""
    whole = places().whole
    for line in lines:
        yield from whole.findall(line)
        yield from (_name_in(match[1]) for match in _NAMED.finditer(whole.sub("。", line)))


def _within_name(unit: str, named: Iterable[str]) -> str | None:
    """The county that the page names and whose name stands within the unit's: 示例市样例生态环境局 in 样例区."""
    within = {name for name in named if len(name) > 2 and name[:-1] in unit}
    return within.pop() if len(within) == 1 else None


def _may_lie_in_county(unit: str | None, prefecture: str | None) -> bool:
    """Whether a body may lie within a county: not one of a province, nor a bureau of the prefecture it names."""
    if unit is None or _TOWNSHIP.search(unit):
        return True
    return prefecture is None and not _ABOVE_COUNTY.search(unit)


def _alone(named: Counter[str]) -> str | None:
    """The county that a page names most by its government, website or bureaux; None where two are named alike."""
    most = named.most_common(2)
    return most[0][0] if most and most[0][1] > sum(times for _, times in most[1:]) else None


def _may_be_county(name: str) -> bool:
    """Whether words that end as a county's name does may be one."""
    if places().whole.fullmatch(name):
        return True
    kind = _KIND.search(name)
    stem = name[: kind.start()] if kind else ""
    if not kind or not stem or _NOT_BEFORE_KIND.search(stem) or name in places().prefectures:
        return False
    if places().joins.match(stem[-1]) and name not in places().joined:
        return False
    if len(stem) == 1:
        return kind[0] == "县"
    is_district = kind[0] != "区" or not _NO_DISTRICT.search(stem)
    return is_district and (len(stem) <= _LONGEST or len(kind[0]) > 1)
