"""Grids whose structure is known, to the form's cells at once: what their labels mean is not asked again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gongkai.extract.report import Doubt, Figure
from gongkai.extract.tables import matrix
from gongkai.extract.tables.labels import Tag
from gongkai.extract.tables.numbers import in_wan_yuan, read_number
from gongkai.extract.tables.reviews import is_result
from gongkai.extract.tables.rows import Plan, PlannedSlots, Row, Segmented, Slot
from gongkai.form import Form

_INDEX = "\x00"
_TWICE = 2
_Heads = tuple[tuple[str, ...], tuple[str, ...], bool]
"""Headings of columns, those of applicants, and whether results of section 4 have theirs."""
_Tables = tuple[dict[str, Figure], tuple[int, ...], list[Doubt]]
_Cell = tuple[str, int, int, int, str, str | None]
"""Path of a figure; grid, index of its cell, row among `places`, column in print; heading of its money."""


def read_tables(observed: Segmented, form: Form) -> _Tables:
    """Every cell of the form, which tables were found, and doubts that concern whole rows."""
    return _by_plan(observed, form) or matrix.read_tables(observed, form)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Where the figures of a form stand in grids of known structure."""

    tables: tuple[int, ...]
    absent: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    cells: tuple[_Cell, ...]


def _by_plan(observed: Segmented, form: Form) -> _Tables | None:
    """The same from the structure of the grids and plain numbers alone; None where these do not settle it."""
    rows = [row for table in observed.rows.values() for row in table]
    whole = sum(len(plan.rows) for plan, _ in observed.planned)
    if not whole or whole != len(rows) or observed.behind_reviews:
        return None
    if not all(isinstance(row.slots, PlannedSlots) for row in rows):
        return None
    plans, grids = zip(*observed.planned, strict=True)
    has_results = any(map(is_result, observed.seen))
    heads = tuple(observed.header_text), tuple(observed.applicants), has_results
    known = _structure(plans, heads, form).again()
    if known is None:
        return None
    places = [grids[grid].place_in(row) for grid, row in known.places]
    cells = [grid.cells for grid in grids]
    figures = dict.fromkeys(form.cell_paths, _NONE)
    for path, grid, index, place, column, money in known.cells:
        cell = cells[grid][index]
        text = cell.text
        value: float | None = None
        if text:
            reading = read_number(text)
            if money is not None:
                reading = in_wan_yuan(reading, money)
            value = reading.value
            if reading.doubt or value is None:
                return None
        printed = text if cell.printed is None else cell.printed
        figures[path] = Figure(value, printed, places[place] + column)
    figures.update((path, Figure()) for path in known.absent)
    matrix.doubt_implausible(figures, form)
    return figures, known.tables, []


_NONE = Figure()


@dataclass(slots=True)
class _Structure:
    """Grids of known structure; what is met only once is not worth being looked into."""

    plans: tuple[Plan, ...]
    heads: _Heads
    form: Form
    times: int = 0
    known: _Figures | None = None

    def again(self) -> _Figures | None:
        """Where the figures stand, from the second time on."""
        self.times += 1
        if self.times == _TWICE:
            self.known = _figures(self.plans, self.heads, self.form)
        return self.known


@lru_cache(maxsize=256)  # the reports of a county are made from few templates
def _structure(plans: tuple[Plan, ...], heads: _Heads, form: Form) -> _Structure:
    return _Structure(plans, heads, form)


def _figures(plans: tuple[Plan, ...], heads: _Heads, form: Form) -> _Figures | None:
    """Where the figures stand, None where more than the structure tells it.

    It is what is read from rows whose numbers all differ and bear as print where they stand. A reading
    that hangs on what the numbers are leaves a doubt here: of these none adds up to others, is zero, or
    is the same as another.
    """
    observed = Segmented(header_text=[*heads[0]], applicants=[*heads[1]])
    if heads[2]:
        observed.seen.add(_RESULT)
    where: dict[str, tuple[int, int, int, str]] = {}
    for grid, plan in enumerate(plans):
        for planned in plan.rows:
            slots = []
            for index, at, column, colspan in planned.slots:
                printed, text = f"{_INDEX}{grid}:{index}", plan.texts[index]
                where[printed] = grid, index, planned.row, at
                shown = f"{len(where)}" if text is None else text
                slots.append(Slot(shown, printed, printed, column, colspan))
            observed.rows[planned.table].append(
                Row(
                    planned.label,
                    slots,
                    "",
                    from_grid=True,
                    spans_known=plan.spans_known,
                    columns=planned.columns,
                    width=plan.width,
                )
            )
            is_open = planned.table != 2 and not plan.spans_known and len(slots) > 1
            if is_open and not any(slot.text for slot in slots[1:]):
                return None  # a zero before blanks may stand for all of them
    figures, tables, doubts = matrix.read_tables(observed, form)
    there = {path: figure for path, figure in figures.items() if figure.locator is not None}
    if doubts or any(figure.doubt for figure in figures.values()):
        return None
    if tuple(figures) != form.cell_paths or any(f.printed not in where for f in there.values()):
        return None
    places: dict[tuple[int, int], int] = {}
    cells: list[_Cell] = []
    money = matrix.money_headers(form, observed.header_text)
    for path, figure in there.items():
        grid, index, row, at = where[figure.printed or ""]
        place = places.setdefault((grid, row), len(places))
        cells.append((path, grid, index, place, at, money.get(path)))
    absent = tuple(path for path in figures if path not in there)
    return _Figures(tables, absent, tuple(places), tuple(cells))


_RESULT = Tag("result", "", 4, frozenset())
