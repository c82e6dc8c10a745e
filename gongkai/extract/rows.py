"""A page's blocks to table rows and prose: one stream, whatever layout the tables were printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.extract.labels import Tag, near_tags, tags, vocabulary
from gongkai.extract.numbers import is_value
from gongkai.extract.outline import section_heading, split_headings
from gongkai.readers import Page, Paragraph
from gongkai.readers.page import Cell, Grid

_PAGE_NUMBER = re.compile(r"^\s*(?:[-—–·~第]\s*\d{1,3}\s*[-—–·~页]|\d{1,3}\s*/\s*\d{1,3}\s*页?)\s*$")
_SENTENCE = re.compile(r"[。;；!！]")
_FUSED = re.compile(r"^(.*[^\d\s.,+\-])(\d[\d.]*)$")
_HEADER_KINDS = frozenset(("measure", "applicant", "channel", "result", "heading", "caption", "clause"))
_ROW_KINDS = frozenset(("item", "outcome"))
_OPENING = frozenset(("clause", "measure", "caption", "outcome", "group", "result", "heading"))
_FRAGMENT = 30
_REVIEW_CELLS = 15


@dataclass(frozen=True, slots=True)
class Slot:
    """Something printed (or left blank) where the form has a number."""

    text: str
    printed: str
    locator: str
    column: int = -1
    colspan: int = 1


@dataclass(slots=True)
class Row:
    """One printed row: its label as folded text, and its slots in order.

    `from_grid` is true where blanks are seen as cells; in running text a blank leaves no trace.
    `columns` maps the form's column ids to grid columns, where a header row told them.
    """

    label: str
    slots: list[Slot]
    locator: str
    from_grid: bool
    spans_known: bool = False
    columns: dict[str, int] = field(default_factory=dict)
    width: int = 0


@dataclass(slots=True)
class Prose:
    """A paragraph that is no part of a table; `section` is the last heading above it (0: none)."""

    text: str
    locator: str
    section: int


@dataclass(slots=True)
class Observed:
    """What a page holds: rows by table (2, 3, 4), prose in order, headings as (number, text)."""

    rows: dict[int, list[Row]] = field(default_factory=lambda: {2: [], 3: [], 4: []})
    prose: list[Prose] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    seen: set[Tag] = field(default_factory=set)
    measure_order: dict[str, list[str]] = field(default_factory=dict)
    header_text: list[str] = field(default_factory=list)


def observe(folded: Page, raw: Page) -> Observed:
    """Part a page into table rows and prose; `raw` is the same page before folding."""
    observer = _Observer()
    for block, printed in zip(folded.blocks, raw.blocks, strict=True):
        if isinstance(block, Paragraph):
            for part in split_headings(block.text):
                observer.paragraph(part, block.locator)
        elif isinstance(printed, Grid):
            observer.grid(block, printed)
    observer.flush()
    return observer.found


class _Observer:
    def __init__(self) -> None:
        self.found = Observed()
        self.section = 0
        self.table = 0
        self.label: list[str] = []
        self.is_row = False
        self.slots: list[Slot] = []
        self.locator = ""
        self.rows_begun = False

    # -- paragraphs ---------------------------------------------------------------------------

    def paragraph(self, text: str, locator: str) -> None:
        """Take a paragraph as a heading, as pieces of a table, or as prose."""
        number = section_heading(text)
        if number is not None:
            self.flush()
            self.heading(number, text)
            return
        if _PAGE_NUMBER.match(text):
            return
        pieces = self.pieces(text)
        if pieces is None:
            self.flush()
            self.found.prose.append(Prose(text, locator, self.section))
            return
        for piece in pieces:
            self.feed(piece, locator)

    def heading(self, number: int, text: str) -> None:
        """Note a section heading; the table of sections 2 to 4 may follow it."""
        self.section = number
        self.found.headings.append((number, text))
        self.table = number if number in (2, 3, 4) and not self.found.rows[number] else 0
        self.rows_begun = False

    def pieces(self, text: str) -> list[str] | None:
        """The label and value pieces of a paragraph inside a table; None when it is prose."""
        whole = tags(text)
        if whole:
            return [text] if self.table or self.opens(whole) else None
        if self.table and is_value(text):
            return [text]
        words = _pieces(text)
        known = [tags(word) for word in words]
        hits = sum(1 for w, t in zip(words, known, strict=True) if t or is_value(w))
        tagged = sum(map(bool, known))
        opens = any(t and self.opens(t) for t in known)
        if (self.table or opens) and tagged and (hits * 2 >= len(words) or (self.table and opens and hits > 2)):
            return words
        if not self.table or self.table == 5:
            return None
        if near_tags(text):
            return [text]
        if _SENTENCE.search(text) or len(text) > _FRAGMENT:
            return words if hits * 3 >= len(words) * 2 and hits > 2 else None
        return words if len(words) > 1 and hits else [text]

    def opens(self, found: tuple[Tag, ...]) -> bool:
        """Whether a label with these tags can open a table, and note that it did."""
        for tag in found:
            if tag.kind in _OPENING and tag.table != self.table and not self.found.rows[tag.table]:
                if len({t.table for t in found}) > 1:
                    continue
                self.enter(tag.table)
                return True
        return any(tag.table == self.table for tag in found)

    def enter(self, table: int) -> None:
        self.flush()
        self.table = table
        self.rows_begun = False

    def feed(self, piece: str, locator: str) -> None:
        """Take one piece of running text: a value goes to the row, a label starts or ends one."""
        if self.table == 0:
            return
        if is_value(piece):
            self.slots.append(Slot(piece, piece, locator))
            self.locator = self.locator or locator
            if self.table == 4 and len(self.slots) == _REVIEW_CELLS:
                self.flush()
                self.table = 0
            return
        found = [t for t in (tags(piece) or ()) if t.table == self.table]
        if not found and not self.label:
            found = [t for t in near_tags(piece) if t.table == self.table]
        if not found and (elsewhere := tags(piece)) and self.opens(elsewhere):
            found = [t for t in elsewhere if t.table == self.table]
        kinds = {t.kind for t in found}
        self.found.seen.update(found)
        if self.slots and self.table != 4:
            self.flush()
        if kinds & _ROW_KINDS and (self.rows_begun or not kinds & {"applicant"}):
            self.flush_label()
            self.label, self.is_row = [piece], True
            self.rows_begun = True
        elif kinds & _HEADER_KINDS:
            self.flush_label()
            self.found.header_text.append(piece)
            self.note_header([t for t in found if t.kind in _HEADER_KINDS])
        elif "group" in kinds:
            self.flush_label()
            self.label = [piece]
        else:
            self.label.append(piece)
        if self.label:
            self.locator = locator

    def note_header(self, found: list[Tag]) -> None:
        """Remember the order in which measures were printed since the last clause or row."""
        for tag in found:
            if tag.kind == "measure":
                order = self.found.measure_order.setdefault("now", [])
                if tag.id in order:
                    order.clear()
                order.append(tag.id)

    def flush_label(self) -> None:
        if self.is_row or self.slots:
            self.flush()
        self.label = []

    def flush(self) -> None:
        """Close the row that running text was filling."""
        if self.table in (2, 3, 4) and (self.slots or self.is_row):
            self.found.rows[self.table].append(
                Row("".join(self.label), self.slots, self.locator, from_grid=False)
            )
        self.label, self.slots, self.is_row, self.locator = [], [], False, ""

    # -- grids --------------------------------------------------------------------------------

    def grid(self, grid: Grid, printed: Grid) -> None:
        """Take a grid row by row; rows outside every table are prose."""
        rows: dict[int, list[tuple[Cell, str]]] = {}
        for cell, raw in zip(grid.cells, printed.cells, strict=True):
            rows.setdefault(cell.row, []).append((cell, raw.text))
        self.columns: dict[str, int] = {}
        self.width = max(c.column + c.colspan for c in grid.cells)
        for number, cells in rows.items():
            self.grid_row(grid, number, cells)

    def grid_row(self, grid: Grid, number: int, cells: list[tuple[Cell, str]]) -> None:
        texts = [cell.text for cell, _ in cells if cell.text]
        place = grid.place(number, 0)
        if len(texts) == 1 and not is_value(texts[0]):
            for part in split_headings(texts[0]):
                heading = section_heading(part)
                if heading is not None:
                    self.flush()
                    self.heading(heading, part)
                elif not tags(part) and (len(part) > _FRAGMENT or not self.table):
                    self.flush()
                    self.found.prose.append(Prose(part, place, self.section))
            if section_heading(texts[0]) is not None or (len(texts[0]) > _FRAGMENT and not near_tags(texts[0])):
                return
        words = [(cell, tags(cell.text)) for cell, _ in cells if cell.text and not is_value(cell.text)]
        for _, found in words:
            if found and self.opens(found):
                break
        if not self.table:
            if texts and len(texts) > 1:
                self.found.prose.append(Prose(" ".join(texts), place, self.section))
            return
        self.flush()
        found = [
            (cell, t) for cell, ts in words for t in (ts or near_tags(cell.text)) if t.table == self.table
        ]
        self.found.seen.update(t for _, t in found)
        values = [cell for cell, _ in cells if cell.text and is_value(cell.text)]
        is_row = any(t.kind in _ROW_KINDS and not self.header_twin(t, cells) for _, t in found)
        if not values and not is_row:
            self.header_row(found)
            if found or texts or self.table != 4 or self.found.rows[4] or not self.columns:
                return
        if is_row or values:
            self.rows_begun = True
        self.take_row(grid, number, cells)

    def header_twin(self, tag: Tag, cells: list[tuple[Cell, str]]) -> bool:
        """其他 and 总计 name columns as well as rows: among other columns they are columns."""
        if tag.table != 3 or self.rows_begun:
            return False
        return any(t.kind in ("applicant", "heading") for c, _ in cells for t in tags(c.text))

    def header_row(self, found: list[tuple[Cell, Tag]]) -> None:
        measures = [(c, t) for c, t in found if t.kind == "measure"]
        if measures:
            self.columns = {t.id: c.column for c, t in measures}
            self.found.measure_order["now"] = [t.id for _, t in measures]
        for cell, tag in found:
            self.found.header_text.append(cell.text)
            if tag.kind == "applicant":
                self.columns[tag.id] = cell.column
            elif tag.kind == "result":
                self.columns.setdefault(f"{tag.id} {cell.column}", cell.column)

    def take_row(self, grid: Grid, number: int, cells: list[tuple[Cell, str]]) -> None:
        first = next((i for i, (c, _) in enumerate(cells) if c.text and is_value(c.text)), len(cells))
        labels = [i for i in range(first) if cells[i][0].text]
        start = labels[-1] + 1 if labels else 0
        slots = [
            Slot(c.text, raw, grid.place(c.row, c.column), c.column, c.colspan)
            for c, raw in cells[start:]
        ]
        self.found.rows[self.table].append(
            Row(
                "".join(cells[i][0].text for i in labels),
                slots,
                grid.place(number, cells[labels[-1]][0].column if labels else 0),
                from_grid=True,
                spans_known=grid.spans_known,
                columns=dict(self.columns),
                width=self.width,
            )
        )


def _pieces(text: str) -> list[str]:
    """Words of a paragraph, with labels parted from what was fused to them."""
    pieces: list[str] = []
    for word in text.split():
        if is_value(word) or tags(word):
            pieces.append(word)
            continue
        fused = _FUSED.match(word)
        if fused and tags(fused.group(1)):
            pieces += fused.groups()
        elif len(word) > 8:
            pieces += _by_labels(word)
        else:
            pieces.append(word)
    return pieces


def _by_labels(word: str) -> list[str]:
    """A run of fused labels and numbers, parted where known labels begin and end."""
    parts = [p for p in _label_pattern().split(word) if p]
    if len(parts) == 1:
        return [word]
    out: list[str] = []
    for part in parts:
        if out and _NUMBERING_ONLY.match(out[-1]) and tags(part):
            out[-1] += part
        else:
            numbered = _TRAILING_NUMBERING.match(part) if not tags(part) else None
            out += [p for p in numbered.groups() if p] if numbered else [part]
    return out


_NUMBERING_ONLY = re.compile(r"^(?:[(]?[一二三四五六七八九十][)、]|\d[.、])+$")
_TRAILING_NUMBERING = re.compile(r"^(\d+)((?:[(]?[一二三四五六七八九十][)、]|\d[.、])+)$")


def _make_pattern() -> re.Pattern[str]:
    from gongkai.extract.fold import fold
    from gongkai.form import forms

    prints: set[str] = set()
    for form in forms().values():
        for block in form.disclosure:
            prints.add(fold(block.clause))
            prints.update(fold(t) for lab in block.measures + block.items for t in lab.prints)
        for matrix in (form.requests, form.reviews):
            prints.update(fold(t) for lab in matrix.rows + matrix.columns for t in (*lab.prints, *lab.group))
            prints.update(fold(t) for t in (*matrix.heading, matrix.caption) if t)
    prints.discard("其他")
    prints.add("信息内容")
    words = sorted((re.sub(r"^(?:[(]?[一二三四五六七八九十][)、]|\d\.)", "", p) for p in prints), key=len, reverse=True)
    return re.compile("((?:[(]?[一二三四五六七八九十][)、]|(?<!\\d)\\d\\.)?(?:" + "|".join(map(re.escape, words)) + "))")


_PATTERN: re.Pattern[str] | None = None


def _label_pattern() -> re.Pattern[str]:
    global _PATTERN
    if _PATTERN is None:
        assert vocabulary()
        _PATTERN = _make_pattern()
    return _PATTERN
