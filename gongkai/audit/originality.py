"""How much of a report's own words stands in its last year's report, or in a peer's of this year or before.

Only within a county: a search for copies across counties is `gongkai.audit.copies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from gongkai.audit.outliers import NOT_STANDING
from gongkai.audit.own_words import SHINGLE, Wording, own_text, wordings
from gongkai.sql_files import sql_text
from gongkai.warehouse.schema import quoted

MIN_CHARACTERS = 50
"""Own words below which a section is too short to compare."""

MIN_PASSAGE = 12
"""Characters in a row below which what two texts share is idiom, not copy."""

COUNTIES_AT_ONCE = 300
"""So many counties' texts are in memory together: some 30,000 reports of seven years."""

_KINDS = {"peer": "is_held_against_peers", "own_last_year": "is_held_against_last_year"}
"""With what a report is compared, and which of compared_report are."""

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Columns = dict[str, NDArray[np.generic]]


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


class _Texts:
    """The long enough texts of one county, section and year, by unit, their shingles as one array.

    `owner` says to which text a shingle belongs, `word` which of the `known` ones it is, and `at`
    where it stands in its text as printed, from 0. `holds` is known × texts; `pair_text` and
    `pair_word` are what of it is not zero, text by text.
    """

    def __init__(
        self, report_ids: list[int], units: list[str], is_held: list[bool], found: list[Wording]
    ) -> None:
        self.units = np.array(units)
        self.report_ids = np.array(report_ids, np.int64)
        self.is_held_against_last_year = np.array(is_held)
        self.rows = {unit: row for row, unit in enumerate(units)}
        self.characters = np.array([w.characters for w in found], np.int64)
        self.hashes = np.concatenate([w.hashes for w in found])
        self.at = np.concatenate([w.places[: len(w.hashes)] for w in found])
        self.owner = np.repeat(np.arange(len(found)), [len(w.hashes) for w in found])
        self.known, self.word = np.unique(self.hashes, return_inverse=True)
        self.holds = np.zeros((len(self.known), len(found)), np.float32)
        self.holds[self.word, self.owner] = 1
        self.pair_text, self.pair_word = np.nonzero(self.holds.T)
        self._known_of: dict[int, tuple[Ints, Bools]] = {}  # by id of others, which outlive this

    def shared_with(self, others: _Texts, chosen: Ints) -> Bools:
        """Which shingles stand in the text of `others` that `chosen` gives each text (−1: none)."""
        word, is_known = self._words_of(others)
        other = chosen[self.owner]
        held = others.holds[word[self.word], other] > 0
        found: Bools = is_known[self.word] & (other >= 0) & held
        return found

    def common_with(self, others: _Texts) -> Floats:
        """Texts × texts of `others`: how many shingles they share; −1 where both are one unit's."""
        word, is_known = self._words_of(others)
        is_theirs = is_known[self.pair_word]
        text = self.pair_text[is_theirs]
        held = others.holds[word[self.pair_word[is_theirs]]]
        common: Floats = np.zeros((len(self.report_ids), len(others.report_ids)), np.float32)
        if len(text):  # added up: a product of matrices so small wakes more threads than it feeds
            firsts = np.flatnonzero(np.diff(text, prepend=-1))
            common[text[firsts]] = np.add.reduceat(held, firsts, axis=0)
        common[self.units[:, None] == others.units[None, :]] = -1
        return common

    def _words_of(self, others: _Texts) -> tuple[Ints, Bools]:
        """Which of the known shingles of `others` each known one is, and whether it is one."""
        if others is self:
            return np.arange(len(self.known)), np.ones(len(self.known), bool)
        if (found := self._known_of.get(id(others))) is None:
            word = np.searchsorted(others.known, self.known)
            word[word == len(others.known)] = 0
            found = self._known_of[id(others)] = word, others.known[word] == self.known
        return found


def overlap(wording: Wording, is_shared: Bools) -> Overlap:
    """Sum up which shingles (`is_shared`, one each) stand in the other text."""
    owner = np.zeros(len(is_shared), np.int64)
    shared, longest, longest_at = _passages(owner, wording.places, is_shared, 1)
    return Overlap(wording.characters, int(shared[0]), int(longest[0]), int(longest_at[0]))


def _passages(owner: Ints, at: Ints, is_shared: Bools, texts: int) -> tuple[Ints, Ints, Ints]:
    """Per text: characters in shared passages, the longest passage, and where that begins.

    Passages are runs of shared shingles; texts are set a shingle apart, so that none runs on.
    """
    flags = np.zeros(len(is_shared) + texts * SHINGLE + 2, np.int8)
    flags[np.flatnonzero(is_shared) + owner[is_shared] * SHINGLE + 1] = 1
    edges = np.flatnonzero(np.diff(flags))
    starts, ends = edges[::2], edges[1::2] + SHINGLE - 1
    is_passage = ends - starts >= MIN_PASSAGE
    starts, ends = starts[is_passage], ends[is_passage]
    shared, longest, longest_at = (np.zeros(texts, np.int64) for _ in range(3))
    if not len(starts):
        return shared, longest, longest_at
    firsts = np.searchsorted(owner, np.arange(texts)) + np.arange(texts) * SHINGLE
    text = np.searchsorted(firsts, starts, side="right") - 1
    # neighbouring passages may overlap by up to a shingle, and count once
    np.add.at(shared, text, np.minimum(ends, np.append(starts[1:], ends[-1])) - starts)
    lengths = ends - starts
    np.maximum.at(longest, text, lengths)
    begin = np.flatnonzero(lengths == longest[text])[::-1]  # so that the first is set last
    longest_at[text[begin]] = at[starts[begin] - text[begin] * SHINGLE] + 1
    return shared, longest, longest_at


def fill_section_similarity(connection: DuckDBPyConnection) -> None:
    """Fill section_similarity for the reports of compared_report, and drop what is no more."""
    connection.execute(f"delete from section_similarity where {NOT_STANDING}")
    for kind, is_held in _KINDS.items():
        held = f"select report_id from compared_report where {is_held}"
        connection.execute(
            f"delete from section_similarity where kind = '{kind}' and report_id in ({held})"
        )
    before: tuple[str, int] | None = None
    earlier: dict[int, _Texts] = {}
    parts: list[Columns] = []
    for (county, section, year, is_among_peers), texts in _by_county_section_and_year(connection):
        if before != (county, section):
            before, earlier = (county, section), {}
        if last := earlier.get(year - 1):
            chosen = np.array([last.rows.get(unit, -1) for unit in texts.rows])
            chosen[~texts.is_held_against_last_year] = -1
            parts.append(_compared(texts, section, "own_last_year", last, chosen))
        earlier[year] = texts
        if is_among_peers:
            parts.append(_nearest_peers(texts, section, list(earlier.values())[::-1]))
    if not parts:
        return
    table = pa.table({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
    connection.register("compared_sections", table)
    connection.execute("insert into section_similarity by name select * from compared_sections")
    connection.unregister("compared_sections")


def _nearest_peers(texts: _Texts, section: int, years: list[_Texts]) -> Columns:
    """Rows of section_similarity with the peer's text that each shares most with, of any of these years.

    Of equals the newest year's, which stands first, and within it the first by unit.
    """
    most = np.full(len(texts.report_ids), -1.0, np.float32)
    which = np.zeros(len(texts.report_ids), np.int64)
    row = np.full(len(texts.report_ids), -1)
    for number, others in enumerate(years):
        common = texts.common_with(others)
        best = common.argmax(axis=1)
        value = common[np.arange(len(best)), best]
        is_more = value > most
        most[is_more], which[is_more], row[is_more] = value[is_more], number, best[is_more]
    chosen = [np.where(which == number, row, -1) for number in range(len(years))]
    parts = [
        _compared(texts, section, "peer", others, its)
        for others, its in zip(years, chosen, strict=True)
        if others is texts or (its >= 0).any()
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _by_county_section_and_year(
    connection: DuckDBPyConnection,
) -> Iterator[tuple[tuple[str, int, int, bool], _Texts]]:
    """County, section, year, whether the texts are compared with one another, and the texts."""
    for key, group in groupby(_section_texts(connection), key=itemgetter(0, 1, 2, 3)):
        *_, is_held, units, report_ids, bodies, names = zip(*group, strict=True)
        found = wordings([own_text(b, tuple(n)) for b, n in zip(bodies, names, strict=True)])
        long = [n for n, wording in enumerate(found) if wording.characters >= MIN_CHARACTERS]
        if long:
            yield (
                key,
                _Texts(
                    [report_ids[n] for n in long],
                    [units[n] for n in long],
                    [is_held[n] for n in long],
                    [found[n] for n in long],
                ),
            )


def _section_texts(connection: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """Rows of section_text; a nation's texts are gigabytes, so some counties come at a time."""
    found = connection.execute(
        "select distinct county_id from compared_county_year order by county_id"
    ).fetchall()
    counties = [county for (county,) in found]
    for begin in range(0, len(counties), COUNTIES_AT_ONCE):
        some = counties[begin : begin + COUNTIES_AT_ONCE]
        connection.execute(
            f"set variable first_county = '{quoted(some[0])}';"
            f"set variable last_county = '{quoted(some[-1])}'"
        )
        for batch in connection.execute(sql_text("audit", "section_text")).to_arrow_reader(2000):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _compared(texts: _Texts, section: int, kind: str, others: _Texts, chosen: Ints) -> Columns:
    """Rows of section_similarity for the texts that have another to be compared with."""
    shared, longest, longest_at = _passages(
        texts.owner, texts.at, texts.shared_with(others, chosen), len(texts.rows)
    )
    has_other = chosen >= 0
    rows = np.count_nonzero(has_other)
    columns: Columns = {
        "report_id": texts.report_ids,
        "other_report_id": others.report_ids[chosen],
        "characters": texts.characters,
        "shared_characters": shared,
        "share": shared / texts.characters,
        "longest": longest,
        "longest_at": longest_at,
    }
    return {
        "kind": np.full(rows, kind),
        "section": np.full(rows, section),
        **{name: column[has_other] for name, column in columns.items()},
    }
