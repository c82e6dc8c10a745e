"""The name of every kind of body is read in every place that a page gives it, with its county."""

from __future__ import annotations

import itertools
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.extract import Report, extract
from gongkai.readers import read_page
from gongkai.unit_name import bare_name

_NAMELESS = "2023年政府信息公开工作年度报告"
_BODY = """
一、总体情况
2023年,{speaker}主动公开信息30条。未收到申请。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
人员不足。
六、其他需要报告的事项
无。"""


@cache
def _identities() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("identities.toml").read_text("utf-8"))


def _read(front: str) -> Report:
    return extract(read_page((front + _BODY.format(speaker="本单位")).encode(), "x.txt"))


def _within(county: str) -> str:
    return county.removeprefix("四川省").removeprefix("示例市")


@pytest.mark.parametrize("place", ["titles", "metadata", "preambles"])
@pytest.mark.parametrize("county", _identities()["counties"])
def test_name_in_its_place(county: str, place: str) -> None:
    table = _identities()
    missed = []
    for body, said in itertools.product([*table["townships"], *table["bureaux"]], table[place]):
        unit = county + body
        front = said.format(unit=unit)
        report = _read(front if place == "titles" else f"{_NAMELESS}\n{front}")
        found = bare_name(report.unit), report.county, [doubt.where for doubt in report.doubts]
        if found != (bare_name(unit), _within(county), []):
            missed.append(f"{front} -> {found}")
    assert not missed


@pytest.mark.parametrize(
    "body", ["青岩镇", "教育局", "卫生健康委员会", "残疾人联合会", "史志办公室", "第一中学"]
)
def test_an_office_writes_for_the_body_that_it_is_in(body: str) -> None:
    report = _read(f"{_NAMELESS}\n本年度报告由示例县{body}办公室根据条例编制。")
    assert report.unit == f"示例县{body}"


@pytest.mark.parametrize(
    "body",
    [
        "组织营镇人民政府",
        "公开岭镇",
        "根据地镇",
        "组织机构代码管理中心",
        "政务公开与信息中心",
        "机关事业单位社会保险管理中心",
        "城南单位集中办公区管理服务中心",
        "更新社区卫生服务中心",
        "信息工程学校",
    ],
)
def test_words_that_elsewhere_stand_before_a_name_are_left_within_one(body: str) -> None:
    assert _read(f"示例县{body}2023年政府信息公开工作年度报告").unit == f"示例县{body}"


@pytest.mark.parametrize(("told", "year"), [("编制了", 2023), ("及时发布了", 2022)])
def test_a_report_that_is_cited(told: str, year: int) -> None:
    text = f"一年来,我局{told}《示例县气象局2023年政府信息公开工作年度报告》。2022年,工作有序。"
    report = extract(
        read_page((text + _BODY.format(speaker="我局").replace("2023", "2022")).encode(), "x.txt")
    )
    assert report.year == year


def test_the_short_name_of_an_office_is_given_in_full_where_another_place_has_it() -> None:
    title = "示例市样例区民防办2023年政府信息公开工作年度报告\n"
    assert _read(f"{title}本报告由样例区民防办公室编制。").unit == "示例市样例区民防办公室"
    assert _read(title).unit == "示例市样例区民防办"


def test_a_zone_within_a_county_lies_in_it() -> None:
    report = _read(f"{_NAMELESS}\n发布机构:示例县示例经济开发区管委会 发布日期:2024-01-16")
    assert report.county == "示例县"


UNITS = {
    "an office of disclosure writes for its street": (
        f"{_NAMELESS}\n由示例县河湾街道信息公开工作办公室编制完成本报告。",
        "示例县河湾街道",
    ),
    "the office of a government reports itself": (
        f"{_NAMELESS}\n本年度报告由示例县人民政府办公室根据条例编制。",
        "示例县人民政府办公室",
    ),
    "a keyword of the site before a name": (
        f"{_NAMELESS}\n本报告由华美主页 示例县青岩镇人民政府编制。",
        "示例县青岩镇人民政府",
    ),
    "a name that stands alone above the text": (
        "示例区民族和宗教事务局\n2023年,示例区民族和宗教事务局认真执行条例。",
        "示例区民族和宗教事务局",
    ),
    "a word of the preamble before a name": (
        "现就示例县农林水局2023年政府信息公开工作情况报告如下",
        "示例县农林水局",
    ),
}


@pytest.mark.parametrize("way", UNITS)
def test_unit(way: str) -> None:
    front, unit = UNITS[way]
    assert _read(front).unit == unit
