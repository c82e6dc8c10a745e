"""An official letter as GB/T 9704-2012 lays it out, as far as free fonts allow.

A4, 版心 156 × 225 mm under a head of 37 mm and beside a binding edge of 28 mm, lines of 28.95 points, 22 a page and
28 characters a line; page numbers at the outer edge. The fonts are named, not carried along.
"""

from __future__ import annotations

import datetime

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import _Footer
from docx.shared import Mm, Pt

from gongkai.pack.documents.word import BELOW, DOUBTFUL, WordFile, set_font
from gongkai.pack.documents.word_fonts import BODY, CELL, HEAD, SECOND, TITLE

_LINE = 28.95
_SIZE = 16.0  # 三号
_RED = "C00000"
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

    def caption(self, text: str) -> None:
        """What the table below holds."""
        self._paragraph(text, SECOND, 12, before=6, after=4, keep=True)

    def line(self, text: str) -> None:
        """A line to fill in below a table."""
        self._paragraph(text, BODY, 12, after=6)


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
