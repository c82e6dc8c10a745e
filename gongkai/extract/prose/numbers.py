"""Numbers in prose, and what each is: a count, a share, a year, a date, or the numeral of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.extract.prose.chinese_numbers import of_words

_ITEMS = "条次|件次|篇次|篇条|条|件|篇|份|个|项|则|次|期|宗|例|起|部|幅|张|块"
_CHINESE = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇", "一二三四五六七八九十百千零")
_NUMERAL = "[一二三四五六七八九十]"
FIRST = rf"[\d《〔\[【(第A-Za-z万{_CHINESE}]"
"""What NUMBER begins with."""
ITEM_DIGITS = r"[(]?\d{1,2}(?:[)、.](?!\d)|、(?=20\d\d年))"
"""The digits that count an item: 1、2023年公开信息7条."""
NUMBER = (
    r"(?P<title>《[^》]{1,60}》)|(?P<date>20\d\d[-年/.]\d{1,2}(?:[-/.]|月份?)(?:\d{1,2}日?)?(?:\d{1,2}:\d\d(?::\d\d)?)?"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:[至到—~-]+(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}[至到—~-]\d{1,2}月|(?:1[0-2]|[1-9])[.·•・](?:[12]\d|3[01]|0?[1-9])(?=[\"”'』」]?(?:政务|政府|信息|公开|主题|宣传|开放){1,4}(?:日|活动|周|月))|\d{1,2}:\d\d(?::\d\d)?"
    r"|[〔\[【(]20\d\d[〕\]】)]\d*号?|20\d\d年?版|第(?!三方)[\d一二三四五六七八九十百]+(?:[至到—~-]第?[\d一二三四五六七八九十百]+)?[条项款号次届章节期批名位]?(?:[至到—~-]\d+条)?|\d{2,4}-\d{7,8}|12345(?:热线)?|[A-Za-z]+[\dA-Za-z./_-]*\d[\dA-Za-z./_-]*)"
    rf"|(?P<year>(?<![^\n。])20[0-3]\d(?=,)|20[0-3]\d(?:年|(?=[\u3400-\u9fff])(?!{_ITEMS}|[余多万]))(?:度|底|末|初)?|二[〇零○0][一二〇零○0][〇零○0-9一二三四五六七八九]年(?:度|底|末|初)?)"
    rf"|(?P<item>(?:(?<=[,;:。\n(、])|^)(?:[(]{_NUMERAL}{{1,2}}[)]|{_NUMERAL}{{1,2}}[、.]|{ITEM_DIGITS}|{_NUMERAL}是|{_NUMERAL}、))"
    r"|(?P<share>\d+(?:\.\d+)?个?(?:%|％|‰|百分点)|百分之百|百分之[\u4e00-\u9fff]{1,4})"
    rf"|(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?|[{_CHINESE}]{{1,6}}万[{_CHINESE}]{{0,8}}(?=[余多]?(?:{_ITEMS}))|[{_CHINESE}]{{1,9}}(?=(?:余|多)?(?:{_ITEMS})|人|位|名|$|[,。;)])"
    rf"|[{_CHINESE}]{{2,9}}|万(?=[余多]?(?:{_ITEMS})))"
    rf"(?P<more>余|多|来)?(?P<wan>[万亿])?(?P<more2>余|多|左右)?(?:[(](?P<inner>{_ITEMS})[)]|(?P<unit>{_ITEMS})(?:[(](?:次|篇|份|件|条|项|个)[)])?)?"
)
_ABOUT = re.compile(r"(?:近|约|超|超过|逾|大约|接近|突破)$")
_COUNTED = re.compile(  # a unit of something that is no piece of information
    r"个?(?:工作日|小?时|月|年|日|天|分|秒|点|周|岁|届|度|页|人|名|户|家|位|村|社区|元|吨|亩|公里|千米|平方|米|场|批|台|套|处|所|类|大类|种|级|步|字|倍|多个|辆|只|头|栋|桌|支|组|班|站|号|章|款|节|万|亿|对|座|多项|领域|部门|栏目|板块|平台|账号|方面|科室|乡镇|镇|街道|渠道|专栏|专题|网站|子栏目|单位|行政村|窗口|百分点|公众号|版块|问题|环节|机构|目录|点|群|微信|站点|责任|信息公开(?:专栏|栏)|信息[\u3400-\u9fff]{0,6}(?:受理点|申请点|查询点|查阅点|服务点|公开点|岗位)|层级|本(?![年镇乡局街单级])|册)"
)
_SAYS_NUMBER = re.compile(r"(?:数[量目]?[为是共]|信息)$")  # 申请数为14453
_RANGE = re.compile(r"\d?[至到~—-](?!20\d\d年)\d")  # behind its first number, or from that on
_FORM = re.compile(r"申请[表书]》$")  # that people hand in
_NOT_EVEN = re.compile(r"(?:没有|未|无)[^,。;:\d]{0,6}$")
_PEOPLE = re.compile(r"人次|人|名|位|户")
_PERSONS = re.compile(r"自然人|公民|法人|企业|申请人|市民|群众")
_SUMMED = re.compile(r"合计|共计|总计|加起来|合起来|相加|也[没未无]")
_NAMED = re.compile(
    r"(?![申政依信行为是均已结正尚由属在其公予按因全同给被未不转移有])[\u3400-\u9fff]"
)
_ROUND = {"十": 10.0, "百": 100.0, "千": 1_000.0, "万": 10_000.0}  # 百余条, 近万条
_NEARLY = ("近", "上", "约", "超", "过", "逾")
_SOME = ("数", "几")  # 数百条
_WAN, _YI, _MOST = 10_000, 100_000_000, 1e9
_CODE = 3  # digits that without a unit may be a name: 365便民中心
_BARE_MOST = 10_000  # without a unit: beyond it a telephone or a code
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CASES = ("次", "个", "项")


@dataclass(frozen=True, slots=True)
class Number:
    """What a quantity says; `unit` is empty where none was printed, `is_vague` where it may be any multiple."""

    value: float
    unit: str
    is_approximate: bool
    is_vague: bool = False  # 数百条


def number_of(text: str, match: re.Match[str], year: int | None) -> tuple[str, Number | None]:
    """The concept of a number that NUMBER found, and what it says where it counts something."""
    if match["title"]:
        return ("request" if _FORM.search(match["title"]) else "filler"), None
    if match["date"]:
        is_begin = match["date"].startswith(f"{year}年") and text.startswith("以来", match.end())
        return ("report_year" if is_begin else "date"), None  # 自2019年1月份以来
    if match["year"]:
        return _year(match["year"], year), None
    if match["item"]:
        return "item", None
    if match["share"]:
        whole = re.match(r"100(?:\.0+)?[%％]|百分之百", match["share"])
        return ("whole_share" if whole else "share"), None
    return _count(text, match)


def _year(printed: str, year: int | None) -> str:
    if printed[-1] in "底末初":
        return "date"
    digits = printed.translate(_DIGITS)[:4]
    named = int(digits) if digits.isdecimal() else year
    if year is None or named is None or named == year:
        return "report_year"
    return "last_year" if named < year else "next_year"


def _count(text: str, match: re.Match[str]) -> tuple[str, Number | None]:
    digits, unit, end = match["number"], match["unit"] or match["inner"] or "", match.end()
    value = _value(digits)
    start = match.start()
    before = text[start - 1 : start]
    is_vague, is_nearly = before in _SOME and digits in _ROUND, before in _NEARLY
    if digits in _ROUND and (match["more"] or is_vague or is_nearly):
        value = _ROUND[digits]
    if value is not None and match["wan"]:
        value = round(value * (_WAN if match["wan"] == "万" else _YI), 4)
    if _is_none(text, match, unit):
        return "filler", None
    is_counted = unit or _SAYS_NUMBER.search(text, max(0, start - 3), start)
    if value is None or value >= (_MOST if is_counted else _BARE_MOST):
        return "amount", None
    about = bool(match["more"] or match["more2"] or _ABOUT.search(text, max(0, start - 3), start))
    about = about or is_vague or (digits in _ROUND and is_nearly)
    number = Number(int(value) if value == int(value) else value, unit, about, is_vague)
    if unit == "个" and _PERSONS.match(text, end):
        return "people", number
    if not unit and (people := _PEOPLE.match(text, end)):
        return "people", Number(number.value, people.group(), about)
    return ("amount", None) if _is_of_others(text, match, unit) else ("number", number)


def _is_none(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether digits are part of a word: 第一, 每件, 没有一起, 上次, or characters that happen to be numerals."""
    digits, start = match["number"], match.start()
    before = text[start - 1 : start]
    if before and (before in "第每同-.〔[" or (digits == "一" and before in "各任统进")):
        return True
    if digits == "1" and text.endswith(("没有", "无"), 0, start):
        return True
    if digits == "一" and _NOT_EVEN.search(text, max(0, start - 8), start):
        return True
    if not unit and digits == "一" and before == "、":
        return True  # 双随机、一公开
    if unit:
        return unit == "次" and bool(before) and before in "上下首"
    is_word = digits[0] not in "0123456789" and before not in "为达共计零:是有、\n"
    return is_word and not _COUNTED.match(text, match.end())


def _is_of_others(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether a number counts what is no information and no request: days, fields, the channels of a sum."""
    end = match.end()
    if unit and _SUMMED.match(text, end):
        return True
    if unit in ("个", "项") and _NAMED.match(text, end):
        return True
    if not unit and text[match.start() - 1 : match.start()] in ("“", '"'):
        return True  # "3815"战略
    if _RANGE.match(text, end) or (match.start() > 1 and _RANGE.match(text, match.start() - 2)):
        return True  # 每周更新2至3条
    if unit and unit not in _CASES:
        return False
    if not unit and len(match["number"]) >= _CODE and _NAMED.match(text, end):
        return True  # 8890平台
    tail = match.start("unit") if match["unit"] else end
    return bool(_COUNTED.match(text, tail)) or text.startswith(("-", ".", "/", "〕"), end)


@lru_cache(maxsize=8_192)
def _value(digits: str) -> float | None:
    digits = digits.replace(",", "")
    if digits[0].isdigit():
        return float(digits) if len(digits) <= 12 else None
    try:
        return float(of_words(digits.translate(_FORMAL), "smart"))
    except ValueError:
        return None
