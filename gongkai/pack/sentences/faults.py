"""The faults of a unit in words: `gongkai.faults` over the findings and the cells of a book."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.fault_sums import ValueOf
from gongkai.faults import Evidence, Fault, fault_of, grouped
from gongkai.pack.data.book import Book, Finding


def faults_of(book: Book, unit_id: str, findings: Iterable[Finding]) -> list[Fault]:
    """Findings of one unit in words, repeats of one cause as one, in the order of the first."""
    return grouped([evidence_of(book, f) for f in findings], values_of(book, unit_id))


def in_words(book: Book, finding: Finding) -> Fault:
    """One finding in words."""
    return fault_of(evidence_of(book, finding), values_of(book, finding.unit_id))


def evidence_of(book: Book, finding: Finding) -> Evidence:
    """A finding as its words are made from."""
    return Evidence(
        check_id=finding.check_id,
        place=finding.at,
        place_name=finding.place,
        expected=finding.expected,
        found=finding.found,
        year=book.year,
        basis=finding.legal_basis,
        locator=finding.locator,
        verdict=finding.verdict,
    )


def values_of(book: Book, unit_id: str) -> ValueOf:
    """The numbers of a unit's report by place."""

    def value(place: str) -> float | None:
        cell = book.cells.get((unit_id, place))
        return cell.value if cell else None

    return value
