"""The table of what was published otherwise before."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.pack.data.office import Revised
from gongkai.pack.data.page_parts import Cited, Column, Table


def revisions(rows: Sequence[Revised], left_out: int) -> Table:
    """What changed, from what to what, and why; `left_out` are older rows that stand in the workbook."""
    more = f"；更早的 {left_out} 处见工作簿“修订”页" if left_out else ""
    return Table(
        name="revisions",
        caption=f"修订：与此前公布的不同之处{more}",
        columns=(
            Column("修订日期"),
            Column("单位", share=0.7),
            Column("事项", share=1.4),
            Column("原公布", share=0.4),
            Column("现公布", share=0.4),
            Column("原因", share=1.0),
        ),
        rows=tuple(
            (
                row.revised_on,
                row.unit_name,
                Cited(row.what_name, row.unit_id, row.place) if row.place else row.what_name,
                row.before or "空白",
                row.after or "空白",
                row.reason_name,
            )
            for row in rows
        ),
        is_sortable=True,
        head=1,
    )
