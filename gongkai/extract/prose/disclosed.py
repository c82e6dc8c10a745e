"""How much a unit disclosed this year: its total, the total's parts, and the channels beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.extract.prose.clauses import Quantity, Sentence
from gongkai.extract.prose.listed import Item, Listing, clean, read_list

_ITEMS = frozenset(
    (
        "条",
        "篇",
        "件",
        "则",
        "个",
        "项",
        "份",
        "期",
        "次",
        "条次",
        "篇次",
        "件次",
        "篇条",
        "部",
        "幅",
        "张",
        "块",
        "起",
        "例",
        "宗",
        "",
    )
)
_VERBS = {"strong": 3.0, "disclose": 2.0, "publish": 1.0, "fresh": 1.0}
_OTHER = frozenset(
    (
        "request",
        "on_request",
        "both_done",
        "reconsider",
        "litigate",
        "foreign",
        "audience",
        "event",
        "average",
        "checked",
        "plan",
        "receive",
        "answer",
        "carry",
        "repeal",
        "in_force",
        "review_outcome",
        "normative",
        "outcome",
        "within",
        "withdrawn",
        "not_counted",
    )
)
_BARE = frozenset(
    (
        "sum",
        "enum",
        "colon",
        "this_year",
        "report_year",
        "fresh",
        "own",
        "all",
        "of_which",
        "filler",
        "open",
        "item",
        "each",
        "info",
        "disclose",
        "strong",
        "many",
        "by_means",
        "changed_to",
        "rest",
        "amount",
        "document",
    )
)
_PLAIN_UNITS = frozenset(("条", "篇", "则", "条次", "篇次", "篇条", "份", "件", "期", ""))
_SUBJECTS_ELSEWHERE = ("foreign", "audience", "event", "requests", "reviews")
_ELSEWHERE = ("management", "oversight", "requests", "platform")
_MEANT_OTHERWISE = frozenset(  # words of kinds of information that elsewhere mean something else
    (
        "foreign",
        "event",
        "normative",
        "outcome",
        "checked",
        "in_force",
        "audience",
        "review_outcome",
    )
)
_PERIOD = re.compile(r"季度|上半年|下半年|\d月|月份")
_ALSO = "the text also says {}"
_ONE_KIND = "the text counts what was published, but no total was told"


@dataclass(slots=True)
class Candidate:
    """A count of information: `kind` is `total`, `channel` or `class`; `strength` says how plainly."""

    sentence: Sentence
    quantity: Quantity
    kind: str
    strength: float
    rule: str
    is_fresh: bool = False
    is_dated: bool = False
    is_strong: bool = False
    papers: bool = False
    listing: Listing = field(default_factory=Listing)
    before: tuple[Item, ...] = ()
    words: frozenset[str] = frozenset()
    is_besides: bool = False

    @property
    def value(self) -> float:
        """The number that stands there."""
        return self.quantity.value


@dataclass(slots=True)
class Disclosed:
    """What was found: the total, the lists, and what to doubt."""

    total: Candidate | None = None
    breakdown: tuple[Item, ...] = ()
    channels: tuple[Item, ...] = ()
    closed: bool | None = None
    doubt: str | None = None
    breakdown_doubt: str | None = None


def disclosed(text: str, said: Sequence[Sentence], township: bool) -> Disclosed:
    """Choose the total among the counts of a text, and read its list."""
    finder = _Finder(text, said, township)
    return finder.choose()


class _Finder:
    def __init__(self, text: str, said: Sequence[Sentence], township: bool) -> None:
        self.text, self.township = text, township
        self.verbs: dict[int, float] = {}
        self.order = [
            (sentence, quantity)
            for sentence in said
            if sentence.topic
            in ("", "disclosure", "platform", "management", "oversight", "requests")
            for quantity in sentence.quantities
        ]

    def choose(self) -> Disclosed:
        found: list[Candidate] = []
        taken: set[int] = set()
        sums: set[int] = set()
        apart: set[int] = set()
        for n, (sentence, quantity) in enumerate(self.order):
            if quantity.token.start in taken:
                continue
            candidate = self.candidate(n)
            if candidate is None:
                continue
            last = found[-1] if found else None
            if (
                candidate.is_fresh
                and last
                and last.sentence is sentence
                and "open" in candidate.words
            ):
                candidate.kind = last.kind
            if quantity.token.start in apart:
                candidate.kind = "total"
            if candidate.kind != "class":
                candidate.listing = read_list(self.text, self.order[n + 1 :], sentence, quantity)
                adds_up = sum(i.value for i in candidate.listing.items) == candidate.value
                if candidate.kind == "channel" and not candidate.listing.introduced and not adds_up:
                    candidate.listing = Listing()
                inner = {q.token.start for q in candidate.listing.taken}
                outside: set[int] = set()
                for m in range(n + 1, len(self.order)):
                    start = self.order[m][1].token.start
                    if start not in inner:
                        continue
                    if adds_up or not self.stands_alone(m, candidate):
                        taken.add(start)
                        continue
                    outside.add(start)
                    if "strong" in self.segment(m):
                        apart.add(start)
                if outside:
                    kept = [
                        i for i in candidate.listing.items if i.quantity.token.start not in outside
                    ]
                    candidate.listing = replace(candidate.listing, items=tuple(kept))
            size = self.summed_before(n)
            if size and candidate.kind != "class":
                candidate.strength += 2.0
                candidate.kind = "channel" if self.is_of_channel(n, size) else "total"
                sums |= {self.order[m][1].token.start for m in range(n - size, n)}
                candidate.before = self.items_before(n, size)
            found.append(candidate)
        found = [c for c in found if c.quantity.token.start not in sums]
        return self.resolve(found)

    def stands_alone(self, n: int, whole: Candidate) -> bool:
        """Whether a count in a list is no part of it but what it should be: this year's, or this unit's."""
        candidate = self.candidate(n)
        if candidate is None:
            return False
        concepts = set(self.segment(n))
        if candidate.is_dated and concepts <= _BARE | {"publish"} and not whole.is_dated:
            return True
        if candidate.rule == "total.said_behind":
            return True
        if (
            not self.township
            and candidate.quantity.owner == "own"
            and whole.quantity.owner == "county"
        ):
            return True
        if "strong" in concepts and "info" in concepts and not whole.is_strong:
            return True
        return "strong" in concepts and whole.papers

    def segment(self, n: int) -> list[str]:
        """The concepts between the bound or number before a quantity and itself, brackets left out."""
        sentence, quantity = self.order[n]
        begin = quantity.clause
        if n and self.order[n - 1][0] is sentence:
            begin = max(begin, self.order[n - 1][1].index + 1)
        out: list[str] = []
        for token in sentence.tokens[begin : quantity.index]:
            if token.concept == "close" and "open" in out:
                out = out[: len(out) - 1 - out[::-1].index("open")]
            else:
                out.append(token.concept)
        return out

    def lead(self, n: int, whole: bool = False) -> list[str]:
        """The concepts of the clauses without numbers of this year that lead up to a quantity's clause."""
        sentence, quantity = self.order[n]
        begin, end = 0, quantity.clause
        for other in sentence.quantities:
            if other.index < quantity.index:
                end = max(end, other.index)
                if not whole and not other.is_change and other.period != "past":
                    begin = other.index + 1
        concepts = [t.concept for t in sentence.tokens[begin:end]]
        if "semi" in concepts and not whole:
            concepts = concepts[len(concepts) - concepts[::-1].index("semi") :]
        return concepts

    def candidate(self, n: int) -> Candidate | None:
        """What speaks for a count, or None where it counts something else."""
        sentence, quantity = self.order[n]
        number = quantity.token.number
        if number is None or number.unit not in _ITEMS or number.value != int(number.value):
            return None
        segment = self.segment(n)
        behind = [t.concept for t in sentence.tokens[quantity.index + 1 : quantity.index + 7]]
        concepts = set(segment)
        if quantity.is_change or quantity.period == "past" or behind[:1] == ["changed_to"]:
            return None
        if self.township and quantity.owner == "county":
            return None
        if behind[:1] == ["not_counted"] or behind[:2] == ["comma", "not_counted"]:
            return None
        behind = behind[1:] if behind[:2] == ["comma", "all"] else behind
        bound = next((i for i, c in enumerate(behind) if c in ("comma", "semi")), len(behind))
        said_of_it = behind[:bound]
        if {"strong", "info"} <= set(said_of_it[:5]) and "number" not in said_of_it:
            return self.made(n, "total", 4.0, "total.said_behind")
        if "within" in concepts and concepts & {"strong", "disclose"} and "sum" in concepts:
            return self.made(n, "total", 5.0, "total.share_of")
        lead = self.lead(n)
        bare = concepts <= _BARE and segment.count("filler") <= 1
        sums = "sum" in concepts and bare
        summed = self.summed_before(n) if sums else 0
        if quantity.subject in ("requests", "reviews") and not set(self.lead(n, True)) & set(
            _VERBS
        ):
            summed = 0
        if (
            not summed
            and "info" not in [*segment, *behind[:1]]
            and quantity.subject in _SUBJECTS_ELSEWHERE
        ):
            return None
        dates = {"report_year", "this_year", "fresh", "strong", "info", "disclose"}
        if bare and not summed and not concepts & dates and {"within", "of_which"} & set(lead):
            return None
        if self.others(segment) or {"plan", "village"} & (concepts | set(lead)):
            return None
        verb = max((_VERBS.get(c, 0.0) for c in segment), default=0.0)
        led = max((_VERBS.get(c, 0.0) for c in lead), default=0.0)
        if segment[:1] == ["enum"] and concepts & {"channel", "info"}:
            led = led or self.verbs.get(n - 1, 0.0)
        self.verbs[n] = verb or led
        has_info = "info" in segment or behind[:1] == ["info"] or "document" in segment
        has_info = has_info or {"and_so_on", "of_kind"} <= concepts
        if not verb and not has_info and not bare and not ("channel" in concepts and led):
            return None
        if not verb:
            if sums and not led:
                led = max((_VERBS.get(c, 0.0) for c in self.lead(n, True)), default=0.0)
            if not led and not has_info and not summed:
                return None
            verb = led or 1.0
        if number.unit not in _PLAIN_UNITS and not has_info and not (bare and "info" in lead):
            return None
        if sentence.topic in _ELSEWHERE and not ("strong" in concepts and has_info):
            if sentence.topic != "platform":
                return None
            return self.made(n, "platform", 0.0, "channel.platform")
        if "paper" in concepts and "strong" not in concepts:
            return None
        kind, rule = self.kind(segment, lead, has_info)
        if kind == "total" and "channel" in sentence.under and "strong" not in sentence.under:
            kind, rule = "channel", "channel.of_heading"
        elif kind == "total" and sentence.under & {"info", "of_kind"} and not (
            sentence.under & {"strong", "disclose"} or "sum" in concepts
        ):
            kind, rule = "class", "class.of_heading"
        strength = verb + (0.5 if has_info else 0.0)
        strength += 0.3 if concepts & {"sum", "this_year", "report_year"} else 0.0
        stock = quantity.period == "stock" and "fresh" not in concepts
        if stock or (behind[:2] == ["open", "stock"] and "number" not in said_of_it):
            strength -= 2.5
        if sentence.topic == "disclosure" and verb < 3:
            strength += 0.2
        out = self.made(n, kind, strength, rule)
        out.is_strong = verb == 3.0
        out.is_dated = out.is_dated or bool({"report_year", "this_year"} & set(self.lead(n, True)))
        of_papers = set(self.lead(n, True))
        is_information = "info" in of_papers and "document" not in of_papers
        out.papers = (
            "info" not in segment
            and "and_so_on" not in segment
            and (
                "document" in concepts
                or ("strong" in concepts and "paper" in concepts | of_papers and not is_information)
            )
        )
        out.is_besides = "besides" in concepts | set(lead)
        if out.papers and "document" not in concepts:
            out.rule = "total.of_papers"
        return out

    def others(self, segment: list[str]) -> set[str]:
        """What else than information a count may be of, as its words say."""
        if "info" not in segment:
            return set(segment) & _OTHER
        at = len(segment) - 1 - segment[::-1].index("info")
        others = set(segment[at:]) & _OTHER
        if "and_so_on" not in segment:
            others |= set(segment[:at]) & (_OTHER - _MEANT_OTHERWISE)
        return others

    def made(self, n: int, kind: str, strength: float, rule: str) -> Candidate:
        sentence, quantity = self.order[n]
        concepts = set(self.segment(n))
        dated = bool(concepts & {"report_year", "this_year", "fresh"})
        made = Candidate(sentence, quantity, kind, strength, rule, "fresh" in concepts, dated)
        made.is_strong, made.words = strength >= 4, frozenset(concepts)
        return made

    def kind(self, segment: list[str], lead: list[str], has_info: bool) -> tuple[str, str]:
        concepts = set(segment)
        channels = segment.count("channel")
        led_by = lead if lead[:1] and ("by_means" in lead or "channel" in lead) else []
        if not channels and led_by and not set(lead) & set(_VERBS):
            channels = lead.count("channel")
            concepts |= set(lead) & {"many"}
        verb_at = max((i for i, c in enumerate(segment) if c in _VERBS), default=-1)
        last = segment[verb_at + 1 :]
        info_at = max((i for i, c in enumerate(segment) if c == "info"), default=-1)
        between = segment[verb_at + 1 : info_at] if info_at > verb_at else []
        if "fresh" in concepts and not concepts & {"info", "disclose"}:
            channels = channels or lead.count("channel")
        if (
            channels
            and "many" not in concepts
            and channels < 3
            and not ("and_so_on" in concepts and channels > 1)
        ):
            return "channel", "channel.one"
        specific = [
            c for c in between if c in ("filler", "of_kind", "enum", "event", "foreign", "paper")
        ]
        if "and_so_on" in segment and has_info:
            return "total", "total.kinds_named"
        if "of_kind" in last and "info" not in segment[verb_at + 1 :]:
            return "class", "class.of_kind"
        if specific:
            return "class", "class.of_kind"
        if info_at < 0 and "document" in segment and "filler" in segment:
            return "class", "class.of_documents"
        if info_at < 0 and not has_info and verb_at >= 0:
            rest = [c for c in last if c in ("filler", "of_kind", "enum")]
            if rest:
                return "class", "class.named"
        if verb_at < 0 and info_at < 0 and "filler" in segment and not has_info and "sum" not in concepts:
            return "class", "class.named"
        if "by_means" in segment and "many" not in concepts:
            return "channel", "channel.unnamed"
        return "total", "total.information"

    def summed_before(self, n: int) -> int:
        """How many quantities right before the n-th it sums up, as its words and the sum say; else 0."""
        sentence, quantity = self.order[n]
        words = [t.concept for t in sentence.tokens[quantity.clause : quantity.index]]
        if "sum" not in words:
            return 0
        value = quantity.value
        amount = 0.0
        for size in range(1, min(16, n) + 1):
            where, part = self.order[n - size]
            if sentence.start - where.end > 2 and where is not sentence and size == 1:
                break
            if part.is_change:
                continue
            amount += part.value
            if amount > value:
                break
            if size > 1 and amount == value:
                return size
        return 0

    def is_of_channel(self, n: int, size: int) -> bool:
        """Whether a sum is of one channel's parts: 新媒体发布原创90条、转载10条,合计100条."""
        channels = ["channel" in self.segment(m) for m in range(n - size, n)]
        return channels[0] and not any(channels[1:])

    def items_before(self, n: int, size: int) -> tuple[Item, ...]:
        items = []
        for m in range(n - size, n):
            sentence, quantity = self.order[m]
            if quantity.is_change or quantity.period == "past":
                continue
            begin = (
                sentence.tokens[quantity.clause].start
                if quantity.clause < len(sentence.tokens)
                else sentence.start
            )
            if m and self.order[m - 1][0] is sentence:
                begin = max(begin, self.order[m - 1][1].token.end)
            concepts = {t.concept for t in sentence.tokens[quantity.clause : quantity.index]}
            label = clean(self.text[begin : quantity.token.start])
            value = quantity.value
            items.append(Item(label, quantity, value, "channel" in concepts))
        return tuple(items)

    def resolve(self, found: list[Candidate]) -> Disclosed:
        out = Disclosed()
        totals = [c for c in found if c.kind == "total" and c.strength > 0]
        channels = [c for c in found if c.kind == "channel" and c.strength > 0]
        papers = [c for c in totals if c.papers]
        if any(not c.papers for c in totals) or channels:
            totals = [c for c in totals if not c.papers]
        totals = [c for c in totals if not self.is_first_of_list(c, found)]
        if not self.township and any(c.quantity.owner == "county" for c in totals):
            totals = [c for c in totals if c.quantity.owner == "own"] or totals
        for some in ([c for c in totals if c.is_fresh], [c for c in totals if c.is_dated]):
            if some and any(
                not (c.is_fresh or (c.is_dated and not some[0].is_fresh))
                and c.value > some[0].value
                and "sum" in c.words
                for c in totals
            ):
                totals = some
        first = [c for c in channels if not c.is_besides]
        channels = first or channels
        elsewhere = [c for c in totals if "many" in c.words and "sum" not in c.words]
        if channels and elsewhere and len(elsewhere) == len(totals):
            counted = {q.token.start for c in elsewhere for q in c.listing.taken}
            if any(c.quantity.token.start not in counted for c in channels):
                channels, totals = [*channels, *elsewhere], []
        if totals:
            self.take(out, totals, channels)
        elif len({c.value for c in channels}) == 1 or self.restated(channels):
            out.total = channels[0]
            self.lists(out, channels[0])
            if papers and channels[0].strength < 3:
                out.doubt = _ALSO.format(f"{papers[0].value:g}")
        elif channels:
            out.channels = tuple(self.as_item(c) for c in channels)
        else:
            classes = [c for c in found if c.kind == "class" and c.strength >= 2]
            if len(classes) == 1 and not any(
                c.kind == "class" for c in found if c is not classes[0]
            ):
                out.doubt = _ONE_KIND
        return out

    def restated(self, channels: list[Candidate]) -> bool:
        return False

    def is_first_of_list(self, c: Candidate, found: list[Candidate]) -> bool:
        """Whether a count of kinds named one by one has others beside it in its sentence."""
        if c.rule != "total.kinds_named":
            return False
        return any(o is not c and o.sentence is c.sentence and o.kind == "class" for o in found)

    def take(self, out: Disclosed, totals: list[Candidate], channels: list[Candidate]) -> None:
        best = max(totals, key=lambda c: (c.strength, -c.quantity.token.start))
        listed = [c for c in [*totals, *channels] if c.value == best.value and c.listing.items]
        if listed and not best.listing.items:
            best = listed[0]
        out.total = best
        self.lists(out, best)
        restated = {best.value} | {q.value for q in best.listing.taken}
        rivals = {
            c.value for c in totals if c.strength >= best.strength - 0.4 and c.value not in restated
        }
        if best.papers and best.rule == "total.of_papers":
            out.doubt = _ONE_KIND
        if rivals:
            out.doubt = _ALSO.format(", ".join(f"{v:g}" for v in sorted(rivals)))
        if out.doubt:
            out.breakdown_doubt = out.breakdown_doubt
        if not out.channels:
            others = [
                c
                for c in channels
                if c.quantity.token.start not in {q.token.start for q in best.listing.taken}
            ]
            out.channels = tuple(self.as_item(c) for c in others)

    def fresh_items(self, best: Candidate) -> tuple[Item, ...]:
        """What is new of each kind, where kinds are told by their stock: 公告4020条(新增160条)."""
        items: list[Item] = []
        for n, (sentence, quantity) in enumerate(self.order):
            is_behind = quantity.token.start > best.quantity.token.start
            if sentence is not best.sentence or not is_behind or "fresh" not in self.segment(n):
                continue
            stock = self.order[n - 1][1]
            begin = self.order[n - 2][1].token.end if n > 1 else sentence.start
            label = clean(self.text[begin : stock.token.start])
            items.append(Item(label, quantity, quantity.value, False))
        return tuple(items) if sum(i.value for i in items) == best.value else ()

    def as_item(self, c: Candidate) -> Item:
        begin = c.sentence.tokens[c.quantity.clause].start
        return Item(clean(self.text[begin : c.quantity.token.start]), c.quantity, c.value, True)

    def lists(self, out: Disclosed, best: Candidate) -> None:
        if best.before:
            if all(i.label and not _PERIOD.search(i.label) for i in best.before):
                out.breakdown = best.before
                out.channels = tuple(i for i in best.before if i.is_channel)
                out.closed = True
            return
        listing = best.listing
        if best.is_fresh and not listing.items:
            out.breakdown, out.closed = self.fresh_items(best), True
            return
        if not listing.items:
            return
        if not listing.by_way:
            out.breakdown = listing.items
            out.closed = listing.closed
            out.breakdown_doubt = listing.doubt
        out.channels = tuple(i for i in listing.items if i.is_channel or listing.by_way)
        if listing.by_way:  # and by content behind it
            rest = [o for o in self.order if o[1].token.start > listing.taken[-1].token.start]
            other = read_list(self.text, rest, best.sentence, best.quantity, listing.taken[-1])
            if other.items and sum(i.value for i in other.items) == best.value:
                out.breakdown, out.closed = other.items, True
