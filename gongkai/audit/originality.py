"""How much of a report's own words stands in its last year's report, or in a peer's of this year.

Only within a county: a search for copies across counties is `gongkai.audit.copies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from gongkai.audit.wording import SHINGLE, Wording, own_words
from gongkai.warehouse.schema import sql_text

MIN_CHARACTERS = 50
"""Own words below which a section is too short to compare."""

MIN_PASSAGE = 12
"""Characters in a row below which what two texts share is idiom, not copy."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What of one text stands in another: characters in shared passages, and the longest of them.

    `longest_at` is where the longest begins in the text as printed, from 1; 0 when none is shared.
    """

    characters: int
    shared_characters: int
    longest: int
    longest_at: int

    @property
    def share(self) -> float:
        """Shared characters as a share of all."""
        return self.shared_characters / self.characters if self.characters else 0.0


@dataclass(frozen=True, slots=True)
class _Section:
    report_id: int
    county_id: str
    unit_id: str
    year: int
    section: int
    wording: Wording


def overlap(wording: Wording, is_shared: Bools) -> Overlap:
    """Sum up which shingles (`is_shared`, one each) stand in the other text."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_shared, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2] + SHINGLE - 1
    is_passage = ends - starts >= MIN_PASSAGE
    starts, ends = starts[is_passage], ends[is_passage]
    if not len(starts):
        return Overlap(wording.characters, 0, 0, 0)
    # neighbouring passages may overlap by up to a shingle, and count once
    covered = np.minimum(ends, np.append(starts[1:], ends[-1])) - starts
    lengths = ends - starts
    longest = int(lengths.argmax())
    return Overlap(
        wording.characters,
        int(covered.sum()),
        int(lengths[longest]),
        int(wording.places[starts[longest]]) + 1,
    )


def fill_section_similarity(connection: DuckDBPyConnection) -> None:
    """Fill section_similarity from the texts of all current reports, county by county."""
    rows = [
        (
            *(section.report_id, kind, section.section, other.report_id),
            *(found.characters, found.shared_characters, found.share),
            *(found.longest, found.longest_at),
        )
        for group in _by_county_and_section(connection)
        for section, kind, other, found in _compared(group)
    ]
    if not rows:
        return
    names = [name for (name, *_) in connection.execute("describe section_similarity").fetchall()]
    table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    connection.register("compared_sections", table)
    connection.execute("insert into section_similarity by name select * from compared_sections")
    connection.unregister("compared_sections")


def _by_county_and_section(connection: DuckDBPyConnection) -> Iterator[list[_Section]]:
    """Sections with enough words, those of one county and number together, by year and unit."""
    # a nation's texts are gigabytes: they come a batch at a time, and only their hashes are kept
    reader = connection.execute(sql_text("audit", "section_text")).to_arrow_reader(2000)
    sections = (
        _Section(report_id, county, unit, year, number, own_words(body, tuple(names)))
        for batch in reader
        for report_id, county, unit, year, number, body, names in zip(
            *(column.to_pylist() for column in batch.columns), strict=True
        )
    )
    long_enough = (s for s in sections if s.wording.characters >= MIN_CHARACTERS)
    for _, group in groupby(long_enough, key=attrgetter("county_id", "section")):
        yield list(group)


def _compared(
    sections: list[_Section],
) -> Iterator[tuple[_Section, str, _Section, Overlap]]:
    """Each section with the unit's own of last year, and with the peer of this year it shares most with."""
    last_year = {(s.unit_id, s.year): s for s in sections}
    for section in sections:
        before = last_year.get((section.unit_id, section.year - 1))
        if before:
            is_shared = np.isin(section.wording.hashes, before.wording.hashes)
            yield section, "own_last_year", before, overlap(section.wording, is_shared)
    for _, peers in groupby(sections, key=attrgetter("year")):
        yield from _peers(list(peers))


def _peers(sections: list[_Section]) -> Iterator[tuple[_Section, str, _Section, Overlap]]:
    if len(sections) < 2:
        return
    sizes = [len(s.wording.hashes) for s in sections]
    known, ids = np.unique(
        np.concatenate([s.wording.hashes for s in sections]), return_inverse=True
    )
    by_section = np.split(ids, np.cumsum(sizes)[:-1])
    contains = np.zeros((len(sections), len(known)), np.float32)
    for row, mine in zip(contains, by_section, strict=True):
        row[mine] = 1
    common = contains @ contains.T
    np.fill_diagonal(common, -1)
    # the first of equals stands: units come in the order of their ids
    nearest = common.argmax(axis=1)
    for section, mine, peer in zip(sections, by_section, nearest, strict=True):
        yield section, "peer", sections[peer], overlap(section.wording, contains[peer, mine] > 0)
