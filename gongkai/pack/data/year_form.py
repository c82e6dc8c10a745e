"""Which statutory form the reports of a year use."""

from __future__ import annotations

from gongkai.form import Form, forms


def form_of(year: int) -> Form:
    """The form that reports of this year use; the earliest where none is so old."""
    known = list(forms().values())
    current = [form for form in known if form.first_year <= year]
    return max(current or known[:1], key=lambda form: form.first_year)
