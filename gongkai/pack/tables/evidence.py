"""The tables of evidence: the faults of each report, and what could not be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from gongkai.locators import place_of
from gongkai.pack.data.book import Book, Finding, Quality
from gongkai.pack.data.page_parts import Cited, Column, Table
from gongkai.pack.sentences.wording import number, points

ROWS_A_CHECK = 6
"""Rows of one check that a unit's block lists; the rest are counted."""

PLACES_A_ROW = 6
"""Places that a row names; the rest are counted."""


def findings(unit: str, rows: Sequence[Finding]) -> Table:
    """A unit's faults with their evidence; places with the same fault share a row.

    The points of a check stand in its first row: they are lost once.
    """
    places: dict[tuple[str, ...], list[Cited]] = defaultdict(list)
    cost: dict[str, str] = {}
    for f in rows:
        read_at = f"（原件{place_of(f.locator)}）" if f.locator else ""
        cited = Cited((f.place or "—") + read_at, f.unit_id, f.at)
        places[f.check_id, f.title, f.expected, f.found, f.legal_basis].append(cited)
        cost[f.check_id] = points(f.check_points or None)
    shown: Counter[str] = Counter()
    lines: list[tuple[str, ...]] = []
    for (check, title, expected, found, basis), where in places.items():
        shown[check] += 1
        lost = cost[check] if shown[check] == 1 else "同上"
        if shown[check] <= ROWS_A_CHECK:
            row = (title, lost, _places(where), expected or "—", found or "—", basis or "—")
            lines.append(row)
        elif shown[check] == ROWS_A_CHECK + 1:
            every = sum(len(named) for key, named in places.items() if key[0] == check)
            rest = f"本项共 {every} 处，其余见工作簿“问题”页"
            lines.append((title, lost, rest, "—", "—", basis or "—"))
    return Table(
        name=f"findings-{unit}",
        caption="",
        columns=(
            Column("未达到的要求", share=1.1),
            Column("分值", is_number=True),
            Column("位置", share=1.6),
            Column("应为", share=0.9),
            Column("实为", share=0.9),
            Column("依据", share=1.3),
        ),
        rows=tuple(lines),
    )


def _places(where: Sequence[Cited]) -> str:
    if len(where) == 1:
        return where[0]
    if len(where) <= PLACES_A_ROW:
        return "；".join(where)
    return "；".join(where[:PLACES_A_ROW]) + f" 等 {len(where)} 处"


def doubts(book: Book) -> Table:
    """What the reader or a check is not sure of: for a person to look at."""
    return Table(
        name="doubts",
        caption="待人工复核：读数存疑，不作问题，不扣分",
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
    return Table(
        name="quality",
        caption=f"有空白、缺行缺列或存疑的报告（格数）{rest}",
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
