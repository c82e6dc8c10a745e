"""What a title or file name says: whether it heads an annual report, of which year, of which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.sources.registry.name_folding import folded
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_OF_REPORT = re.compile(
    r"(?<!\d)20\d\d(?:年度?(?=$|政府|政务|信息|工作|年报|报告)|(?=政府信息公开|年报))"
)
_CHINESE_YEAR = re.compile("二[〇○零oO0][〇○零oO0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")
# 年度报 and 年报 also where a list cuts its titles short with dots.
_REPORT = re.compile(
    "(?:政府信息公开|政务公开|信息公开).{0,12}(?:年度?报|年度工作报|工作报告|报告)|^.{0,40}年报$"
)
COLUMN_NAME = re.compile(
    r"(?:政府信息公开|政务公开|信息公开|政府信息|政务信息|公开)?(?:工作)?(?:年度工作报告|年度报告|年报)|"
    r"(?:政府信息公开|政务公开|信息公开)工作?报告"
)
"""What websites call the column in which the reports of many years stand."""

# Papers about the reports, which carry the same words.
_ABOUT = re.compile(
    "通知|解读|培训|指南|目录|制度|办法|方案|汇总|模[版板]|范本|格式|会议|召开|部署|要求|公示|指引|检查|问答"
)
# What is left of a title that names no body at all.
_NO_BODY = re.compile(
    r"20\d\d|[年度]|政府信息公开|政务公开|信息公开|工作|报告?|人民政府|政府|本级|机关|关于|的|"
    r"[\W_\d]|[a-z]|[.…]+"
)


_DOTS = re.compile(r"(?:\.{2,}|…+|。{2,})$")
_ORGANISATION = re.compile(r"^(?:人民政府|政府|办事处|街道办事处|管委会|管理委员会)?(?:关于)?")
_ENDINGS = ("工作年度报告", "年度工作报告", "年度报告", "工作报告", "年报", "情况年度报告")
_SUBJECTS = ("政府信息公开", "政务公开", "信息公开", "人民政府信息公开", "")
_WHOLE_TITLES = tuple(subject + ending for subject in _SUBJECTS for ending in _ENDINGS)


@dataclass(frozen=True, slots=True)
class Titled:
    """What the title of a report says; None for a unit or a year that it leaves out."""

    unit: Unit | None
    year: int | None


def years_in(text: str) -> set[int]:
    """The years that `text` names: `2023年度报告` before any other year in it."""
    text = _CHINESE_YEAR.sub(lambda m: m.group().translate(_DIGITS), folded(text))
    for pattern in (_YEAR_OF_REPORT, _YEAR):
        found = {int(match.group()[:4]) for match in pattern.finditer(text)}
        if found:
            return found
    return set()


def is_report_title(text: str) -> bool:
    """Whether `text` heads an annual report, and not a paper about them."""
    text = folded(text)
    return bool(_REPORT.search(text)) and not _ABOUT.search(text)


def is_other_paper(text: str) -> bool:
    """Whether `text` heads what is no report: a guide, a notice, a plan, or one about reports."""
    return bool(_ABOUT.search(folded(text)))


def read_title(
    text: str, names: UnitNames, county: str, unit: Unit | None = None, year: int | None = None
) -> Titled | None:
    """The unit and year of a report's title; None when it heads no report of this county.

    Args:
        text: the title, the text of a link or a file name.
        names: of the county's units.
        county: the county's name, which says nothing about the unit.
        unit: whose page or folder the title stands on: a title without a body is then its own.
        year: the same for the year.
    """
    if not is_report_title(text):
        return None
    found, years = names.find(text), years_in(text)
    if len(found) > 1 or len(years) > 1:
        return None
    if not found and not _names_no_body(text, county):
        return None  # the report of a body that is not registered
    if found and unit is not None and found[0] is not unit:
        return None
    stated = next(iter(years), None)
    if stated is not None and year is not None and stated != year:
        return None
    return Titled(found[0] if found else unit, stated if stated is not None else year)


def _names_no_body(text: str, county: str) -> bool:
    return not _NO_BODY.sub("", folded(text).replace(folded(county), ""))


def could_be_title(text: str, names: UnitNames, county: str) -> tuple[Unit, ...] | None:
    """Whether a title that a list cut short may go on as that of an annual report.

    Args:
        text: as the list shows it, with dots at its end.
        names: of the county's units.
        county: its name, which may stand in front.

    Returns:
        The units that it names, or that begin as it ends; None where it heads something else.
    """
    rest = folded(text)
    cut = _DOTS.sub("", rest)
    if cut == rest or _ABOUT.search(cut):
        return None
    units, years = names.find(cut), years_in(cut)
    if len(years) > 1:
        return None
    rest = cut.replace(folded(county), "", 1) if county else cut
    rest = re.sub("^(?:中共|关于)", "", rest)
    for unit in units:
        for name in sorted(unit.names, key=len, reverse=True):
            rest = rest.replace(folded(name), "")
    rest = re.sub(r"(?<!\d)20\d\d年?度?", "", rest)
    rest = re.sub(r"[、,，和及与\s]", "", rest)
    begun = names.beginning_with(rest) if rest and not units else ()
    if begun:
        return begun
    tail = _ORGANISATION.sub("", rest)
    is_open = any(title.startswith(t) for title in _WHOLE_TITLES for t in (rest, tail))
    return units if is_open and (units or years or len(rest) > 1) else None
