"""The counts of a text that may be its total, sifted: this year's, the unit's own, of all information."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from gongkai.extract.prose.totals.neighbours import (
    has_neighbour,
    is_part_of_stock,
    is_stock_behind,
    may_be_another,
    of_channels,
    of_one_site,
    without_others,
)
from gongkai.extract.prose.totals.told import Candidate, without_kinds


@dataclass(frozen=True, slots=True)
class Told:
    """What may be the total.

    `totals` or else `channels`; `others` are channels told besides, `papers` count papers,
    `kinds` one kind each, `of_kinds` kinds named one by one beside others; `aside` is where
    stand those that are of all years or of others, `all` are the counts that say something.
    """

    all: list[Candidate]
    totals: list[Candidate]
    channels: list[Candidate]
    others: list[Candidate]
    papers: list[Candidate]
    kinds: list[Candidate]
    of_kinds: list[Candidate]
    aside: set[int]


def sift(found: list[Candidate], text: str, township: bool) -> Told:
    """The counts that may be the total; `township` where 全县 is not the unit itself."""
    told = [c for c in found if c.strength > 0]
    totals = [c for c in told if c.kind == "total"]
    channels = [c for c in told if c.kind == "channel"]
    channels, others = without_others(of_one_site(channels, text))
    if channels and all(c.sentence.topic == "platform" for c in channels):
        channels += [c for c in found if c.kind == "platform"]
    stocks = {id(a) for a, b in itertools.pairwise(told) if is_part_of_stock(b, a)}
    stock_behind = {id(b) for a, b in itertools.pairwise(told) if is_stock_behind(b, a, text)}
    not_of_stock = [c for c in channels if id(c) not in stocks]
    papers = [c for c in totals if c.is_paper]
    if len(papers) < len(totals) or channels:
        totals = [c for c in totals if not c.is_paper]
    listed = {id(c.sentence) for c in found if c.kind == "class"}
    listed |= {id(c.sentence) for c in totals if has_neighbour(c)}
    of_kinds = [c for c in totals if c.is_of_kinds and id(c.sentence) in listed]
    totals = [c for c in totals if not (c.is_of_kinds and id(c.sentence) in listed)]
    this_year = [c for c in of_the_year(totals, township) if id(c) not in stock_behind]
    kept = {c.start for c in (*this_year, *not_of_stock)}
    aside = {c.start for c in (*totals, *channels)} - kept
    totals, channels = of_channels(without_kinds(this_year, not_of_stock), not_of_stock)
    taken = {c.start for c in (*totals, *channels)}
    others += [c for c in this_year if may_be_another(c) and c.start not in taken]
    kinds = [c for c in told if c.kind == "class"]
    if not (totals or channels):
        totals = [c for c in kinds if c.listing.items][:1]
    return Told(told, totals, channels, others, papers, kinds, of_kinds, aside)


def of_the_year(totals: list[Candidate], township: bool) -> list[Candidate]:
    """Totals without those of all years and of the whole county, where this year's and the unit's stand beside."""
    if not township and any(c.quantity.owner == "county" for c in totals):
        totals = [c for c in totals if c.quantity.owner == "own"] or totals
    fresh = [c for c in totals if c.is_fresh]
    if fresh and any("sum" in c.words and c.value > fresh[0].value for c in totals):
        return fresh
    dated = [c for c in totals if c.is_dated]
    undated = [c for c in totals if not c.is_dated]
    if dated and any("sum" in c.words and c.value > dated[0].value for c in undated):
        return dated
    return totals
