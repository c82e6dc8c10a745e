"""自查: a township's draft before it is published, looked at and answered as a Word page; nothing is kept.

The draft goes into no vault, no warehouse and no ranking.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from gongkai.audit.draft import DraftFinding, draft_findings, in_words
from gongkai.errors import RefusedError
from gongkai.extract.documents import reports_in
from gongkai.extract.report import Report
from gongkai.faults import OMISSION, Fault
from gongkai.locators import place_of
from gongkai.pack.documents.word import Letter
from gongkai.pack.documents.word_table import text_grid
from gongkai.pack.style.typeset import plain
from gongkai.pack.tables.statutory import Grid

_HEADS = ("序号", "问题", "位置", "应为", "怎么改", "会失分", "依据")
_WIDTHS = (0.45, 1.5, 1.9, 1.5, 1.4, 0.6, 1.4)


def precheck(body: bytes, name: str, made_on: datetime.datetime) -> bytes:
    """A Word page on the draft: what it would lose, with the place, and what we could not read.

    Raises:
        RefusedError: for a file that is no report, or several.
    """
    outcomes = reports_in(body, name)
    result = outcomes[0].result
    if isinstance(result, RefusedError):
        raise result
    return draw_answer(result, draft_findings([result])[0], name, made_on)


def draw_answer(
    report: Report, findings: list[DraftFinding], name: str, made_on: datetime.datetime
) -> bytes:
    """The page for a report that was read."""
    letter = Letter("政府信息公开工作年度报告发布前自查意见", made_on)
    letter.note("本意见只供发布前修改之用，不进入台账，不参与排名。")
    whose = "　".join(
        text
        for text in (plain(report.unit or ""), f"{report.year} 年度" if report.year else "")
        if text
    )
    letter.text(f"自查文件：{plain(name)}" + (f"（{whose}）" if whose else ""), indent=False)
    faults = [f for f in findings if f.verdict in ("fail", "not_shown") and f.severity != "note"]
    doubts = [f for f in findings if f not in faults]
    if faults:
        points = {f.check_id: f.points for f in faults}
        lost = sum(points.values())
        said = in_words(report, faults, plain)
        letter.text(
            f"照现在的样子发布，有下列 {len(said)} 处不符合要求，涉及 {lost:g} 分（满分 100，"
            "跨年、发布时间等须发布后才能核对的不在其内）。"
        )
        letter.table(_table(said, points), widths=_WIDTHS, points=9)
    else:
        letter.text("单份报告能核对的各项均已达到。跨年、发布时间等须发布后才能核对。")
    if doubts or report.doubts:
        letter.heading("请再看一遍")
        for fault in in_words(report, doubts, plain):
            letter.text(f"{fault.problem}（{fault.expectation}）。")
        for why in dict.fromkeys(d.message.zh for d in report.doubts):
            letter.text(f"没有读准的地方：{plain(why)}。")
    return letter.body()


def _table(faults: list[Fault], points: Mapping[str, float]) -> Grid:
    rows = []
    told: set[str] = set()
    for row, fault in enumerate(faults, start=1):
        where = "；".join(
            e.place_name + (f"（{place_of(e.locator)}）" if e.locator else "")
            for e in fault.evidence
            if e.place != OMISSION
        )
        new = {e.check_id for e in fault.evidence} - told
        told |= new
        cost = f"{sum(points[check] for check in new):g}" if new else "同上"
        rows.append(
            (str(row), fault.problem, where, fault.expectation, fault.mend, cost, fault.basis)
        )
    return text_grid(_HEADS, rows)
