"""The numbers of one printed row, each to its column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from gongkai.extract.tables.numbers import read_number
from gongkai.extract.tables.rows import Row, Slot
from gongkai.messages import Message, message

_DIGITS_AT_END = re.compile(r"\d[\d.,+\-]*$")

Placed = tuple[list[Slot | None], Message | None]
"""One slot a column (None: no such cell), and a doubt about the whole row."""


def place(
    row: Row,
    columns: Sequence[str],
    adds_up: Callable[[list[float | None]], bool] | None = None,
) -> Placed:
    """Bring a row's slots to the form's columns.

    Args:
        row: the printed row.
        columns: ids of the columns in the form's order.
        adds_up: whether values in that order satisfy the row's identity; it confirms or doubts a
            reading among several, and never makes one.
    """
    slots, n = row.slots, len(columns)
    if n > 3 and not row.spans_known and _is_merged_zero(slots):
        return [slots[0]] * n, message("zero_for_columns", columns=n)
    if len(slots) == n:
        return _reorder(row, columns), None
    if not slots:
        fused = _DIGITS_AT_END.search(row.label)
        return [_blank(row)] * n, message("digits_in_label") if fused else None
    if row.spans_known and (placed := _by_columns(row, columns)) is not None:
        return placed
    if len(slots) == 1 and n > 1:
        return _single(slots[0], n, adds_up)
    if len(slots) > n:
        return _window(slots, n, adds_up)
    return [*slots, *[None] * (n - len(slots))], message(
        "number_count", numbers=len(slots), columns=n
    )


def is_in_order(row: Row, columns: Sequence[str]) -> bool:
    """Whether the header of a row printed the form's columns in the form's order, or told nothing of it."""
    wanted = [row.columns[c] for c in columns if c in row.columns] if row.spans_known else []
    return wanted == sorted(wanted)


def _is_merged_zero(slots: Sequence[Slot]) -> bool:
    """A lone 0 before blanks only: a row of zeros merged to one cell, whose span text cannot show."""
    return len(slots) > 1 and slots[0].text == "0" and not any(slot.text for slot in slots[1:])


def _blank(row: Row) -> Slot:
    return Slot("", "", row.locator)


def _reorder(row: Row, columns: Sequence[str]) -> list[Slot | None]:
    """Slots in the form's order where the header row printed the same columns in another."""
    wanted = [row.columns[c] for c in columns if c in row.columns] if row.spans_known else []
    if wanted != sorted(wanted) and len(set(wanted)) == len(columns):
        by_column = {slot.column: slot for slot in row.slots}
        if all(c in by_column for c in wanted):
            return [by_column[c] for c in wanted]
    return list(row.slots)


def _by_columns(row: Row, columns: Sequence[str]) -> Placed | None:
    known = [row.columns.get(c) for c in columns]
    wanted: list[int]
    if len(set(known)) == len(columns) and None not in known:
        wanted = [c for c in known if c is not None]
    elif row.width >= len(columns):
        wanted = list(range(row.width - len(columns), row.width))
    else:
        return None
    by_column = {slot.column: slot for slot in reversed(row.slots)}
    if {slot.colspan for slot in row.slots} != {1}:
        by_column, last = {}, max(wanted, default=-1)
        for slot in row.slots:
            for column in range(slot.column, min(slot.column + slot.colspan, last + 1)):
                by_column.setdefault(column, slot)
    out = [by_column.get(column) for column in wanted]
    doubt = None
    used = Counter([id(slot) for slot in out])
    strays = [s for s in row.slots if s.text and id(s) not in used]
    if len(used) < len(out) and any(
        s.text and used[id(s)] > 1 and read_number(s.text).value != 0 for s in out if s
    ):
        doubt = message("cell_spans_columns")
    if strays or None in out:
        return (
            None
            if not strays and len(row.slots) > len(columns)
            else (out, message("cells_off_columns"))
        )
    return out, doubt


def _single(slot: Slot, n: int, adds_up: Callable[[list[float | None]], bool] | None) -> Placed:
    """One piece for n columns: digits fused together, or a whole row merged into one cell."""
    digits = slot.text
    if digits.isdecimal() and len(digits) == n:
        zeros = not digits.strip("0")  # 12 may be 1 and 2, or 12 beside a cell that is missing
        doubt = None if zeros else message("digits_fused")
        return [Slot(d, slot.printed, slot.locator) for d in digits], doubt
    if digits.isdecimal() and len(digits) > n and n <= 7:
        splits = _splits(digits, n)
        good = [s for s in splits if adds_up is None or adds_up([float(p) for p in s])]
        if len(good) == 1:
            return [Slot(d, slot.printed, slot.locator) for d in good[0]], message("digits_fused")
        return [None] * n, message("digits_fused")
    if slot.colspan == 1 and read_number(digits).value != 0:
        return [slot, *[None] * (n - 1)], message("number_for_columns", columns=n)
    return [slot] * n, message("cell_for_columns", columns=n)


def _splits(digits: str, n: int) -> list[list[str]]:
    """Every way to part digits into n numbers without leading zeros, at most 2,000."""
    out: list[list[str]] = []

    def go(rest: str, parts: list[str]) -> None:
        left = n - len(parts)
        if len(out) >= 2_000 or len(rest) < left:
            return
        if left == 0:
            if not rest:
                out.append(parts)
            return
        for size in range(1, min(4, len(rest) - left + 1) + 1):
            if size > 1 and rest[0] == "0":
                break
            go(rest[size:], [*parts, rest[:size]])

    go(digits, [])
    return out


def _window(
    slots: Sequence[Slot], n: int, adds_up: Callable[[list[float | None]], bool] | None
) -> Placed:
    """More cells than columns: ragged blanks before or behind, or too much printed."""
    filled = [i for i, slot in enumerate(slots) if slot.text]
    if not filled:
        return list(slots[:n]), None
    if filled[-1] - filled[0] + 1 > n:
        return list(slots[:n]), message("number_count", numbers=len(filled), columns=n)
    starts = range(max(0, filled[-1] - n + 1), min(filled[0], len(slots) - n) + 1)
    if len(starts) == 1:
        return list(slots[starts[0] : starts[0] + n]), None
    candidates = [list(slots[s : s + n]) for s in starts]
    if adds_up is not None:
        good = [c for c in candidates if adds_up([read_number(s.text).value for s in c])]
        if len(good) == 1:
            return list(good[0]), None
    return list(candidates[0]), message("blank_cells_open")
