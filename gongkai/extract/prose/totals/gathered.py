"""The counts of a text that may be its total, each with its list and the sum that it makes of others."""

from __future__ import annotations

from dataclasses import replace

from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.items import AGAIN, MOST, Item, Listing, clean
from gongkai.extract.prose.totals.listed import read_list
from gongkai.extract.prose.totals.neighbours import (
    is_told_anew,
    tells_what_was_kept,
    up_to_next_channel,
)
from gongkai.extract.prose.totals.told import VERBS, Candidate

_SAYS_OTHERWISE = frozenset(("channel", "report_year", "this_year", "fresh"))


class Gathered:
    """The counts of a text that may be its total or a channel's, with what each sums up and lists.

    `taken` and `summed` are where parts of lists and of sums stand, `within` the channel's count by what stands
    in its list.
    """

    def __init__(self, text: str, counts: Counts) -> None:
        """Take a text and its counts."""
        self.text, self.counts, self.order = text, counts, counts.order
        self.taken: set[int] = set()
        self.summed: set[int] = set()
        self.within: dict[int, float] = {}
        self.apart: set[int] = set()  # where a total stands in the list of a wider one

    def all(self) -> list[Candidate]:
        """The counts, in order."""
        found = [c for c in map(self.found, range(len(self.order))) if c is not None]
        found = [c for c in found if c.start not in self.summed]
        by_place = {c.start: c for c in found}
        for candidate in found:
            self.follow(candidate, by_place)
        return found

    def follow(self, fresh: Candidate, found: dict[int, Candidate]) -> None:
        """Let what is new of a stock be of the kind that the stock is: 公文类80条,新增3条."""
        if not fresh.is_fresh or not fresh.words <= {"fresh", "open"}:
            return
        here = [q for q in fresh.sentence.quantities if q.index < fresh.quantity.index]
        if not here:
            return
        stock = found.get(here[-1].token.start)
        if stock is None or not stock.words & VERBS.keys():
            fresh.kind = "class"
        elif "open" in fresh.words or stock.is_paper:
            fresh.kind, fresh.is_paper = stock.kind, stock.is_paper

    def found(self, n: int) -> Candidate | None:
        """The n-th count, with what it sums up and what is listed behind it."""
        sentence, quantity = self.order[n]
        if quantity.token.start in self.taken:
            return None
        candidate = self.counts.candidate(n)
        if candidate is None or candidate.kind == "class":
            if candidate is not None and (listing := self.listed_kinds(n, candidate)).items:
                candidate.listing = listing
                self.taken |= {q.token.start for q in listing.taken}
            return candidate
        is_again = candidate.kind == "channel" and AGAIN.match(self.text, quantity.token.end)
        if is_again and any(q.value == quantity.value for _, q in self.order[:n]):
            return None
        if candidate.start in self.apart:
            candidate.kind = "total"
        candidate.listing = read_list(
            self.text, self.order[n + 1 : n + 1 + MOST], sentence, quantity, candidate.value
        )
        if candidate.is_of_kinds and is_told_anew(candidate):
            candidate.listing = Listing()
        self.take_parts(n, candidate)
        if size := self.counts.summed_before(n):
            candidate.strength += 2.0
            candidate.kind = "channel" if self.is_of_channel(n, size) else "total"
            self.summed |= {self.order[m][1].token.start for m in range(n - size, n)}
            candidate.before = self.items_before(n, size)
        return candidate

    def listed_kinds(self, n: int, one: Candidate) -> Listing:
        """The list behind a count whose kind is named, where it tells of all of it."""
        if one.rule != "class.of_kind" or "info" not in one.words or one.is_paper:
            return Listing()
        behind = self.order[n + 1 : n + 1 + MOST]
        listing = read_list(self.text, behind, one.sentence, one.quantity, one.value)
        is_whole = listing.introduced and listing.amount == one.value and len(listing.items) > 1
        return listing if is_whole else Listing()

    def take_parts(self, n: int, whole: Candidate) -> None:
        """Leave the parts of a list out of what may be a total, but for those that stand by themselves."""
        adds_up = whole.listing.amount == whole.value
        if whole.kind == "channel" and not whole.listing.introduced and not adds_up:
            whole.listing = Listing()
        if tells_what_was_kept(whole):
            whole.kind, whole.listing = "class", Listing()
        if whole.is_strong and all(i.label.startswith("依申请") for i in whole.listing.items):
            whole.listing = Listing()  # 主动公开57条,依申请公开3条
        if whole.kind == "channel" and not adds_up:
            whole.listing = up_to_next_channel(whole.listing, n, self.counts)
        inner = whole.inner
        outside: set[int] = set()
        for m in range(n + 1, min(n + 1 + MOST, len(self.order))) if inner else ():
            start = self.order[m][1].token.start
            if start not in inner:
                continue
            if adds_up or not self.stands_alone(m, whole):
                self.taken.add(start)
                continue
            outside.add(start)
            if whole.kind == "channel" and not {*self.counts.segment(m)} & _SAYS_OTHERWISE:
                self.within[start] = whole.value
            if "strong" in self.counts.segment(m):
                self.apart.add(start)
        kept = tuple(i for i in whole.listing.items if i.quantity.token.start not in outside)
        whole.listing = replace(whole.listing, items=kept)

    def stands_alone(self, n: int, whole: Candidate) -> bool:
        """Whether a count in a list is no part of it but what it should be: this year's, or this unit's."""
        candidate = self.counts.candidate(n)
        if candidate is None:
            return False
        if candidate.rule == "total.said_behind" or (
            candidate.is_dated and not whole.is_dated and self.counts.is_bare(n)
        ):
            return True
        turns = candidate.quantity.owner == "own" and whole.quantity.owner == "county"
        if turns and not self.counts.township:
            return True
        of_all = whole.is_joint or (whole.kind == "total" and "sum" in whole.words)
        is_one = candidate.kind == "channel" and of_all  # of the channels told together
        is_plain = {"strong", "info"} <= candidate.words and not whole.is_strong and not is_one
        return is_plain or ("strong" in candidate.words and whole.is_paper)

    def is_of_channel(self, n: int, size: int) -> bool:
        """Whether a sum is of one channel's parts: 新媒体发布原创90条、转载10条,合计100条."""
        channels = ["channel" in self.counts.segment(m) for m in range(n - size, n)]
        return channels[0] and not any(channels[1:])

    def items_before(self, n: int, size: int) -> tuple[Item, ...]:
        """The parts that the n-th count sums up."""
        parts = (m for m in range(n - size, n) if not self.order[m][1].is_change)
        return tuple(self.item(m) for m in parts if self.order[m][1].period != "past")

    def item(self, n: int) -> Item:
        """A count as an item, called by the words before it."""
        sentence, quantity = self.order[n]
        begin = sentence.tokens[quantity.clause].start
        if n and self.order[n - 1][0] is sentence:
            begin = max(begin, self.order[n - 1][1].token.end)
        label = clean(self.text[begin : quantity.token.start])
        return Item(label, quantity, quantity.value, "channel" in self.counts.segment(n))
