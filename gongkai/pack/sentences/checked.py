"""Titles of the pages of checks and of dates: each says what the table below it counts."""

from __future__ import annotations

from collections import Counter

from gongkai.pack.data.book import Book
from gongkai.pack.data.published import published


def checks_title(book: Book) -> str:
    """How many reports miss something or leave it out, and which scored check the most do."""
    if not book.reported:
        return "没有报告，各项无从核查"
    scored = [check for check in book.checks if check.points]
    missed: Counter[str] = Counter()
    units: dict[str, set[str]] = {"fail": set(), "not_shown": set()}
    for check in scored:
        for standing in book.reported:
            verdict = book.verdicts.get((standing.unit_id, check.check_id), "")
            if verdict in units:
                units[verdict].add(standing.unit_id)
                missed[check.title] += 1
    if not missed:
        return "已读到的报告，计分各项没有未达到的"
    told = [
        f"{len(units[verdict])} 个单位有{what}"
        for verdict, what in (("fail", "未达到的项"), ("not_shown", "未印出的项"))
        if units[verdict]
    ]
    most, count = max(missed.items(), key=lambda item: item[1])
    title = "，".join(told)
    return title + (f"，最多的是“{most}”，{count} 个单位" if count > 1 else "")


def published_title(book: Book) -> str:
    """Who was on time and who late; where the county set no deadline, only how many dates are known."""
    rows = published(book)
    dated = [row for row in rows if row.on is not None]
    unknown = sum(row.on is None and not row.absence for row in rows)
    if not dated:
        return "没有读到发布日期"
    rest = f"；{unknown} 个日期不明" if unknown else ""
    if not book.is_deadline_set:
        return f"{len(dated)} 个单位有发布日期，县里没有设定期限，不判逾期{rest}"
    late = [row for row in dated if row.is_late]
    title = f"{len(dated) - len(late)} 个单位按期发布，{len(late)} 个逾期"
    if late:
        worst = max(late, key=lambda row: row.late_by or 0)
        title += f"，最晚的是{worst.name}，晚 {worst.late_by} 天"
    return title + rest
