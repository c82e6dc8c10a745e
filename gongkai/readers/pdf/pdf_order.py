"""Brings figures that a PDF draws apart from their rows back to the lines in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

_BESIDE = 5.0  # points: a label's middle and that of its figures lie no further apart
_NEAR = 8.0  # points: lines of headings side by side end no further apart
_ROW = 4.0  # points: figures of one row stand no further apart
_JUMP = 6.0  # points up the page: what follows was not drawn in the order of reading
_LEADING = 1.45  # times the height of a character: lines of one label stand no further apart


@dataclass(slots=True)
class Word:
    """A word and where it stands: points from the left, and its middle from the foot of the page."""

    text: str
    left: float
    right: float
    middle: float
    height: float
    is_value: bool


@dataclass(slots=True)
class Placed:
    """A line as drawn: its words in order, at least one. Never changed: what is told of it is asked
    for each row of figures.

    `middle` is points from the foot of the page, whatever hangs below a single word; `label_ends` is
    where the last of its words that is no figure ends, None where it holds figures alone.
    """

    words: list[Word]
    middle: float = field(init=False)
    label_ends: float | None = field(init=False)

    def __post_init__(self) -> None:
        """Tell where the line stands."""
        self.middle = median([word.middle for word in self.words])
        labels = (word.right for word in reversed(self.words) if not word.is_value)
        self.label_ends = next(labels, None)


def is_disordered(middles: Sequence[float], are_values: Sequence[bool]) -> bool:
    """Whether a line of figures alone stands far above the line that was drawn before it."""
    return any(
        is_value and middles[i] - middles[i - 1] > _JUMP
        for i, is_value in enumerate(are_values)
        if i
    )


def in_order(lines: Sequence[Placed]) -> list[Placed]:
    """The lines in the order of the labels, each with the figures that stand beside it."""
    kept = [line for line in lines if line.label_ends is not None]
    loose = [word for line in lines if line.label_ends is None for word in line.words]
    ends: dict[int, list[Placed]] = {}
    rows = _rows(loose)
    for row in rows:
        others = [other[0].middle for other in rows if other is not row]
        at = _line_of(row, kept, others)
        if at is None:
            above = [i for i, line in enumerate(kept) if line.words[-1].middle > row[0].middle]
            lowest = min((kept[i].words[-1].middle for i in above), default=0.0)
            last = max((i for i in above if kept[i].words[-1].middle - lowest <= _NEAR), default=-1)
            ends.setdefault(last, []).append(Placed(row))
        else:
            kept[at] = Placed(_merged(kept[at].words, row))
    out = ends.get(-1, [])
    for i, line in enumerate(kept):
        out += [line, *ends.get(i, [])]
    return out


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Figures by rows, from the top; each row from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.middle):
        if rows and rows[-1][0].middle - word.middle <= _ROW:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _line_of(row: list[Word], lines: Sequence[Placed], others: Sequence[float]) -> int | None:
    """The last line of the label beside which a row of figures stands, and no other row does."""
    middle, left = row[0].middle, row[0].left
    best: tuple[int, int, int, int] | None = None  # the label next to the figures comes first
    for start, first in enumerate(lines):
        for end, last in enumerate(lines[start : start + 4], start):
            if end > start and not _goes_on(lines[end - 1], last):
                break
            if last.label_ends is None or last.label_ends > left + 2:
                break  # its figures, or what it says, stand where the row does
            if end > start and _holds(first, last, others):
                break
            off = abs((first.middle + last.middle) / 2 - middle)
            if off <= _BESIDE:
                better = (-round(last.words[0].left), round(off), start - end, end)
                best = better if best is None else min(best, better)
    return best[-1] if best else None


def _holds(first: Placed, last: Placed, middles: Sequence[float]) -> bool:
    """Whether any of these heights lies beside two lines or between them."""
    return any(last.middle - _ROW <= middle <= first.middle + _ROW for middle in middles)


def _goes_on(above: Placed, below: Placed) -> bool:
    """Whether two lines are of one label: close one below the other, with no figure at the first."""
    last, first = above.words[-1], below.words[-1]
    gap = last.middle - first.middle
    overlap = min(last.right, first.right) - max(above.words[0].left, below.words[0].left)
    return (
        not last.is_value and overlap > 0 and 0 < gap <= _LEADING * max(last.height, first.height)
    )


def _merged(words: list[Word], row: list[Word]) -> list[Word]:
    """A line's label, then its figures and those of the row from the left."""
    last = max((i for i, word in enumerate(words) if not word.is_value), default=-1)
    return [*words[: last + 1], *sorted([*words[last + 1 :], *row], key=lambda w: w.left)]
