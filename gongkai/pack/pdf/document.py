"""The PDF: every part of every page laid out on A4 sheets."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from gongkai import __version__
from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import (
    Brief,
    Chart,
    Heading,
    Line,
    Notice,
    Numbers,
    Page,
    Paragraph,
    Part,
    Table,
)
from gongkai.pack.pages.front import document_title
from gongkai.pack.pdf.grid import BELOW, draw_table, least_height, whole_height
from gongkai.pack.pdf.sheet import ROOM, Sheets, leading
from gongkai.pack.pdf.typesetter import Sheaf
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import wrap

_TEXT = 9.5
_NOTE = 8.0
_WHOLE = 4  # lines of a paragraph that stand on one sheet
_BRIEF = 9.0
_LABEL_ROOM = 1.0  # inches for the label of a line of a brief


def draw_pdf(
    book: Book,
    pages: Sequence[Page],
    progress: Callable[[str], None] | None = None,
) -> bytes:
    """The whole pack as one PDF; the same book gives the same bytes.

    Args:
        book: whose title and run date go into the document's properties.
        pages: what to lay out.
        progress: called with each page's topic once it is laid out.

    Raises:
        PackError: where a character has no glyph in the packaged font.
    """
    cover = Cover(
        title=document_title(book),
        running=f"{book.county_name} {book.year}",
        is_fictional=book.is_fictional,
        made_at=book.run.finished_at,
    )
    return draw_sheets(cover, pages, progress)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document is called, what heads its sheets, and what its properties say."""

    title: str
    running: str
    is_fictional: bool
    made_at: datetime.datetime


def draw_sheets(
    cover: Cover,
    pages: Sequence[Page],
    progress: Callable[[str], None] | None = None,
) -> bytes:
    """The same for any pages under a cover."""
    properties = {
        "Title": cover.title,
        "Subject": "虚构示例数据" if cover.is_fictional else "政府信息公开工作年度报告核查",
        "Creator": f"gongkai {__version__}",
        "Producer": "matplotlib",
        "CreationDate": cover.made_at,
    }
    body = BytesIO()
    with fonts.house_style():
        pdf = Sheaf(body, properties)
        sheets = Sheets(pdf, cover.running)
        for page in pages:
            front = page.anchor == "front"
            sheets.start(
                page.topic,
                page.title,
                page.source,
                17 if front else 13,
                height_of(page.parts),
                _least(page.parts),
            )
            for number, part in enumerate(page.parts):
                if isinstance(part, Heading):
                    _heading(sheets, part, page.parts[number + 1 :])
                elif isinstance(part, Table):
                    draw_table(sheets, part, _tail(page.parts[number + 1 :]))
                else:
                    _place(sheets, part)
            if progress is not None:
                progress(page.topic)
        sheets.finish()
        pdf.finish()
    return body.getvalue()


def height_of(parts: Sequence[Part]) -> float:
    """Inches that the parts take on one sheet."""
    return sum(map(_height, parts))


def _tail(rest: Sequence[Part]) -> float:
    """Inches of the paragraph that ends a page, where nothing else is left: it never has a sheet to itself."""
    is_all = len(rest) == 1 and isinstance(rest[0], Paragraph)
    return _height(rest[0]) + BELOW if is_all else 0.0


def _least(parts: Sequence[Part]) -> float:
    """Inches of what stands together at the head of a page: all up to its first chart or rows of a table."""
    height = 0.0
    for number, part in enumerate(parts):
        if isinstance(part, Table):
            return height + least_height(part, _tail(parts[number + 1 :]))
        height += _height(part)
        if isinstance(part, Chart):
            return height
    return height


def _height(part: Part) -> float:
    match part:
        case Table():
            return whole_height(part)
        case Chart():
            return part.height + 0.18
        case Paragraph():
            return len(wrap(part.text, ROOM, _TEXT)) * leading(_TEXT) + 0.1
        case Notice():
            lines = wrap(part.text, ROOM - 0.2, _TEXT, strong=True)
            return len(lines) * leading(_TEXT) + 0.22
        case Heading():
            notes = len(wrap(part.note, ROOM, _NOTE)) if part.note else 0
            return leading(11) + notes * leading(_NOTE) + 0.1
        case Numbers():
            return _numbers_height(part)
        case Brief():
            return (
                sum(len(_brief_lines(line)) * leading(_BRIEF) + 0.08 for line in part.lines) + 0.1
            )


def _place(sheets: Sheets, part: Part) -> None:
    match part:
        case Chart():
            part.draw(sheets.area(part.height))
            sheets.y += 0.18
        case Paragraph():
            _paragraph(sheets, part.text)
        case Notice():
            _notice(sheets, part.text)
        case Numbers():
            _numbers(sheets, part)
        case Brief():
            _brief(sheets, part)


def _paragraph(sheets: Sheets, text: str) -> None:
    lines = wrap(text, ROOM, _TEXT)
    if len(lines) <= _WHOLE:
        sheets.need(len(lines) * leading(_TEXT))
    for line in lines:
        sheets.need(leading(_TEXT))
        sheets.text(line, 0, _TEXT)
        sheets.y += leading(_TEXT)
    sheets.y += 0.1


def _notice(sheets: Sheets, text: str) -> None:
    lines = wrap(text, ROOM - 0.2, _TEXT, strong=True)
    sheets.need(len(lines) * leading(_TEXT) + 0.22)
    sheets.rule(palette.LOST, 1)
    sheets.y += 0.06
    for line in lines:
        sheets.text(line, 0.1, _TEXT, palette.LOST, strong=True)
        sheets.y += leading(_TEXT)
    sheets.y += 0.02
    sheets.rule(palette.LOST, 1)
    sheets.y += 0.14


def _heading(sheets: Sheets, part: Heading, rest: Sequence[Part]) -> None:
    notes = wrap(part.note, ROOM, _NOTE) if part.note else []
    match rest:  # a heading never stands alone at the foot of a sheet
        case [Table() as table, *others]:
            least = least_height(table, _tail(others))
        case [Chart() as chart, *_]:
            least = chart.height
        case _:
            least = 2 * leading(_TEXT)
    sheets.need(leading(11) + len(notes) * leading(_NOTE) + 0.1 + least)
    sheets.y += 0.06
    sheets.text(part.text, 0, 11, strong=True)
    sheets.y += leading(11)
    for line in notes:
        sheets.text(line, 0, _NOTE, palette.MUTED)
        sheets.y += leading(_NOTE)
    sheets.y += 0.04


def _brief(sheets: Sheets, part: Brief) -> None:
    for line in part.lines:
        told = _brief_lines(line)
        sheets.need(len(told) * leading(_BRIEF) + 0.08)
        sheets.y += 0.04
        sheets.text(line.label, 0, _BRIEF, palette.ACCENT, strong=True)
        for text in told:
            sheets.text(text, _LABEL_ROOM, _BRIEF)
            sheets.y += leading(_BRIEF)
        sheets.y += 0.04
        sheets.rule()
    sheets.y += 0.1


def _brief_lines(line: Line) -> list[str]:
    return [
        text for sentence in line.sentences for text in wrap(sentence, ROOM - _LABEL_ROOM, _BRIEF)
    ]


def _numbers(sheets: Sheets, part: Numbers) -> None:
    across = ROOM / len(part.items)
    top, size = sheets.y, _figure_size(part)
    for i, (figure, label) in enumerate(part.items):
        sheets.y = top
        sheets.text(figure, i * across, size, palette.ACCENT, strong=True)
        sheets.y += leading(size)
        for line in wrap(label, across - 0.12, _NOTE):
            sheets.text(line, i * across, _NOTE, palette.MUTED)
            sheets.y += leading(_NOTE)
    sheets.y = top + _numbers_height(part)


def _figure_size(part: Numbers) -> float:
    """Points of the figures: one size for all, so that none runs into the next."""
    widest = max(fonts.width(figure, 20, strong=True) for figure, _ in part.items)
    return 20 * min(1, (ROOM / len(part.items) - 0.12) / widest)


def _numbers_height(part: Numbers) -> float:
    across = ROOM / len(part.items) - 0.12
    lines = max(len(wrap(label, across, _NOTE)) for _, label in part.items)
    return leading(_figure_size(part)) + lines * leading(_NOTE) + 0.12
