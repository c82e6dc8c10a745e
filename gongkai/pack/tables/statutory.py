"""The statutory tables in the exact shape of the notice, for any layer that can merge cells.

A grid is a list of placed cells: a label, or the place of a number (`requests.received.total`).
The workbook, the Word files and the site all draw from these grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.form import Form, Label, Matrix, forms


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that covers `down` rows and `across` columns from its top left corner (from 0)."""

    row: int
    column: int
    text: str = ""
    place: str = ""
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One statutory table: its number among the report's sections, its title and its cells."""

    section: int
    title: str
    rows: int
    columns: int
    heads: int
    cells: tuple[Placed, ...]


@cache
def grids(form_id: str) -> tuple[Grid, Grid, Grid]:
    """The tables of sections 2, 3 and 4 of a form."""
    form = forms()[form_id]
    titles = {section.number: section.title for section in form.sections}
    return (
        _disclosure(form, titles[2]),
        _requests(form.requests, titles[3]),
        _reviews(form.reviews, titles[4]),
    )


def _disclosure(form: Form, title: str) -> Grid:
    """Blocks under one another, each with its own columns; a short block's last column is wide."""
    most = max(len(block.measures) for block in form.disclosure)
    cells: list[Placed] = []
    row = 0
    for block in form.disclosure:
        cells.append(Placed(row, 0, block.clause, across=most + 1))
        cells.append(Placed(row + 1, 0, "信息内容"))
        wide = most - len(block.measures) + 1
        for number, measure in enumerate(block.measures, start=1):
            across = wide if number == len(block.measures) else 1
            cells.append(Placed(row + 1, number, measure.label, across=across))
        row += 2
        for item in (item for item in block.items if not item.regional):
            cells.append(Placed(row, 0, item.label))
            for number, measure in enumerate(block.measures, start=1):
                across = wide if number == len(block.measures) else 1
                place = f"disclosure.{item.id}.{measure.id}"
                cells.append(Placed(row, number, place=place, across=across))
            row += 1
    return Grid(2, title, row, most + 1, 0, tuple(cells))


def _requests(matrix: Matrix, title: str) -> Grid:
    """Three columns of nested labels, then the applicants under two heads."""
    deep = 1 + max(len(row.group) for row in matrix.rows)
    firms = len(matrix.columns) - 2  # all but natural persons and the total are organisations
    first, *middle, last = matrix.columns
    cells = [
        Placed(0, 0, matrix.caption, down=3, across=deep),
        Placed(0, deep, matrix.heading[0], across=len(matrix.columns)),
        Placed(1, deep, first.label, down=2),
        Placed(1, deep + 1, matrix.heading[1], across=firms),
        Placed(1, deep + 1 + firms, last.label, down=2),
        *(Placed(2, deep + 1 + i, column.label) for i, column in enumerate(middle)),
    ]
    cells += _nested_labels(matrix.rows, deep, top=3)
    for i, row in enumerate(matrix.rows):
        for j, column in enumerate(matrix.columns):
            cells.append(Placed(3 + i, deep + j, place=f"requests.{row.id}.{column.id}"))
    heads, rows = 3, 3 + len(matrix.rows)
    return Grid(3, title, rows, deep + len(matrix.columns), heads, tuple(cells))


def _nested_labels(rows: Sequence[Label], deep: int, top: int) -> list[Placed]:
    """Group labels that span their rows, and the rows' own labels over what is left of the width."""
    cells: list[Placed] = []
    for i, row in enumerate(rows):
        for level, group in enumerate(row.group):
            before = rows[i - 1].group[: level + 1] if i else ()
            if before != row.group[: level + 1]:
                same = [r for r in rows if r.group[: level + 1] == row.group[: level + 1]]
                cells.append(Placed(top + i, level, group, down=len(same)))
        level = len(row.group)
        cells.append(Placed(top + i, level, row.label, across=deep - level))
    return cells


def _reviews(matrix: Matrix, title: str) -> Grid:
    """Fifteen numbers in one row: reconsideration, then two kinds of lawsuits under one head."""
    each = len(matrix.columns)
    first, *suits = matrix.rows
    cells = [
        Placed(0, 0, matrix.heading[0], across=each),
        Placed(0, each, matrix.heading[1], across=each * len(suits)),
        *(Placed(1, i, column.label, down=2) for i, column in enumerate(matrix.columns)),
    ]
    for n, suit in enumerate(suits, start=1):
        cells.append(Placed(1, n * each, suit.label, across=each))
        cells += [Placed(2, n * each + i, c.label) for i, c in enumerate(matrix.columns)]
    for n, channel in enumerate((first, *suits)):
        for i, result in enumerate(matrix.columns):
            cells.append(Placed(3, n * each + i, place=f"reviews.{channel.id}.{result.id}"))
    return Grid(4, title, 4, each * len(matrix.rows), 3, tuple(cells))
