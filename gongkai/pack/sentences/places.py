"""Where on the form a number stands, as a clerk finds it: 第三部分表，第 2 行（上年结转），自然人."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from gongkai.form import Form, forms

_NAMED = re.compile(r"(?<= 行)（.*?）(?=，|$)")
_ROW = re.compile(r"第 (\d+) 行")


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


def places_on_form(form_id: str, places: Sequence[tuple[str, str]]) -> str:
    """Several places, each with its name, under the tables they stand in: 第三部分表：第 2 行、第 7 行."""
    tables: dict[str, list[str]] = {}
    for place, name in sorted(places, key=lambda one: order_on_form(form_id, one[0])):
        table, _, rest = place_on_form(form_id, place, name).partition("，")
        tables.setdefault(table, []).append(_NAMED.sub("", rest) if rest else "")
    said = []
    for table, rests in tables.items():
        shown = [rest for rest in dict.fromkeys(rests) if rest]
        said.append(f"{table}：{'、'.join(_runs(shown))}" if shown else table)
    return "；".join(said)


def cells_on_form(form_id: str, places: Sequence[str]) -> str:
    """Cells of one table in few words: whole rows by their numbers, other cells by row and column."""
    rows: dict[str, list[str]] = {}
    for place in places:
        rows.setdefault(place.rpartition(".")[0], []).append(place)
    whole, parts = [], []
    for row, cells in sorted(rows.items(), key=lambda one: order_on_form(form_id, one[0])):
        name = place_on_form(form_id, row, row).partition("，")[2]
        numbered = _ROW.match(name)
        short = numbered[0] if numbered else name
        if len(cells) == _cells_of_row(form_id)[row]:
            whole.append(short)
        else:
            parts.append(f"{short}：{'、'.join(column_on_form(form_id, cell) for cell in cells)}")
    said = [f"{'、'.join(_runs(whole))}各格"] if whole else []
    return "；".join((*said, *parts))


def _runs(rows: Sequence[str]) -> list[str]:
    """Rows with those that follow one another as one: 第 3 至 9 行."""
    runs: list[list[str]] = []
    for row in rows:
        number, before = _ROW.fullmatch(row), _ROW.fullmatch(runs[-1][-1]) if runs else None
        if number and before and int(number[1]) == int(before[1]) + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    last = [run[-1].removeprefix("第 ") for run in runs]
    return [
        run[0] if len(run) == 1 else f"{run[0].removesuffix(' 行')} 至 {end}"
        for run, end in zip(runs, last, strict=True)
    ]


@cache
def _cells_of_row(form_id: str) -> Counter[str]:
    """How many cells each row of a form has."""
    return Counter(cell.rpartition(".")[0] for cell in forms()[form_id].cell_paths)


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
