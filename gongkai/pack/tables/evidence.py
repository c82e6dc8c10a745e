"""The tables of evidence: the faults of each report, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.faults import OMISSION, Fault
from gongkai.locators import place_of
from gongkai.pack.data.book import Book, Finding, Quality
from gongkai.pack.data.page_parts import Cited, Column, Table
from gongkai.pack.sentences.faults import faults_of
from gongkai.pack.sentences.places import places_on_form
from gongkai.pack.sentences.wording import number, points

PLACES_A_ROW = 30
"""Places that a row names; the rest are counted."""


def findings(book: Book, name: str, rows: Sequence[Finding]) -> Table:
    """One unit's faults in words, repeats of one cause in one row.

    The points of a check stand in its first row: they are lost once.
    """
    cost = {f.check_id: points(f.check_points or None) for f in rows}
    shown: set[str] = set()
    lines: list[tuple[str, ...]] = []
    for fault in faults_of(book, rows[0].unit_id, rows) if rows else ():
        checks = list(dict.fromkeys(e.check_id for e in fault.evidence))
        new = [cost[check] for check in checks if check not in shown]
        shown |= set(checks)
        lost = "＋".join(new) if len(new) < 3 else f"{len(new)} 项"
        what = f"{fault.remedy}：{fault.mend}"
        where = _places(book, rows[0].unit_id, fault)
        lines.append((fault.problem, lost or "同上", where, fault.expectation, what, fault.basis))
    return Table(
        name=f"findings-{name}",
        caption="",
        columns=(
            Column("问题", share=1.3),
            Column("分值", is_number=True),
            Column("位置", share=1.4),
            Column("应为", share=1.1),
            Column("整改", share=1.1),
            Column("依据", share=1.1),
        ),
        rows=tuple(lines),
    )


def _places(book: Book, unit_id: str, fault: Fault) -> str:
    """Where a fault stands: a link where it is one place, else the rows and columns of the form."""
    where = [e for e in fault.evidence if e.place != OMISSION]
    if not where:
        return "—"
    if len(where) == 1:
        read_at = f"（原件{place_of(where[0].locator)}）" if where[0].locator else ""
        return Cited(where[0].place_name + read_at, unit_id, where[0].place)
    source = book.sources.get(unit_id)
    named = [(e.place, e.place_name) for e in where[:PLACES_A_ROW]]
    rest = f" 等 {len(where)} 处，见工作簿“问题”页" if len(where) > PLACES_A_ROW else ""
    return places_on_form(source.form if source else "", named) + rest


def doubts(book: Book) -> Table:
    """What the reader or a check is not sure of: for a person to look at."""
    return Table(
        name="doubts",
        caption="待人工复核（读数、版本、日期和线索）：不作问题，不扣分",
        columns=(
            Column("单位", share=0.8),
            Column("位置", share=1.4),
            Column("为何存疑", share=1.8),
        ),
        rows=tuple((book.names[d.unit_id], d.place or "—", d.why or "—") for d in book.doubts),
    )


def refused(book: Book) -> Table:
    """Documents that were collected and could not be read."""
    return Table(
        name="refused",
        caption="已收集而未能读取的文件",
        columns=(
            Column("单位", share=0.7),
            Column("文件", share=1.2),
            Column("原因", share=0.6),
            Column("如何处理", share=1.8),
        ),
        rows=tuple((r.unit_name, r.file_name, r.why, r.advice) for r in book.refused),
    )


def not_found(book: Book) -> Table:
    """Where reports were looked for and not found: no sign that they were not published."""
    return Table(
        name="not_found",
        caption="在网站上未能找到的报告（不等于未公开）",
        columns=(
            Column("单位", share=0.7),
            Column("未找到之处", share=2.2),
            Column("原因", share=0.9),
        ),
        rows=tuple((n.unit_name, n.url, n.reason) for n in book.not_found),
    )


def quality(book: Book) -> Table:
    """Reports with cells that are blank, absent or doubtful; the whole ones are counted."""
    shown = [q for q in book.quality if not q.has_report or q.blank or q.absent or q.doubtful]
    shown += [q for q in book.quality if q.has_report and not q.expected and q not in shown]
    whole = len(book.quality) - len(shown)
    rest = f"；其余 {whole} 份报告各格均印有数字" if whole else ""
    unread = "" if all(q.has_report for q in shown) else "未读到的报告；"
    return Table(
        name="quality",
        caption=f"{unread}有空白、缺行缺列或存疑的报告（格数）{rest}",
        columns=(
            Column("单位", share=1),
            Column("采用格式", is_number=True),
            *(Column(t, is_number=True) for t in ("应有", "已印数字", "空白", "缺行缺列", "存疑")),
        ),
        rows=tuple(_quality_row(q) for q in sorted(shown, key=lambda q: q.unit_id)),
    )


def _quality_row(q: Quality) -> tuple[str, ...]:
    if not q.has_report:
        return (q.unit_name, q.state_name, "—", "—", "—", "—", "—")
    form = f"{q.form} 年版" if q.form else "未见表格"
    cells = (q.expected, q.printed, q.blank, q.absent, q.doubtful)
    return (q.unit_name, form, *map(number, cells))
