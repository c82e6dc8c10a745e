"""The sheets of the workbook that tell what the office did: files, corrections, revisions of what was published."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.pack.data.book import Book
from gongkai.pack.workbook.lists import Value, head, write_row
from gongkai.pack.workbook.style import Styles


def ledger(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """A row a file that ever arrived, of this year or of no known year."""
    titles = ("文件", "收到日期", "单位", "年度", "状态", "原因", "怎么办")
    head(sheet, styles, titles, (32, 11, 14, 7, 11, 32, 30))
    formats = (styles.text, styles.line, styles.line, styles.line, styles.line, *(styles.text,) * 2)
    for row, f in enumerate(book.ledger, start=1):
        year = str(f.year) if f.year else ""
        values: tuple[Value, ...] = (
            f.path, f.arrived_on, f.unit_name, year, f.state_name, f.why, f.advice
        )  # fmt: skip
        write_row(sheet, row, values, formats, styles)


def corrections(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """A row a correction, with why one did not take effect."""
    titles = ("单位", "位置", "原印", "更正为", "性质", "理由", "经办人", "时间", "没有生效的原因")
    head(sheet, styles, titles, (14, 28, 10, 10, 10, 22, 10, 11, 26))
    formats = (*(styles.text,) * 9,)
    for row, c in enumerate(book.corrections, start=1):
        kind = "报告印错" if c.kind == "report" else "系统读错"
        values: tuple[Value, ...] = (
            c.unit_name, c.place_name, c.printed, c.corrected_to, kind, c.reason,
            c.decided_by, c.decided_on, c.fault,
        )  # fmt: skip
        write_row(sheet, row, values, formats, styles)


def revisions(sheet: Worksheet, styles: Styles, book: Book) -> None:
    """A row a figure, state, score or rank that was published otherwise before."""
    titles = ("修订日期", "原公布日期", "单位", "事项", "原公布", "现公布", "原因")
    head(sheet, styles, titles, (11, 11, 14, 34, 10, 10, 34))
    formats = (*(styles.text,) * 7,)
    for row, r in enumerate(book.revisions, start=1):
        values: tuple[Value, ...] = (
            r.revised_on, r.published_on, r.unit_name, r.what_name, r.before, r.after, r.reason_name
        )  # fmt: skip
        write_row(sheet, row, values, formats, styles)
