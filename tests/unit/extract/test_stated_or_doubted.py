"""What the prose states in odd words is read or doubted, and what it does not state is neither."""

from __future__ import annotations

import pytest

from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.text import join
from gongkai.extract.report import Report
from gongkai.extract.tables.rows import Prose


def _read(text: str) -> tuple[dict[str, float], set[str]]:
    """The figures that a text of 2024 states by name, and the names of those that are doubted."""
    report = Report(unit_stated="示例县云溪示范镇", year=2024)
    read_narrative(join([Prose(line, "line 1", 1) for line in text.splitlines()]), report)
    doubted = {doubt.where.removeprefix("narrative.") for doubt in report.doubts}
    return {figure.name: figure.value for figure in report.narrative}, doubted


STATED = {
    "number in odd words": ("年内申请公开3宗。", {"requests_received"}),
    "none in odd words": ("全年依申请公开工作为空白。", {"requests_received"}),
    "none, asked and answered": ("依申请公开继续保持零受理。", {"requests_received"}),
    "answers without a number": (
        "收到政府信息公开申请4件。已妥善办理完毕。",
        {"requests_answered"},
    ),
    "remaining ones": ("收到政府信息公开申请4件,剩余1件仍在法定期限内。", {"requests_carried_out"}),
    "reviews": ("因信息公开被诉案件2件。", {"litigations"}),
    "reviews, none": ("申请公开3件,复议和诉讼均为空白。", {"litigations", "reconsiderations"}),
    "a wider number of requests": (
        "(二)依申请公开。受理信息公开申请8件,依申请公开信息4条。",
        {"requests_received"},
    ),
    "said to be none as well": (
        "我镇未收到政府信息公开申请,历年共收到4件。",
        {"requests_received"},
    ),
    "reviews said to be none as well": (
        "全年行政复议2件。没有因政府信息公开引发的复议。",
        {"reconsiderations"},
    ),
    "a total": ("(一)主动公开。晒出各类信息97条。", {"disclosed_total"}),
    "a total that is a part": ("(一)主动公开。公开信息97条,领导信息3条。", {"disclosed_total"}),
    "a list": ("(一)主动公开。公开信息120条,财政40条、民生80条。", {"breakdown"}),
}

NOT_STATED = {
    "all read": (
        "(一)主动公开。公开政府信息120条。(二)依申请公开。收到申请3件,答复3件。",
        {"disclosed_total": 120, "requests_received": 3, "requests_answered": 3},
    ),
    "how it is done": ("(二)依申请公开。答复书写明依据,一式两份。申请表免费取用。", {}),
    "hotlines": ("受理12345热线工单846件,办结率100%。", {}),
    "the county's": ("2024年,全县收到政府信息公开申请326件。", {}),
    "last year's": ("2023年收到政府信息公开申请6件。", {}),
    "the platform's": ("(四)平台建设。公众号发布信息310条,点击4万次。", {}),
    "plans": ("五、存在的问题。明年计划公开信息300条。", {}),
    "what was kept": (
        "(一)主动公开。公开政府信息120条。现有存量信息2016条。",
        {"disclosed_total": 120},
    ),
    "after a review": ("行政诉讼1件,未经复议直接起诉。", {"litigations": 1}),
    "carried in": (
        "收到政府信息公开申请3件,上年结转0件,均已答复。",
        {"requests_received": 3, "requests_answered": 3},
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_what_is_stated_is_read_or_doubted(name: str) -> None:
    text, wanted = STATED[name]
    figures, doubted = _read(text)
    assert wanted <= figures.keys() | doubted


@pytest.mark.parametrize("name", NOT_STATED)
def test_what_is_not_stated_is_neither(name: str) -> None:
    text, figures = NOT_STATED[name]
    assert _read(text) == (figures, set())
