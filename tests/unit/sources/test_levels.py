"""Links that lead to columns below: what they say, however websites word it."""

from __future__ import annotations

import pytest

from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit
from gongkai.sources.web.levels import Level, leads_on, read_level

NAMES = ("东山示范镇", "白沙示范乡", "城关示范街道")
UNITS = {name: Unit(f"c/{name}", "c", name, name, name[-1]) for name in NAMES}


def level(text: str) -> tuple[str | None, int | None, bool, bool] | None:
    found = read_level(text, UnitNames(UNITS.values()), "示例县")
    if found is None:
        return None
    return found.unit and found.unit.name, found.year, found.is_kind, found.is_column


@pytest.mark.parametrize(
    ("text", "unit", "year", "is_kind", "is_column"),
    [
        ("乡镇", None, None, True, False),
        ("各乡镇（街道）", None, None, True, False),
        ("镇（乡、街道）", None, None, True, False),
        ("乡镇、街道办事处", None, None, True, False),
        ("各镇街道", None, None, True, False),
        ("县直部门", None, None, True, False),
        ("乡镇(14)", None, None, True, False),
        ("示例县乡镇", None, None, True, False),
        ("2022", None, 2022, False, False),
        ("【2022年度】", None, 2022, False, False),
        ("2022年(14)", None, 2022, False, False),
        ("二〇二二年", None, 2022, False, False),
        ("年度报告", None, None, False, True),
        ("政府信息公开工作年度报告", None, None, False, True),
        ("2022年政府信息公开年报", None, 2022, False, True),
        ("乡镇政府信息公开年度报告", None, None, True, True),
        ("2022年各乡镇年报", None, 2022, True, True),
        ("政府信息公开年报（乡镇）", None, None, True, True),
        ("示例县东山示范镇", "东山示范镇", None, False, False),
        ("东山示范镇政府", "东山示范镇", None, False, False),
        ("城关示范街道办", "城关示范街道", None, False, False),
        ("城关示范街道办事处", "城关示范街道", None, False, False),
        ("2022年示例县东山示范镇人民政府", "东山示范镇", 2022, False, False),
        ("东山示范镇政府信息公开年报", "东山示范镇", None, False, True),
        ("东山示范镇人民政府网站", "东山示范镇", None, False, False),
        ("2022年政府信息公开年度报告汇编", None, 2022, False, True),
    ],
)
def test_a_level_is_read(
    text: str, unit: str | None, year: int | None, is_kind: bool, is_column: bool
) -> None:
    assert level(text) == (unit, year, is_kind, is_column)


@pytest.mark.parametrize(
    "text",
    [
        "首页",
        "政府工作报告",
        "政府信息公开指南",
        "财政局",
        "县财政局年报",
        "东山示范镇动态",
        "东山示范镇、白沙示范乡",
        "2022年重点工作",
        "政府网站工作年度报表",
        "法治政府建设年度报告",
        "",
    ],
)
def test_any_other_link_is_none(text: str) -> None:
    assert level(text) is None


def test_a_level_adds_what_is_not_known_and_never_speaks_against_it() -> None:
    east, white = UNITS["东山示范镇"], UNITS["白沙示范乡"]
    assert Level(year=2022).adds_to(Level(unit=east))
    assert not Level(year=2022).adds_to(Level(year=2022))
    assert not Level(year=2022).adds_to(Level(year=2021))
    assert not Level(unit=white).adds_to(Level(unit=east))
    assert not Level(is_kind=True).adds_to(Level(unit=east))
    known = Level(is_kind=True, is_column=True).joined(Level(unit=east))
    assert known == Level(unit=east, is_kind=True)
    assert Level(is_column=True).adds_to(known)  # a unit has a column of its own


@pytest.mark.parametrize("text", ["政务公开", "政府信息公开", "法定主动公开内容", "信息公开专栏"])
def test_ways_to_the_disclosure_part_of_a_website_are_known(text: str) -> None:
    assert leads_on(text)
    assert not leads_on(f"{text}指南")


@pytest.mark.parametrize(
    "text", ["2021—2022年", "2019年及以前", "2018-2020年度报告", "往年", "历史年报"]
)
def test_a_span_of_years_is_a_level_of_no_year(text: str) -> None:
    found = read_level(text, UnitNames(UNITS.values()), "示例县")
    assert found and found.is_span and found.year is None
    assert not found.adds_to(Level(is_span=True, is_column=True))
    assert not found.adds_to(Level(year=2022, is_column=True))
