"""Table rows to the form's cells: which form it is, and what each cell says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from gongkai.extract.align import align
from gongkai.extract.fold import fold
from gongkai.extract.labels import key
from gongkai.extract.numbers import in_wan_yuan, is_value, read_number
from gongkai.extract.report import Doubt, Figure
from gongkai.extract.rows import Observed, Row, Slot
from gongkai.extract.slots import place
from gongkai.form import Form, Label, forms

_CLOSE = 1e-6
_REVIEW_CELLS = 15


@cache
def _keys(labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(key(fold(label.label)) for label in labels)


def find_form(observed: Observed) -> Form | None:
    """The form whose own labels were printed, never told from the year; None where no table is."""
    votes: Counter[str] = Counter()
    for tag in observed.seen:
        if len(tag.forms) == 1 and tag.kind in ("measure", "item", "outcome", "clause"):
            votes[next(iter(tag.forms))] += 3 if tag.kind in ("measure", "clause") else 1
    if votes:
        (first, most), *rest = votes.most_common()
        if not rest or most > rest[0][1]:
            return forms()[first]
    if any(observed.rows.values()):
        widths = Counter(len(row.slots) for row in observed.rows[3])
        outcomes = widths.get(7, 0)
        return forms()["2019" if outcomes == 23 else "2021"]
    return None


def read_tables(observed: Observed, form: Form) -> tuple[dict[str, Figure], tuple[int, ...], list[Doubt]]:
    """Every cell of the form, which tables were found, and doubts that concern whole rows."""
    figures = {path: Figure() for path in form.cell_paths}
    doubts: list[Doubt] = []
    tables = []
    if observed.rows[2] and _disclosure(observed, form, figures, doubts):
        tables.append(2)
    if observed.rows[3] and _requests(observed, form, figures, doubts):
        tables.append(3)
    if _reviews(observed, form, figures, doubts):
        tables.append(4)
    return figures, tuple(tables), doubts


def _disclosure(
    observed: Observed, form: Form, figures: dict[str, Figure], doubts: list[Doubt]
) -> bool:
    items = [(block, item) for block in form.disclosure for item in block.items]
    labels = tuple(item for _, item in items)
    result = align(
        observed.rows[2], _keys(labels), [len(block.measures) for block, _ in items]
    )
    headers = [t for t in observed.header_text if "万元" in t or "元" in t]
    for i, ((block, item), row) in enumerate(zip(items, result.matched, strict=True)):
        if row is None:
            if i in result.weak and not item.regional:
                doubts.append(Doubt(f"disclosure.{item.id}", "rows here could not be told apart"))
            continue
        columns = [measure.id for measure in block.measures]
        slots, doubt = _disclosure_slots(row, columns)
        if i in result.weak:
            doubt = doubt or "the row was told by its place, not by its label"
        for measure, slot in zip(block.measures, slots, strict=True):
            path = f"disclosure.{item.id}.{measure.id}"
            header = measure.label if measure.unit and measure.unit in measure.label else ""
            header += " ".join(t for t in headers if key(t).startswith(key(measure.label)[:4]))
            figures[path] = _figure(slot, doubt, measure, header)
    _leftover(result.left, "disclosure", doubts)
    return any(row is not None for row in result.matched)


def _disclosure_slots(row: Row, columns: list[str]) -> tuple[list[Slot | None], str | None]:
    """Like `place`, for blocks of one to three columns whose blank cells often run on."""
    filled = [slot for slot in row.slots if slot.text]
    n = len(columns)
    if len(row.slots) > n and row.from_grid and all(s.text == "" for s in row.slots[n:]):
        return list(row.slots[:n]), None
    if len(row.slots) > n == 1 and len({s.text for s in filled}) == 1:
        return [filled[0]], None
    return place(row, columns)


def _row_adds_up(values: list[float | None]) -> bool:
    *parts, total = values
    return total is not None and abs(sum(p or 0 for p in parts) - total) < _CLOSE


def _requests(
    observed: Observed, form: Form, figures: dict[str, Figure], doubts: list[Doubt]
) -> bool:
    outcomes = form.requests.rows
    columns = [c.id for c in form.requests.columns]
    result = align(_parted(observed.rows[3], len(columns)), _keys(outcomes), [len(columns)] * len(outcomes))
    for i, (outcome, row) in enumerate(zip(outcomes, result.matched, strict=True)):
        if row is None:
            if i in result.weak:
                doubts.append(Doubt(f"requests.{outcome.id}", "rows here could not be told apart"))
            continue
        slots, doubt = place(row, columns, _row_adds_up)
        if i in result.weak:
            doubt = doubt or "the row was told by its place, not by its label"
        for column, slot in zip(form.requests.columns, slots, strict=True):
            figures[f"requests.{outcome.id}.{column.id}"] = _figure(slot, doubt, column)
    _leftover(result.left, "requests", doubts)
    return any(row is not None for row in result.matched)


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


def _reviews(
    observed: Observed, form: Form, figures: dict[str, Figure], doubts: list[Doubt]
) -> bool:
    rows = observed.rows[4]
    paths = [f"reviews.{ch.id}.{r.id}" for ch in form.reviews.rows for r in form.reviews.columns]
    if not any(tag.table == 4 and tag.kind == "result" for tag in observed.seen):
        return False
    labelled = align(rows, _keys(form.reviews.rows), [5] * 3)
    if len(rows) >= 3 and all(r is not None and len(r.slots) == 5 for r in labelled.matched):
        slots: list[Slot | None] = [s for r in labelled.matched if r is not None for s in r.slots]
        doubt = None
    elif not rows:
        slots, doubt = [Slot("", "", "section 4")] * _REVIEW_CELLS, None
    else:
        slots, doubt = _review_row(rows)
    for path, slot in zip(paths, slots, strict=True):
        figures[path] = _figure(slot, doubt, form.reviews.columns[0])
    return True


def _review_row(rows: list[Row]) -> tuple[list[Slot | None], str | None]:
    """Fifteen numbers, in one row or run on over several."""
    ids = [f"{n}" for n in range(_REVIEW_CELLS)]
    merged = [slot for row in rows for slot in row.slots]
    if len(rows) == 1 or len(merged) != _REVIEW_CELLS:
        for row in rows:
            slots = [s for s in row.slots if s.text]
            if len(slots) == _REVIEW_CELLS and all(is_value(s.text) for s in slots):
                return list(slots), None
    head, *rest = rows
    columns = {i: c for i, c in zip(ids, sorted(head.columns.values()), strict=False)}
    whole = Row(head.label, merged, head.locator, head.from_grid, head.spans_known and not rest, columns, head.width)
    return place(whole, ids)


def _figure(slot: Slot | None, doubt: str | None, label: Label, header: str = "") -> Figure:
    if slot is None:
        return Figure(doubt=doubt)
    reading = read_number(slot.text)
    if label.number == "amount":
        reading = in_wan_yuan(reading, header)
    return Figure(reading.value, slot.printed, slot.locator, doubt or reading.doubt)


def _leftover(rows: list[Row], block: str, doubts: list[Doubt]) -> None:
    for row in rows:
        if any(slot.text for slot in row.slots) and row.label:
            doubts.append(Doubt(block, f"a row that the form has not: {row.label[:30]!r} ({row.locator})"))
