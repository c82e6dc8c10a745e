"""A page's blocks to table rows and prose, whatever layout the tables were printed in.

Blocks pass once, in reading order, through a small state machine: a section heading or a label that
only one table has opens that table; its rows follow until the next opens. Grids give rows with
their blanks; running text gives rows by turns of labels and values.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Set

from gongkai.extract.outline import numbered_heading, section_heading, split_headings
from gongkai.extract.tables.label_roles import COLUMN_KINDS, ROW_KINDS, names_row, near_here, opens
from gongkai.extract.tables.labels import Tag, applicant_begun, key, near_tags, tags
from gongkai.extract.tables.numbers import is_value
from gongkai.extract.tables.rows import Prose, Row, Segmented, Slot
from gongkai.extract.tables.split_labels import coverage, split_labels
from gongkai.extract.tables.stacked_rows import parted
from gongkai.extract.tables.which_form import review_cells
from gongkai.readers import Page, Paragraph
from gongkai.readers.page import BLANK, Cell, Grid

_NO_TEXT = re.compile(  # a page number, or a line of the table of contents
    r"^\s*(?:[-—–·~第]\s*\d{1,3}\s*[-—–·~页]|\d{1,3}\s*/\s*\d{1,3}\s*页?)\s*$|[.·…]{3,}\s*\d{1,3}\s*$"
)
_PART = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十][)）]|[(（]?\d[)）、.．])")
_DIGITS = re.compile(r"\d+")
_SEVERAL = re.compile(r"\d\s+\d")  # numbers, and not one with its unit
_MONEY = re.compile(r"^\(?[^()\d]{0,8}元[^()\d]{0,16}\)?$")
_FEW = 3  # numbers: fewer in a sentence make no row
_SENTENCE = re.compile(r"[。;!]")
_TOLD = re.compile(
    r"\d\s*[件条次个项份篇起]\s*[,、]"
)  # 58 件,上年结转: told, and not printed in a cell
_FRAGMENT = 30
_MOSTLY, _ALL = 0.6, 0.95
_TABLE = 8  # numbers: fewer are none


def segment(folded: Page) -> Segmented:
    """Part a folded page into table rows and prose."""
    segmenter = _Segmenter()
    asked = {(part.block, part.row) for part in folded.unseen}
    for number, block in enumerate(folded.blocks):
        if (number, -1) in asked:
            segmenter.found.section_at[number, -1] = segmenter.section
        segmenter.asked = {row for at, row in asked if at == number} if asked else frozenset()
        segmenter.block = number
        if isinstance(block, Paragraph):
            for part in split_headings(block.text):
                segmenter.paragraph(part, block.locator)
        else:
            segmenter.grid(block)
    segmenter.close_row()
    segmenter.found.section_at[len(folded.blocks), -1] = segmenter.section
    return segmenter.found


class _Segmenter:
    """`table` is the open one (0: none); `label` and `slots` the row that running text is filling."""

    def __init__(self) -> None:
        self.found = Segmented()
        self.section = 0
        self.table = 0
        self.rows_begun = False
        self.label: list[str] = []
        self.slots: list[Slot] = []
        self.names_row = False
        self.locator = ""
        self.columns: dict[str, int] = {}
        self.width = 0
        self.block = 0
        self.is_copying = False
        self.asked: Set[int] = frozenset()

    def opened_by(self, text: str) -> int:
        """The table that a label opens; 0 when it opens none."""
        table, again = opens(text)
        if not table or table == self.table:
            return 0
        return table if not self.found.rows[table] or (again and not self.is_whole()) else 0

    def is_whole(self) -> bool:
        """Whether section 2 has its last row: what opens it again is a second copy."""
        read = [row.label for row in self.found.rows[2] if row.slots]
        items = {tag.id for label in read for tag in near_here(label, 2)}
        return "fees" in items and ("other_services" not in items or "procurement" in items)

    def enter(self, table: int) -> None:
        self.close_row()
        self.table = table
        self.rows_begun = False

    def here(self, found: tuple[Tag, ...]) -> list[Tag]:
        return [tag for tag in found if tag.table == self.table]

    # -- running text -------------------------------------------------------------------------

    def paragraph(self, text: str, locator: str) -> None:
        """Take a paragraph as a heading, as pieces of a table, or as prose."""
        if _NO_TEXT.search(text):
            return
        number = self.titled_heading(text) or self.numbered_heading(text)
        if number is not None:
            self.heading(number, text)
            return
        words = self.table_pieces(text)
        for word in words:
            self.piece(word, locator)
        if not words:
            self.prose(text, locator)

    def heading(self, number: int, text: str) -> None:
        self.section = number
        self.found.headings.append((number, text))
        rows = self.found.rows.get(number, [])
        is_open = sum(len(row.slots) for row in rows) < _TABLE
        if is_open:  # the words of prose above the heading made rows
            rows[:] = [row for row in rows if not row.label and len(row.slots) > _FEW]
        self.enter(number if number in (2, 3, 4) and is_open else 0)

    def titled_heading(self, text: str) -> int | None:
        """A heading identified by its title; under section one, (一)主动公开情况 is a part of it."""
        number = section_heading(text)
        if number != 1 and self.section == 1 and _PART.match(text):
            return None
        return number

    def numbered_heading(self, text: str) -> int | None:
        """A heading identified by its numeral, which must carry on from the last."""
        number = numbered_heading(text)
        return number if number is not None and number > self.section else None

    def prose(self, text: str, locator: str) -> None:
        self.close_row()
        self.is_copying = self.is_copy(text)
        if self.is_copying:
            return
        if self.section == 4 and self.found.rows[4] and is_value(text):
            self.found.behind_reviews.append(text)
        self.found.prose.append(Prose(text, locator, self.section))

    def is_copy(self, text: str) -> bool:
        """Whether a paragraph outside the tables is a piece of one that was read already."""
        if is_value(text):
            return self.is_copying
        if any(tag.table and self.found.rows[tag.table] for tag in tags(text)):
            return True
        words = split_labels(text)
        labels = [tag for word in words for tag in tags(word)]
        share = coverage(words)
        is_table = share >= _ALL or (share >= _MOSTLY and len(words) > _FEW)
        return is_table and any(self.found.rows[tag.table] for tag in labels)

    def table_pieces(self, text: str) -> list[str]:
        """The labels and values of a paragraph that belongs to a table; none when it is prose."""
        if tags(text):
            return [text] if self.table or self.opened_by(text) else []
        if self.table and is_value(text) and not _SEVERAL.search(text):
            return [text]
        if text.endswith("。") and len(_DIGITS.findall(text)) < _FEW:
            return []
        words = split_labels(text)
        values = sum(map(is_value, words))
        if text.endswith("。") and values < _FEW:
            return []
        is_table = len(words) > 1 and coverage(words) >= _MOSTLY
        if is_table and (self.table or any(map(self.opened_by, words))):
            return words
        if not self.table:
            return []
        if not values and near_tags(text):
            return [text]
        if values >= 3 and values * 2 >= len(words):
            return words
        is_prose = _SENTENCE.search(text) or _TOLD.search(text) or len(text) > _FRAGMENT
        return [] if is_prose else words

    def piece(self, piece: str, locator: str) -> None:
        """Take one piece: a value joins the row, a label ends it or begins the next."""
        if is_value(piece):
            self.value(piece, locator)
            return
        if opened := self.opened_by(piece):
            self.enter(opened)
        if self.table:
            self.label_piece(piece, locator)

    def label_piece(self, piece: str, locator: str) -> None:
        found = self.here(tags(piece) if self.label else near_tags(piece))
        self.found.seen.update(found)
        kinds = {tag.kind for tag in found}
        if self.slots and self.table != 4:
            self.close_row()
        if kinds & ROW_KINDS and (self.rows_begun or "applicant" not in kinds):
            self.close_row()
            self.label, self.names_row, self.rows_begun = [piece], True, True
        elif kinds & COLUMN_KINDS:
            if self.table != 4:
                self.close_row()
            self.heading_seen(piece, found)
        elif "group" in kinds:
            self.close_row()
            self.label = [piece]
        elif self.table == 2 and not self.label and self.found.header_text and _MONEY.match(piece):
            self.found.header_text[-1] += piece  # 本年收费金额 ⏎ (单位:元)
        else:
            self.label.append(piece)
            if self.table == 3 and not self.rows_begun and (begun := applicant_begun(piece)):
                self.found.applicants.append(begun)
        self.locator = locator

    def heading_seen(self, text: str, found: list[Tag]) -> None:
        self.found.header_text.append(text)
        if not self.rows_begun:
            self.found.applicants += [tag.id for tag in found if tag.kind == "applicant"]

    def value(self, piece: str, locator: str) -> None:
        if not self.table:
            if self.section == 4 and self.found.rows[4]:
                self.found.behind_reviews.append(piece)
            return
        text = "" if piece == BLANK else piece
        if not text and not self.slots and not self.names_row:
            return  # of a heading
        self.slots.append(Slot(text, text, locator))
        self.locator = self.locator or locator
        if self.table == 4:
            words = key("".join(self.label))
            if len(self.slots) == review_cells(self.found.seen, words):
                self.enter(0)

    def close_row(self) -> None:
        """Keep the row that running text was filling, if it has numbers or a row's label."""
        if self.table and (self.slots or self.names_row):
            self.found.rows[self.table].append(
                Row("".join(self.label), self.slots, self.locator, from_grid=False)
            )
        self.label, self.slots, self.names_row, self.locator = [], [], False, ""

    # -- grids --------------------------------------------------------------------------------

    def grid(self, grid: Grid) -> None:
        """Take a grid row by row; rows outside every table are prose."""
        rows: dict[int, list[Cell]] = {}
        for cell in grid.cells:
            rows.setdefault(cell.row, []).append(cell)
        self.columns = {}
        self.width = max([cell.column + cell.colspan for cell in grid.cells])
        for number, row in rows.items():
            if number in self.asked:
                self.found.section_at[self.block, number] = self.section
            is_stacked = any("\n" in cell.text for cell in row)
            for cells in parted(row) if is_stacked else (row,):
                self.printed_row(grid, cells)
        for number in self.asked - rows.keys():
            self.found.section_at[self.block, number] = self.section

    def printed_row(self, grid: Grid, cells: list[Cell]) -> None:
        """Take one row, whatever it is."""
        words, first = [], len(cells)
        for i, cell in enumerate(cells):
            if is_value(cell.text):
                first = min(first, i)
            elif cell.text:
                words.append(cell)
        is_lone = len(words) == 1 and first == len(cells)
        if not (is_lone and self.lone(words[0], grid, cells)):
            self.grid_row(grid, cells, words, first)

    def lone(self, word: Cell, grid: Grid, cells: list[Cell]) -> bool:
        """Take a row of one text cell that is a heading or prose; False when it is a label."""
        text = word.text
        if "\n" in text and section_heading(joined := text.replace("\n", "")) is not None:
            text = joined
        if tags(text) or (self.table and len(text) <= _FRAGMENT and section_heading(text) is None):
            return False
        if self.table and near_tags(text):
            return False
        place = grid.place(cells[0].row, cells[0].column)
        for line in _lines(text):
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
            if filled := " ".join([" ".join(_lines(cell.text)) for cell in cells if cell.text]):
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


def _lines(text: str) -> list[str]:
    """The paragraphs of a cell: lines that end sentences, or else one that a width has broken."""
    lines = text.split("\n")
    whole = [number for number, line in enumerate(lines[:-1]) if _SENTENCE.search(line[-1:])]
    if len(lines) < 2 or not whole:
        return [text.replace("\n", "")]
    starts = [0, *(number + 1 for number in whole), len(lines)]
    return ["".join(lines[a:b]) for a, b in itertools.pairwise(starts) if b > a]
