"""Figures that the prose states and nothing read: each must be doubted, and nothing else."""

from __future__ import annotations

import pytest

from gongkai.extract.prose.counts import counts
from gongkai.extract.prose.overlooked import doubt_overlooked
from gongkai.extract.prose.text import join
from gongkai.extract.prose.topics import Topics
from gongkai.extract.report import NarrativeFigure, Report
from gongkai.extract.tables.rows import Prose


def overlooked(text: str, **read: float) -> set[str]:
    """What is doubted in a text of which these figures were read."""
    report = Report(form=None)
    report.unit, report.year = "示例县云溪示范镇", 2024
    report.narrative = [
        NarrativeFigure(name, "", value, f"{value:g}", "line 1") for name, value in read.items()
    ]
    whole = join([Prose(line, "line 1", 1) for line in text.splitlines()])
    doubt_overlooked(whole, tuple(counts(whole.text)), Topics(whole), report)
    return {doubt.where.removeprefix("narrative.") for doubt in report.doubts}


STATED = {
    "number in odd words": ("年内申请公开3宗。", {}, {"requests_received"}),
    "none in odd words": ("全年依申请公开工作为空白。", {}, {"requests_received"}),
    "none, asked and answered": (
        "依申请公开继续保持零受理。",
        {"disclosed_total": 20},
        {"requests_received"},
    ),
    "answers without a number": (
        "收到政府信息公开申请4件。已妥善办理完毕。",
        {"requests_received": 4},
        {"requests_answered"},
    ),
    "a rest": (
        "收到政府信息公开申请4件,答复3件。",
        {"requests_received": 4, "requests_answered": 3},
        {"requests_carried_out"},
    ),
    "remaining ones": (
        "收到政府信息公开申请4件,剩余1件仍在法定期限内。",
        {"requests_received": 4, "requests_answered": 4},
        {"requests_carried_out"},
    ),
    "reviews": ("因信息公开被诉案件2件。", {}, {"litigations"}),
    "reviews, none": (
        "申请公开3件,复议和诉讼均为空白。",
        {"requests_received": 3, "requests_answered": 3},
        {"reconsiderations", "litigations"},
    ),
    "a wider number of requests": (
        "(二)依申请公开。受理信息公开申请8件,依申请公开信息4条。",
        {"requests_received": 4, "requests_answered": 8.5, "requests_carried_out": 0},
        {"requests_received"},
    ),
    "said to be none as well": (
        "我镇未收到政府信息公开申请,历年共收到4件。",
        {"requests_received": 4, "requests_answered": 4},
        {"requests_received"},
    ),
    "reviews said to be none as well": (
        "全年行政复议2件。没有因政府信息公开引发的复议。",
        {"reconsiderations": 2},
        {"reconsiderations"},
    ),
    "a total": ("(一)主动公开。晒出各类信息97条。", {}, {"disclosed_total"}),
    "a total that is a part": (
        "(一)主动公开。公开信息97条,领导信息3条。",
        {"disclosed_total": 3},
        {"disclosed_total"},
    ),
    "a list": (
        "(一)主动公开。公开信息120条,财政40条、民生80条。",
        {"disclosed_total": 120},
        {"breakdown"},
    ),
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
    "after a review": (
        "行政诉讼1件,未经复议直接起诉。",
        {"litigations": 1},
    ),
    "carried in": (
        "收到政府信息公开申请3件,上年结转0件,均已答复。",
        {"requests_received": 3, "requests_answered": 3},
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_what_seems_stated_is_doubted(name: str) -> None:
    text, read, doubted = STATED[name]
    assert overlooked(text, **read) == doubted


@pytest.mark.parametrize("name", NOT_STATED)
def test_what_is_not_stated_is_not(name: str) -> None:
    text, read = NOT_STATED[name]
    assert overlooked(text, **read) == set()
