"""What is said of requests: how many came, how they ended, and where their totals do not add up."""

from __future__ import annotations

from collections import Counter

from gongkai.form.merged import outcome_groups
from gongkai.pack.data.book import Book
from gongkai.pack.sentences.wording import listed, number, percent, total


def on_requests(book: Book) -> str:
    """How many requests came in, against the year before, and how they ended."""
    now = [row for row in book.requests_of(book.year) if row.received is not None]
    if not now:
        return "没有读到依申请公开的数据。"
    received = total(row.received for row in now)
    against = compared_requests(book)
    text = f"新收政府信息公开申请 {number(received)} 件" + (f"，{against}" if against else "")
    concluded, by_group = ended(book)
    if concluded:
        share = percent(by_group.get("granted", 0) / concluded)
        text += (
            f"；本年办结 {number(concluded)} 件{_uneven(book)}，其中予以公开 "
            f"{number(by_group.get('granted', 0))} 件，占 {share}"
        )
    return text + "。"


def uneven_total(book: Book) -> float | None:
    """The sum of the printed totals of outcomes where it is not the sum of the outcomes themselves."""
    total_of = book.rollup.get("requests.concluded.total")
    printed = total_of.value if total_of else None
    return None if printed == ended(book)[0] else printed


def _uneven(book: Book) -> str:
    printed = uneven_total(book)
    return "" if printed is None else f"（各结果相加；报告所填总计相加为 {number(printed)} 件）"


def compared_requests(book: Book) -> str:
    """The change since last year over the units known in both, such as 比上年多 5 件; empty if none."""
    now = [row for row in book.requests_of(book.year) if row.received is not None]
    before = {
        row.unit_id: row.received
        for row in book.requests_of(book.year - 1)
        if row.received is not None
    }
    both = [row for row in now if row.unit_id in before]
    if not both:
        return ""
    change = total(row.received for row in both) - total(before[row.unit_id] for row in both)
    word = (
        "与上年持平" if not change else f"比上年{'多' if change > 0 else '少'} {abs(change):,} 件"
    )
    whole = len(both) == len(book.ranking)
    return word + ("" if whole else f"（按两年均有数据的 {len(both)} 个单位比较）")


def ended(book: Book) -> tuple[int, dict[str, int]]:
    """How many requests have an outcome in the year, and how many in each group of outcomes.

    The outcomes are added up rather than taken from the printed total, which may be wrong.
    """
    groups: Counter[str] = Counter()
    for outcome in book.outcomes:
        groups[outcome.group] += outcome.count
    return groups.total(), {name: groups[name] for name in outcome_groups() if groups[name]}


def requests_title(book: Book) -> str:
    """How many requests came, and who had most of them."""
    rows = [row for row in book.requests_of(book.year) if row.received is not None]
    received = total(row.received for row in rows)
    if not rows:
        return f"{book.year} 年没有读到申请数据"
    if not received:
        return f"{book.year} 年各单位均未收到申请"
    title = f"{book.year} 年新收申请 {number(received)} 件"
    if len(rows) == 1:
        return title
    most = max(row.received or 0 for row in rows)
    names = [row.unit_name for row in rows if row.received == most]
    return (
        f"{title}，{listed(names, most=2)}最多，{'各 ' if len(names) > 1 else ''}{number(most)} 件"
    )


def outcomes_title(book: Book) -> str:
    """How the concluded requests ended."""
    concluded, groups = ended(book)
    if not concluded or not groups:
        return f"{book.year} 年没有办结的申请"
    most = max(groups, key=lambda name: groups[name])
    share = percent(groups[most] / concluded)
    count = number(groups[most])
    return f"办结 {number(concluded)} 件，{outcome_groups()[most]}最多：{count} 件，占 {share}"
