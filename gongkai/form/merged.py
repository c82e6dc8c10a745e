"""The rows and columns of all forms as one list each, and what of them the warehouse lays out wide.

The newest form says what a row is called. One that it no longer has keeps its place before the row
that followed it, so that forms of different years stand beside one another in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from gongkai.form import forms
from gongkai.form.model import DisclosureBlock, Form, Label

BALANCE = "balance"
"""The group of the rows that are no outcome: received, carried in, concluded, carried out."""


def newest_first() -> list[Form]:
    """Every form, the newest first."""
    return list(reversed(forms().values()))


def merged(lists: Iterable[Sequence[Label]]) -> list[Label]:
    """Labels of several forms, those of the newest first: each id once, in one order."""
    order: list[Label] = []
    for labels in lists:
        place = len(order)
        for label in reversed(labels):
            known = next((i for i, other in enumerate(order) if other.id == label.id), None)
            if known is None:
                order.insert(place, label)
            else:
                place = known
    return order


def outcomes() -> list[tuple[Label, Label | None]]:
    """Rows of section 3, each with the group it is counted under; None for one of the balance."""
    found: dict[str, Label | None] = {}
    for form in forms().values():  # the newest says last
        parts = form.identity("request_outcome_total").right
        found |= {
            row.id: form.group_of(row) if row.id in parts else None for row in form.requests.rows
        }
    return [(row, found[row.id]) for row in merged(f.requests.rows for f in newest_first())]


@cache
def outcome_groups() -> dict[str, str]:
    """Groups of outcomes and their names in print, in the order of the statutory table."""
    return {group.id: group.short_name for _, group in outcomes() if group is not None}


def review_results() -> list[Label]:
    """Columns of section 4 of all forms."""
    return merged(form.reviews.columns for form in newest_first())


def disclosure_cells() -> dict[str, tuple[DisclosureBlock, Label, Label, tuple[str, ...]]]:
    """Each cell of section 2, as `licensing_decisions`: block, item, measure, and the forms that ask it."""
    found: dict[str, tuple[DisclosureBlock, Label, Label, tuple[str, ...]]] = {}
    for form in newest_first():
        for block in form.disclosure:
            for item in block.items:
                for measure in block.measures:
                    column = f"{item.id}_{measure.id}"
                    first = found.get(column, (block, item, measure, ()))
                    found[column] = (*first[:3], (form.id, *first[3]))
    return found
