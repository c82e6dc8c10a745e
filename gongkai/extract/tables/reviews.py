"""Section 4: fifteen numbers in the forms so far, in one row, in three, or run on over several lines."""

from __future__ import annotations

from functools import cache

from gongkai.extract.fold import fold
from gongkai.extract.report import Figure
from gongkai.extract.tables.align import align
from gongkai.extract.tables.cells import adds_up, row_figures
from gongkai.extract.tables.labels import Tag, key
from gongkai.extract.tables.numbers import is_value, read_number
from gongkai.extract.tables.rows import Row, Segmented, Slot
from gongkai.extract.tables.slots import place
from gongkai.form import Form
from gongkai.messages import Message, message


def read_reviews(observed: Segmented, form: Form, figures: dict[str, Figure]) -> bool:
    """Fill the figures of section 4; false where its table is not there."""
    rows = observed.rows[4]
    if not any(map(is_result, observed.seen)):
        return _without_heads(rows, form, figures)
    channels, each = len(form.reviews.rows), len(form.reviews.columns)
    labelled = align(rows, _channels(form), [each] * channels)
    slots: list[Slot | None]
    doubt: Message | None
    if len(rows) >= channels and all(
        r is not None and len(r.slots) == each for r in labelled.matched
    ):
        slots = [s for r in labelled.matched if r is not None for s in r.slots]
        doubt = None
    elif not rows:
        slots, doubt = [Slot("", "", "section 4")] * (channels * each), None
    else:
        slots, doubt = _one_row(rows, channels, each)
        doubt = doubt or _miscounted(observed, slots, each)
    paths = [f"reviews.{ch.id}.{r.id}" for ch in form.reviews.rows for r in form.reviews.columns]
    figures.update(
        zip(paths, row_figures(form.reviews.columns * channels, slots, doubt), strict=True)
    )
    return True


def is_result(tag: Tag) -> bool:
    """Whether a label is the heading of a result in section 4."""
    return tag.table == 4 and tag.kind == "result"


def _without_heads(rows: list[Row], form: Form, figures: dict[str, Figure]) -> bool:
    """Take all numbers of section 4 that stand without their headings; doubted where they do not
    add up."""
    channels, each = len(form.reviews.rows), len(form.reviews.columns)
    found = [filled for row in rows if (filled := [slot for slot in row.slots if slot.text])]
    if len(found) != 1 or len(found[0]) != channels * each:
        return False
    slots: list[Slot | None] = list(found[0])
    doubt = None if _balanced(slots, each) else message("reviews_without_heads")
    paths = [f"reviews.{ch.id}.{r.id}" for ch in form.reviews.rows for r in form.reviews.columns]
    cells = row_figures(form.reviews.columns * channels, slots, doubt)
    figures.update(zip(paths, cells, strict=True))
    return True


def stray_numbers(observed: Segmented, form: Form) -> bool:
    """Whether numbers without a label stand beside a row that holds all of section 4."""
    cells = len(form.reviews.rows) * len(form.reviews.columns)
    rows = observed.rows[4]
    filled = [sum(bool(slot.text) for slot in row.slots) for row in rows]
    return cells in filled and any(
        n and n != cells and not row.label for n, row in zip(filled, rows, strict=True)
    )


@cache
def _channels(form: Form) -> tuple[str, ...]:
    return tuple(key(fold(label.label)) for label in form.reviews.rows)


def _one_row(rows: list[Row], channels: int, each: int) -> tuple[list[Slot | None], Message | None]:
    cells = channels * each
    ids = [f"{n}" for n in range(cells)]
    merged = _whole_channels(rows, cells, each) or [slot for row in rows for slot in row.slots]
    if len(rows) == 1 or len(merged) != cells:
        for row in rows:
            filled = [s for s in row.slots if s.text]
            if len(filled) == cells and all(is_value(s.text) for s in filled):
                return list(filled), None
    head, *rest = rows
    columns = dict(zip(ids, sorted(head.columns.values()), strict=False))
    spans_known = head.spans_known and not rest
    whole = Row(head.label, merged, head.locator, head.from_grid, spans_known, columns, head.width)
    slots, doubt = place(whole, ids)
    if not doubt and not spans_known and not _balanced(slots, each):
        last = slots[-1]
        if last is not None and not last.text and any(s is not None and s.text for s in slots):
            doubt = message("last_cell_blank_unbalanced")
    return slots, doubt


def _whole_channels(rows: list[Row], cells: int, each: int) -> list[Slot] | None:
    """All cells where each line of text holds whole channels, ragged blanks at its ends aside."""
    parts: list[Slot] = []
    for row in rows:
        filled = [i for i, slot in enumerate(row.slots) if slot.text]
        part = row.slots[filled[0] : filled[-1] + 1] if filled else []
        if row.spans_known or len(part) % each:
            return None
        parts += part
    return parts if len(parts) == cells else None


def _miscounted(observed: Segmented, slots: list[Slot | None], each: int) -> Message | None:
    """A doubt where one number too many follows, unless those before it prove to be the table."""
    if not observed.behind_reviews:
        return None
    shifted: list[Slot | None] = [*slots[1:], Slot(observed.behind_reviews[0], "", "")]
    if _values(shifted) == _values(slots) or (
        _balanced(slots, each) and not _balanced(shifted, each)
    ):
        return None
    return message("over_fifteen_numbers")


def _values(slots: list[Slot | None]) -> list[float | None]:
    return [read_number(slot.text).value if slot else None for slot in slots]


def _balanced(slots: list[Slot | None], each: int) -> bool:
    values = _values(slots)
    return all(adds_up(values[i : i + each]) for i in range(0, len(values), each))
