"""A second reading of the total, of another kind: what stands around each count, weighed together.

The rules decide; this only says how far it agrees. Where it hardly does, a total that the rules are sure of is
doubted, and where it does plainly, one that they doubt is not. The weights are those of a logistic regression
over annotated reports (tests/bench/learn_weights.py), so what it goes by is counted and not thought out.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.extract.prose.totals.order import Order
from gongkai.extract.prose.totals.told import Candidate
from gongkai.extract.prose.totals.unexplained import Disclosed
from gongkai.messages import message

_LIKE = frozenset("条篇则件份") | {"条次", "篇次"}
_TOPICS = ("", "disclosure", "platform")
_FILLING = ("filler", "enum", "comma", "colon")
_HARDLY, _SURELY = 0.03, 0.7
_REACH, _NEAR = 30, 3  # counts that one may sum up, and concepts beside it


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the logarithm of the odds that a count is the total, to which `base` is the begin."""

    base: float
    of: dict[str, float]


@cache
def weights() -> Weights:
    """The project's own weights."""
    table = tomllib.loads((Path(__file__).parent / "weights.toml").read_text("utf-8"))
    return Weights(table["base"], table["of"])


def settle(out: Disclosed, counts: Order, is_for_what_is_left: bool) -> None:
    """Doubt what this reading holds to be hardly right; where it holds it to be right, doubt it no longer for the sake
    of counts that are left over.
    """
    likely = support(counts, out.total.value if out.total else None)
    is_listed = out.total is None and out.breakdown_doubt  # a count that others make up
    if is_for_what_is_left and likely >= _SURELY and not is_listed:
        out.breakdown_doubt = None if out.breakdown_doubt is out.doubt else out.breakdown_doubt
        out.doubt = None
    elif not out.doubt and likely <= _HARDLY and not (out.total and _is_of_wider(out.total)):
        out.doubt = message("weighed_otherwise")
        if out.breakdown:
            out.breakdown_doubt = out.breakdown_doubt or out.doubt


def _is_of_wider(total: Candidate) -> bool:
    """Whether a total is told as part of a wider count, which no weight knows: 公开信息611条,其中主动公开592条."""
    is_part = (total.is_strong or total.is_dated) and "of_which" in total.words | total.lead
    return total.is_fresh or is_part or total.rule in ("total.said_behind", "total.share_of")


def support(counts: Order, answer: float | None) -> float:
    """How likely it is (0 to 1) that an answer is right: that one of its counts is the total, and no other is."""
    words = weights()
    likely: dict[float, float] = {}
    for n, signs in enumerate(signs_of(counts)):
        odds = words.base + sum(words.of.get(sign, 0.0) for sign in signs)
        value = counts.order[n][1].value
        likely[value] = max(likely.get(value, 0.0), 1 / (1 + math.exp(-odds)))
    other = max((p for value, p in likely.items() if value != answer), default=0.0)
    return 1 - other if answer is None else likely.get(answer, 0.0) * (1 - other)


def signs_of(counts: Order) -> Iterator[set[str]]:
    """For each count, what stands around it and how it stands to the others."""
    alike = [n for n in range(len(counts.order)) if _may_be_of_information(counts, n)]
    values = sorted(counts.order[n][1].value for n in alike)
    told = Counter(q.value for _, q in counts.order)
    here = Counter(counts.order[n][0].start for n in alike)
    channels = sum("channel" in counts.segment(n) for n in alike)
    places = {n: at for at, n in enumerate(alike)}
    for n, (sentence, quantity) in enumerate(counts.order):
        is_alike = n in places
        signs = _around(counts, n)
        signs.add(f"others {min(5, len(alike) - is_alike)}")
        signs.add(f"same {min(4, here[sentence.start] - is_alike)}")
        greater = len(values) - bisect_right(values, quantity.value)
        signs.add(f"greater {min(3, greater)}")
        others = channels - (is_alike and "channel" in counts.segment(n))
        signs.add(f"channels {min(3, others)}")
        if "channel" in counts.segment(n) or "channel" in counts.lead(n):
            signs |= {"own channel", f"own channel {min(2, others)}"}
        if told[quantity.value] > 1:
            signs.add("again")
        at = bisect_right(alike, n)
        behind = (counts.order[m][1].value for m in alike[at : at + _REACH])
        if _adds_up(behind, quantity.value):
            signs.add("has parts")
        before = (
            counts.order[m][1].value
            for m in alike[max(0, at - is_alike - _REACH) : at - is_alike][::-1]
        )
        if _adds_up(before, quantity.value):
            signs.add("sums up")
        yield signs


def _around(counts: Order, n: int) -> set[str]:
    sentence, quantity = counts.order[n]
    segment = counts.segment(n)
    behind = [t.concept for t in sentence.tokens[quantity.index + 1 : quantity.index + 1 + _NEAR]]
    signs = {f"unit {quantity.unit}", f"topic {sentence.topic}", f"period {quantity.period}"}
    signs.add(f"owner {quantity.owner}{' of township' if counts.township else ''}")
    flags = {"first": sentence.is_first, "change": quantity.is_change, "part": quantity.is_of_part}
    signs |= {flag for flag, holds in flags.items() if holds}
    signs |= {f"says {concept}" for concept in segment}
    signs |= {f"line {concept}" for concept in counts.lead(n, True)}
    signs |= {f"under {concept}" for concept in sentence.under}
    signs |= {f"next {at} {concept}" for at, concept in enumerate(behind)}
    signs |= {f"last {at} {concept}" for at, concept in enumerate(segment[::-1][:_NEAR])}
    said = [concept for concept in segment if concept not in _FILLING]
    signs |= {f"pair {a} {b}" for a, b in itertools.pairwise(said)}
    place = sum(q.index < quantity.index for q in sentence.quantities[: _NEAR + 1])
    signs |= {f"place {min(3, place)}", f"digits {len(str(int(quantity.value)))}"}
    return signs


def _may_be_of_information(counts: Order, n: int) -> bool:
    sentence, quantity = counts.order[n]
    is_ours = quantity.period == "this" and not quantity.is_change and sentence.topic in _TOPICS
    return is_ours and (quantity.unit in _LIKE or "info" in counts.segment(n))


def _adds_up(values: Iterator[float], amount: float) -> bool:
    """Whether the first two or more of some values add up to an amount."""
    sums = itertools.takewhile(lambda s: s <= amount, itertools.accumulate(values))
    return any(s == amount for s in itertools.islice(sums, 1, None))
