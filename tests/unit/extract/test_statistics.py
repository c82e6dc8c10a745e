"""The indicators of 2014: identified by their labels, read by label, and compared with the prose."""

from __future__ import annotations

import pytest

from gongkai.extract import Report, extract
from gongkai.readers import read_page

_HEAD = """示例县柳湾镇2016年政府信息公开工作年度报告
一、概述
我镇认真做好信息公开工作。
二、主动公开情况
{prose}
三、依申请公开情况
办理情况见附表。
四、存在的问题和改进措施
更新还不够快。
附件:政府信息公开情况统计表
"""
_ROWS = (
    ("统计指标", "单位", "统计数"),
    ("(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)", "条", "207"),
    ("其中:主动公开规范性文件数", "条", "3"),
    ("2.政府网站公开政府信息数", "条", "190"),
    ("4.政务微信公开政府信息数", "条", "41"),
    ("(一)收到申请数", "件", "2"),
    ("(二)申请办结数", "件", "2"),
    ("四、行政复议数量", "件", "0"),
)
_LAYOUTS = {
    "pipes": "\n".join(" | ".join(row) for row in _ROWS),
    "one cell a line": "\n".join(cell for row in _ROWS for cell in row),
    "web page": "<table>"
    + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in _ROWS)
    + "</table>",
}


def read(layout: str, prose: str) -> Report:
    text = _HEAD.format(prose=prose)
    if layout == "web page":
        text = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return extract(read_page((text + _LAYOUTS[layout]).encode(), "x"))


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_what_the_prose_leaves_out_is_read_from_the_indicators(layout: str) -> None:
    report = read(layout, "公开渠道以网站为主。")
    numbers = {n.name: n.value for n in report.narrative if n.name != "channels"}
    assert report.form == "2014" and report.figures == {} and report.year == 2016
    assert numbers == {
        "disclosed_total": 207,
        "requests_received": 2,
        "requests_answered": 2,
        "reconsiderations": 0,
    }
    assert {n.label: n.value for n in report.narrative if n.name == "channels"} == {
        "政府网站": 190,
        "政务微信": 41,
    }
    assert all(n.locator for n in report.narrative)


def test_a_number_that_prose_and_indicators_state_differently_is_doubted() -> None:
    report = read("pipes", "全年主动公开政府信息270条。")
    (total,) = [n for n in report.narrative if n.name == "disclosed_total"]
    assert total.value == 270
    doubt = ("narrative.disclosed_total", "the table of indicators says 207")
    assert doubt in [(d.where, d.why) for d in report.doubts]
