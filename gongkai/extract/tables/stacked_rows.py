"""Rows of the form that were typed into one row of a table, one label and one number below another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from gongkai.extract.tables.labels import ROW_KINDS, tags
from gongkai.extract.tables.numbers import is_value
from gongkai.readers.page import Cell

_SENTENCE_END = re.compile(r"[。;!]$")


def parted(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The printed rows of one row of a grid: one, unless a cell holds the labels of several.

    Each part keeps the place of the row. A cell that does not hold a number for each label gives
    every part all that it holds, which reads as a doubtful number.
    """
    for at, cell in enumerate(cells):
        if "\n" in cell.text and (labels := _row_labels(cell.text)):
            return [_part(cells, at, number, labels) for number in range(len(labels))]
    return [list(cells)]


def _row_labels(text: str) -> list[str]:
    """The labels of several rows of the form, one below another; none where it is anything else."""
    labels: list[str] = []
    begun = ""
    for line in text.split("\n"):
        begun += line
        if any(tag.kind in ROW_KINDS for tag in tags(begun)):
            labels.append(begun)
            begun = ""
    return labels if len(labels) > 1 and not begun else []


def _part(cells: Sequence[Cell], at: int, number: int, labels: list[str]) -> list[Cell]:
    out = []
    for index, cell in enumerate(cells):
        if index == at:
            out.append(_with(cell, labels[number]))
        elif index < at:
            out.append(cell if number == 0 else _with(cell, ""))
        else:
            out.append(_with(cell, _of_part(cell.text, number, len(labels))))
    return out


def _of_part(text: str, number: int, parts: int) -> str:
    lines = text.split("\n") if text else [""] * parts
    if len(lines) == parts and all(not line or is_value(line) for line in lines):
        return lines[number]
    return "\n".join(lines * parts) if len(lines) == 1 else text


def _with(cell: Cell, text: str) -> Cell:
    if text == cell.text:
        return cell
    return Cell(text, cell.row, cell.column, cell.rowspan, cell.colspan)


def lines_of_cell(text: str) -> list[str]:
    """The paragraphs of a cell: lines that end sentences, or else one that a width has broken."""
    lines = text.split("\n")
    whole = [number for number, line in enumerate(lines[:-1]) if _SENTENCE_END.search(line)]
    if not whole:
        return ["".join(lines)]
    starts = [0, *(number + 1 for number in whole), len(lines)]
    return ["".join(lines[a:b]) for a, b in itertools.pairwise(starts) if b > a]
