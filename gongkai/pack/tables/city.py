"""The tables of a city's pack: its counties, its kinds of units, and each unit among its like."""

from __future__ import annotations

import statistics

from gongkai.pack.data.city import KINDS, OTHER, City
from gongkai.pack.data.page_parts import Column, Table
from gongkai.pack.data.published import published
from gongkai.pack.sentences.city import percentile, quartiles
from gongkai.pack.sentences.wording import number, percent, points


def counties(city: City) -> Table:
    """A row a county: what was read, what was not, who was late, and where the scores stand."""
    rows = []
    for book in city.books:
        scores = [s.score for s in book.ranked if s.score is not None]
        late = sum(row.is_late for row in published(book)) if book.is_deadline_set else None
        rows.append(
            (
                book.county_name,
                *map(str, (len(book.ranking), len(book.reported), len(book.not_there))),
                str(len(book.unread)),
                str(len(book.pending)),
                "未设期限" if late is None else str(late),
                str(len(scores)),
                points(statistics.median(scores) if scores else None),
                f"{points(min(scores))}–{points(max(scores))}" if scores else "—",
            )
        )
    titles = ("应报", "已读", "未见报告", "未读到", "待核", "逾期", "已排名", "中位数", "最低–最高")
    return Table(
        name="counties",
        caption="各县（单位数；得分为已排名单位的）；县与县之间不排名次",
        columns=(Column("县", share=1), *(Column(title, is_number=True) for title in titles)),
        rows=tuple(rows),
        is_sortable=True,
    )


def kinds(city: City) -> Table:
    """The quartiles of each kind of unit over the whole city."""
    rows = []
    for kind in (*KINDS, OTHER):
        scores = scores_of(city, kind)
        units = sum(kind == city.kinds.get(unit) for book in city.books for unit in book.names)
        if not units:
            continue
        parts = quartiles(scores)
        told = map(points, parts) if parts else ("不足五个", "—", "—")
        rows.append((kind, str(units), str(len(scores)), *told))
    return Table(
        name="kinds",
        caption="同类单位的得分（全市已排名的）",
        columns=(
            Column("类别", share=1),
            *(
                Column(t, is_number=True)
                for t in ("单位", "已排名", "下四分位", "中位数", "上四分位")
            ),
        ),
        rows=tuple(rows),
    )


def units(city: City) -> Table:
    """Every ranked unit with its percentile among its like, the best first."""
    by_kind = {kind: scores_of(city, kind) for kind in (*KINDS, OTHER)}
    rows = []
    for book, standing in city.ranked:
        kind = city.kinds.get(standing.unit_id, OTHER)
        share = percentile(standing.score or 0, by_kind[kind])
        rows.append(
            (
                standing.unit_name,
                book.county_name,
                kind,
                points(standing.score),
                f"{number(standing.rank)}/{len(book.ranked)}",
                percent(share) if share is not None else "同类不足五个",
            )
        )
    return Table(
        name="units",
        caption="各单位在同类中的百分位：得分不高于它的同类单位所占的比例",
        columns=(
            Column("单位", share=1),
            Column("县", share=1),
            Column("类别"),
            Column("得分", is_number=True),
            Column("本县名次", is_number=True),
            Column("同类百分位", is_number=True),
        ),
        rows=tuple(rows),
        is_sortable=True,
    )


def scores_of(city: City, kind: str) -> list[float]:
    """The scores of all ranked units of a kind."""
    return [s.score or 0 for _, s in city.ranked if city.kinds.get(s.unit_id, OTHER) == kind]
