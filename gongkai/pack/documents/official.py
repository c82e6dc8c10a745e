"""An official letter as GB/T 9704-2012 lays it out, as far as free fonts allow.

A4, 版心 156 × 225 mm under a head of 37 mm and beside a binding edge of 28 mm, lines of 28.95 points, 22 a page and
28 characters a line; page numbers at the outer edge. The fonts are named, not carried along.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import _Footer
from docx.shared import Mm, Pt

from gongkai.pack.data.book import Book
from gongkai.pack.documents.letter_words import words
from gongkai.pack.documents.word import BELOW, BLANK, DOUBTFUL, WordFile, set_font
from gongkai.pack.documents.word_fonts import BODY, CELL, HEAD, SECOND, TITLE
from gongkai.pack.sentences.method import FICTIONAL

_LINE = 28.95
_SIZE = 16.0  # 三号
_RED = "C00000"
_WIDTH = round(156 * 1440 / 25.4)  # of the text, in twentieths of a point
_EDGE = round(28 * 1440 / 25.4)  # from the page's edge to the text
_CLOSER = "-5"
"""Twentieths of a point between characters: 28 of 16 points then fill a line of 156 mm."""


class OfficialLetter(WordFile):
    """A letter of an office, from its head to its signature, with what is appended on pages of their own."""

    margins = (37.0, 26.0, 35.0, 28.0)

    def __init__(self, title: str, made_on: datetime.datetime) -> None:
        """Open the letter; its page numbers stand in place."""
        super().__init__(title, made_on)
        section = self._document.sections[0]
        section.footer_distance = Mm(28)
        self._document.settings.odd_and_even_pages_header_footer = True
        _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def note(self, text: str) -> None:
        """A remark to whoever sends the letter; to be deleted by them."""
        self._paragraph(text, BODY, 10.5, fill=DOUBTFUL, exactly=16)

    def banner(self, office: str, number: str) -> None:
        """发文机关标志, 发文字号 and the red line below them."""
        size = 30.0 if len(office) <= 14 else 22.0
        self._paragraph(
            office, TITLE, size, WD_ALIGN_PARAGRAPH.CENTER, before=6, exactly=size + 8, colour=_RED
        )
        line = self._paragraph(
            number, BODY, _SIZE, WD_ALIGN_PARAGRAPH.CENTER, before=6, after=12, exactly=_LINE
        )
        border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{_RED}"/></w:pBdr>'
        line._p.get_or_add_pPr().insert_element_before(parse_xml(border), *BELOW)

    def title(self, text: str) -> None:
        """The title, in 小标宋 of size 2."""
        self._paragraph(text, TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER, before=6, after=10, exactly=32)

    def addressee(self, text: str) -> None:
        """主送, at the left edge."""
        self._paragraph(text, BODY, _SIZE, exactly=_LINE)

    def heading(self, text: str) -> None:
        """A head of the first order: 一、"""
        self._paragraph(text, HEAD, _SIZE, indent=2 * _SIZE, exactly=_LINE, keep=True)

    def text(self, text: str, *, is_last: bool = False) -> None:
        """A paragraph of the letter; the last one stays beside the signature, which never has a page to itself."""
        line = self._paragraph(text, BODY, _SIZE, indent=2 * _SIZE, exactly=_LINE, keep=is_last)
        line.paragraph_format.keep_together = is_last
        closer = f'<w:spacing {nsdecls("w")} w:val="{_CLOSER}"/>'
        line.runs[0]._element.get_or_add_rPr().insert_element_before(parse_xml(closer), "w:sz")

    def attachments(self, titles: list[str]) -> None:
        """附件说明, below the text."""
        for number, title in enumerate(titles, start=1):
            lead = "附件：" if number == 1 else ""
            line = self._paragraph(
                f"{lead}{number}. {title}",
                BODY,
                _SIZE,
                before=10 if lead else 0,
                exactly=_LINE,
                keep=True,
            )
            line.paragraph_format.left_indent = Pt(2 * _SIZE if lead else 5 * _SIZE)

    def signature(self, office: str, date: str) -> None:
        """Who signs, and when, four characters from the right edge."""
        for text, before in ((office, 20), (date, 0)):
            line = self._paragraph(
                text,
                BODY,
                _SIZE,
                WD_ALIGN_PARAGRAPH.RIGHT,
                before=before,
                exactly=_LINE,
                keep=before > 0,
            )
            line.paragraph_format.right_indent = Pt(4 * _SIZE)
            line.paragraph_format.keep_together = True

    def attachment(self, number: int, title: str) -> None:
        """Begin an attachment on a page of its own: 附件 and its number, then its title."""
        self._document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        self._paragraph(f"附件 {number}", HEAD, _SIZE, exactly=_LINE)
        self._paragraph(title, TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER, after=10, exactly=32)

    def colophon(self, year: int) -> None:
        """版记 at the foot of the last page: 抄送, 印发机关 and 印发日期 between their lines, left to fill in.

        LibreOffice moves a table as wide as the text only where its place is counted from the page's edge.
        """
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True  # no page of its own
        said = words("colophon")
        issued = said["issued"].format(year=year)
        rows = _colophon_row(((said["copies"], "left", 2),))
        rows += _colophon_row(((said["issuer"], "left", 1), (issued, "right", 1)))
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="{weight}" w:color="000000"/>'
            for edge, weight in (("top", 8), ("bottom", 8), ("insideH", 4))
        )
        half = f'<w:gridCol w:w="{_WIDTH // 2}"/>'
        table = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" '
            f'w:tblpX="{_EDGE}" w:tblpYSpec="bottom"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{half * 2}</w:tblGrid>{rows}</w:tbl>"
        )
        self._document.element.body.insert(-1, parse_xml(table))  # before the page's own settings
        self._paragraph("", BODY, 1, exactly=1)

    def caption(self, text: str) -> None:
        """What the table below holds."""
        self._paragraph(text, SECOND, 12, before=6, after=4, keep=True)

    def line(self, text: str) -> None:
        """A line to fill in below a table."""
        self._paragraph(text, BODY, 12, after=6)


def drafted(letter: OfficialLetter, book: Book) -> None:
    """The head of every letter: that it is a draft, whose it is, and its number to fill in."""
    if book.is_fictional:
        letter.note(FICTIONAL)
    letter.note(words("note")["notice"])
    letter.banner(f"{book.county_name}{BLANK}", f"＿＿〔{book.run.day.year}〕＿＿号")


def _colophon_row(cells: Sequence[tuple[str, str, int]]) -> str:
    """A row of 版记: texts in 四号 仿宋, each with its side and how many columns it takes."""
    fonts = f'<w:rFonts w:ascii="{BODY}" w:hAnsi="{BODY}" w:eastAsia="{BODY}"/><w:sz w:val="28"/>'
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH // 2 * across}" w:type="dxa"/><w:gridSpan w:val="{across}"/>'
        f'</w:tcPr><w:p><w:pPr><w:ind w:left="280" w:right="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"<w:r><w:rPr>{fonts}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"
        for text, side, across in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>"


def day_of(date: datetime.date) -> str:
    """A day as a letter writes it: 2025 年 1 月 31 日."""
    return f"{date.year} 年 {date.month} 月 {date.day} 日"


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """The page's number between dashes, one character from its outer edge, in 四号 宋体."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    layout = paragraph.paragraph_format
    layout.left_indent, layout.right_indent = Pt(14), Pt(14)
    before, field, after = (paragraph.add_run(text) for text in ("— ", "", " —"))
    for run in (before, field, after):
        set_font(run, CELL, 14)
    for kind in ("begin", "", "end"):
        xml = (
            f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'
            if kind
            else f'<w:instrText {nsdecls("w")} xml:space="preserve">PAGE</w:instrText>'
        )
        field._r.append(parse_xml(xml))
