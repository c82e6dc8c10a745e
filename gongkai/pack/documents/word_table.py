"""A statutory grid, or any table of texts, as a table of a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from gongkai.pack.documents.word_fonts import CELL
from gongkai.pack.tables.statutory import Grid, Placed


def text_grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """Rows of text under their heads; an empty text is a dash."""
    lines = (heads, *rows)
    cells = tuple(
        Placed(number, column, text or "—")
        for number, line in enumerate(lines)
        for column, text in enumerate(line)
    )
    return Grid(0, "", len(lines), len(heads), 1, cells)


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is set: shares of its columns, size of its letters, width and least height of a row.

    Width and height are twentieths of a point. A `whole` table keeps its rows on one page.
    """

    widths: tuple[float, ...]
    points: float
    width: int
    height: int = 0
    whole: bool = False

    def columns(self, count: int) -> list[int]:
        """The width of each column."""
        shares = self.widths or (1.0,) * count
        return [round(self.width * share / sum(shares)) for share in shares]


def table_xml(
    grid: Grid, texts: Mapping[str, str], shades: Mapping[str, str], shape: TableShape
) -> str:
    """The table as WordprocessingML; python-docx would merge its cells one by one, and slowly."""
    columns = shape.columns(grid.columns)
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
        keep = "<w:keepNext/>" if shape.whole and row < grid.rows - 1 else ""
        line, column = [], 0
        while column < grid.columns:
            cell, down = covering[row, column]
            text = "" if down else texts.get(cell.place, "") if cell.place else cell.text
            fill = shades.get(cell.place, "") if cell.place else ""
            across = sum(columns[column : column + cell.across])
            side = "center" if _is_centred(grid, cell) else "left"
            paragraph = _paragraph(text, side, keep, shape.points)
            line.append(_cell(cell, down, across, fill, paragraph))
            column += cell.across
        head = "<w:tblHeader/>" if row < grid.heads else ""
        tall = f'<w:trHeight w:val="{shape.height}" w:hRule="atLeast"/>' if shape.height else ""
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{tall}{head}</w:trPr>{''.join(line)}</w:tr>")
    widths_xml = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{widths_xml}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _is_centred(grid: Grid, cell: Placed) -> bool:
    """Numbers, heads and short labels; of a table of texts only its heads and first column."""
    if not grid.section:
        return cell.row < grid.heads or not cell.column
    return bool(cell.place) or len(cell.text) < 30


def _cell(cell: Placed, down: int, width: int, fill: str, paragraph: str) -> str:
    merge = ""
    if cell.down > 1:
        merge = "<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{cell.across}"/>'
        f'{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'
    )


def _paragraph(text: str, side: str, keep: str, points: float) -> str:
    fonts = f'<w:rFonts w:ascii="{CELL}" w:hAnsi="{CELL}" w:eastAsia="{CELL}"/>'
    size = f'<w:sz w:val="{round(points * 2)}"/>'
    run = f'<w:r><w:rPr>{fonts}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    layout = f'{keep}<w:spacing w:before="10" w:after="10"/><w:jc w:val="{side}"/>'
    return f"<w:p><w:pPr>{layout}</w:pPr>{run}</w:p>"
