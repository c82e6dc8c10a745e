"""The gate for strangers' text: what documents, file names, addresses and registries say, made harmless.

Whatever enters a column, a page, a log or the terminal passes here first: characters that steer a
terminal or turn a line around are gone, and telephone, card and account numbers, mail addresses and names
beside the words that announce a person are crossed out. Only `report_section.body` and the vault keep
what was printed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

MOST = 2_000
"""Characters of a text that is no section: a longer one is cut, and ends in an ellipsis."""

_CROSSED_OUT = "×××"
_BREAKS = frozenset("\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_UNSEEN = frozenset(("Cc", "Cf", "Cs"))
_DIGITS = str.maketrans("０１２３４５６７８９－＠", "0123456789-@")
_COMMON = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马方俞任袁柳史唐薛雷贺倪汤罗毕郝傅康余顾孟黄尹姚邵汪毛戴宋熊董梁杜蓝贾江郭林钟徐邱骆高夏蔡田胡霍万卢莫丁邓洪石崔龚程陆段侯武刘龙叶黎白谭曾肖闫覃廖"
_SURNAMES = (
    _COMMON
    + "褚华戚苗花鲍费廉滕殷安常齐伍穆萧纪舒屈项祝阮闵席季童颜梅樊柯房裘解应宗宣包左邢裴荣翁甄曲封储靳焦全班仇宁甘司蒲赖卓蔺池乔闻党劳姬申冉桑桂牛边燕温庄晏柴瞿阎习艾向古易耿匡寇欧聂晁敖冷辛简饶"
)
_WHO = "申请人|当事人|联系人|经办人|负责人|举报人|投诉人|信访人|委托人|代理人|复议人|原告人?|姓名"
_ANYBODY = f"{_WHO}|村民|居民|公民|业主"
_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,64}\.[A-Za-z]{2,10}"
_MOBILE = r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_CARD = r"\d{6}[- ]?\d{8}[- ]?\d{3}[0-9Xx]"
_NUMBERS = re.compile(rf"{_MAIL}|0\d{{2,3}}[- ]?\d{{7,8}}|{_MOBILE}|{_CARD}|\d{{7,}}[Xx]?")
_NAMES = re.compile(rf"({_ANYBODY})([是为叫系:： ]{{0,2}})[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_POLITE = re.compile(rf"[{_COMMON}][\u4e00-\u9fff]{{1,2}}(同志|先生|女士)")
# in a name of a file, an address or a unit, digits are dates and identifiers, and 居民 is no applicant
_SURE_NUMBERS = re.compile(
    rf"{_MAIL}|(?<!\d)(?:0\d{{2,3}}[- ]\d{{7,8}}|{_MOBILE}"
    r"|\d{6}[- ]?(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[- ]?\d{3}[0-9Xx])(?!\d)"
)
_SURE_NAMES = re.compile(rf"({_WHO})([是为叫系:：_ -]{{0,2}})[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_TELEPHONE = re.compile(rf"0\d{{2,3}}[- ]?\d{{7,8}}|{_MOBILE}")
_ONLY_NUMBER = re.compile(r"[+\-−－]?[\d,，.\s]*[^\d\s]{0,2}")
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠\t\r]")


def one_line(text: str) -> str:
    """The text without what a reader does not see: control and format characters out, breaks as spaces."""
    if text.isprintable():  # nearly every text
        return text
    kept = (" " if c in _BREAKS else c for c in text if c in _BREAKS or not _is_unseen(c))
    return "".join(kept)


def on_terminal(text: str) -> str:
    """The same for a text of several lines, which stay lines."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or not (_is_unseen(c) or c in _BREAKS))


def json_on_terminal(text: str) -> str:
    """JSON in which what a reader does not see stands as escapes; the same to any program."""
    if text.isprintable():
        return text
    return "".join(
        json.dumps(c)[1:-1] if c != "\n" and (_is_unseen(c) or c in _BREAKS) else c for c in text
    )


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


@lru_cache(maxsize=65_536)
def admitted(text: str) -> str:
    """Printed words as any column may have them: one line of at most MOST characters, nobody named."""
    text = one_line(text[: MOST + 100])
    masked = masked_persons(text)
    return masked if len(masked) <= MOST else masked[: MOST - 1] + "…"


@lru_cache(maxsize=65_536)
def admitted_number(text: str) -> str:
    """What a cell printed from which a number was read: as it is, and what stands beside it as words."""
    return text if _ONLY_NUMBER.fullmatch(text) and text.isprintable() else admitted(text)


@lru_cache(maxsize=65_536)
def admitted_name(text: str) -> str:
    """A name of a file, a unit or a source: one line; crossed out is only what surely is a person's."""
    text = one_line(text[: MOST + 100])
    plain = text.translate(_DIGITS)
    masked = _SURE_NAMES.sub(rf"\1\2{_CROSSED_OUT}", _SURE_NUMBERS.sub(_CROSSED_OUT, plain))
    return (text if masked == plain else masked)[:MOST]


@lru_cache(maxsize=65_536)
def admitted_address(text: str) -> str:
    """An address, as a name; it stays as it is, escapes included, where it names nobody."""
    said = unquote(text)
    admitted = admitted_name(said)
    return one_line(text)[:MOST] if admitted == one_line(said)[:MOST] else admitted


def masked_persons(text: str) -> str:
    """The text with numbers and names that may be a person's crossed out."""
    plain = text.translate(_DIGITS)
    masked = _NUMBERS.sub(_CROSSED_OUT, plain)
    masked = _NAMES.sub(rf"\1\2{_CROSSED_OUT}", masked)
    masked = _POLITE.sub(rf"{_CROSSED_OUT}\1", masked)
    return text if masked == plain else masked


def is_telephone(text: str) -> bool:
    """Whether a cell's text is a telephone number and no count."""
    return bool(_TELEPHONE.fullmatch(text))


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: halves of characters become question marks."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def without_formula(value: Any) -> Any:
    """A value for a spreadsheet: text that it would run as a formula has an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
