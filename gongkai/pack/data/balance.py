"""The identities of the form tested on the county's sums, each imbalance with the units it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.form import Form
from gongkai.pack.data.book import Book
from gongkai.pack.data.year_form import form_of

ValueOf = Callable[[str], float | None]
"""The number at a place (`requests.received.total`); None where there is none."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A unit whose own numbers differ by `gap`; `is_doubtful` where a reading among them is."""

    unit_id: str
    gap: float
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Imbalance:
    """Two sums of the county that should be equal: places and numbers of each, and the units behind."""

    check_id: str
    left: tuple[tuple[str, float], ...]
    right: tuple[tuple[str, float], ...]
    causes: tuple[Cause, ...]

    @property
    def gap(self) -> float:
        """Left less right."""
        return sum(value for _, value in self.left) - sum(value for _, value in self.right)

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be of our reading: every unit that it comes from has a doubtful figure in it."""
        return all(cause.is_doubtful for cause in self.causes)

    @property
    def is_of_totals(self) -> bool:
        """Whether it stands in the column of totals, or is of the reviews."""
        return all(place.rpartition(".")[2] == "total" for place, _ in self.left)


def imbalances(book: Book) -> list[Imbalance]:
    """Every identity of the year's form that the county's sums break, those of the totals first.

    A side of which no report gives a number is not compared: blank is not zero.
    """
    known: tuple[Imbalance, ...] | None = book.memo.get("imbalances")
    if known is None:
        known = book.memo["imbalances"] = tuple(_imbalances(book))
    return list(known)


def _imbalances(book: Book) -> list[Imbalance]:
    def summed(place: str) -> float | None:
        total = book.rollup.get(place)
        return None if total is None else total.value

    found = []
    for check_id, left, right in _instances(form_of(book.year)):
        sides = _sides(left, right, summed)
        if sides is None or not _gap(sides):
            continue
        found.append(Imbalance(check_id, *sides, _causes(book, left, right)))
    return sorted(found, key=lambda one: not one.is_of_totals)


def tested(book: Book) -> int:
    """How many identities of the form could be tested on the county's sums."""

    def summed(place: str) -> float | None:
        total = book.rollup.get(place)
        return None if total is None else total.value

    every = _instances(form_of(book.year))
    return sum(_sides(left, right, summed) is not None for _, left, right in every)


_Side = tuple[tuple[str, float], ...]


def _sides(
    left: tuple[str, ...], right: tuple[str, ...], value_of: ValueOf
) -> tuple[_Side, _Side] | None:
    """What is known of either side; None where nothing is known of one."""
    one, other = (
        tuple((place, value) for place in side if (value := value_of(place)) is not None)
        for side in (left, right)
    )
    return (one, other) if one and other else None


def _gap(sides: tuple[_Side, _Side]) -> float:
    one, other = (sum(value for _, value in side) for side in sides)
    return round(one - other, 6)


def _causes(book: Book, left: tuple[str, ...], right: tuple[str, ...]) -> tuple[Cause, ...]:
    causes = []
    for unit_id in book.names:
        cells = {place: book.cells.get((unit_id, place)) for place in (*left, *right)}
        known = {place: cell.value for place, cell in cells.items() if cell is not None}
        one, other = (sum(known.get(place) or 0 for place in side) for side in (left, right))
        gap = round(one - other, 6)
        if gap:
            doubtful = any(cell is not None and cell.doubt for cell in cells.values())
            causes.append(Cause(unit_id, gap, doubtful))
    return tuple(sorted(causes, key=lambda cause: -abs(cause.gap)))


def _instances(form: Form) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Check, places of the left side and of the right, for every row or column it holds in."""
    for identity in form.identities:
        name = "reviews" if identity.along == "channels" else "requests"
        matrix = form.reviews if name == "reviews" else form.requests
        # along the applicants the terms are rows, one under another; else they are columns
        by_column = identity.along == "applicants"
        for label in matrix.columns if by_column else matrix.rows:
            left, right = (
                tuple(
                    f"{name}.{term}.{label.id}" if by_column else f"{name}.{label.id}.{term}"
                    for term in side
                )
                for side in (identity.left, identity.right)
            )
            yield identity.check, left, right
