"""How much a unit disclosed this year: its total, the total's parts, and the channels beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import other_numbers
from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.gathered import Gathered
from gongkai.extract.prose.totals.items import MOST, Item, Listing, amount_of, clean
from gongkai.extract.prose.totals.listed import read_list
from gongkai.extract.prose.totals.made_up import LEAST
from gongkai.extract.prose.totals.neighbours import (
    is_by_another_way,
    is_joined,
    is_one_channel,
    is_one_of,
    kinds_told_on,
    rival_kinds,
    tells_anew,
    the_doubtful_one,
    the_main_one,
    told_on,
)
from gongkai.extract.prose.totals.plainly import is_plainly_all, is_plainly_of_one
from gongkai.extract.prose.totals.sifted import sift
from gongkai.extract.prose.totals.told import VERBS, Candidate
from gongkai.extract.prose.totals.unexplained import Disclosed, doubt_what_is_left
from gongkai.extract.prose.totals.weighed import settle
from gongkai.messages import message

_REACH = 400  # characters behind a list in which another of the same total may begin
_CLOSE = 0.4  # of strengths: too near to choose between them
_SAYS_SUM = frozenset(("sum", "this_year", "report_year"))
_SAYS_SUM_OF = frozenset(("sum", "disclose", "info"))
_BY_CHANNELS = frozenset(("by_means", "channel"))
_SAYS_YEAR = frozenset(("this_year", "report_year", "fresh"))
_OF_OWN_LEVEL = re.compile("[镇乡旗县区]级|街道级|本级")
_OF_VILLAGES = re.compile("村级|社区级")
_PERIOD = re.compile(r"季度|上半年|下半年|\d月|月份")


def disclosed(text: str, said: Sequence[Sentence], township: bool) -> Disclosed:
    """The total among the counts of a text, and its lists.

    Never a sum made of parts, a county's total, a number of clicks or requests, or one of several channels.
    """
    gathered = _Choice(text, Counts(said, township))
    return gathered.resolve(gathered.all())


class _Choice(Gathered):
    def resolve(self, found: list[Candidate]) -> Disclosed:
        """The total, where one is told; one channel alone is the total, several are none."""
        told = sift(found, self.text, self.counts.township)
        totals, channels, aside = told.totals, told.channels, told.aside
        out = Disclosed()
        if totals:
            self.take(out, totals, channels, told.papers)
            if out.total and not out.breakdown and (parts := told_on(out.total, totals, channels)):
                out.doubt, aside = None, aside | {c.start for c in parts}
                out.channels = tuple(self.as_item(c) for c in parts)
        elif is_one_channel(channels, self.text) and not is_one_of(channels[0], found):
            self.take_channel(out, channels[0], told.others, told.papers, told.kinds)
        elif main := the_main_one(channels) or the_doubtful_one(channels, self.text):
            self.take_channel(out, main, [c for c in channels if c is not main], told.papers, [])
        elif any(c.words & _SAYS_SUM for c in told.of_kinds):
            out.doubt = message("total_not_told")
        elif channels:
            out.channels = tuple(self.as_item(c) for c in channels)
        if out.total and not out.breakdown and (kinds := kinds_told_on(out.total, found)):
            out.breakdown, out.closed = tuple(self.as_item(c) for c in kinds), True
        if out.total and not out.breakdown and (items := self.made_up_by_sentence(out.total)):
            out.breakdown, out.closed = items, True
        if out.total and not out.doubt and (rivals := rival_kinds(out.total, told.all)):
            out.doubt = other_numbers(rivals)
        doubt = out.doubt
        doubt_what_is_left(out, found, self.text, self.counts, self.taken | self.summed, aside)
        settle(out, self.counts, out.doubt is not doubt)
        return out

    def take_channel(
        self,
        out: Disclosed,
        channel: Candidate,
        others: list[Candidate],
        papers: list[Candidate],
        kinds: list[Candidate],
    ) -> None:
        """Take the one channel's count as the total; `others` are told besides, `kinds` each of one kind."""
        out.total = channel
        self.add_lists(out, channel)
        is_whole = channel.listing.amount == channel.value
        is_main = channel.is_strong or is_whole
        is_main = is_main or ("info" in channel.words and all(map(channel.dwarfs, papers)))
        if papers and not is_main:
            out.doubt = other_numbers([papers[0].value])
        if channel.is_strong and channel.is_listed:  # its list tells all of it
            others = [c for c in others if c.kind == "channel" or c.value > channel.value]
        if others:
            out.doubt = other_numbers(c.value for c in others)
        is_plain = channel.is_strong or "info" in channel.words
        elsewhere = [c.value for c in kinds if not is_plain or is_by_another_way(c, channel)]
        if elsewhere and not out.doubt:
            out.doubt = other_numbers(elsewhere)
        if not is_plainly_of_one(channel, self.counts.segment(self.place(channel))):
            out.doubt = message("total_not_told")
        if not (channel.is_strong or is_whole or out.doubt) and (
            counted := self.counts.by_others(channel)
        ):
            out.doubt = other_numbers(counted)

    def made_up_by_sentence(self, total: Candidate) -> tuple[Item, ...]:
        """The kinds that all counts of one sentence further on tell, where they make a total up."""
        behind = [n for n, (s, q) in enumerate(self.order) if s.start > total.sentence.start]
        for _, group in itertools.groupby(behind, lambda n: self.order[n][0].start):
            places = [*group]
            said = [self.order[n] for n in places]
            is_alike = all(
                q.unit == total.unit and s.topic == total.sentence.topic for s, q in said
            )
            items = tuple(map(self.item, places))
            is_of_kinds = all(i.label and not i.is_channel for i in items)
            if len(items) >= LEAST and is_alike and is_of_kinds and amount_of(items) == total.value:
                return items
        return ()

    def place(self, count: Candidate) -> int:
        """Which of the counts in order it is."""
        return next(n for n, (_, q) in enumerate(self.order) if q is count.quantity)

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
        if not is_plainly_all(best, channels) or best.sentence.topic == "platform":
            out.doubt = message("total_not_told")
        beside = self.told_beside(best, totals, channels, papers)
        rivals = (near | beside) - restated - {0.0}
        if best.is_listed:
            rivals = {value for value in rivals if value > best.value}  # its list tells all of it
        own = {i.value for i in best.listing.items if _OF_OWN_LEVEL.search(i.label)}
        if own and any(_OF_VILLAGES.search(i.label) for i in best.listing.items):
            rivals |= own  # 镇、村两级共公开95条,其中镇级40条,村级55条
        if rivals:
            out.doubt = other_numbers(rivals)
        if not out.channels:
            inner = best.inner
            out.channels = tuple(self.as_item(c) for c in channels if c.start not in inner)

    def told_beside(
        self,
        best: Candidate,
        totals: list[Candidate],
        channels: list[Candidate],
        papers: list[Candidate],
    ) -> set[float]:
        """What is told in one breath with a total, in a row with it, or by another channel than the one that led to it."""
        beside = {p.value for p in papers if is_joined(p, best)}
        lead = self.counts.lead(self.place(best))
        is_led = "by_means" in lead and lead.count("channel") == 1 and "and_so_on" not in lead
        if is_led and not best.is_strong:  # 利用专栏公开,全年上传592条
            beside |= {c.value for c in channels if tells_anew(c, best)}
        if not best.words & VERBS.keys():  # 主动上传信息31条,累计信息总量为70条
            beside |= {c.value for c in totals if c.sentence is best.sentence}
        if not best.listing.items and not best.before:
            beside |= self.counts.beside_in_row(self.place(best))
        beside |= {self.within[best.start]} if best.start in self.within else set()
        if best.rule == "total.kinds_named" and not (best.is_strong or best.is_listed):
            beside |= self.counts.told_as_plainly(best) | self.counts.told_before(best)
        # 今年主动公开88条,累计公开信息805条
        if best.words >= _SAYS_SUM_OF and not best.words & _SAYS_YEAR:
            beside |= {
                c.value
                for c in channels
                if c.is_strong
                and c.start < best.start
                and (c.is_dated or c.sentence is best.sentence)
            }
        if best.is_joint and "sum" not in best.words:  # 网站主动公开31条;利用公示栏等主动公开45条
            beside |= {c.value for c in channels if c.is_strong}
        # 通过两个网站主动公开共794条,通过新媒体发布251条
        said = best.words | best.lead
        if best.is_strong and said >= _BY_CHANNELS and "of_which" not in said:
            behind = (c for c in channels if c.sentence is best.sentence and c.start > best.start)
            beside |= {c.value for c in behind if c.words >= _BY_CHANNELS}
        return beside

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
        return tuple(items) if amount_of(items) == best.value else ()
