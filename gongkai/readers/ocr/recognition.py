"""Pictures of pages to a page: tables are recognised by their ruled lines, and what stands in each cell is
recognised by itself, so that no lone digit is overlooked.

No number that was recognised is certain, and the page says so (`recognised`); extraction doubts
every figure of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median

import cv2
import numpy as np

from gongkai.messages import Message, message
from gongkai.readers.ocr.optical import Clock, find_lines, recognise
from gongkai.readers.ocr.ruling import (
    Box,
    Picture,
    RuledTable,
    ink,
    levelled,
    ruled_tables,
    straightened,
)
from gongkai.readers.page import Block, Cell, Grid, Page, Paragraph

SECONDS = 120.0  # of processor time a document
_STRIP = 2400  # how much of a long picture is searched for lines at once
_SURE = 0.9
_LEGIBLE = 0.5  # prose below it is a smudge
_SPECK = 4  # pixels: ink that is smaller both ways is dirt
_EDGE = 2  # pixels between a cell's line and what stands in it
_FAINT = 2  # pixels above and below a line where its strokes run out
_LINE = 24  # pixels: how high a line is where none tells
_FOOT = 0.9
_PAGE_NUMBER = re.compile(r"^[-—–_·~\s]*\d{1,3}[-—–_·~\s]*$")


def recognised_page(pictures: Iterable[Picture], media_type: str, name: str) -> Page:
    """The page that the pictures show; locators are `scan page N/table N/row N/column N` and
    `scan page N/line N`, counted from 1.

    Raises:
        TooLargeError: where two minutes of processor time do not suffice.
    """
    reading = _Reading(Clock(SECONDS, name))
    for number, picture in enumerate(pictures, start=1):
        reading.page(picture, number)
    return Page(tuple(reading.blocks), media_type, recognised=True, unsure=reading.unsure)


@dataclass(slots=True)
class _Reading:
    clock: Clock
    blocks: list[Block] = field(default_factory=list)
    unsure: dict[str, Message] = field(default_factory=dict)

    def page(self, picture: Picture, number: int) -> None:
        """Add the tables and the lines of one page in reading order."""
        picture = straightened(levelled(picture))
        tables, ruled = ruled_tables(picture)
        clean = np.where(ruled > 0, np.uint8(255), picture)
        placed: list[tuple[int, Block]] = []
        for n, table in enumerate(tables, start=1):
            grid = self.grid(table, clean, f"scan page {number}/table {n}")
            placed.append((table.box.top, grid))
            table.box.within(_EDGE * 2).of(picture)[:] = 255
        placed += self.prose(picture, f"scan page {number}")
        self.blocks += [block for _, block in sorted(placed, key=lambda p: p[0])]

    def grid(self, table: RuledTable, clean: Picture, locator: str) -> Grid:
        """A table, each line of each cell recognised by itself."""
        crops = _crops([cell.box for cell in table.cells], clean)
        texts = iter(recognise([crop for lines in crops for crop in lines], self.clock))
        grid = Grid(
            tuple(
                Cell("", cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells
            ),
            locator,
        )
        for ruled, cell, lines in zip(table.cells, grid.cells, crops, strict=True):
            found = [next(texts) for _ in lines]
            cell.text = _run_on([text for text, _ in found])
            least = min((score for _, score in found), default=1.0)
            place = grid.place(cell.row, cell.column)
            if not all(text for text, _ in found):
                self.unsure[place] = message("print_not_recognised")
            elif least < _SURE:
                self.unsure[place] = message("recognition_unsure", percent=f"{least:.0%}")
            elif not ruled.is_whole:
                self.unsure[place] = message("cell_lines_broken")
        return grid

    def prose(self, picture: Picture, locator: str) -> Iterator[tuple[int, Paragraph]]:
        """The lines outside of tables, each with its height on the page, without page numbers."""
        boxes = []
        for strip in _strips(picture):
            found = find_lines(strip.of(picture), self.clock)
            boxes += [Box(b.left, b.top + strip.top, b.right, b.bottom + strip.top) for b in found]
        rows = [_words(row, picture) if len(row) > 1 else row for row in _in_rows(boxes)]
        texts = iter(recognise([box.of(picture) for row in rows for box in row], self.clock))
        for n, row in enumerate(rows, start=1):
            read = [next(texts) for _ in row]
            text = " ".join(word for word, score in read if word and score >= _LEGIBLE)
            top = min((box.top for box in row), default=0)
            if text and not (_PAGE_NUMBER.match(text) and top > _FOOT * picture.shape[0]):
                yield top, Paragraph(text, f"{locator}/line {n}")


def _run_on(lines: list[str]) -> str:
    """The lines of a cell as one text; digits are kept from running into one number."""
    out = ""
    for line in lines:
        out += "\n" * (out[-1:].isdigit() and line[:1].isdigit()) + line
    return out


def _crops(boxes: list[Box], clean: Picture) -> list[list[Picture]]:
    """For each cell the pictures of its lines, from top to bottom; none where nothing is printed."""
    marks = [_marks(box, clean) for box in boxes]
    heights = [m.bottom - m.top for lines in marks for m in lines]
    wide = [
        m.bottom - m.top
        for lines in marks
        for m in lines
        if m.right - m.left > 2 * (m.bottom - m.top)
    ]
    usual = round(median(wide or heights or [_LINE]))
    return [
        [_framed(mark, box.within(_EDGE), clean, usual) for mark in _whole(lines, usual)]
        for box, lines in zip(boxes, marks, strict=True)
    ]


def _marks(box: Box, clean: Picture) -> list[Box]:
    """Where rows of ink stand in a cell, dirt left out."""
    inner = box.within(_EDGE)
    left, top, inside = inner.left, inner.top, inner.of(clean)
    if not inside.size:
        return []
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink(inside))
    big = (stats[:, cv2.CC_STAT_WIDTH] >= _SPECK) | (stats[:, cv2.CC_STAT_HEIGHT] >= _SPECK)
    big[0] = False  # the paper
    dark = big[labels]
    rows = np.flatnonzero(np.diff(dark.any(axis=1).astype(np.int8), prepend=0, append=0))
    out = []
    for start, end in zip(rows[::2].tolist(), rows[1::2].tolist(), strict=True):
        columns = np.flatnonzero(dark[start:end].any(axis=0))
        out.append(Box(left + int(columns[0]), top + start, left + int(columns[-1]) + 1, top + end))
    return out


def _whole(marks: list[Box], usual: int) -> list[Box]:
    """Marks that together are no higher than a line are one: 二 has two strokes."""
    out: list[Box] = []
    for mark in marks:
        if out and mark.bottom - out[-1].top <= 1.2 * usual:
            last = out.pop()
            mark = Box(
                min(last.left, mark.left), last.top, max(last.right, mark.right), mark.bottom
            )
        out.append(mark)
    return out


def _framed(mark: Box, within: Box, picture: Picture, usual: int) -> Picture:
    """A line with what is faint beside it, white around it, and no lower than the lines near it."""
    faint = usual // 3
    around = Box(
        max(mark.left - faint, within.left),
        max(mark.top - _FAINT, within.top),
        min(mark.right + faint, within.right),
        min(mark.bottom + _FAINT, within.bottom),
    )
    crop = around.of(picture)
    above = max(usual - crop.shape[0], 0) // 2 + usual // 8
    aside = max(faint - (mark.left - around.left), faint - (around.right - mark.right))
    return np.pad(crop, ((above, above), (aside, aside)), constant_values=255)


def _strips(picture: Picture) -> Iterator[Box]:
    """The picture in parts that are cut where nothing is printed."""
    height, width = picture.shape
    top = 0
    while height - top > _STRIP:
        window = picture[top + _STRIP * 4 // 5 : top + _STRIP]
        bottom = top + _STRIP * 4 // 5 + int(np.argmax(window.sum(axis=1, dtype=np.int64)))
        yield Box(0, top, width, bottom)
        top = bottom
    yield Box(0, top, width, height)


def _in_rows(boxes: list[Box]) -> list[list[Box]]:
    """Boxes that stand side by side as one line, from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b.top + b.bottom):
        middle = (box.top + box.bottom) / 2
        if rows and rows[-1][-1].top < middle < rows[-1][-1].bottom:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda b: b.left) for row in rows]


def _words(row: list[Box], picture: Picture) -> list[Box]:
    """What stands in a row of several boxes, parted at wide gaps: a table without lines has lone
    digits that were overlooked, or taken for one number."""
    top, bottom = round(median(b.top for b in row)), round(median(b.bottom for b in row))
    columns = ink(picture[top:bottom]).any(axis=0)
    gap = bottom - top
    joined = cv2.morphologyEx(
        np.pad(columns.astype(np.uint8), gap)[None], cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)
    )[0, gap:-gap]
    edges = np.flatnonzero(np.diff(joined.astype(np.int8), prepend=0, append=0)).tolist()
    return [
        Box(max(left - gap // 4, 0), top, right + gap // 4, bottom)
        for left, right in zip(edges[::2], edges[1::2], strict=True)
        if right - left >= _SPECK
    ]
