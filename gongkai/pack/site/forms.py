"""Statutory tables on the site: every cell has an id to link to and says where it was read.

End tags of cells are left out, as HTML allows: fifty units have two hundred cells each.
"""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from gongkai.locators import place_of
from gongkai.pack.data.book import Book
from gongkai.pack.data.cells import Cell
from gongkai.pack.data.year_form import form_of
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables.statutory import Grid, Placed, grids

_ONE_WORD = re.compile(r"\w+")  # an attribute that needs no quotes

Rows = list[list[Markup]]
"""The cells of a table, row by row, as elements."""


def form_id_of(book: Book, unit_id: str) -> str:
    """The form of a unit's report, or that of the year for the county and for an unknown form."""
    source = book.sources.get(unit_id)
    year_form = form_of(book.year).id
    if source is None or not source.form:
        return year_form
    return source.form


@cache
def anchors(form_id: str) -> dict[str, str]:
    """Place of a cell to its id on the page, short because a page has two hundred."""
    return {
        cell.place: f"c{grid.section}-{cell.row}-{cell.column}"
        for grid in grids(form_id)
        for cell in grid.cells
        if cell.place
    }


def find_anchor(form_id: str, place: str) -> str:
    """The id of a place; for a whole row or column that of its first cell; empty where none is."""
    known = anchors(form_id)
    if place in known:
        return known[place]
    for full, found in known.items():
        if place and (full.startswith(f"{place}.") or full.endswith(f".{place}")):
            return found
    return ""


def unit_forms(book: Book, unit_id: str) -> list[tuple[Grid, Rows]]:
    """The three tables of a unit with its own numbers."""
    form_id = form_id_of(book, unit_id)
    return [
        (grid, _rows(grid, lambda cell: _unit_cell(book, unit_id, form_id, cell)))
        for grid in grids(form_id)
    ]


def county_forms(book: Book) -> list[tuple[Grid, Rows]]:
    """The three tables of the county's sums."""
    return [
        (grid, _rows(grid, lambda cell: _sum_cell(book, cell)))
        for grid in grids(form_of(book.year).id)
    ]


def county_sums(
    book: Book, slugs: dict[str, str]
) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    """Each sum that is not zero: id, label, value, and name, number and address of its terms."""
    found = []
    form_id = form_of(book.year).id
    for grid in grids(form_id):
        labels = _labels(grid)
        for cell in grid.cells:
            total = book.rollup.get(cell.place) if cell.place else None
            if total is None or not total.value:
                continue
            terms = []
            for unit_id, name in book.names.items():
                figure = book.cells.get((unit_id, cell.place))
                if figure is not None and figure.value:
                    at = find_anchor(form_id_of(book, unit_id), cell.place)
                    terms.append((name, number(figure.value), f"units/{slugs[unit_id]}.html#{at}"))
            label = labels[cell.place]
            found.append((f"s{anchors(form_id)[cell.place]}", label, number(total.value), terms))
    return found


def _labels(grid: Grid) -> dict[str, str]:
    """Place to the label of its row and of its column, as the form prints them."""
    found = {}
    for cell in (cell for cell in grid.cells if cell.place):
        left = [c for c in grid.cells if not c.place and c.row <= cell.row < c.row + c.down]
        left = [c for c in left if c.column + c.across <= cell.column and c.row >= grid.heads]
        over = [
            c for c in grid.cells if not c.place and c.column <= cell.column < c.column + c.across
        ]
        over = [c for c in over if c.row + c.down <= cell.row]
        row = left[-1].text if left else ""
        column = over[-1].text if over else ""
        if grid.section == 4:
            row = over[-2].text if over[-2].row else over[0].text
        found[cell.place] = f"{row}·{column}" if row else column
    return found


def _rows(grid: Grid, draw: object) -> Rows:
    rows: Rows = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        span = f" rowspan={cell.down}" if cell.down > 1 else ""
        span += f" colspan={cell.across}" if cell.across > 1 else ""
        if cell.place:
            rows[cell.row].append(draw(cell).replace("§", span))  # type: ignore[operator]
        else:
            scope = "col" if cell.row < grid.heads else "row"
            rows[cell.row].append(
                Markup("<th{} scope={}>{}").format(Markup(span), scope, cell.text)
            )
    return rows


def _unit_cell(book: Book, unit_id: str, form_id: str, cell: Placed) -> Markup:
    figure = book.cells.get((unit_id, cell.place))
    anchor = anchors(form_id)[cell.place]
    if figure is None or figure.locator is None:
        return Markup('<td§ id={} class=a title="原件没有此格">').format(anchor)
    mark = " class=d" if figure.doubt else " class=b" if figure.value is None else ""
    text = Markup("") if figure.value is None else Markup(number(figure.value))
    if figure.value:
        text = Markup("<a href=#{}>{}</a>").format(anchor, text)
    said = _where(figure)
    if corrected := book.correction_of(unit_id, cell.place):
        said = f"{corrected}；{said}"
        text += Markup('<sup title="{}">更</sup>').format(corrected)
    told = Markup("{}" if _ONE_WORD.fullmatch(said) else '"{}"').format(said)
    return Markup("<td§ id={}{} title={}>{}").format(anchor, Markup(mark), told, text)


def _where(figure: Cell) -> str:
    """Where a cell was read; its print where that is not the number itself."""
    words = place_of(figure.locator).replace(" ", "")
    if figure.value is None or figure.printed != number(figure.value):
        words += f"；原文“{figure.printed}”"
    return words + (f"；存疑：{figure.doubt}" if figure.doubt else "")


def _sum_cell(book: Book, cell: Placed) -> Markup:
    anchor = anchors(form_of(book.year).id)[cell.place]
    total = book.rollup.get(cell.place)
    if total is None or total.value is None:
        return Markup('<td§ id={} class=a title="没有报告填写">').format(anchor)
    seen = len(book.reported)
    mark = " class=d" if total.doubtful else " class=b" if total.reports < seen else ""
    words = f"{seen} 份报告中 {total.reports} 份填有数字"
    words += f"，{total.doubtful} 个读数存疑" if total.doubtful else ""
    corrected = book.corrections_of(cell.place)
    words += f"，{len(corrected)} 个更正" if corrected else ""
    text = Markup(number(total.value))
    if total.value:
        text = Markup("<a href=#s{}>{}</a>").format(anchor, text)
    return Markup('<td§ id={}{} title="{}">{}').format(anchor, Markup(mark), words, text)
