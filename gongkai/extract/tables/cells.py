"""Slots of one row to figures; a cell that cannot be read casts doubt on the cells beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.extract.report import Figure
from gongkai.extract.tables.numbers import in_wan_yuan, read_number
from gongkai.extract.tables.rows import Row, Slot
from gongkai.form import Label
from gongkai.messages import Message, message

_CLOSE = 1e-6


def row_figures(
    columns: Sequence[Label],
    slots: Sequence[Slot | None],
    doubt: Message | None,
    headers: Mapping[str, str] | None = None,
) -> list[Figure]:
    """A figure for each column; `headers` gives the printed heading of columns that hold money."""
    out: list[Figure] = []
    spoilt = None
    for column, slot in zip(columns, slots, strict=True):
        if slot is None:
            out.append(Figure(doubt=doubt))
            spoilt = spoilt or doubt
            continue
        reading = read_number(slot.text)
        if column.number == "amount":
            reading = in_wan_yuan(reading, (headers or {}).get(column.id, ""))
        why = doubt or reading.doubt
        spoilt = spoilt or why
        out.append(Figure(reading.value, slot.printed, slot.locator, why))
    if spoilt and any(f.value is None and f.printed in ("", None) for f in out):
        # something is missing, so that the others may stand in each other's place
        for figure in out:
            figure.doubt = figure.doubt or message("beside_doubtful", inner=spoilt)
    return out


def plain_figures(slots: Sequence[Slot]) -> list[Figure] | None:
    """The figures of slots that all hold a number beyond doubt, as nearly all do; else None.

    The same as `row_figures` makes of them, of columns that hold no money.
    """
    out = []
    for slot in slots:
        reading = read_number(slot.text)
        if reading.doubt or reading.value is None:
            return None
        out.append(Figure(reading.value, slot.printed, slot.locator))
    return out


def adds_up(values: Sequence[float | None]) -> bool:
    """Whether the last value is the sum of those before it, blanks as nothing."""
    *parts, total = values
    return total is not None and abs(sum(p or 0 for p in parts) - total) < _CLOSE


def seems_shifted(row: Row, slots: Sequence[Slot | None]) -> Message | None:
    """A doubt where numbers stand before a blank total.

    In text a cell that went missing, or two that ran together, leave just such a row; where the
    container says which cell stands where, a blank total is a blank total.
    """
    if row.spans_known or slots[-1] is None or slots[-1].text:
        return None
    if any(slot is not None and slot.text for slot in slots):
        return message("last_cell_blank")
    return None
