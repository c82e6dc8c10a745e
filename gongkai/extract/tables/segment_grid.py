"""Grids to table rows: labels, values and blanks as they stand in the cells of a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from gongkai.extract.outline import section_heading, split_headings
from gongkai.extract.tables.labels import (
    COLUMN_KINDS,
    ROW_KINDS,
    Tag,
    names_row,
    near_here,
    near_tags,
    tags,
)
from gongkai.extract.tables.numbers import is_value
from gongkai.extract.tables.rows import Row, Slot
from gongkai.extract.tables.segment_text import FRAGMENT, TextSegmenter
from gongkai.extract.tables.stacked_rows import lines_of_cell, parted
from gongkai.readers.page import Cell, Grid


class GridSegmenter(TextSegmenter):
    """Takes grids too; `columns` are those that the header of the open table named."""

    def __init__(self) -> None:
        """Start outside every section and table."""
        super().__init__()
        self.columns: dict[str, int] = {}
        self.width = 0
        self.block = 0
        self.asked: Set[int] = frozenset()

    def grid(self, grid: Grid) -> None:
        """Take a grid row by row; rows outside every table are prose."""
        rows: defaultdict[int, list[Cell]] = defaultdict(list)
        for cell in grid.cells:
            rows[cell.row].append(cell)
        self.columns = {}
        self.width = max([cell.column + cell.colspan for cell in grid.cells])
        may_stack = "\n" in "".join([cell.text for cell in grid.cells])
        for number, row in rows.items():
            if number in self.asked:
                self.found.section_at[self.block, number] = self.section
            is_stacked = may_stack and any("\n" in cell.text for cell in row)
            for cells in parted(row) if is_stacked else (row,):
                self.printed_row(grid, cells)
        for number in self.asked - rows.keys():
            self.found.section_at[self.block, number] = self.section

    def printed_row(self, grid: Grid, cells: list[Cell]) -> None:
        """Take one row, whatever it is."""
        words, first = [], len(cells)
        for i, cell in enumerate(cells):
            if not cell.text:
                continue
            if not is_value(cell.text):
                words.append(cell)
            elif i < first:
                first = i
        is_lone = len(words) == 1 and first == len(cells)
        if not (is_lone and self.lone(words[0], grid, cells)):
            self.grid_row(grid, cells, words, first)

    def lone(self, word: Cell, grid: Grid, cells: list[Cell]) -> bool:
        """Take a row of one text cell that is a heading or prose; False when it is a label."""
        text = word.text
        if "\n" in text and section_heading(joined := text.replace("\n", "")) is not None:
            text = joined
        if tags(text) or (self.table and len(text) <= FRAGMENT and section_heading(text) is None):
            return False
        if self.table and near_tags(text):
            return False
        place = grid.place(cells[0].row, cells[0].column)
        for line in lines_of_cell(text):
            for part in split_headings(line):
                self.paragraph(part, place)
        return True

    def grid_row(self, grid: Grid, cells: list[Cell], words: list[Cell], first: int) -> None:
        """Take a row as numbers under the form's columns, as their headings, or as prose.

        `words` are the cells that hold text and no value; `first` is the index of the first value.
        """
        for cell in words:
            if opened := self.opened_by(cell.text):
                self.enter(opened)
                break
        if not self.table:
            if filled := " ".join(
                [" ".join(lines_of_cell(cell.text)) for cell in cells if cell.text]
            ):
                self.prose(filled, grid.place(cells[0].row, 0))
            return
        is_bare = first < len(cells) and not any(cell.text for cell in cells[:first])
        above = "".join(self.label) if self.label and not self.slots and is_bare else ""
        self.label = [] if above else self.label
        self.close_row()
        found = [(cell, tag) for cell in words for tag in near_here(cell.text, self.table)]
        self.found.seen.update([tag for _, tag in found])
        kinds = {tag.kind for _, tag in found}
        is_row = not kinds.isdisjoint(ROW_KINDS) and (
            self.rows_begun or kinds.isdisjoint(("applicant", "heading"))
        )
        if first < len(cells) or is_row:
            self.rows_begun = True
        elif words or self.table != 4 or not self.columns:
            self.header([(cell, tag) for cell, tag in found if tag.kind in COLUMN_KINDS])
            return
        row = self.row(grid, cells, first)
        row.label = above + row.label  # of a row whose label stands on lines of its own
        self.found.rows[self.table].append(row)

    def header(self, columns: list[tuple[Cell, Tag]]) -> None:
        """Remember under which grid column each of the form's columns stands."""
        if any(tag.kind == "measure" for _, tag in columns):
            self.columns = {}
        for cell, tag in columns:
            self.heading_seen(cell.text, [tag])
            if tag.kind in ("measure", "applicant"):
                self.columns[tag.id] = cell.column
            elif tag.kind == "result":
                self.columns[f"{tag.id} {cell.column}"] = cell.column

    def row(self, grid: Grid, cells: list[Cell], first: int) -> Row:
        """Labels are the text cells before the first value; what follows the last of them is slots."""
        labels = [i for i in range(first) if cells[i].text]
        named = [i for i in labels if names_row(cells[i].text, self.table)]
        if named:
            del labels[labels.index(named[-1]) + 1 :]
        start = labels[-1] + 1 if labels else 0
        at = cells[labels[-1] if labels else 0]
        place = grid.place_in(at.row)
        return Row(
            "".join([cells[i].text for i in labels]),
            [
                Slot(
                    cell.text,
                    cell.text if cell.printed is None else cell.printed,
                    f"{place}{cell.column + 1}",
                    cell.column,
                    cell.colspan,
                )
                for cell in cells[start:]
            ],
            f"{place}{at.column + 1}",
            from_grid=True,
            spans_known=grid.spans_known,
            columns=self.columns,
            width=self.width,
        )
