"""Rectification notices (整改通知): one a unit that has something to mend."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from gongkai.locators import place_of
from gongkai.pack.data.book import Book, Finding, Standing
from gongkai.pack.documents.word import BLANK, Letter
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.sentences.wording import unread
from gongkai.pack.tables.statutory import Grid, Placed

DAYS_TO_MEND = 30
"""Days from the night's date to the date by which a unit must mend; no law names a number."""

_HEADS = ("序号", "问题", "位置", "应为", "实为", "依据")
_WIDTHS = (0.45, 1.2, 2.0, 1.4, 1.4, 1.8)


def draw_notices(book: Book) -> dict[str, bytes]:
    """Unit id to its notice as a Word file; a unit without fault gets none.

    Doubts of the reader, and findings that are only to be verified, never stand in a notice; nor is a report asked
    for that arrived unread, or that was not looked for to the end.
    """
    faults: dict[str, list[Finding]] = {}
    for finding in book.to_mend:
        faults.setdefault(finding.unit_id, []).append(finding)
    return {
        standing.unit_id: _notice(book, standing, faults.get(standing.unit_id, ()))
        for standing in book.ranking
        if standing.state == "not_found" or standing.unit_id in faults
    }


def _notice(book: Book, standing: Standing, faults: Sequence[Finding]) -> bytes:
    name = standing.unit_name
    letter = Letter(
        f"关于 {book.year} 年度政府信息公开工作年度报告的整改通知", book.run.finished_at
    )
    if book.is_fictional:
        letter.note(FICTIONAL)
    letter.note("草稿：由核查程序生成，发出前应核对原件，由主管部门审定。横线处须由人填写。")
    letter.text(f"{name}：", indent=False)
    by = book.run.finished_at.date() + datetime.timedelta(days=DAYS_TO_MEND)
    if standing.is_missing:
        if remark := unread(book, standing):
            letter.note(remark)
        letter.text(
            f"在收集到的文件中未见你单位 {book.year} 年度政府信息公开工作年度报告。"
            f"{_deadline(book)}。如已发布，请报送网址和发布日期；如未发布，"
            f"请于 {_day(by)}前按规定格式编制、发布，并报送网址。"
        )
    else:
        source = book.sources.get(standing.unit_id)
        which = f"（原件：{source.file_name}）" if source else ""
        letter.text(
            f"经核查，你单位 {book.year} 年度政府信息公开工作年度报告{which}有下列 {len(faults)} 处"
            f"不符合要求。根据《中华人民共和国政府信息公开条例》第四十七条，请于 {_day(by)}前"
            "更正并重新发布，更正时保留原发布日期、注明更正日期和内容，并报送更正情况。"
        )
        letter.table(_table(faults), widths=_WIDTHS, points=9)
        if source:
            letter.text(f"所核查文件的 SHA-256 校验值：{source.sha256}。", indent=False)
    letter.text(f"如对上述问题有异议，请于同一期限内书面说明。联系人：{BLANK}，电话：{BLANK}。")
    letter.right(f"{BLANK}（盖章）")
    letter.right("＿＿年＿＿月＿＿日")
    return letter.body()


def _table(faults: Sequence[Finding]) -> Grid:
    cells = [Placed(0, column, title) for column, title in enumerate(_HEADS)]
    for row, fault in enumerate(faults, start=1):
        where = fault.place + (f"（原件{place_of(fault.locator)}）" if fault.locator else "")
        texts = (str(row), fault.title, where, fault.expected, fault.found, fault.legal_basis)
        cells += [Placed(row, column, text or "—") for column, text in enumerate(texts)]
    return Grid(0, "", len(faults) + 1, len(_HEADS), 1, tuple(cells))


def _deadline(book: Book) -> str:
    if book.deadline is None:
        return "发布期限未设定"
    whose = (
        "本县通知的发布期限为 " if book.is_deadline_set else "本县没有另行通知期限，条例的日期为 "
    )
    return (
        whose
        + _day(book.deadline)
        + (f"（依据：{book.deadline_basis}）" if book.deadline_basis else "")
    )


def _day(date: datetime.date) -> str:
    return f"{date.year} 年 {date.month} 月 {date.day} 日"
