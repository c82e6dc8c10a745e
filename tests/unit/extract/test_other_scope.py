"""A county's prose that tells of one of its bodies is not compared with the table of all of them."""

from __future__ import annotations

import pytest

from gongkai.extract.prose.other_scope import doubt_other_scope
from gongkai.extract.report import Report
from tests.unit.audit.reports import put, sound_report, unsay

ONE_BODY = (
    "区政府办公室代表区政府受理政府信息公开申请{}件。",
    "全年收到以区政府为答复主体的申请{}件。",
    "区政府本级收到政府信息公开申请{}件。",
    "区政府办共受理申请{}件。",
    "全区各单位共收到申请{}件,其中区政府本级17件。",
)
ALL_BODIES = ("全区共收到政府信息公开申请{}件。", "各镇街、各部门收到申请{}件。")


def district(said: str, value: int) -> Report:
    """示例区, whose table has 95 requests, 3 carried in, and whose prose says `value`."""
    report = sound_report(2024)
    report.unit_stated = "示例区人民政府"
    put(report, "requests.received.total", 95)
    put(report, "requests.carried_in.total", 3)
    unsay(report, "requests_answered", "requests_carried_out")
    (figure,) = [n for n in report.narrative if n.name == "requests_received"]
    figure.value, figure.clause = value, said.format(value)
    doubt_other_scope(report)
    return report


@pytest.mark.parametrize("said", ONE_BODY)
def test_one_body_beside_the_table_of_all_is_doubted(said: str) -> None:
    report = district(said, 17)
    assert [d.where for d in report.doubts] == ["narrative.requests_received"]
    assert any(n.doubt for n in report.narrative)


@pytest.mark.parametrize("said", ONE_BODY)
@pytest.mark.parametrize("value", [95, 98])
def test_what_the_table_says_too_is_not(said: str, value: int) -> None:
    assert not district(said, value).doubts


@pytest.mark.parametrize("said", ALL_BODIES)
def test_all_bodies_are_compared_with_the_table(said: str) -> None:
    assert not district(said, 17).doubts


def test_a_township_speaks_for_itself_alone() -> None:
    report = sound_report(2024)
    report.unit_stated = "示例县云溪示范镇人民政府"
    for figure in report.narrative:
        figure.clause = ONE_BODY[0]
        figure.value += 9
    doubt_other_scope(report)
    assert not report.doubts


def test_without_a_table_there_is_nothing_to_differ_from() -> None:
    report = sound_report(2024)
    report.unit_stated, report.figures = "示例区人民政府", {}
    for figure in report.narrative:
        figure.clause = ONE_BODY[0]
    doubt_other_scope(report)
    assert not report.doubts
