"""Documents as Word files and workbooks, with the cells that those programs merge."""

from __future__ import annotations

import io

import docx
import openpyxl
from docx.document import Document as Word
from openpyxl.worksheet.worksheet import Worksheet

from tests.factory.document import Document, Text
from tests.factory.tables import Cell, Table
from tests.factory.text_layouts import grid


def word_file(document: Document) -> bytes:
    """A DOCX: headings as paragraphs, tables with merged cells."""
    word = docx.Document()
    word.core_properties.title = document.title
    for block in document.blocks:
        if isinstance(block, Text):
            word.add_paragraph(block.text)
        else:
            _word_table(word, block)
    return _saved(word)


def word_table_about(document: Document) -> bytes:
    """A DOCX whose whole content stands in the one cell of a table that only makes margins."""
    word = docx.Document()
    frame = word.add_table(1, 1).cell(0, 0)
    for block in document.blocks:
        if isinstance(block, Text):
            frame.add_paragraph(block.text)
        else:
            _fill(frame.add_table(len(block.rows), block.width), block)
    return _saved(word)


def workbook(document: Document) -> bytes:
    """An XLSX: one sheet, a line of text a row, tables with merged cells below their headings."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    row = 1
    for block in document.blocks:
        if isinstance(block, Text):
            sheet.cell(row, 1, block.text)
            row += 1
        else:
            _sheet_table(sheet, block, row)
            row += len(block.rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _saved(word: Word) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _word_table(word: Word, table: Table) -> None:
    _fill(word.add_table(len(table.rows), table.width, style="Table Grid"), table)


def _fill(made: docx.table.Table, table: Table) -> None:
    columns = len(table.rows) and table.width
    flat = made._cells  # asking for one cell at a time is quadratic
    for r, row in enumerate(grid(table)):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            first = flat[r * columns + c]
            if cell.rowspan > 1 or cell.colspan > 1:
                last = flat[(r + cell.rowspan - 1) * columns + c + cell.colspan - 1]
                first = first.merge(last)
            first.text = cell.text


def _sheet_table(sheet: Worksheet, table: Table, top: int) -> None:
    for r, row in enumerate(grid(table), start=top):
        for c, cell in enumerate(row, start=1):
            if cell is None:
                continue
            sheet.cell(r, c, _typed(cell))
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_cells(
                    start_row=r,
                    start_column=c,
                    end_row=r + cell.rowspan - 1,
                    end_column=c + cell.colspan - 1,
                )


def _typed(cell: Cell) -> str | int | None:
    return int(cell.text) if cell.text.isdecimal() else cell.text or None
