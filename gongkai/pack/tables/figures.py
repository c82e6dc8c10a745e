"""The tables of figures: each function turns a part of the book into rows of text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from gongkai.form import Form
from gongkai.form.merged import newest_first, outcome_groups, review_results
from gongkai.pack.data.book import DIMENSIONS, Book, YearOfRequests
from gongkai.pack.data.page_parts import Cited, Column, Table
from gongkai.pack.data.year_form import form_of
from gongkai.pack.sentences import wording
from gongkai.pack.sentences.requests import uneven_total
from gongkai.pack.sentences.wording import interval, number, percent, points

BALANCE = ("received", "carried_in", "concluded", "carried_out")
"""Rows of the table of requests that must balance, in the order in which they are shown."""

_MOST_CATEGORIES = 12


def ranking(book: Book) -> Table:
    """Rank, interval, score, coverage, and the points lost by dimension; missing reports last."""
    rows = []
    for s in book.ranking:
        if s.is_missing:
            rows.append(("—", "—", s.unit_name, s.state_name, *["—"] * (len(DIMENSIONS) + 2)))
            continue
        lost = tuple(points(s.lost.get(name)) for name in DIMENSIONS)
        rank = "待核" if s.rank is None else str(s.rank)
        coverage, informative = percent(s.coverage), str(s.informative_checks)
        rows.append(
            (rank, interval(s), s.unit_name, wording.scored(s), *lost, coverage, informative)
        )
    return Table(
        name="ranking",
        caption="得分（待核的为上下限）、各维度失分、可判定的分值占满分的比例（覆盖率，不适用的使它变低）与有实质数据的核查项数；“—”为不适用",
        columns=(
            Column("名次", is_number=True),
            Column("区间", is_number=True),
            Column("单位", share=1),
            Column("得分", is_number=True),
            *(Column(title, is_number=True) for title in DIMENSIONS.values()),
            Column("覆盖率", is_number=True),
            Column("实质项", is_number=True),
        ),
        rows=tuple(rows),
        is_sortable=True,
        head=2,
    )


def common_faults(book: Book) -> Table:
    """The requirements that the most units are asked to mend."""
    rows = wording.common_faults(book)[:6]
    return Table(
        name="common-faults",
        caption="最常见的须整改问题",
        columns=(
            Column("要求", share=1),
            Column("涉及单位", is_number=True),
            Column("处数", is_number=True),
        ),
        rows=tuple((title, str(units), str(times)) for title, units, times in rows),
    )


def requests(book: Book) -> Table:
    """Requests received, carried in, concluded and carried out, with the year before."""
    before = {row.unit_id: row for row in book.requests_of(book.year - 1)}
    now = book.requests_of(book.year)
    rows = [_request_row(row, before.get(row.unit_id)) for row in now]
    seen = [row for row in now if row.is_reported]
    sums = [
        wording.known_total(row.received for row in before.values()),
        wording.known_total(row.received for row in seen),
        wording.known_total(row.carried_in for row in seen),
        wording.known_total(row.concluded for row in seen),
        wording.known_total(row.carried_out for row in seen),
        wording.known_total(row.doubtful_cells for row in seen),
    ]
    rows.append(("已见报告合计", number(sums[0]), *_cited_sums(sums[1:5]), number(sums[5])))
    return Table(
        name="requests",
        caption=f"依申请公开（件），{book.year} 年",
        columns=(
            Column("单位", share=1),
            Column(f"{book.year - 1} 年新收", is_number=True),
            Column(f"{book.year} 年新收", is_number=True),
            Column("上年结转", is_number=True),
            Column("本年办结", is_number=True),
            Column("结转下年", is_number=True),
            Column("存疑格数", is_number=True),
        ),
        rows=tuple(rows),
        strong=frozenset({len(rows) - 1}),
    )


def _request_row(row: YearOfRequests, before: YearOfRequests | None) -> tuple[str, ...]:
    last = number(before.received if before is not None and before.is_reported else None)
    if not row.is_reported:
        return (row.unit_name, last, "未读到", "—", "—", "—", "—")
    values = (row.received, row.carried_in, row.concluded, row.carried_out)
    cells = (
        Cited(number(value), row.unit_id, f"requests.{outcome}.total")
        for value, outcome in zip(values, BALANCE, strict=True)
    )
    return (row.unit_name, last, *cells, number(row.doubtful_cells))


def _cited_sums(sums: Sequence[float | None]) -> list[Cited]:
    return [
        Cited(number(value), "", f"requests.{outcome}.total")
        for value, outcome in zip(sums, BALANCE, strict=True)
    ]


def outcomes(book: Book) -> Table:
    """Counts by outcome as the statutory table names it, county-wide, with the units concerned."""
    counts: Counter[tuple[str, str]] = Counter()
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    place = {(o.group, o.name): f"requests.{o.outcome}.total" for o in book.outcomes}
    for outcome in book.outcomes:
        counts[outcome.group, outcome.name] += outcome.count
        units[outcome.group, outcome.name].add(outcome.unit_id)
    whole = sum(counts.values())
    order = list(outcome_groups())
    keys = sorted(counts, key=lambda key: (order.index(key[0]), -counts[key], key[1]))
    rows: list[tuple[str, ...]] = [
        (
            outcome_groups()[group],
            name,
            Cited(number(counts[group, name]), "", place[group, name]),
            percent(counts[group, name] / whole),
            _units(book, units[group, name]),
        )
        for group, name in keys
    ]
    rows.append(("合计", "", number(whole), percent(1.0) if whole else "—", ""))
    printed = uneven_total(book)
    uneven = f"；报告所填总计相加为 {number(printed)} 件，两数不等" if printed is not None else ""
    return Table(
        name="outcomes",
        caption=f"按法定表格各结果栏目相加（件）{uneven}",
        columns=(
            Column("类别"),
            Column("栏目", share=1.2),
            Column("件数", is_number=True),
            Column("占比", is_number=True),
            Column("涉及单位", share=1),
        ),
        rows=tuple(rows),
        strong=frozenset({len(rows) - 1}),
    )


def _units(book: Book, unit_ids: set[str]) -> str:
    return wording.listed([name for unit, name in book.names.items() if unit in unit_ids], most=3)


def disclosures(book: Book) -> Table:
    """The cells of table two that the forms in use say to show, a row a unit, with their sum.

    Cells of several forms under one title share a column; each unit has that of its own form.
    """
    cells = {
        (d.unit_id, f"disclosure.{d.item}.{d.measure}"): d.value
        for d in book.disclosures
        if d.source == "table"
    }
    places: dict[str, list[str]] = {}
    for form in _forms_in_use(book):
        for shown in form.highlights:
            places.setdefault(shown.title, []).append(shown.cell)
    rows = []
    sums: dict[str, float | None] = dict.fromkeys(places)
    absence = book.absence
    for unit_id, name in book.names.items():
        row: list[str] = []
        for title, asked in places.items():
            printed = (place for place in asked if cells.get((unit_id, place)) is not None)
            where = next(printed, asked[-1])
            value = cells.get((unit_id, where))
            if value is not None:
                sums[title] = (sums[title] or 0) + value
            row.append(Cited(number(value), unit_id, where))
        rows.append((name + (f"（{absence[unit_id]}）" if unit_id in absence else ""), *row))
    rows.append(("已见报告合计", *map(number, sums.values())))
    return Table(
        name="disclosures",
        caption="主动公开情况（件；收费为万元）；“—”为未印数字",
        columns=(
            Column("单位", share=1),
            *(Column(title, is_number=True) for title in places),
        ),
        rows=tuple(rows),
        strong=frozenset({len(rows) - 1}),
    )


def _forms_in_use(book: Book) -> list[Form]:
    """The form of the year, then others that reports of the year use, the newest first."""
    of_year = form_of(book.year)
    used = {source.form for source in book.sources.values()} - {of_year.id}
    return [of_year, *(form for form in newest_first() if form.id in used)]


def categories(book: Book) -> Table:
    """Categories named in prose, as printed, added up over the units that name them."""
    counts: Counter[str] = Counter()
    units: dict[str, set[str]] = defaultdict(set)
    for d in book.disclosures:
        if d.source == "prose" and d.value is not None and d.item not in ("", "disclosed_total"):
            counts[d.name] += round(d.value)
            units[d.name].add(d.unit_id)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    rest = (
        f"，共 {len(ordered)} 类，列前 {_MOST_CATEGORIES} 类"
        if len(ordered) > _MOST_CATEGORIES
        else ""
    )
    return Table(
        name="categories",
        caption=f"报告正文列出的公开类别（原文名称，条{rest}）",
        columns=(
            Column("类别", share=1),
            Column("条数", is_number=True),
            Column("列出的单位数", is_number=True),
        ),
        rows=tuple(
            (name, number(counts[name]), str(len(units[name])))
            for name in ordered[:_MOST_CATEGORIES]
        ),
    )


def channels(book: Book) -> Table:
    """Channels named in prose, as printed; one item may go through several."""
    return Table(
        name="channels",
        caption="报告正文列出的公开渠道（原文名称，条）；同一信息可经多个渠道公开，不宜相加",
        columns=(
            Column("渠道", share=1),
            Column("条数", is_number=True),
            Column("列出的单位数", is_number=True),
        ),
        rows=tuple(
            (name, number(value), str(units))
            for name, value, units in wording.by_channel(book)[:_MOST_CATEGORIES]
        ),
    )


def reviews(book: Book) -> Table:
    """Reconsiderations and lawsuits that are not all zero."""
    kept = [r for r in book.reviews if any(r.results.values())]
    asked = {label.id for form in _forms_in_use(book) for label in form.reviews.columns}
    results = [label for label in review_results() if label.id in asked]
    return Table(
        name="reviews",
        caption="行政复议、行政诉讼（件）；未列出的单位和渠道均为零或未印",
        columns=(
            Column("单位", share=1),
            Column("渠道", share=1),
            *(Column(result.short_name, is_number=True) for result in results),
        ),
        rows=tuple(
            (
                r.unit_name,
                r.channel_name,
                *(
                    Cited(
                        number(r.results[result.id]),
                        r.unit_id,
                        f"reviews.{r.channel}.{result.id}",
                    )
                    for result in results
                ),
            )
            for r in kept
        ),
    )
