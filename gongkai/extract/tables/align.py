"""Printed rows to the form's rows, by label and by order at once."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.extract.tables.labels import likeness
from gongkai.extract.tables.rows import Row

SURE = 0.6
_NAMED = 0.95  # a label that is as good as printed: it stands for no other row
_UNNAMED = 0.36  # what a row without a usable label is worth where the order leaves a place for it
_FLOOR = 0.33
_SKIP_FORM = -0.04
_SKIP_ROW = -0.30

_Scores = tuple[tuple[float, ...], ...]  # likeness, a line for each printed row


@dataclass(slots=True)
class Alignment:
    """`matched[i]` is the printed row for the form's i-th row, or None where it has none.

    `weak` holds the form rows whose match rests on order alone and is not forced by its
    neighbours; `left` the printed rows with numbers that no form row took.
    """

    matched: list[Row | None]
    weak: set[int] = field(default_factory=set)
    left: list[Row] = field(default_factory=list)


def align(rows: Sequence[Row], keys: Sequence[str], expected: Sequence[int]) -> Alignment:
    """Align printed rows with form rows.

    Args:
        rows: as printed, in order.
        keys: the label key of each form row.
        expected: how many numbers each form row has.
    """
    if len(rows) == len(keys) and all(
        likeness(r.label, k) > 0.9 for r, k in zip(rows, keys, strict=True)
    ):
        return Alignment(list(rows))
    score, pairs = _paired(
        tuple([row.label for row in rows]),
        tuple([len(row.slots) for row in rows]),
        tuple(keys),
        tuple(expected),
    )
    matched: list[int | None] = [None] * len(keys)
    for j, i in pairs:
        matched[i] = j
    taken = {j for j, _ in pairs}
    weak: set[int] = set()
    _out_of_order(rows, score, matched, taken, weak)
    _judge_gaps(rows, score, matched, taken, weak)
    left = [row for j, row in enumerate(rows) if j not in taken and row.slots]
    return Alignment([None if j is None else rows[j] for j in matched], weak, left)


@lru_cache(maxsize=512)
def _paired(
    labels: tuple[str, ...],
    counts: tuple[int, ...],
    keys: tuple[str, ...],
    expected: tuple[int, ...],
) -> tuple[_Scores, tuple[tuple[int, int], ...]]:
    """How well each printed label fits each form row, and the pairs (printed, form) that order allows.

    What labels mean does not hang on their numbers, only on how many there are (`counts`): so a
    table whose labels came before is not aligned again.
    """
    score = tuple(tuple(likeness(label, key) for key in keys) for label in labels)
    return score, tuple(_best_path(counts, score, expected))


def _best_path(
    counts: Sequence[int], score: _Scores, expected: Sequence[int]
) -> list[tuple[int, int]]:
    m, n = len(counts), len(expected)
    own = [max(line, default=0.0) for line in score]
    best = [[0.0] * (n + 1) for _ in range(m + 1)]
    move = [[""] * (n + 1) for _ in range(m + 1)]
    skip = [_SKIP_ROW if count else 0.0 for count in counts]
    for i in range(1, n + 1):
        best[0][i], move[0][i] = i * _SKIP_FORM, "f"
    for j in range(1, m + 1):
        best[j][0], move[j][0] = best[j - 1][0] + skip[j - 1], "r"
        for i in range(1, n + 1):
            worth = score[j - 1][i - 1]
            if own[j - 1] >= _NAMED > worth:
                worth = -1.0
            elif worth < SURE:  # a label that clearly is another row's cannot stand here
                nameless = own[j - 1] < SURE
                fits = counts[j - 1] >= expected[i - 1]
                worth = max(worth, _UNNAMED) if nameless and fits else -1.0
            options = (
                (best[j - 1][i - 1] + worth - _FLOOR, "m"),
                (best[j - 1][i] + skip[j - 1], "r"),
                (best[j][i - 1] + _SKIP_FORM, "f"),
            )
            best[j][i], move[j][i] = max(options)
    pairs = []
    j, i = m, n
    while j or i:
        step = move[j][i]
        if step == "m":
            pairs.append((j - 1, i - 1))
            j, i = j - 1, i - 1
        elif step == "r":
            j -= 1
        else:
            i -= 1
    return pairs[::-1]


def _out_of_order(
    rows: Sequence[Row],
    score: _Scores,
    matched: list[int | None],
    taken: set[int],
    weak: set[int],
) -> None:
    """A clear label out of its order still names its row, but what it names is doubted."""
    for j, line in enumerate(score):
        if j in taken or not line or not rows[j].slots:
            continue
        i = max(range(len(line)), key=line.__getitem__)
        if line[i] < 0.9:
            continue
        holder = matched[i]
        if holder is None:
            matched[i] = j
            taken.add(j)
            weak.add(i)
        elif [s.text for s in rows[holder].slots] == [s.text for s in rows[j].slots]:
            taken.add(j)  # the same row printed twice, or another whose label was cut to this one
            weak.update(i for i, row in enumerate(matched) if row is None)
        else:
            weak.add(i)
            taken.add(j)


def _judge_gaps(
    rows: Sequence[Row],
    score: _Scores,
    matched: list[int | None],
    taken: set[int],
    weak: set[int],
) -> None:
    """Doubt what order alone decided, unless as many rows were printed there as the form has."""
    anchors = [-1]
    anchors += [
        i for i, j in enumerate(matched) if j is not None and score[j][i] >= SURE and i not in weak
    ]
    anchors.append(len(matched))
    for low, high in itertools.pairwise(anchors):
        between = range(low + 1, high)
        if not between:
            continue
        start = matched[low] if low >= 0 else -1
        end = matched[high] if high < len(matched) else len(rows)
        if start is None or end is None or start > end:
            weak.update(between)
            continue
        printed = [j for j in range(start + 1, end) if rows[j].slots]
        if printed and len(printed) != len(between):
            weak.update(between)
