"""Slots of one row to figures; a cell that cannot be read casts doubt on the cells beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.extract.numbers import in_wan_yuan, read_number
from gongkai.extract.report import Figure
from gongkai.extract.rows import Row, Slot
from gongkai.form import Label

_CLOSE = 1e-6


def row_figures(
    columns: Sequence[Label],
    slots: Sequence[Slot | None],
    doubt: str | None,
    headers: Mapping[str, str] | None = None,
) -> list[Figure]:
    """A figure for each column; `headers` gives the printed heading of columns that hold money."""
    out = [
        _figure(slot, doubt, column, (headers or {}).get(column.id, ""))
        for column, slot in zip(columns, slots, strict=True)
    ]
    spoilt = next((f.doubt for f in out if f.doubt), None)
    if spoilt and any(f.value is None and f.printed in ("", None) for f in out):
        for (
            figure
        ) in out:  # something is missing, so that the others may stand in each other's place
            figure.doubt = figure.doubt or f"beside a cell that is doubtful: {spoilt}"
    return out


def adds_up(values: Sequence[float | None]) -> bool:
    """Whether the last value is the sum of those before it, blanks as nothing."""
    *parts, total = values
    return total is not None and abs(sum(p or 0 for p in parts) - total) < _CLOSE


def seems_shifted(row: Row, slots: Sequence[Slot | None]) -> str | None:
    """A doubt where the last cell is blank, and the one before it holds the sum of the others.

    In text a cell that went missing leaves just such a row; where the container says which cell
    stands where, a blank total is a blank total.
    """
    if row.spans_known or len(slots) < 3 or slots[-1] is None or slots[-1].text:
        return None
    values = [read_number(slot.text).value if slot else None for slot in slots[:-1]]
    if adds_up(values):
        return "the last cell is blank and the one before it holds the sum: a cell may be missing"
    return None


def _figure(slot: Slot | None, doubt: str | None, label: Label, header: str) -> Figure:
    if slot is None:
        return Figure(doubt=doubt)
    reading = read_number(slot.text)
    if label.number == "amount":
        reading = in_wan_yuan(reading, header)
    return Figure(reading.value, slot.printed, slot.locator, doubt or reading.doubt)
