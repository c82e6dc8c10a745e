"""The tables beside the heat map and beside the dates of publication."""

from __future__ import annotations

from gongkai.pack.data.book import DIMENSIONS, Book
from gongkai.pack.data.judged import verdict_on
from gongkai.pack.data.page_parts import Column, Table
from gongkai.pack.data.published import published as by_date
from gongkai.pack.sentences.wording import points

_TITLES = {
    "pass": "达到",
    "fail": "未达到",
    "to_verify": "供核实",
    "not_shown": "未印出",
    "not_seen": "未看到",
    "not_applicable": "不适用",
}
"""Verdict to the title of its column; a failed check that costs no points is to be verified."""


def checks(book: Book) -> Table:
    """The checks that some report missed or leaves in doubt, with how many reports stand where."""
    rows = []
    met = 0
    seen = [standing.unit_id for standing in book.reported]
    for check in book.checks:
        given = [verdict_on(book.verdicts, unit, check) for unit in seen]
        counts = (str(given.count(v)) for v in _TITLES)
        if set(given) <= {"pass", "not_applicable", ""}:
            met += 1
            continue
        dimension = DIMENSIONS.get(check.dimension, "不计分")
        scored = points(check.points) if check.points else "不计分"
        rows.append((dimension, check.title, scored, *counts))
    return Table(
        name="checks",
        caption=f"已读到的 {len(seen)} 份报告有未达到、供核实、未印出或未能看到的核查项（份数）；其余 {met} 项均达到或不适用",
        columns=(
            Column("维度"),
            Column("核查项", share=1),
            Column("分值", is_number=True),
            *(Column(title, is_number=True) for title in _TITLES.values()),
        ),
        rows=tuple(rows),
        head=1,
    )


def published(book: Book) -> Table:
    """When each unit published, by how many days it is late, and from which file that is known."""
    rows = []
    for row in by_date(book):
        late = "—" if row.late_by is None else str(row.late_by) if row.is_late else "按期"
        on = str(row.on or row.absence or "日期不明")
        source = book.sources.get(row.unit_id)
        rows.append((row.name, on, late, source.file_name if source else "—"))
    return Table(
        name="published",
        caption=f"发布日期与逾期天数；期限 {book.deadline or '未设定'}{'' if book.is_deadline_set else '（条例日期，仅供参考）'}",
        columns=(
            Column("单位", share=1),
            Column("发布日期", is_number=True),
            Column("逾期天数", is_number=True),
            Column("原件", share=1.6),
        ),
        rows=tuple(rows),
    )
