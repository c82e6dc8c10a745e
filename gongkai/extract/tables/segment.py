"""A page's blocks to table rows and prose, whatever layout the tables were printed in.

Blocks pass once, in reading order, through a small state machine: a section heading or a label that
only one table has opens that table; its rows follow until the next opens. Grids give rows with
their blanks; running text gives rows by turns of labels and values.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.extract.outline import split_headings
from gongkai.extract.tables.numbers import is_value
from gongkai.extract.tables.rows import Plan, PlannedRow, PlannedSlots, Row, Segmented, Slot
from gongkai.extract.tables.segment_grid import GridSegmenter
from gongkai.readers import Page, Paragraph
from gongkai.readers.page import Cell, Grid

_DIGITS = re.compile(r"\d+")
_INDEX = "\x00"
_LONGEST_LABEL = 80  # characters
_Shape = tuple[tuple[str | None, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], bool]
"""A grid without its numbers: texts of the cells (None: a number), their rows, columns and spans, and
whether the spans are known."""
_Before = tuple[int, int, bool, bool, bool, tuple[str, ...]]
"""Section, table, whether its rows have begun, whether tables 3 and 4 have rows, and the labels of table 2."""


def segment(folded: Page) -> Segmented:
    """Part a folded page into table rows and prose."""
    segmenter = _Segmenter()
    asked = {(part.block, part.row) for part in folded.unseen}
    for number, block in enumerate(folded.blocks):
        if (number, -1) in asked:
            segmenter.found.section_at[number, -1] = segmenter.section
        if asked:
            segmenter.asked = {row for at, row in asked if at == number}
        segmenter.block = number
        if isinstance(block, Paragraph):
            text = block.text
            for part in (text,) if text.isdecimal() else split_headings(text):
                segmenter.paragraph(part, block.locator)
        else:
            segmenter.grid(block)
    segmenter.close_row()
    segmenter.found.section_at[len(folded.blocks), -1] = segmenter.section
    return segmenter.found


class _Segmenter(GridSegmenter):
    """Takes a grid by the plan of its structure, where that alone settles what is what."""

    def grid(self, grid: Grid) -> None:
        """Take a grid; one that is more than a table, or begins within a row, row by row."""
        is_plain = not (self.asked or self.label or self.slots or self.names_row)
        shape = _shape(grid) if is_plain else None
        plan = _plan(shape, self.before()) if shape else None
        if plan is None:
            super().grid(grid)
        else:
            self.follow(plan, grid)

    def before(self) -> _Before:
        """What a grid is judged by beside itself."""
        rows = self.found.rows
        labels = tuple([row.label for row in rows[2] if row.slots]) or ("",) * bool(rows[2])
        there = bool(rows[3]), bool(rows[4])
        return (self.section, self.table, self.rows_begun, *there, labels)

    def follow(self, plan: Plan, grid: Grid) -> None:
        """Take the numbers of a grid to where its plan says."""
        self.close_row()
        for planned in plan.rows:
            place = grid.place_in(planned.row)
            self.found.rows[planned.table].append(
                Row(
                    planned.label,
                    PlannedSlots(grid, planned, place),
                    f"{place}{planned.column}",
                    from_grid=True,
                    spans_known=grid.spans_known,
                    columns=planned.columns,
                    width=plan.width,
                )
            )
        if plan.rows:
            self.found.planned.append((plan, grid))
        self.found.seen |= plan.seen
        self.found.header_text += plan.header_text
        self.found.applicants += plan.applicants
        self.table, self.rows_begun = plan.table, plan.rows_begun


def _shape(grid: Grid) -> _Shape | None:
    """The structure of a grid; None where a text is so long that there is more in it than a table."""
    cells = grid.cells
    texts = [cell.text for cell in cells]
    if max(map(len, texts), default=0) > _LONGEST_LABEL:
        return None
    return (
        tuple([None if text.isdecimal() or _is_number(text) else text for text in texts]),
        tuple([cell.row for cell in cells]),
        tuple([cell.column for cell in cells]),
        tuple([cell.colspan for cell in cells]),
        grid.spans_known,
    )


def _is_number(text: str) -> bool:
    """Whether a text is a value of one line: those of several may be the numbers of stacked rows."""
    return is_value(text) and "\n" not in text


class _TellsMoreError(Exception):
    """A grid holds more than a table."""


class _Planner(GridSegmenter):
    """Takes grids that are tables and nothing else."""

    def paragraph(self, text: str, locator: str) -> None:
        raise _TellsMoreError

    def prose(self, text: str, locator: str) -> None:
        raise _TellsMoreError


@lru_cache(maxsize=256)  # the reports of a county are made from few templates
def _plan(shape: _Shape, before: _Before) -> Plan | None:
    """What becomes of a grid by its structure alone; None where that does not settle it.

    It is what becomes of another grid of that structure, whose cells bear their index as print.
    """
    *parts, spans_known = shape
    cells = [
        Cell("0" if text is None else text, row, column, 1, colspan, f"{_INDEX}{index}")
        for index, (text, row, column, colspan) in enumerate(zip(*parts, strict=True))
    ]
    made = _Planner()
    made.section, made.table, made.rows_begun, *are_there, labels = before
    above = {2: labels, 3: ("",) * are_there[0], 4: ("",) * are_there[1]}
    for table, there in above.items():
        made.found.rows[table] = [Row(t, [Slot("", "", "")], "", from_grid=True) for t in there]
    try:
        made.grid(Grid(tuple(cells), spans_known=spans_known))
    except _TellsMoreError:
        return None
    rows = [(t, row) for t, there in above.items() for row in made.found.rows[t][len(there) :]]
    if not all(slot.printed.startswith(_INDEX) for _, row in rows for slot in row.slots):
        return None  # rows that were stacked in one: a number stands for several
    return Plan(
        shape[0],
        [_planned(table, row) for table, row in rows],
        made.found.seen,
        made.found.header_text,
        made.found.applicants,
        made.table,
        made.rows_begun,
        made.width,
        spans_known,
    )


def _planned(table: int, row: Row) -> PlannedRow:
    slots = [(int(s.printed[1:]), f"{s.column + 1}", s.column, s.colspan) for s in row.slots]
    line, column = map(int, _DIGITS.findall(row.locator))
    return PlannedRow(table, row.label, line - 1, column, slots, row.columns)
