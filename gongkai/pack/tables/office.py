"""The tables of what the office did: the ledger of files, and the corrections."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.pack.data.book import Book
from gongkai.pack.data.office import Corrected
from gongkai.pack.data.page_parts import Cited, Column, Table


def ledger(book: Book) -> Table:
    """Every file that arrived, but those that are ignored, which are counted."""
    shown = [filed for filed in book.ledger if filed.state != "ignored"]
    ignored = len(book.ledger) - len(shown)
    rest = f"；另忽略办公软件和系统留下的文件 {ignored} 个" if ignored else ""
    return Table(
        name="ledger",
        caption=f"收件台账：收到的每一份文件（压缩包内的各算一份）{rest}",
        columns=(
            Column("文件", share=1.6),
            Column("收到日期"),
            Column("单位", share=0.7),
            Column("年度", is_number=True),
            Column("状态", share=0.5),
            Column("原因", share=1.3),
            Column("怎么办", share=1.2),
        ),
        rows=tuple(
            (
                f.path,
                f.arrived_on,
                f.unit_name or "—",
                str(f.year or "—"),
                f.state_name,
                f.why or "—",
                f.advice or "—",
            )
            for f in shown
        ),
        is_sortable=True,
    )


def corrections(name: str, rows: Sequence[Corrected]) -> Table:
    """Figures that a person corrected: what was printed, what it became, who, when and why."""
    return Table(
        name=name,
        caption="更正：原件不改动，核对后改用的数字",
        columns=(
            Column("单位", share=0.7),
            Column("位置", share=1.4),
            Column("原印", share=0.5),
            Column("更正为", share=0.5),
            Column("性质", share=0.6),
            Column("理由", share=0.9),
            Column("经办", share=0.7),
        ),
        rows=tuple(
            (
                c.unit_name,
                Cited(c.place_name, c.unit_id, c.place),
                c.printed or "空白",
                c.corrected_to or "空白",
                "报告印错" if c.kind == "report" else "系统读错",
                c.reason,
                f"{c.decided_by} {c.decided_on}",
            )
            for c in rows
        ),
    )


def failed(rows: Sequence[Corrected]) -> Table:
    """Corrections that fit nothing: an error that somebody must mend."""
    return Table(
        name="failed-corrections",
        caption="没有生效的更正：须改正后再登记",
        columns=(
            Column("单位", share=0.7),
            Column("位置", share=1.4),
            Column("更正为", share=0.5),
            Column("没有生效的原因", share=1.6),
            Column("经办", share=0.8),
        ),
        rows=tuple(
            (
                c.unit_name,
                c.place_name,
                c.corrected_to or "空白",
                c.fault,
                f"{c.decided_by} {c.decided_on}",
            )
            for c in rows
        ),
    )
