"""A second reading of the total, of another kind: what stands around each count, weighed together.

The rules decide; this only says how far it agrees. Where it hardly does, a total that the rules are sure of is
doubted, and where it does plainly, one that they doubt is not. The weights are those of a logistic regression
over annotated reports (tests/bench/learn_weights.py), so what it goes by is counted and not thought out.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.totals.order import Order
from gongkai.extract.prose.totals.told import Candidate
from gongkai.extract.prose.totals.unexplained import Disclosed
from gongkai.messages import message

_LIKE = frozenset("条篇则件份") | {"条次", "篇次"}
_TOPICS = ("", "disclosure", "platform")
_FLAGS = ("first", "change", "part")
_FILLING = ("filler", "enum", "comma", "colon")
_HARDLY, _SURELY = 0.03, 0.7
_REACH, _NEAR = 30, 3  # counts that one may sum up, and concepts beside it


Sign = tuple[str, str | int]
"""What kind of sign, and which: ("says", "strong"), ("others", 2)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the logarithm of the odds that a count is the total, to which `base` is the begin."""

    base: float
    of: dict[Sign, float]


@cache
def weights() -> Weights:
    """The project's own weights."""
    table = tomllib.loads((Path(__file__).parent / "weights.toml").read_text("utf-8"))
    of = {
        (kind, int(sign) if sign.isdigit() else sign): weight
        for kind, some in table.items()
        if isinstance(some, dict)
        for sign, weight in some.items()
    }
    return Weights(table["base"], of)


def settle(out: Disclosed, counts: Order, is_for_what_is_left: bool) -> None:
    """Doubt what this reading holds to be hardly right; where it holds it to be right, doubt it no longer for the sake
    of counts that are left over.
    """
    is_listed = out.total is None and out.breakdown_doubt  # a count that others make up
    if out.doubt and (not is_for_what_is_left or is_listed):
        return
    if not out.doubt and out.total and _is_sure(out.total):
        return
    likely = support(counts, out.total.value if out.total else None)
    if out.doubt and _SURELY <= likely < 1:
        out.breakdown_doubt = None if out.breakdown_doubt is out.doubt else out.breakdown_doubt
        out.doubt = None
    elif not out.doubt and likely <= _HARDLY:
        out.doubt = message("weighed_otherwise")
        if out.breakdown:
            out.breakdown_doubt = out.breakdown_doubt or out.doubt


def _is_sure(total: Candidate) -> bool:
    """Whether a total is told as no weight knows: made up by its list, or part of a wider count (公开611条,其中主动公开592条)."""
    is_part = (total.is_strong or total.is_dated) and "of_which" in total.words | total.lead
    is_made_up = total.listing.amount == total.value > 0
    is_said = total.rule in ("total.said_behind", "total.share_of")
    return total.is_fresh or is_part or is_made_up or is_said


def support(counts: Order, answer: float | None) -> float:
    """How likely it is (0 to 1) that an answer is right: that one of its counts is the total, and no other is.

    Counts of requests and the like are not weighed, nor what is taken for the total among them.
    """
    words = weights()
    likely: dict[float, float] = {}
    for n, beside in _relations(counts):
        odds = words.base + _weighed(_words_around(counts, n))
        odds += sum([words.of.get(sign, 0.0) for sign in beside])
        value = counts.order[n][1].value
        likely[value] = max(likely.get(value, 0.0), 1 / (1 + math.exp(-odds)))
    other = max((p for value, p in likely.items() if value != answer), default=0.0)
    return 1 - other if answer is None else likely.get(answer, 1.0) * (1 - other)


def signs_of(counts: Order) -> Iterator[tuple[int, set[Sign]]]:
    """For each count that is weighed, by its place: what stands around it and how it stands to the others."""
    for n, beside in _relations(counts):
        yield n, {*beside, *_said(_words_around(counts, n))}


def _relations(counts: Order) -> Iterator[tuple[int, list[Sign]]]:
    """How each count that may be of information stands to the others."""
    order = counts.order
    weighed = [n for n, (sentence, _) in enumerate(order) if sentence.topic in _TOPICS]
    alike = [n for n in weighed if _is_alike(counts, n)]
    values = sorted([order[n][1].value for n in alike])
    told = Counter([order[n][1].value for n in weighed])
    here = Counter([order[n][0].start for n in alike])
    carried = {n for n in alike if "channel" in counts.segment(n)}
    for n in weighed:
        sentence, quantity = order[n]
        at = bisect_left(alike, n)
        is_alike = alike[at : at + 1] == [n]
        others = len(carried) - (n in carried)
        beside: list[Sign] = [
            ("others", min(5, len(alike) - is_alike)),
            ("same", min(4, here[sentence.start] - is_alike)),
            ("greater", min(3, len(values) - bisect_right(values, quantity.value))),
            ("channels", min(3, others)),
            ("digits", len(str(int(quantity.value)))),
        ]
        if n in carried or "channel" in counts.segment(n) or "channel" in counts.lead(n):
            beside += [("own_channel", "any"), ("own_channel", min(2, others))]
        if told[quantity.value] > 1:
            beside.append(("flag", "again"))
        if _adds_up(order, alike[at + is_alike : at + is_alike + _REACH], quantity.value):
            beside.append(("flag", "has_parts"))
        if _adds_up(order, alike[max(0, at - _REACH) : at][::-1], quantity.value):
            beside.append(("flag", "sums_up"))
        yield n, beside


class Around(NamedTuple):
    """The words around a count as concepts: its own clause, those before and behind it, its heading, and what governs it."""

    segment: tuple[str, ...]
    line: tuple[str, ...]
    behind: tuple[str, ...]
    under: frozenset[str]
    unit: str
    topic: str
    period: str
    owner: str
    place: int
    flags: tuple[bool, bool, bool]


def _words_around(counts: Order, n: int) -> Around:
    sentence, quantity = counts.order[n]
    index = quantity.index
    return Around(
        tuple(counts.segment(n)),
        tuple(counts.lead(n, True)),
        tuple([t.concept for t in sentence.tokens[index + 1 : index + 1 + _NEAR]]),
        sentence.under,
        quantity.unit,
        sentence.topic,
        quantity.period,
        f"{quantity.owner} of township" if counts.township else quantity.owner,
        min(3, sum([q.index < index for q in sentence.quantities[: _NEAR + 1]])),
        (sentence.is_first, quantity.is_change, quantity.is_of_part),
    )


@lru_cache(maxsize=16_384)  # reports say the same in the same words by the thousand
def _weighed(around: Around) -> float:
    of = weights().of
    return sum([of.get(sign, 0.0) for sign in _said(around)])


def _said(around: Around) -> set[Sign]:
    """The signs that words around a count are."""
    segment = around.segment
    signs: set[Sign] = {
        ("unit", around.unit),
        ("topic", around.topic),
        ("period", around.period),
        ("owner", around.owner),
        ("place", around.place),
    }
    signs.update(
        [("flag", flag) for flag, holds in zip(_FLAGS, around.flags, strict=True) if holds]
    )
    signs.update([("says", concept) for concept in segment])
    signs.update([("line", concept) for concept in around.line])
    signs.update([("under", concept) for concept in around.under])
    signs.update([(f"next_{at}", concept) for at, concept in enumerate(around.behind)])
    signs.update([(f"last_{at}", concept) for at, concept in enumerate(segment[: -_NEAR - 1 : -1])])
    said = [concept for concept in segment if concept not in _FILLING]
    signs.update([("pair", f"{a} {b}") for a, b in itertools.pairwise(said)])
    return signs


def _is_alike(counts: Order, n: int) -> bool:
    """Whether a count may be of information: this year's, and of pieces or by its words."""
    quantity = counts.order[n][1]
    is_ours = quantity.period == "this" and not quantity.is_change
    return is_ours and (quantity.unit in _LIKE or "info" in counts.segment(n))


def _adds_up(order: list[tuple[Sentence, Quantity]], places: list[int], amount: float) -> bool:
    """Whether the first two or more of some counts add up to an amount."""
    total = 0.0
    for nth, place in enumerate(places):
        total += order[place][1].value
        if total >= amount:
            return total == amount and nth > 0
    return False
