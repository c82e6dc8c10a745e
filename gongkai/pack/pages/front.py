"""Page one: a brief of one minute, what is to be done this week, and what was not seen."""

from __future__ import annotations

from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import (
    Brief,
    Cited,
    Column,
    Line,
    Notice,
    Numbers,
    Page,
    Paragraph,
    Part,
    Table,
)
from gongkai.pack.pages.office import open_notices
from gongkai.pack.sentences import brief, wording
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.sentences.since_last import since_last
from gongkai.pack.sentences.to_do import day_words, tasks
from gongkai.pack.sentences.wording import number, points


def document_title(book: Book) -> str:
    """The title of the whole pack."""
    return f"{book.county_name} {book.year} 年度政府信息公开工作年度报告核查图册"


def front_page(book: Book, source: str) -> Page:
    """The finding as title, five lines, this week's work, what was not seen and what changed."""
    parts: list[Part] = [Notice(FICTIONAL)] if book.is_fictional else []
    parts += open_notices(book)
    parts += [Paragraph(document_title(book)), _numbers(book), _lines(book)]
    parts.append(_to_do(book))
    parts.append(
        Brief(
            (
                Line("没有看到的", (brief.on_unseen(book),), "unread"),
                Line("上次以来", (since_last(book),), "revisions"),
            )
        )
    )
    return Page(
        anchor="front",
        topic="概览",
        title=brief.headline(book),
        parts=tuple(parts),
        source=source,
    )


def _numbers(book: Book) -> Numbers:
    received = wording.known_total(row.received for row in book.requests_of(book.year))
    figures: tuple[tuple[str, str], ...] = (
        (f"{len(book.reported)}/{len(book.ranking)}", "已读报告/应报单位"),
        (points(wording.median_score(book)), "得分中位数"),
        (number(len(book.to_mend) if book.reported else None), "须整改的问题（处）"),
        (Cited(number(received), "", "requests.received.total"), "新收申请（件）"),
        (number(len(book.doubts) if book.reported else None), "待人工复核（处）"),
    )
    if standing := sum(not c.fault for c in book.corrections):
        figures = (*figures, (number(standing), "已更正（处）"))
    return Numbers(figures)


def _lines(book: Book) -> Brief:
    return Brief(
        (
            Line("未见、未读", (brief.on_arrivals(book),), "unread"),
            Line("逾期", (brief.on_lateness(book),), "published"),
            Line("最需整改", tuple(brief.on_neediest(book)), "ranking"),
            Line("汇总不平", tuple(brief.on_balance(book))),
            Line("与上年比", (brief.on_last_year(book),), "changes"),
            Line("居前", (brief.leaders(book),), "ranking"),
        )
    )


def _to_do(book: Book) -> Part:
    due = tasks(book)
    if not due:
        return Paragraph("本周没有要办的事。")
    return Table(
        name="to-do",
        caption=f"本周要办，最迟 {day_words(due[0].by)}",
        columns=(Column("要办的事", share=1), Column("涉及单位", share=1.9)),
        rows=tuple((task.what, task.who) for task in due),
    )
