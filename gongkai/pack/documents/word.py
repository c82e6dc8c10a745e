"""A Word file from paragraphs and statutory grids; the same content gives the same bytes."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from gongkai.pack.tables.statutory import Grid, Placed

BLANK = "＿＿＿＿＿＿＿＿"
"""What a person must fill in."""

DOUBTFUL, UNFILLED = "FFF2B3", "D9EAF7"
"""Shades of a cell that rests on a doubtful reading, and of one that no or not every report gives."""

_BODY, _HEAD, _CELL = "仿宋", "黑体", "宋体"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Letter:
    """An A4 document in the fonts of official letters, filled from top to bottom."""

    def __init__(self, title: str, made_on: datetime.datetime) -> None:
        """Open an empty document; `made_on` is the only date it will bear."""
        self._document = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(24), Mm(24)
        section.top_margin, section.bottom_margin = Mm(28), Mm(25)
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title, "gongkai", ""
        properties.created = properties.modified = made_on.replace(tzinfo=None)
        properties.last_modified_by = "gongkai"
        properties.language = "zh-CN"
        self._paragraph(title, _HEAD, 18, WD_ALIGN_PARAGRAPH.CENTER, after=12)

    def heading(self, text: str) -> None:
        """The title of a part."""
        self._paragraph(text, _HEAD, 14, before=10, after=4, keep=True)

    def text(self, text: str, *, indent: bool = True) -> None:
        """A paragraph of running text."""
        self._paragraph(text, _BODY, 12, indent=24 if indent else 0, after=4)

    def note(self, text: str) -> None:
        """A remark to whoever finishes the draft; to be deleted by them."""
        self._paragraph(text, _BODY, 10.5, after=6, boxed=True)

    def right(self, text: str) -> None:
        """A line at the right margin: who signs, and when."""
        self._paragraph(text, _BODY, 12, WD_ALIGN_PARAGRAPH.RIGHT, after=2)

    def table(
        self,
        grid: Grid,
        texts: Mapping[str, str] | None = None,
        shades: Mapping[str, str] | None = None,
        widths: Sequence[float] = (),
        points: float = 8,
    ) -> None:
        """A grid with `texts` in its places; `shades` colours some; `widths` are shares of the page."""
        xml = _table(grid, texts or {}, shades or {}, widths, points)
        self._document.element.body.insert(-1, parse_xml(xml))  # before the page's own settings
        self._paragraph("", _BODY, 6)

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
                target.writestr(kept, source.read(member))
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
        boxed: bool = False,
    ) -> None:
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.first_line_indent = Pt(indent)
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = 1.4 if text else 1
        layout.keep_with_next = keep
        layout.alignment = align
        if boxed:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{DOUBTFUL}"/>'
            paragraph._p.get_or_add_pPr().append(parse_xml(shade))
        _set_font(paragraph.add_run(text), font, points)


def _set_font(run: Run, font: str, points: float) -> None:
    run.font.name, run.font.size = font, Pt(points)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)


def _table(
    grid: Grid,
    texts: Mapping[str, str],
    shades: Mapping[str, str],
    widths: Sequence[float],
    points: float,
) -> str:
    """The table as WordprocessingML; python-docx would merge its cells one by one, and slowly."""
    shares = widths or [1.0] * grid.columns
    columns = [round(9180 * share / sum(shares)) for share in shares]  # twentieths of a point
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    covering = {
        (cell.row + down, cell.column): (cell, down)
        for cell in grid.cells
        for down in range(cell.down)
    }
    rows = []
    for row in range(grid.rows):
        line, column = [], 0
        while column < grid.columns:
            cell, down = covering[row, column]
            line.append(_cell(cell, down, columns, texts, shades, points))
            column += cell.across
        head = "<w:tblHeader/>" if row < grid.heads else ""
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(line)}</w:tr>")
    widths_xml = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{widths_xml}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _cell(
    cell: Placed,
    down: int,
    columns: Sequence[int],
    texts: Mapping[str, str],
    shades: Mapping[str, str],
    points: float,
) -> str:
    width = sum(columns[cell.column : cell.column + cell.across])
    merge = ""
    if cell.down > 1:
        merge = "<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>'
    fill = shades.get(cell.place, "") if cell.place else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    text = "" if down else texts.get(cell.place, "") if cell.place else cell.text
    side = "center" if cell.place or len(cell.text) < 30 else "left"
    size = f'<w:sz w:val="{round(points * 2)}"/>'
    fonts = f'<w:rFonts w:ascii="{_CELL}" w:hAnsi="{_CELL}" w:eastAsia="{_CELL}"/>'
    run = f'<w:r><w:rPr>{fonts}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{cell.across}"/>'
        f'{merge}{shade}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="10" w:after="10"/><w:jc w:val="{side}"/></w:pPr>{run}</w:p></w:tc>'
    )
