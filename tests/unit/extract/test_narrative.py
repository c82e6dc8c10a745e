"""Sentences of reports, in words of our own around the shapes that real ones have, and their figures."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from gongkai.extract import Report, extract
from gongkai.readers import read_page

_FRAME = """示例县云溪示范镇2023年政府信息公开工作年度报告
一、总体情况
（一）主动公开
{text}
（二）其余工作
台账按月核对，差错当日改正。
五、存在的主要问题及改进情况
更新不够及时，来年改进。
六、其他需要报告的事项
无。
"""


@dataclass(frozen=True)
class Said:
    """A clause and what it states; `doubted` names the figures that must be flagged."""

    text: str
    total: float | None = None
    parts: tuple[float, ...] | None = None
    closed: bool | None = None
    about: bool = False
    doubted: frozenset[str] = frozenset()
    others: dict[str, float] = field(default_factory=dict)


def read(text: str) -> Report:
    return extract(read_page(_FRAME.format(text=text).encode(), "report.txt"))


def said(
    text: str,
    total: float | None = None,
    parts: tuple[float, ...] | None = None,
    closed: bool | None = None,
    about: bool = False,
    doubted: tuple[str, ...] = (),
    **others: float,
) -> Said:
    return Said(text, total, parts, closed, about, frozenset(doubted), others)


TOTALS = {
    # the 31 shapes in which real reports state what they disclosed
    "closed list": said(
        "2023年，我镇主动公开信息312条：其中，政策类6条；预决算类11条；项目类48条；人事类10条；救助类90条；其余147条。",
        312,
        (6, 11, 48, 10, 90, 147),
        True,
    ),
    "kinds include": said(
        "全年累计主动公开政府信息67条。主要类别包括：机构3条、财政12条、动态46条、通知6条。",
        67,
        (3, 12, 46, 6),
        True,
    ),
    "contains": said(
        "2023年主动公开政府信息95条。其中包含法定内容64条，基层政务31条。", 95, (64, 31), True
    ),
    "nested website": said(
        "公开信息共计444条。政府网站发布信息118条，其中动态70条、通知48条；公众号推送294条；视频号发布视频32条。",
        444,
        (118, 294, 32),
        True,
    ),
    "channels without a total": said(
        "一是通过县政府网站公开信息17条；二是通过“云溪之声”公众号推送1173条。",
        None,
    ),
    "nested leaders": said(
        "新增主动公开政府信息50条。其中机构类信息20条，内有领导成员10条、内设科室10条；财政类信息18条；通知类12条。",
        50,
        (20, 18, 12),
        True,
    ),
    "of every kind": said(
        "一年来共主动公开各类政府信息308条。其中：部门预算信息1条，惠农信息136条，网上动态100条，张贴公开信息71条。",
        308,
        (1, 136, 100, 71),
        True,
    ),
    "channels by name": said(
        "累计公开政府信息427条。从公开渠道来看，网站11条，公众号400条，公示栏16条。", 427
    ),
    "site then account": said(
        "网站发布政务信息共52条；公众号全年发布信息共122篇，其中原创有50篇。",
        None,
    ),
    "parts that miss the total": said(
        "2023年主动公开政府信息21条，其中，规章文件4条，规划计划5条，统计信息4条，行政处罚0条，其他1条。",
        21,
        (4, 5, 4, 0, 1),
        False,
    ),
    "without 主动": said(
        "2023年共公开信息314条，其中，人员招录3条，财政11条，重点领域300条。",
        314,
        (3, 11, 300),
        True,
    ),
    "mixed units": said(
        "共计公开各类信息236条，其中网站27条，公众号198条，回复群众诉求11件。", 236
    ),
    "two channels": said(
        "2023年主动公开政务信息共217条，其中门户网站公开125条，微信公众号公开92条。",
        217,
        (125, 92),
        True,
    ),
    "open list": said(
        "全年累计主动公开政府信息114条，其中通过政府网站公开信息72条，其中包括财政9条、规划2条、监督保障22条、规划2条等。",
        114,
        doubted=("breakdown",),
    ),
    "requests beside it": said(
        "累计主动公开政府信息21条，依申请公开0件，网上公开了21件，配发解读材料3件。",
        21,
        requests_received=0,
    ),
    "approximate": said("全年主动公开政府信息68余条。", 68, about=True),
    "approximate with requests": said(
        "全年主动公开政府信息100余条。收到政府信息公开申请16件，均已按期答复，答复率100%。",
        100,
        about=True,
        requests_received=16,
        requests_answered=16,
    ),
    "approximate in words": said(
        "2023年我镇发布各类信息63余条，收到群众来信3条，办结率100%。", 63, about=True
    ),
    "documents sent": said(
        "2023年共发文96件，其中主动公开文件0件，不公开文件96件；通过网站公开政府信息达18条。",
        18,
        doubted=("disclosed_total",),
    ),
    "online only": said("2023年我镇主动公开政府信息数22条，其中线上信息公开15条。", 22),
    "remaining kinds": said(
        "全年累计发布政府信息903条，具体分类如下：政策文件124条，财政100条，重点领域600条，其余各类信息79条。",
        903,
        (124, 100, 600, 79),
        True,
    ),
    "others in words": said(
        "2023年我镇主动公开政府信息条数921条。其中政策9条，回应关切8条，财政300条，其他栏目信息均按时间节点及时发布。",
        921,
        (9, 8, 300),
        False,
    ),
    "views": said("2023年公开政府信息849条，总浏览量达115772次。", 849),
    "each": said(
        "2023年公开各类信息587条，其中政策文件2件，村级公示、便民服务各发布信息12条。", 587
    ),
    "counted once": said("2023年主动发布政府信息共计49条（不同渠道发布的同一信息计为1条）。", 49),
    "boards": said("利用电子屏、公告栏、条幅等主动对外更新政府信息27次。", 27),
    "questionnaires": said("发放问卷调查210份，满意率达97.62%；在主流媒体刊发246余条。", None),
    "wan of clicks": said("公开各类信息136条，年点击率达10.8万次。", 136),
    "electronic share": said(
        "2023年主动公开信息380条，其中全文电子化达100%。收到申请4件，其中网络申请2件，信函申请2件。",
        380,
        requests_received=4,
    ),
    # other shapes
    "thousands": said("全年主动公开政府信息1,564条。", 1564),
    "chinese numerals": said("全年主动公开政府信息一百二十条。", 120),
    "wan": said("全年主动公开政府信息2.72万余条。", 27200, about=True),
    "spaces": said("全年主动公开政府信息共计 580 条。", 580),
    "close to": said("全年主动公开政府信息近300条。", 300, about=True),
    "cumulative first": said("截至2023年底，累计主动公开政府信息331条，本年度新增23条。", 23),
    "cumulative since": said(
        "自开展工作以来累计主动公开政府信息1331条。2023年主动公开政府信息45条。", 45
    ),
    "county first": said(
        "2023年全县共发布信息11604条，收到申请73件，本单位主动公开政府信息266条。", 266
    ),
    "county sentence": said(
        "2023年，全县各级共主动公开政府信息11604条。我镇主动公开政府信息266条。", 266
    ),
    "clicks": said("专栏累计点击量达254762人次，全年主动公开政府信息88条。", 88),
    "hotline": said("办理12345热线工单1189件，主动公开政府信息56条。", 56),
    "two totals": said("全年主动公开政府信息513条。全年共发布信息848条。", 513),
    "full stop inside": said(
        "2023年主动公开政府信息212条，其中惠农政策2条，宅基地51条，基层动态97条（村居动态）。通知公告类46条。",
        212,
        (2, 51, 97, 46),
        False,
    ),
    "zeros listed": said(
        "全年主动公开政府信息30条，其中政务动态0条，预决算2条，三公决算0条，通知28条。",
        30,
        (0, 2, 0, 28),
        True,
    ),
    "item without number": said(
        "全年主动公开政府信息30条，其中社会保险领域信息、公共文化服务2条，通知28条。",
        30,
        (2, 28),
        True,
    ),
    "numbers skip": said(
        "全年主动公开政府信息60条，其中：1.机构信息2条；3.政策10条；5.财政预决算信息48条。",
        60,
        (2, 10, 48),
        True,
    ),
    "etc": said(
        "全年主动公开政府信息60条，包括机构信息2条、政策10条、监督保障22条等。",
        60,
        (2, 10, 22),
        False,
    ),
    "percent": said(
        "全年主动公开政府信息68条，其中财政类47条，占比69.12%，其他21条，占比30.88%。",
        68,
        (47, 21),
        True,
    ),
    "dup category": said(
        "全年主动公开政府信息10条，其中规划总结2条、财政6条、规划总结2条。", 10, (2, 6, 2), True
    ),
    "brackets like tags": said(
        "全年主动公开政府信息1458条，其中<地>269条，<天>1189条。", 1458, (269, 1189), True
    ),
    "by year start": said("2023年1月1日至12月31日，我镇主动公开政府信息44条。", 44),
    "overlapping channels": said(
        "全年主动公开政府信息306条，其中网站216条，微信22条，其他299条。", 306, (216, 22, 299)
    ),
    "no total": said("依法主动公开政府信息，按目录更新栏目。", None),
    "doubled commas": said(
        "全年主动公开政府信息30条，,其中，，机构10条,,政策20条。", 30, (10, 20), True
    ),
    "about in an item": said(
        "全年主动公开政府信息59条，其中机构50条，其他信息9余条。", 59, (50, 9), True
    ),
    "unit lost in an item": said(
        "全年主动公开政府信息203条，其中网站10条，微信公众号公开政务信息193。", 203, (10, 193), True
    ),
    "comparison": said("全年主动公开政府信息80条，比上年增加12条，增长17.6%。", 80),
    "last year's first": said("2022年主动公开政府信息70条，2023年主动公开政府信息80条。", 80),
}

REQUESTS = {
    "not received": said("2023年，我镇未收到政府信息公开申请。", requests_received=0),
    "has none": said("全年无政府信息公开申请。", requests_received=0),
    "zero accepted": said("全年受理政府信息公开申请0件。", requests_received=0),
    "zero in all": said("依申请公开共计0条。", requests_received=0),
    "none on request": said("本年度没有依申请公开申请。", requests_received=0),
    "one in words": said("2023年收到政府信息公开申请一件，已按时答复。", requests_received=1),
    "one as item": said("依申请公开方面，共收到1条。", requests_received=1),
    "with carried": said(
        "2023年新收政府信息公开申请21件，上年结转2件，办结18件，结转下年度5件。",
        requests_received=21,
        requests_answered=18,
        requests_carried_out=5,
    ),
    "cases": said("全年收到信息公开申请3宗，答复3宗。", requests_received=3, requests_answered=3),
    "not one yet": said(
        "截至目前，尚未收到公民、法人和其他组织提出的政府信息公开申请。", requests_received=0
    ),
    "reviews": said("发生行政复议31件，行政诉讼0件。", reconsiderations=31, litigations=0),
    "no reviews": said(
        "没有因政府信息公开申请行政复议、提起行政诉讼的情况。", reconsiderations=0, litigations=0
    ),
    "no review alone": said("无行政复议和行政诉讼案件发生。", reconsiderations=0, litigations=0),
    "hotline is none": said(
        "办理12345热线受理转办申请1120件。",
    ),
    "zero letters": said("收到政府信息公开申请0件，比去年减少2件。", requests_received=0),
    "from people": said(
        "收到自然人申请5件、法人申请2件，共收到政府信息公开申请7件。", requests_received=7
    ),
    "applications received": said(
        "2023年，收到依申请公开信息12件，其中按期办结11件，结转下一年度1件。",
        requests_received=12,
        requests_answered=11,
        requests_carried_out=1,
    ),
    "none to carry": said("全年接收政府信息公开申请2件，已全部办结，无结转。", requests_received=2),
}


def _numbers(report: Report) -> dict[str, float]:
    return {n.name: n.value for n in report.narrative if n.name not in ("breakdown", "channels")}


def _doubted(report: Report) -> set[str]:
    return {d.where.removeprefix("narrative.") for d in report.doubts}


@pytest.mark.parametrize("case", TOTALS.values(), ids=TOTALS.keys())
def test_total(case: Said) -> None:
    report = read(case.text)
    numbers, doubted = _numbers(report), _doubted(report)
    assert doubted == case.doubted
    if "disclosed_total" not in case.doubted:
        assert numbers.get("disclosed_total") == case.total
    for name, value in case.others.items():
        assert numbers.get(name) == value
    parts = tuple(n.value for n in report.narrative if n.name == "breakdown")
    if case.parts is not None:
        assert parts == case.parts
    if case.closed is not None:
        assert report.breakdown_closed is case.closed
    about = [n.is_approximate for n in report.narrative if n.name == "disclosed_total"]
    assert any(about) == case.about


@pytest.mark.parametrize("case", REQUESTS.values(), ids=REQUESTS.keys())
def test_requests(case: Said) -> None:
    report = read(case.text)
    assert not _doubted(report)
    numbers = _numbers(report)
    expected = dict(case.others)
    if "requests_answered" not in expected:
        numbers.pop("requests_answered", None)
    if "requests_carried_out" not in expected:
        numbers.pop("requests_carried_out", None)
    assert numbers == expected


_OLD_FRAME = """示例县云溪示范乡2014年政府信息公开年度报告
一、概述
2014年，我乡认真贯彻《条例》。
二、主动公开政府信息情况
我乡2014年共公开政府信息数215件。
三、依申请公开政府信息情况
{requests}
四、政府信息公开收费情况
无。
五、行政复议、行政诉讼情况
{reviews}
六、存在问题
人手不足。
"""

_UNDER_HEADINGS = {
    "counted": (
        "2014年共收到3件，均已答复。",
        "发生0起。",
        {"requests_received": 3, "requests_answered": 3, "reconsiderations": 0, "litigations": 0},
    ),
    "none": ("无。", "没有。", {"requests_received": 0, "reconsiderations": 0, "litigations": 0}),
    "subheadings": (
        "（一）收到申请情况\n2014年共收到3件。\n（二）答复情况\n全部答复。",
        "本年度未发生。",
        {"requests_received": 3, "requests_answered": 3, "reconsiderations": 0, "litigations": 0},
    ),
    "inline": (
        "（一）申请情况。2014年共3件。\n（二）办理情况。答复2件，结转1件。",
        "无。",
        {"requests_received": 3, "requests_answered": 2, "requests_carried_out": 1},
    ),
    "numbered": (
        "1.收到申请情况。2014年收到申请0件。\n2.答复情况。答复0件。",
        "复议0件，诉讼0件。",
        {"requests_received": 0, "requests_answered": 0, "reconsiderations": 0, "litigations": 0},
    ),
}


@pytest.mark.parametrize(
    ("requests", "reviews", "expected"), _UNDER_HEADINGS.values(), ids=_UNDER_HEADINGS.keys()
)
def test_heading_tells(requests: str, reviews: str, expected: dict[str, float]) -> None:
    """What a number counts may be said by the section's heading alone."""
    document = _OLD_FRAME.format(requests=requests, reviews=reviews)
    report = extract(read_page(document.encode(), "report.txt"))
    numbers = _numbers(report)
    assert numbers["disclosed_total"] == 215
    assert {name: numbers.get(name) for name in expected} == expected
    assert not _doubted(report)
