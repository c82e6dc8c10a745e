"""What changed since last year, what was carried over, and which texts are copies: as tables."""

from __future__ import annotations

from gongkai.locators import place_of
from gongkai.pack.data.book import Book, Finding
from gongkai.pack.data.judged import COPY_CHECKS, Past
from gongkai.pack.data.page_parts import Cited, Column, Table
from gongkai.pack.sentences import wording
from gongkai.pack.sentences.wording import number, points

"""Checks that look for copies: between units, and from a unit's own last year."""


def changes(book: Book) -> Table:
    """Score, rank, requests and disclosed items beside last year's."""
    rows = []
    for unit_id, name in book.names.items():
        past = {row.year: row for row in book.history.get(unit_id, ())}
        before, now = past.get(book.year - 1), past.get(book.year)
        rows.append(
            (
                name,
                _pair(before, now, "score"),
                _pair(before, now, "rank"),
                Cited(_pair(before, now, "received"), unit_id, "requests.received.total"),
                Cited(_pair(before, now, "disclosed"), unit_id, "narrative.disclosed_total"),
            )
        )
    return Table(
        name="changes",
        caption=f"{book.year - 1} 年 → {book.year} 年；“—”为没有读到报告、待核或无此数",
        columns=(
            Column("单位", share=0.9),
            Column("得分", is_number=True),
            Column("名次", is_number=True),
            Column("新收申请", is_number=True),
            Column("主动公开", is_number=True),
        ),
        rows=tuple(rows),
    )


def _pair(before: Past | None, now: Past | None, name: str) -> str:
    words = points if name == "score" else number
    pair = (getattr(row, name) if row else None for row in (before, now))
    return " → ".join(words(value) for value in pair)


def carried_over(book: Book) -> Table:
    """Units that passed something on last year or took something over this year."""
    rows = []
    before = {row.unit_id: row for row in book.requests_of(book.year - 1)}
    for row in book.requests_of(book.year):
        last = before.get(row.unit_id)
        out = last.carried_out if last else None
        if not out and not row.carried_in:
            continue
        known = out is not None and row.carried_in is not None
        gap = (row.carried_in or 0) - (out or 0) if known else None
        rows.append(
            (
                row.unit_name,
                number(out),
                Cited(number(row.carried_in), row.unit_id, "requests.carried_in.total"),
                "—" if gap is None else "一致" if not gap else f"{gap:+,}",
            )
        )
    return Table(
        name="carried-over",
        caption="结转是否衔接（件）；两年均为零的单位不列",
        columns=(
            Column("单位", share=1),
            Column(f"{book.year - 1} 年结转下年", is_number=True),
            Column(f"{book.year} 年上年结转", is_number=True),
            Column("相差", is_number=True),
        ),
        rows=tuple(rows),
    )


def copies(book: Book) -> Table:
    """Texts that resemble another unit's, or the unit's own of last year."""
    found = [f for f in book.findings if f.check_id in COPY_CHECKS]
    return Table(
        name="copies",
        caption="正文雷同（去掉格式用语和数字后比较）；雷同是复核线索，是否抄袭由人认定",
        columns=(
            Column("单位", share=0.8),
            Column("核查项", share=0.9),
            Column("位置", share=1.1),
            Column("要求", share=1.1),
            Column("所见", share=1.6),
        ),
        rows=tuple(
            (book.names[f.unit_id], f.title, _where(f), f.expected or "—", f.found or "—")
            for f in found
        ),
    )


def _where(finding: Finding) -> str:
    return finding.place + (f"（{place_of(finding.locator)}）" if finding.locator else "")


def copies_title(book: Book) -> str:
    """How many units are concerned."""
    units = {f.unit_id for f in book.findings if f.check_id in COPY_CHECKS}
    names = wording.listed([book.names[unit] for unit in book.names if unit in units])
    if units:
        return f"{names}的正文有雷同，需要复核"
    return "未发现正文雷同" if _compared(book) else "没有可以比对的正文"


def no_copies(book: Book) -> str:
    """How many texts were compared where none of them is a copy."""
    if not (compared := _compared(book)):
        return "没有他单位的、也没有本单位上年的报告可以比对正文。"
    return f"比对了 {compared} 个单位的正文，与他单位、与本单位上年均无雷同。"


def _compared(book: Book) -> int:
    """Units whose text was held against another unit's, or against their own of last year."""
    judged = ("pass", "fail")
    return len(
        {u for (u, check), v in book.verdicts.items() if check in COPY_CHECKS and v in judged}
    )


def carried_title(book: Book) -> str:
    """Whether what was passed on last year was taken over this year."""
    uneven = [row[0] for row in carried_over(book).rows if row[3] not in ("一致", "—")]
    if uneven:
        return f"{wording.listed(uneven)}的结转与上年对不上"
    known = sum(row[3] == "一致" for row in carried_over(book).rows)
    unknown = sum(row[3] == "—" for row in carried_over(book).rows)
    rest = f"，{unknown} 个缺一年的数，无从核对" if unknown else ""
    return f"{known} 个单位的结转与上年衔接一致{rest}" if known else "没有可以核对的结转"
