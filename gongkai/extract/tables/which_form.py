"""Which form a report is on: told from the labels that it prints, never from its year."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from gongkai.extract.fold import fold
from gongkai.extract.tables.labels import Tag, key, vocabulary
from gongkai.extract.tables.rows import Segmented
from gongkai.form import Form, forms

_KINDS = {"measure": 3, "clause": 3, "item": 1, "outcome": 1, "applicant": 1, "result": 1}
"""Labels that speak for a form, and their weight: headings of columns differ more than rows do."""


def find_form(observed: Segmented) -> tuple[Form | None, bool]:
    """The form whose labels were printed, None where no table is, and whether they tell it from the others.

    A form that only adds to another is not the one unless something was printed that it added.
    """
    votes = _votes(frozenset(observed.seen))
    most = max(votes.values(), default=0)
    leading = [form for form in forms().values() if votes[form.id] == most]
    if len(leading) > 1:
        if not any(observed.rows.values()):
            return None, False
        leading = _as_long(observed, leading) or _least(observed, leading)
    return leading[-1], len(leading) == 1


@lru_cache(maxsize=1_024)  # few sets of labels come
def _votes(seen: frozenset[Tag]) -> Counter[str]:
    """How much the labels that not all forms print speak for each form."""
    votes: Counter[str] = Counter()
    for tag in seen:
        if len(tag.forms) < len(forms()):
            votes.update(dict.fromkeys(tag.forms, _KINDS.get(tag.kind, 0)))
    return votes


def review_cells(seen: set[Tag], words: str) -> int:
    """How many numbers section 4 has, in the smallest form that has all results whose labels were seen.

    Args:
        seen: the labels seen so far.
        words: what was printed before the numbers, run together: a label may be broken over lines.
    """
    results = {tag.id for tag in seen if tag.kind == "result"}
    return _fewest_cells(_results_in(words).union(results))


@lru_cache(maxsize=1_024)
def _results_in(words: str) -> frozenset[str]:
    """The results of section 4 whose labels stand in some words."""
    tables = [form.reviews for form in forms().values()]
    return frozenset(c.id for t in tables for c in t.columns if key(fold(c.label)) in words)


@lru_cache(maxsize=1_024)
def _fewest_cells(results: frozenset[str]) -> int:
    """How many numbers section 4 has in the smallest form with these results; in the smallest of all where none has."""
    tables = [form.reviews for form in forms().values()]
    fitting = [t for t in tables if results <= {column.id for column in t.columns}] or tables
    return min(len(table.rows) * len(table.columns) for table in fitting)


def _as_long(observed: Segmented, leading: list[Form]) -> list[Form]:
    """The one form that has as many outcomes as there are whole rows in section 3."""
    widths = Counter(len(row.slots) for row in observed.rows[3])
    found = [f for f in leading if len(f.requests.rows) == widths[len(f.requests.columns)]]
    return found if len(found) == 1 else []


def _least(observed: Segmented, leading: list[Form]) -> list[Form]:
    """Without the forms that have all labels of another, and more, in the tables that are there."""
    there = {table for table, rows in observed.rows.items() if rows}
    labels = {
        form.id: {(kind, id_) for table, kind, id_ in _labels(form.id) if table in there}
        for form in leading
    }
    return [f for f in leading if not any(labels[f.id] > labels[g.id] for g in leading)]


@cache
def _labels(form_id: str) -> frozenset[tuple[int, str, str]]:
    return frozenset(
        (tag.table, tag.kind, tag.id)
        for found in vocabulary().values()
        for tag in found
        if form_id in tag.forms and tag.kind in _KINDS
    )
