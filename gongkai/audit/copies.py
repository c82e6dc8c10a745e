"""Copies across counties and years: MinHash signatures, and LSH so that not every pair is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gongkai.audit.originality import overlap
from gongkai.audit.own_words import Wording, own_words
from gongkai.errors import WarehouseError
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened

if TYPE_CHECKING:
    from datasketch import MinHashLSH  # type: ignore[import-untyped]

MIN_CHARACTERS = 100
"""Own words below which two whole reports are alike by chance."""

THRESHOLD = 0.6
PERMUTATIONS = 128
_SEED = 711
_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a pair of copies names it."""

    report_id: int
    unit_id: str
    unit_name: str
    county_id: str
    county_name: str
    year: int
    document_sha256: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share passages; who copied whom the texts do not tell.

    Attributes:
        similarity: shingles in common as a share of those of both (Jaccard), counted, not estimated.
        shared_characters: own words of `report` that stand in shared passages of `other`.
        longest, longest_at: the longest passage, and where it starts in sections 1, 5 and 6 of
            `report` read on, from 1.
    """

    report: Report
    other: Report
    similarity: float
    shared_characters: int
    longest: int
    longest_at: int


def find_copies(
    database: Path,
    *,
    year: int | None = None,
    threshold: float = THRESHOLD,
    across_counties_only: bool = True,
    progress: Callable[[int], None] | None = None,
) -> list[Copy]:
    """Pairs of current reports whose own words are alike, the most alike first.

    Pairs at the threshold may be missed, as LSH finds them by chance; no pair below it is returned.

    Args:
        database: the published warehouse, opened read-only.
        year: only reports of this year; all years when None.
        threshold: the least similarity, 0 to 1.
        across_counties_only: leave out pairs of one county, which the nightly checks compare.
        progress: told how many reports have been taken in.

    Raises:
        WarehouseError: when there is no warehouse, or for a threshold outside 0 to 1.
    """
    if not 0 < threshold <= 1:
        raise WarehouseError(f"{threshold} is no threshold", next_step="give one between 0 and 1")
    from datasketch import MinHashLSH

    index: MinHashLSH = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    reports: list[Report] = []
    wordings: list[Wording] = []
    copies: list[Copy] = []
    for report, wording in _texts(database, year):
        signature = _signature(wording.hashes)
        for n in sorted(index.query(signature)):
            if across_counties_only and reports[n].county_id == report.county_id:
                continue
            found = _compared(report, wording, reports[n], wordings[n])
            if found.similarity >= threshold:
                copies.append(found)
        index.insert(len(reports), signature)
        reports.append(report)
        wordings.append(wording)
        if progress:
            progress(len(reports))
    return sorted(
        copies,
        key=lambda c: (
            -c.similarity,
            c.report.unit_id,
            c.report.year,
            c.other.unit_id,
            c.other.year,
        ),
    )


def _texts(database: Path, year: int | None) -> Iterator[tuple[Report, Wording]]:
    with opened(database) as connection:
        cursor = connection.execute(sql_text("rerank", "whole_text"), {"year": year})
        while rows := cursor.fetchmany(_ROWS):
            for *head, body, names in rows:
                wording = own_words(body, tuple(names))
                if wording.characters >= MIN_CHARACTERS:
                    yield Report(*head), wording


def _compared(report: Report, wording: Wording, other: Report, theirs: Wording) -> Copy:
    is_shared = np.isin(wording.hashes, theirs.hashes)
    common = len(np.unique(wording.hashes[is_shared]))
    both = len(np.unique(wording.hashes)) + len(np.unique(theirs.hashes)) - common
    found = overlap(wording, is_shared)
    return Copy(
        report, other, common / both, found.shared_characters, found.longest, found.longest_at
    )


def _signature(hashes: NDArray[np.uint64]) -> Any:
    """A MinHash whose permutations are taken in one go, which is what takes the time."""
    from datasketch import MinHash

    factor, shift = _permutations()
    minima = (factor[:, None] * hashes + shift[:, None]).min(axis=1) >> np.uint64(32)
    return MinHash(num_perm=PERMUTATIONS, hashvalues=minima, scheme="legacy")


def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply-shift hashing: odd factors modulo 2^64, the upper half of the product kept."""
    draw = np.random.default_rng(_SEED)
    factor, shift = draw.integers(0, 2**63, (2, PERMUTATIONS), dtype=np.uint64)
    return factor * np.uint64(2) + np.uint64(1), shift
