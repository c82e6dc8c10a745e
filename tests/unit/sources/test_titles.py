"""Titles say whose report of which year it is, or that it is none."""

from __future__ import annotations

import pytest

from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit
from gongkai.sources.titles import is_report_title, read_title, years_in

JINSHE = Unit("c/jinshe", "c", "jinshe", "金社镇", "镇")
OUSHAN = Unit("c/oushan", "c", "oushan", "𠙶山镇", "镇", ("欧山镇",))
NAMES = UnitNames((JINSHE, OUSHAN))


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("金社镇2023年政府信息公开工作年度报告", JINSHE, 2023),
        ("示例县金社镇人民政府2023年度政府信息公开工作年度报告", JINSHE, 2023),
        ("2022年度政府信息公开工作年度报告", None, 2022),
        ("示例县人民政府2022年政府信息公开工作年度报告", None, 2022),
        ("欧山镇政府信息公开年报（2021年）", OUSHAN, 2021),
        ("𠙶山镇人民政府二〇二〇年政府信息公开年度报告", OUSHAN, 2020),
        ("金社镇政府信息公开工作年度报告", JINSHE, None),
        ("金社镇2023年政府信息公开工作年度报...", JINSHE, 2023),
        ("2023年年报", None, 2023),
        ("[2023-01-16] 金社镇2022年政府信息公开年报", JINSHE, 2022),
    ],
)
def test_a_reports_title_is_read(title: str, unit: Unit | None, year: int | None) -> None:
    titled = read_title(title, NAMES, "示例县")
    assert titled is not None
    assert (titled.unit, titled.year) == (unit, year)


@pytest.mark.parametrize(
    "title",
    [
        "别县财政局2023年政府信息公开工作年度报告",
        "关于做好金社镇2023年政府信息公开工作年度报告编制的通知",
        "金社镇2023年政府信息公开年度报告解读",
        "金社镇政府信息公开指南",
        "金社镇2023年财政预算",
        "金社镇、𠙶山镇2023年政府信息公开工作年度报告",
        "金社镇2022年、2023年政府信息公开工作报告汇总",
        "",
    ],
)
def test_other_titles_head_no_report(title: str) -> None:
    assert read_title(title, NAMES, "示例县") is None


def test_what_the_folder_says_stands_for_what_the_title_leaves_out_and_never_against_it() -> None:
    bare = read_title("政府信息公开工作年度报告", NAMES, "示例县", JINSHE, 2023)
    assert bare is not None
    assert (bare.unit, bare.year) == (JINSHE, 2023)
    assert read_title("金社镇2022年政府信息公开工作年度报告", NAMES, "示例县", JINSHE, 2023) is None
    assert read_title("𠙶山镇2023年政府信息公开工作年度报告", NAMES, "示例县", JINSHE, 2023) is None


def test_the_reports_year_goes_before_other_years() -> None:
    assert years_in("2023年度报告 发布于2024") == {2023}
    assert years_in("2022-2023") == {2022, 2023}
    assert years_in("编号120231") == set()
    assert not is_report_title("2023年政府工作要点")
