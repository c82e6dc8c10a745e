"""A Word file from paragraphs and statutory grids; the same content gives the same bytes."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gongkai.pack.documents.word_fonts import BODY, HEAD, font_table
from gongkai.pack.documents.word_table import TableShape, table_xml
from gongkai.pack.tables.statutory import Grid

BLANK = "＿＿＿＿＿＿＿＿"
"""What a person must fill in."""

DOUBTFUL, UNFILLED, CORRECTED = "FFF2B3", "D9EAF7", "DDEFD9"
"""Shades of a cell that rests on a doubtful reading, of one that not every report gives, of a corrected one."""

BELOW = ("w:spacing", "w:ind", "w:jc")
"""What comes after borders and shades among the settings of a paragraph; Word wants them in order."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TWIPS = 1440 / 25.4  # of a millimetre


class WordFile:
    """An A4 document, filled from top to bottom; margins are in millimetres."""

    margins = (28.0, 24.0, 25.0, 24.0)  # top, right, bottom, left

    def __init__(self, title: str, made_on: datetime.datetime) -> None:
        """Open an empty document; `made_on` is the only date it will bear."""
        self._document = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, right, bottom, left = self.margins
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title, "gongkai", ""
        properties.created = properties.modified = made_on.replace(tzinfo=None)
        properties.last_modified_by = "gongkai"
        properties.language = "zh-CN"

    def table(
        self,
        grid: Grid,
        texts: Mapping[str, str] | None = None,
        shades: Mapping[str, str] | None = None,
        widths: Sequence[float] = (),
        points: float = 8,
        height: float = 0,
        *,
        whole: bool = False,
    ) -> None:
        """A grid with `texts` in its places; `shades` colours some; `widths` are shares of the page.

        `points` is the size of its letters, `height` the least height of a row in millimetres; a `whole`
        one is not split over two pages where it fits one.
        """
        width = round((210 - self.margins[1] - self.margins[3]) * _TWIPS)
        shape = TableShape(tuple(widths), points, width, round(height * _TWIPS), whole)
        xml = table_xml(grid, texts or {}, shades or {}, shape)
        self._document.element.body.insert(-1, parse_xml(xml))  # before the page's own settings
        self._paragraph("", BODY, 6)

    def body(self) -> bytes:
        """The document's bytes, its parts dated alike."""
        raw, fixed = BytesIO(), BytesIO()
        self._document.save(raw)
        with (
            zipfile.ZipFile(raw) as source,
            zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for member in source.infolist():
                kept = zipfile.ZipInfo(member.filename, _EPOCH)
                kept.compress_type = zipfile.ZIP_DEFLATED
                is_fonts = member.filename == "word/fontTable.xml"
                target.writestr(kept, font_table() if is_fonts else source.read(member))
        return fixed.getvalue()

    def _paragraph(
        self,
        text: str,
        font: str,
        points: float,
        align: WD_ALIGN_PARAGRAPH | None = None,
        *,
        indent: float = 0,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
        fill: str = "",
        exactly: float = 0,
        colour: str = "",
    ) -> Paragraph:
        """A paragraph; lengths in points, `exactly` the height of its lines, `fill` its shade."""
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.first_line_indent = Pt(indent)
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = Pt(exactly) if exactly else 1.4 if text else 1
        layout.keep_with_next = keep
        layout.alignment = align
        if fill:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'
            paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(shade), *BELOW)
        run = paragraph.add_run(text)
        set_font(run, font, points)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        return paragraph


class Letter(WordFile):
    """A draft or an answer for people to work on, in the fonts of official letters."""

    def __init__(self, title: str, made_on: datetime.datetime) -> None:
        """Open the document under its title."""
        super().__init__(title, made_on)
        self._paragraph(title, HEAD, 18, WD_ALIGN_PARAGRAPH.CENTER, after=12)

    def heading(self, text: str) -> None:
        """The title of a part."""
        self._paragraph(text, HEAD, 14, before=10, after=4, keep=True)

    def text(self, text: str, *, indent: bool = True) -> None:
        """A paragraph of running text."""
        self._paragraph(text, BODY, 12, indent=24 if indent else 0, after=4)

    def note(self, text: str) -> None:
        """A remark to whoever finishes the draft; to be deleted by them."""
        self._paragraph(text, BODY, 10.5, after=6, fill=DOUBTFUL)

    def note_line(self, text: str) -> None:
        """What the table of remarks below is about; to be deleted with it."""
        self._paragraph(text, BODY, 10.5, before=4, after=2, keep=True, fill=DOUBTFUL)

    def right(self, text: str) -> None:
        """A line at the right margin: who signs, and when."""
        self._paragraph(text, BODY, 12, WD_ALIGN_PARAGRAPH.RIGHT, after=2)


def set_font(run: Run, font: str, points: float) -> None:
    """Give a run its font, in every script, and its size."""
    run.font.name, run.font.size = font, Pt(points)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
