"""What officials call the marts that a page is made from."""

from __future__ import annotations

_MARTS = {
    "county_rollup": "县级汇总",
    "request_outcomes_by_year": "处理结果",
    "requests_by_year": "申请情况",
    "effective_weight": "实际权重",
    "pairwise_lead": "两两比较",
    "sight": "所见状态",
    "compliance_ranking": "排名",
    "findings_by_unit": "问题清单",
    "fault_trend": "问题的整改",
    "disclosure_by_year_and_category": "主动公开",
    "year_on_year": "逐年比较",
    "reviews_by_year": "复议诉讼",
    "check_result": "核查结果",
    "county_year": "年度与期限",
    "quarantine": "未读文件",
    "attempt": "网站收取",
    "manual_queue": "待核事项",
    "data_quality": "读取情况",
    "inbox_ledger": "收件台账",
    "placed_correction": "更正",
    "revision": "修订",
    "gongkai.duckdb": "本县数据库",
    "report、": "年度报告、",
}


def in_chinese(what: str) -> str:
    """A list of marts with their Chinese names in place of those in the warehouse."""
    for code, name in _MARTS.items():
        what = what.replace(code, name)
    return what
