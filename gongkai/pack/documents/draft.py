"""The draft of the county's own yearly report: tables from the roll-up, blanks where a person writes."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.pack.data.book import Book
from gongkai.pack.data.year_form import form_of
from gongkai.pack.documents.draft_marks import (
    balance_note,
    balances,
    headline,
    marks,
    own_figures,
    shade_of,
)
from gongkai.pack.documents.word import BLANK, Letter
from gongkai.pack.sentences import requests, wording
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.sentences.trend import trend_title
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables.statutory import grids

_WIDTHS = {3: (1.0, 1.1, 2.6, *[0.8] * 7)}


def draw_draft(book: Book) -> bytes:
    """The draft as a Word file; its tables hold bare numbers, to paste, and what marks them stands below."""
    form = form_of(book.year)
    titles = {section.number: section.title for section in form.sections}
    letter = Letter(
        f"{book.county_name} {book.year} 年政府信息公开工作年度报告（草稿）", book.run.finished_at
    )
    if book.is_fictional:
        letter.note(FICTIONAL)
    letter.note(_remark(book))
    letter.text(
        f"根据《中华人民共和国政府信息公开条例》和{form.notice}的要求，编制本报告。"
        f"统计期限为 {book.year} 年 1 月 1 日至 12 月 31 日。"
    )
    letter.heading(f"一、{titles[1]}")
    for text in _overview(book):
        letter.text(text)
    for grid in grids(form.id):
        title = f"{'一二三四五六'[grid.section - 1]}、{grid.title}"
        letter.heading(title)
        texts = {cell.place: _text(book, cell.place) for cell in grid.cells if cell.place}
        shades = {place: shade_of(book, place) for place in texts}
        letter.table(grid, texts, shades, _WIDTHS.get(grid.section, ()), 8, whole=True)
        balances(book, letter, grid.section)
        marks(book, letter, grid)
    letter.heading(f"五、{titles[5]}")
    for text in _problems(book):
        letter.text(text)
    letter.heading(f"六、{titles[6]}")
    letter.text(f"本年度收取信息处理费 {BLANK} 元。其他需要报告的事项：{BLANK}。")
    letter.right(f"{book.county_name}{BLANK}（盖章）")
    letter.right(f"{book.year + 1} 年＿＿月＿＿日")
    own_figures(book, letter)
    return letter.body()


def _remark(book: Book) -> str:
    on = book.run.day
    missing = "、".join(f"{s.unit_name}（{s.state_name}）" for s in book.missing)
    return (
        f"编制说明（定稿时删去）：表中数字为截至 {on.year} 年 {on.month} 月 {on.day} 日收到的 "
        f"{len(book.reported)} 份报告（应报 {len(book.ranking)} 个单位）的汇总，不含县本级和其他部门，须另行"
        "加入。表格只有数字，可直接粘贴；黄底含存疑读数，蓝底有报告未填，绿底含更正，逐项说明在各表之后。"
        f"{balance_note(book)}横线处由人填写。"
    ) + (f"没有读到报告、未计入的单位：{missing}。" if missing else "")


def _overview(book: Book) -> list[str]:
    """The five matters that section one must cover; what no report says is left blank."""
    told = {
        table: _listed(
            f"{one.name} {number(one.value)} {one.unit}"
            for one in headline(book)
            if one.value is not None and one.place.startswith(table)
        )
        for table in ("disclosure", "requests", "reviews")
    }
    return [
        f"（一）主动公开。截至 {book.year} 年 12 月 31 日，{_disclosed(book)}"
        f"{told['disclosure']}县本级主动公开 {BLANK} 条。",
        f"（二）依申请公开。{requests.on_requests(book)}{told['requests']}"
        f"{told['reviews']}县本级 {BLANK}。",
        f"（三）政府信息管理。{BLANK}。",
        f"（四）政府信息公开平台建设。{_channels(book)}{BLANK}。",
        f"（五）监督保障。工作考核情况：{BLANK}；社会评议情况：{BLANK}；责任追究情况：{BLANK}。",
    ]


def _listed(parts: Iterable[str]) -> str:
    said = "、".join(parts)
    return f"{said}。" if said else ""


def _disclosed(book: Book) -> str:
    stated = [now for now, _ in book.disclosed_totals.values() if now is not None]
    if not stated:
        return f"各单位共主动公开政府信息 {BLANK} 条。"
    return f"{len(stated)} 个单位写明主动公开政府信息，合计 {number(sum(stated))} 条。"


def _channels(book: Book) -> str:
    by_channel = wording.by_channel(book)
    if not by_channel:
        return ""
    parts = "、".join(f"{name} {number(value)} 条" for name, value, _ in by_channel[:5])
    return f"据写明渠道的报告，通过{parts}（同一信息可经多个渠道公开）。"


def _text(book: Book, place: str) -> str:
    """The sum in a cell as it is pasted; nothing where no report gives a number."""
    total = book.rollup.get(place)
    return "" if total is None or total.value is None else number(total.value).replace(",", "")


def _problems(book: Book) -> list[str]:
    faults = wording.common_faults(book)[:5]
    text = "对各单位年度报告的核查未发现问题。" if book.reported else ""
    if faults:
        listed = "；".join(f"“{title}”未达到的 {units} 个" for title, units, _ in faults)
        text = f"对各单位年度报告的核查发现：{listed}。"
    if book.not_there:
        names = wording.listed([s.unit_name for s in book.not_there], most=8)
        text += f"未见到报告的单位：{names}。"
    return [
        text or f"{BLANK}。",
        f"上年问题的改进情况：{_last_year(book)}{BLANK}。下一步改进措施：{BLANK}。",
    ]


def _last_year(book: Book) -> str:
    return f"各单位 {trend_title(book)}；县本级" if book.trend else ""
