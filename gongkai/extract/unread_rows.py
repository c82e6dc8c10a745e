"""What the page seems to print but no row was made of: doubts, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from gongkai.extract.fold import fold
from gongkai.extract.report import Doubt, Figure
from gongkai.extract.tables.labels import key
from gongkai.extract.tables.numbers import is_value
from gongkai.form import Form, forms
from gongkai.messages import message
from gongkai.readers import Page

_TELLING = 3  # 规章 stands in any text
_MANY_NUMBERS = 40
_BLOCKS = ("disclosure", "requests", "reviews")


def unread_rows(page: Page, form: Form, figures: Mapping[str, Figure]) -> list[Doubt]:
    """A doubt for each row of the form that gave no cell although its label is printed.

    A row that the document has not is no doubt: it is a finding of the checks.
    """
    absent = [
        (row, label)
        for row, label, paths in _rows(form.id)
        if all(figures[path].locator is None for path in paths)
    ]
    if not absent:
        return []
    whole = _bare("".join(page.texts()))
    return [
        Doubt(row, message("row_unread"))
        for row, label in absent
        if (
            label in whole
            if len(label) >= _TELLING
            else any(label == key(word) for text in page.texts() for word in text.split())
        )
    ]


def unread_tables(page: Page) -> list[Doubt]:
    """Doubts for all three tables where none was told, yet many numbers stand by themselves."""
    numbers = sum(1 for text in page.texts() for word in text.split()[:40] if is_value(word))
    if numbers < _MANY_NUMBERS:
        return []
    return [Doubt(block, message("tables_unread", numbers=numbers)) for block in _BLOCKS]


@cache
def _rows(form_id: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each row of the form with its label and the paths of its cells; section 4 as one."""
    form = forms()[form_id]
    labels = {f"disclosure.{i.id}": i.label for block in form.disclosure for i in block.items}
    labels |= {f"requests.{row.id}": row.label for row in form.requests.rows}
    labels["reviews"] = form.reviews.columns[0].label
    return tuple(
        (row, _bare(fold(label)), tuple(p for p in form.cell_paths if p.startswith(f"{row}.")))
        for row, label in labels.items()
    )


def _bare(text: str) -> str:
    """Words alone, with the digits of their numbering."""
    return re.sub(r"[\W_]+", "", text)
