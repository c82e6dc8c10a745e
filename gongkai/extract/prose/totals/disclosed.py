"""How much a unit disclosed this year: its total, the total's parts, and the channels beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import other_numbers
from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.items import AGAIN, MOST, Item, Listing, clean
from gongkai.extract.prose.totals.listed import read_list
from gongkai.extract.prose.totals.neighbours import (
    has_neighbour,
    is_joined,
    is_one_of,
    is_part_of_stock,
    is_told_anew,
    of_channels,
    of_one_site,
    rival_kinds,
    tells_what_was_kept,
    up_to_next_channel,
)
from gongkai.extract.prose.totals.told import VERBS, Candidate, without_kinds
from gongkai.extract.prose.totals.unexplained import Disclosed, doubt_what_is_left
from gongkai.messages import message

_REACH = 400  # characters behind a list in which another of the same total may begin
_CLOSE = 0.4  # of strengths: too near to choose between them
_SAYS_OTHERWISE = frozenset(("channel", "report_year", "this_year", "fresh"))
_SAYS_SUM = frozenset(("sum", "this_year", "report_year"))
_NOT_PLAINLY = ("total.of_papers", "total.of_all_years")
_PERIOD = re.compile(r"季度|上半年|下半年|\d月|月份")


def disclosed(text: str, said: Sequence[Sentence], township: bool) -> Disclosed:
    """The total among the counts of a text, and its lists.

    Never a sum made of parts, a county's total, a number of clicks or requests, or one of several channels.
    """
    return _Choice(text, Counts(said, township)).made()


class _Choice:
    def __init__(self, text: str, counts: Counts) -> None:
        self.text, self.counts, self.order = text, counts, counts.order
        self.taken: set[int] = set()  # where parts of a list stand
        self.summed: set[int] = set()  # where parts of a sum stand
        self.within: dict[int, float] = {}  # what stands in a channel's list: the channel's count
        self.apart: set[int] = set()  # where a total stands in the list of a wider one

    def made(self) -> Disclosed:
        found = [c for c in map(self.found, range(len(self.order))) if c is not None]
        found = [c for c in found if c.start not in self.summed]
        by_place = {c.start: c for c in found}
        for candidate in found:
            self.follow(candidate, by_place)
        return self.resolve(found)

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
        inner = {q.token.start for q in whole.listing.taken}
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
        is_one = candidate.kind == "channel" and whole.is_joint  # of the channels named together
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

    def resolve(self, found: list[Candidate]) -> Disclosed:
        """The total, where one is told; one channel alone is the total, several are none."""
        told = [c for c in found if c.strength > 0]
        totals = [c for c in told if c.kind == "total"]
        channels = [c for c in told if c.kind == "channel"]
        channels = of_one_site(channels, self.text)
        main = [c for c in channels if "besides" not in c.words | c.lead]
        channels = main if any(c.is_strong for c in main) else channels
        if channels and all(c.sentence.topic == "platform" for c in channels):
            channels += [c for c in found if c.kind == "platform"]
        stocks = {id(a) for a, b in itertools.pairwise(told) if is_part_of_stock(b, a)}
        not_of_stock = [c for c in channels if id(c) not in stocks]
        papers = [c for c in totals if c.is_paper]
        if len(papers) < len(totals) or channels:
            totals = [c for c in totals if not c.is_paper]
        listed = {id(c.sentence) for c in found if c.kind == "class"}
        listed |= {id(c.sentence) for c in totals if has_neighbour(c)}
        # a count of kinds named one by one, beside others of its sentence
        of_kinds = [c for c in totals if c.is_of_kinds and id(c.sentence) in listed]
        totals = [c for c in totals if c not in of_kinds]
        of_the_year = self.of_the_year(totals)
        kept = {c.start for c in (*of_the_year, *not_of_stock)}
        aside = {c.start for c in (*totals, *channels)} - kept
        totals, channels = of_the_year, not_of_stock
        totals, channels = of_channels(without_kinds(totals, channels), channels)
        if not (totals or channels):
            totals = [c for c in told if c.kind == "class" and c.listing.items][:1]
        out = Disclosed()
        if totals:
            self.take(out, totals, channels, papers)
        elif len({c.value for c in channels}) == 1 and not is_one_of(channels[0], found):
            out.total = channels[0]
            self.add_lists(out, channels[0])
            is_whole = channels[0].listing.amount == channels[0].value
            if papers and not (channels[0].is_strong or is_whole):
                out.doubt = other_numbers([papers[0].value])
            if channels[0].verb < VERBS["publish"]:
                out.doubt = message("total_not_told")
        elif any(c.words & _SAYS_SUM for c in of_kinds):
            out.doubt = message("total_not_told")
        elif channels:
            out.channels = tuple(self.as_item(c) for c in channels)
        if out.total and not out.doubt and (kinds := rival_kinds(out.total, told)):
            out.doubt = other_numbers(kinds)
        doubt_what_is_left(out, found, self.text, self.counts, self.taken | self.summed, aside)
        return out

    def of_the_year(self, totals: list[Candidate]) -> list[Candidate]:
        """Totals without those of all years and of the whole county, where this year's and the unit's stand beside."""
        if not self.counts.township and any(c.quantity.owner == "county" for c in totals):
            totals = [c for c in totals if c.quantity.owner == "own"] or totals
        fresh = [c for c in totals if c.is_fresh]
        if fresh and any("sum" in c.words and c.value > fresh[0].value for c in totals):
            return fresh
        dated = [c for c in totals if c.is_dated]
        undated = [c for c in totals if not c.is_dated]
        if dated and any("sum" in c.words and c.value > dated[0].value for c in undated):
            return dated
        return totals

    def take(
        self,
        out: Disclosed,
        totals: list[Candidate],
        channels: list[Candidate],
        papers: list[Candidate],
    ) -> None:
        """Take the plainest total, the first of equals, with the list that goes with it."""
        best = max(totals, key=lambda c: (c.strength, -c.start))
        if not best.listing.items:
            again = (c for c in [*totals, *channels] if c.value == best.value and c.listing.items)
            best = next(again, best)
        out.total = best
        self.add_lists(out, best)
        restated = {best.value} | {q.value for q in best.listing.taken}
        near = {c.value for c in totals if c.strength >= best.strength - _CLOSE}
        of_documents = "document" in best.words and "info" not in best.words | best.lead
        if best.rule in _NOT_PLAINLY or of_documents or best.verb < VERBS["publish"]:
            out.doubt = message("total_not_told")
        beside = {p.value for p in papers if is_joined(p, best)}
        if not best.words & VERBS.keys():  # 主动上传信息31条,累计信息总量为70条
            beside |= {c.value for c in totals if c.sentence is best.sentence}
        beside |= {self.within[best.start]} if best.start in self.within else set()
        rivals = (near | beside) - restated - {0.0}
        if len(best.listing.items) > 1 and best.listing.amount == best.value:
            rivals = {value for value in rivals if value > best.value}  # its list tells all of it
        if rivals:
            out.doubt = other_numbers(rivals)
        if not out.channels:
            inner = {q.token.start for q in best.listing.taken}
            out.channels = tuple(self.as_item(c) for c in channels if c.start not in inner)

    def as_item(self, c: Candidate) -> Item:
        """A channel's count as an item."""
        begin = c.sentence.tokens[c.quantity.clause].start
        return Item(clean(self.text[begin : c.start]), c.quantity, c.value, True)

    def add_lists(self, out: Disclosed, best: Candidate) -> None:
        """Add the breakdown and the channels of a total."""
        listing = best.listing
        if best.before:
            if all(i.label and not _PERIOD.search(i.label) for i in best.before):
                out.breakdown, out.closed = best.before, True
                out.channels = tuple(i for i in best.before if i.is_channel)
            return
        if best.is_fresh and not listing.items:
            out.breakdown = self.fresh_items(best)
            out.closed = True if out.breakdown else None
            return
        if not listing.items:
            return
        if not listing.by_way:
            out.breakdown, out.closed = listing.items, listing.closed
            out.breakdown_doubt = listing.doubt
        out.channels = tuple(i for i in listing.items if i.is_channel or listing.by_way)
        last = listing.taken[-1].token.start
        if listing.by_way:
            other = self.list_behind(best, last, "of_which")
            if other.amount == best.value and not other.by_way:
                out.breakdown, out.closed = other.items, True
        else:
            out.channels = self.list_behind(best, last, "by_way").items or out.channels

    def list_behind(self, best: Candidate, last: int, opening: str) -> Listing:
        """The list that a word of its own opens behind another list of the same total."""
        for m, (sentence, quantity) in enumerate(self.order):
            if quantity.token.start <= last:
                continue
            if sentence.topic != best.sentence.topic or quantity.token.start > last + _REACH:
                break
            before = self.order[m - 1][1] if m and self.order[m - 1][0] is sentence else None
            begin = before.index + 1 if before else 0
            if opening in [t.concept for t in sentence.tokens[begin : quantity.index]]:
                return read_list(self.text, self.order[m : m + MOST], sentence, before, best.value)
        return Listing()

    def fresh_items(self, best: Candidate) -> tuple[Item, ...]:
        """What is new of each kind, where kinds are told by their stock: 公告4020条(新增160条)."""
        items: list[Item] = []
        for n, (sentence, quantity) in enumerate(self.order):
            is_behind = sentence is best.sentence and quantity.token.start > best.start
            if is_behind and "fresh" in self.counts.segment(n):
                items.append(Item(self.item(n - 1).label, quantity, quantity.value, False))
        return tuple(items) if sum(i.value for i in items) == best.value else ()
