"""A number of a fault, shown as the sum that makes it: 收到 12 ＋ 结转 2 ＝ 14."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from gongkai.form import Form, Identity, forms

ValueOf = Callable[[str], float | None]
"""The number that a report holds at a place (`requests.received.total`); None where it has none."""

_NUMBERING = re.compile(r"^[一二三四五六]、|^（[一二三四五六七]）")


def sums(check: str, place: str, stated: tuple[str, str], value_of: ValueOf) -> tuple[str, str]:
    """What is expected and what was found, each with the numbers it was added up from.

    The number alone where the report's own numbers do not add up to it: nothing is shown that is not so.
    """
    expected, found = stated
    for terms_expected, terms_found in _terms(check, place):
        added = _sum(expected, terms_expected, value_of)
        if added != expected:
            return added, _sum(found, terms_found, value_of)
    return stated


Term = tuple[str, str, int]
"""Name, place and sign of one number of a sum."""


def _terms(check: str, place: str) -> Iterator[tuple[list[Term], list[Term]]]:
    """The numbers that make up what a check expected and what it found, form by form."""
    line, _, column = place.rpartition(".")
    if check == "in_force_covers_issued":
        yield [("制发", f"{line}.issued", 1), ("废止", f"{line}.repealed", -1)], []
        return
    for form in forms().values():
        for identity in (i for i in form.identities if i.check == check):
            left, right = (_side(form, identity, names, line, column) for names in (identity.left, identity.right))  # fmt: skip
            yield (left, right) if check == "request_balance" else (right, [])


def _side(
    form: Form, identity: Identity, names: Sequence[str], line: str, column: str
) -> list[Term]:
    """One side of an identity: down a column of the requests, or along a row of its table."""
    if identity.along == "applicants":
        labels = {label.id: _NUMBERING.sub("", label.short_name) for label in form.requests.rows}
        return [(labels[name], f"requests.{name}.{column}", 1) for name in names]
    matrix = form.reviews if identity.along == "channels" else form.requests
    labels = {label.id: label.short_name for label in matrix.columns}
    return [(labels[name], f"{line}.{name}", 1) for name in names]


def _sum(text: str, terms: Sequence[Term], value_of: ValueOf) -> str:
    known = [
        (name, value, sign)
        for name, place, sign in terms
        if (value := value_of(place)) is not None and (value or len(terms) < 3)
    ]
    total = sum(value * sign for _, value, sign in known)
    bound, _, stated = text.rpartition(" ")
    if len(known) < 2 or f"{total:.12g}" != stated:
        return text
    said = "".join(
        ("＋" if sign > 0 else "－") * bool(number) + f"{name} {value:g}"
        for number, (name, value, sign) in enumerate(known)
    )
    return f"{bound} {said}＝{stated}".strip()
