"""Links that lead to lists below: by kind of unit, by year, by unit, or by the name of the column.

Columns are sorted in any order: 年报 > 乡镇 > 2022年 > 东山镇政府 > 年度报告. Each level adds to what
is known: its unit, its year, its kind, or that the annual reports stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.sources.registry.name_folding import folded
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit
from gongkai.sources.titles import COLUMN_NAME, years_in

_YEAR = re.compile(r"(?:20\d\d|二[〇○零oO0]\S{2})年?度?")
# Several years behind one link: 2018-2021年, 2019年及以前, 历史年报.
_SPAN = re.compile(
    r"20\d\d年?度?(?:[-—–~～至到]+20\d\d年?度?|年?度?(?:及|和|以|之)*(?:前|往|后)(?:年度)?)|往年|往期|历史|归档|存档"
)
_KIND = re.compile(
    r"(?:各|全|垂直管理|垂管|驻|(?:县|区|市|州|旗)(?:人民政府|政府|属|直|级|辖)?)*"
    r"(?:乡镇|镇乡|镇街道|镇街|街镇|乡|镇|街道办事处|街道办|街道|办事处|部门|单位|委办局|直属机构|园区|开发区|基层)+"
    r"(?:人民政府|政府|办事处|街道|部门|单位|级)*"
)
_FILLER = re.compile(
    r"网站|门户|子站|汇编|合集|汇总|人民政府|政府|人民|办事处|街道办|办$|党工委|党委|机关|本级|管委会|管理委员会|党政办|"
    r"政府信息公开|政务公开|信息公开|专栏|栏目|列表|更多|全部|历年|往年|工作|组成|年度|报告|年份|"
    r"[的及和与等各]|\(\d{1,3}\)|[\W_]"
)
# Where the columns of annual reports hang on most websites.
_PORTAL = re.compile(
    r"(?:县|区|市|政府)?(?:政务公开|政府信息公开|信息公开|法定主动公开内容?|主动公开内容?|公开目录|政府信息公开目录)(?:专栏|平台|网|栏)?"
)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Level:
    """What a link, or the way to a list, says of what stands behind it."""

    unit: Unit | None = None
    year: int | None = None
    is_kind: bool = False
    is_column: bool = False
    is_span: bool = False

    def adds_to(self, known: Level) -> bool:
        """Whether it says something that is not known yet, and nothing against it."""
        return self.agrees_with(known) and bool(
            (self.unit and not known.unit)
            or (self.year and not known.year)
            or (self.is_kind and not known.is_kind and not known.unit)
            or (self.is_column and not known.is_column)
            or (self.is_span and not known.is_span and not known.year)
        )

    def agrees_with(self, known: Level) -> bool:
        """Whether it speaks of no other unit and no other year."""
        return (known.unit in (None, self.unit) or self.unit is None) and (
            known.year in (None, self.year) or self.year is None
        )

    def joined(self, below: Level) -> Level:
        """What is known behind a link that stands in a list of which this is known.

        Below a unit or a year the annual reports may once more have a column of their own.
        """
        is_narrower = (below.unit and not self.unit) or (below.year and not self.year)
        return Level(
            self.unit or below.unit,
            self.year or below.year,
            self.is_kind or below.is_kind,
            below.is_column or (self.is_column and not is_narrower),
            self.is_span or below.is_span,
        )


def leads_on(text: str) -> bool:
    """Whether a link leads to the part of a website in which annual reports stand."""
    return bool(_PORTAL.fullmatch(folded(text)))


def read_level(text: str, names: UnitNames, county: str) -> Level | None:
    """What level a link of this text leads to; None for a link that says anything else.

    Args:
        text: of the link.
        names: of the county's units.
        county: its name, which may stand before each.
    """
    rest = folded(text)
    if len(rest) > _LONGEST:
        return None
    rest, spans = _SPAN.subn(" ", rest)
    units, years = names.find(rest), years_in(rest)
    if len(units) > 1 or len(years) > 1:
        return None
    for unit in units:
        for name in sorted(unit.names, key=len, reverse=True):
            rest = rest.replace(folded(name), " ")
    if county:
        rest = rest.replace(folded(county), " ")
    rest, dated = _YEAR.subn(" ", rest)
    rest, columns = COLUMN_NAME.subn(" ", rest)
    rest, kinds = _KIND.subn(" ", rest)
    if _FILLER.sub("", rest) or dated != len(years):
        return None
    level = Level(
        units[0] if units else None,
        next(iter(years), None),
        bool(kinds and not units),
        bool(columns),
        bool(spans),
    )
    return level if level.adds_to(Level()) else None
