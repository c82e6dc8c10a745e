"""Table rows to the form's cells: what each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from gongkai.extract.fold import fold
from gongkai.extract.report import Doubt, Figure
from gongkai.extract.tables.align import SURE, Alignment, align
from gongkai.extract.tables.cells import adds_up, plain_figures, row_figures, seems_shifted
from gongkai.extract.tables.labels import key, likeness
from gongkai.extract.tables.reviews import read_reviews, stray_numbers
from gongkai.extract.tables.rows import Row, Segmented, Slot
from gongkai.extract.tables.slots import is_in_order, place
from gongkai.form import Form, Label
from gongkai.messages import Message, message

_BY_PLACE = message("row_by_place")
_STRAY = message("numbers_unlabelled")
_ALIKE = message("rows_alike")
_UNDIVIDED, _OTHER = "other", "其他处理"


@cache
def _keys(labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(key(fold(label.label)) for label in labels)


def read_tables(
    observed: Segmented, form: Form
) -> tuple[dict[str, Figure], tuple[int, ...], list[Doubt]]:
    """Every cell of the form, which tables were found, and doubts that concern whole rows."""
    figures: dict[str, Figure] = {}
    doubts: list[Doubt] = []
    tables = []
    if observed.rows[2] and _disclosure(observed, form, figures, doubts):
        tables.append(2)
    if observed.rows[3] and _requests(observed, form, figures, doubts):
        tables.append(3)
    if read_reviews(observed, form, figures):
        tables.append(4)
    if 3 in tables and stray_numbers(observed, form):
        absent = (r.id for r in form.requests.rows if f"requests.{r.id}.total" not in figures)
        doubts += [Doubt(f"requests.{row}", _STRAY) for row in absent]
    cells = {p: figures[p] if p in figures else Figure() for p in form.cell_paths}
    figures = cells | figures
    doubt_implausible(figures, form)
    return figures, tuple(tables), doubts


def doubt_implausible(figures: dict[str, Figure], form: Form) -> None:
    """Doubt what is larger than the form's file says that a figure of its block can be."""
    if form.plausible is None:
        return
    least = min(form.plausible.disclosure, form.plausible.requests, form.plausible.reviews)
    large = [p for p, f in figures.items() if f.value and abs(f.value) > least and not f.doubt]
    for path in large:
        figure, bound = figures[path], getattr(form.plausible, path.partition(".")[0])
        if figure.value and abs(figure.value) > bound:
            figure.doubt = message("number_implausible", bound=f"{bound:,}")


def _disclosure(
    observed: Segmented, form: Form, figures: dict[str, Figure], doubts: list[Doubt]
) -> bool:
    items = [(block, item) for block in form.disclosure for item in block.items]
    widths = [len(block.measures) for block, _ in items]
    result = align(observed.rows[2], _keys(tuple(item for _, item in items)), widths)
    money = _of_money(observed.header_text)
    for i, ((block, item), row) in enumerate(zip(items, result.matched, strict=True)):
        if row is None:
            if not item.regional and (why := _why_absent(result, i, widths)):
                doubts.append(Doubt(f"disclosure.{item.id}", why))
            continue
        slots, doubt = _disclosure_slots(row, [measure.id for measure in block.measures])
        doubt = doubt or (_BY_PLACE if i in result.weak else None)
        headers = {m.id: _money_header(m, money) for m in block.measures if m.number == "amount"}
        for measure, figure in zip(
            block.measures, row_figures(block.measures, slots, doubt, headers), strict=True
        ):
            figures[f"disclosure.{item.id}.{measure.id}"] = figure
    _leftover(result.left, "disclosure", doubts)
    return any(row is not None for row in result.matched)


def _of_money(printed: Sequence[str]) -> list[str]:
    return [text for text in printed if "元" in text]


def money_headers(form: Form, printed: Sequence[str]) -> dict[str, str]:
    """The heading of each cell of section 2 that holds money, by its path."""
    money = _of_money(printed)
    return {
        f"disclosure.{item.id}.{measure.id}": _money_header(measure, money)
        for block in form.disclosure
        for item in block.items
        for measure in block.measures
        if measure.number == "amount"
    }


def _money_header(measure: Label, printed: list[str]) -> str:
    """What the heading of a column of money says: in print where it names a unit, else in the form."""
    said = " ".join(t for t in printed if key(t).startswith(key(measure.label)[:4]))
    return said or (measure.label if measure.unit and measure.unit in measure.label else "")


def _disclosure_slots(row: Row, columns: list[str]) -> tuple[list[Slot | None], Message | None]:
    """Like `place`, for blocks of one to three columns whose blank cells often run on."""
    filled = [slot for slot in row.slots if slot.text]
    n = len(columns)
    slots: list[Slot | None]
    if len(row.slots) > n and row.from_grid and all(s.text == "" for s in row.slots[n:]):
        slots, doubt = list(row.slots[:n]), None
    elif len(row.slots) > n == 1 and len({s.text for s in filled}) == 1:
        slots, doubt = [filled[0]], None
    else:
        slots, doubt = place(row, columns)
    last = slots[-1]
    if n > 2 and filled and last is not None and not last.text and not row.spans_known:
        doubt = doubt or message("last_cell_blank")
    return slots, doubt


def _requests(
    observed: Segmented, form: Form, figures: dict[str, Figure], doubts: list[Doubt]
) -> bool:
    outcomes, people = form.requests.rows, form.requests.columns
    columns = [c.id for c in people]
    widths = [len(columns)] * len(outcomes)
    rows = _parted(observed.rows[3], len(columns))
    if undivided := _undivided(rows, outcomes):
        slots, doubt = place(undivided, columns, adds_up)
        for column, figure in zip(people, row_figures(people, slots, doubt), strict=True):
            figures[f"requests.{_UNDIVIDED}.{column.id}"] = figure
        rows = [row for row in rows if row is not undivided]
    result = align(rows, _keys(outcomes), widths)
    reordered = _other_order(observed, columns)
    paths, told, in_order = _request_paths(form), None, True
    for i, (outcome, row) in enumerate(zip(outcomes, result.matched, strict=True)):
        if row is None:
            if why := _why_absent(result, i, widths):
                doubts.append(Doubt(f"requests.{outcome.id}", why))
            continue
        if row.columns is not told:
            told, in_order = row.columns, is_in_order(row, columns)
        is_plain = in_order and len(row.slots) == len(columns) and i not in result.weak
        if is_plain and (row.spans_known or not reordered) and (plain := plain_figures(row.slots)):
            figures.update(zip(paths[i], plain, strict=True))
            continue
        slots, doubt = place(row, columns, adds_up)
        doubt = doubt or (_BY_PLACE if i in result.weak else seems_shifted(row, slots))
        if reordered and not row.spans_known:
            doubt = doubt or message("columns_reordered")
        figures.update(zip(paths[i], row_figures(people, slots, doubt), strict=True))
    _leftover(result.left, "requests", doubts)
    return any(row is not None for row in result.matched)


@cache
def _request_paths(form: Form) -> tuple[tuple[str, ...], ...]:
    """The paths of the cells of section 3, row by row."""
    table = form.requests
    return tuple(tuple(f"requests.{r.id}.{c.id}" for c in table.columns) for r in table.rows)


def _undivided(rows: list[Row], outcomes: tuple[Label, ...]) -> Row | None:
    """The row （六）其他处理 of a form that parts it in three, where it was printed as one."""
    if any(outcome.id == _UNDIVIDED for outcome in outcomes):
        return None
    if any(_is_part(row.label, outcomes) for row in rows):
        return None
    found = [row for row in rows if key(row.label).endswith(_OTHER) and row.slots]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4_096)
def _is_part(label: str, outcomes: tuple[Label, ...]) -> bool:
    """Whether a label is that of one of the rows that （六）其他处理 is parted in; the last is too short to tell."""
    parts = [outcome for outcome in outcomes if outcome.id.startswith(f"{_UNDIVIDED}_")]
    return any(likeness(label, key(fold(part.label))) > SURE for part in parts[:2])


def _parted(rows: list[Row], n: int) -> list[Row]:
    """Rows of running text, where several rows of n numbers ran together for want of a label."""
    out: list[Row] = []
    for row in rows:
        many = len(row.slots) // n if not row.from_grid and len(row.slots) % n == 0 else 1
        out.append(replace(row, slots=row.slots[:n]) if many > 1 else row)
        out += [
            Row("", row.slots[i * n : i * n + n], row.slots[i * n].locator, from_grid=False)
            for i in range(1, many)
        ]
    return out


def _other_order(observed: Segmented, columns: list[str]) -> bool:
    """Whether the columns under 法人或其他组织 were headed in another order than the form's."""
    inner = columns[1:-1]
    printed = [name for name in dict.fromkeys(observed.applicants) if name in inner]
    return printed != [name for name in inner if name in printed]


def _why_absent(result: Alignment, i: int, widths: list[int]) -> Message | None:
    """Why a row that was not found may be there after all: its numbers may stand in the one above."""
    if i in result.weak:
        return _ALIKE
    above = result.matched[i - 1] if i else None
    if above is not None and not above.from_grid and len(above.slots) > widths[i - 1]:
        return message("row_above_overfull")
    return None


def _leftover(rows: list[Row], block: str, doubts: list[Doubt]) -> None:
    for row in rows:
        if any(slot.text for slot in row.slots) and row.label:
            why = message("row_not_in_form", label=row.label[:30], locator=row.locator)
            doubts.append(Doubt(block, why))
