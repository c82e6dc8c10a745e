"""Where on the form a number stands, as a clerk finds it: 第三部分表，第 2 行（上年结转），自然人."""

from __future__ import annotations

from functools import cache

from gongkai.form import Form, forms


def place_on_form(form_id: str, place: str, place_name: str) -> str:
    """A place (`requests.carried_in.natural_person`, a row, a column) on a form; else its name."""
    return _places(form_id).get(place, place_name) if form_id in forms() else place_name


def order_on_form(form_id: str, place: str) -> int:
    """Where a place comes on the form, from the top; what is not on it comes last."""
    known = _order(form_id) if form_id in forms() else {}
    return known.get(place, len(known))


def column_on_form(form_id: str, place: str) -> str:
    """The column of a cell as the form prints it; empty for what is no cell."""
    return _columns(form_id).get(place.rpartition(".")[2], "") if form_id in forms() else ""


@cache
def _places(form_id: str) -> dict[str, str]:
    form = forms()[form_id]
    return _disclosure(form) | _requests(form) | _reviews(form)


@cache
def _order(form_id: str) -> dict[str, int]:
    return {place: number for number, place in enumerate(_places(form_id))}


@cache
def _columns(form_id: str) -> dict[str, str]:
    form = forms()[form_id]
    labels = (*form.requests.columns, *form.reviews.columns)
    labels += tuple(measure for block in form.disclosure for measure in block.measures)
    return {label.id: label.short_name for label in labels}


def _disclosure(form: Form) -> dict[str, str]:
    found = {}
    items = [(block, item) for block in form.disclosure for item in block.items]
    for number, (block, item) in enumerate(items, start=1):
        row = f"第二部分表，第 {number} 行（{item.short_name}）"
        found[f"disclosure.{item.id}"] = row
        for measure in block.measures:
            found[f"disclosure.{item.id}.{measure.id}"] = f"{row}，{measure.short_name}"
    return found


def _requests(form: Form) -> dict[str, str]:
    found = {c.id: f"第三部分表，“{c.short_name}”列" for c in form.requests.columns}
    for number, outcome in enumerate(form.requests.rows, start=1):
        row = f"第三部分表，第 {number} 行（{outcome.short_name}）"
        found[f"requests.{outcome.id}"] = row
        for applicant in form.requests.columns:
            found[f"requests.{outcome.id}.{applicant.id}"] = f"{row}，{applicant.short_name}"
    return found


def _reviews(form: Form) -> dict[str, str]:
    found = {}
    for channel in form.reviews.rows:
        group = f"第四部分表，{channel.short_name}"
        found[f"reviews.{channel.id}"] = group
        for result in form.reviews.columns:
            found[f"reviews.{channel.id}.{result.id}"] = f"{group}，{result.short_name}"
    return found
