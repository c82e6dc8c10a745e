"""Where a page's data come from: what officials call the marts; the marts' own names stand in the appendix alone."""

from __future__ import annotations

import datetime

MARTS = {
    "compliance_ranking": "排名",
    "pairwise_lead": "两两比较",
    "effective_weight": "实际权重",
    "findings_by_unit": "问题清单",
    "verdicts_by_unit": "核查结果",
    "fault_trend": "问题的整改",
    "county_by_year": "年度与期限",
    "documents_by_unit": "年度报告",
    "cells_by_unit": "法定表格各格",
    "statements_by_unit": "正文数字",
    "county_rollup": "县级汇总",
    "disclosure_by_year_and_category": "主动公开",
    "requests_by_year": "申请情况",
    "request_outcomes_by_year": "处理结果",
    "reviews_by_year": "复议诉讼",
    "year_on_year": "逐年比较",
    "quarantine": "未读文件",
    "reports_not_found": "网站收取",
    "manual_queue": "待核事项",
    "data_quality": "读取情况",
    "inbox_ledger": "收件台账",
    "placed_correction": "更正",
    "revision": "修订",
}
"""Mart to its name on a page, in the order in which the pack uses them."""

EVERY = "各表（见附录）"
"""The source of what rests on all of them."""


def source_line(
    day: datetime.date, marts: tuple[str, ...], remark: str = "", *, is_fictional: bool
) -> str:
    """The line at the foot of a page: what its data are, from which marts, and of which day."""
    kind = "虚构示例数据" if is_fictional else "各单位公开发布的年度报告"
    said = "、".join(MARTS[mart] for mart in marts) or EVERY
    return f"来源：{kind}；{said}{'；' if remark else ''}{remark}。整理日期 {day:%Y-%m-%d}。"
