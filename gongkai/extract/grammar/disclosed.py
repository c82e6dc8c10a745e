"""How much a unit disclosed this year: its total, the total's parts, and the channels beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.extract.grammar.clauses import Quantity, Sentence
from gongkai.extract.grammar.listed import Item, Listing, read_list

_ITEMS = frozenset(("条", "篇", "件", "则", "个", "项", "份", "期", "次", "条次", "篇次", "件次", "篇条", "部", "幅", "张", "块", "起", "例", "宗", ""))
_VERBS = {"strong": 3.0, "disclose": 2.0, "publish": 1.0}
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
    )
)
_BARE = frozenset(
    ("sum", "this_year", "report_year", "fresh", "own", "all", "of_which", "filler", "open", "item", "each", "info", "disclose", "strong", "many", "by_means", "changed_to", "rest")
)
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
    papers: bool = False
    listing: Listing = field(default_factory=Listing)
    before: tuple[Item, ...] = ()

    @property
    def value(self) -> float:
        """The number that stands there."""
        return self.quantity.token.number.value if self.quantity.token.number else 0.0


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
        self.order = [
            (sentence, quantity)
            for sentence in said
            if sentence.topic in ("", "disclosure", "platform", "management", "oversight", "requests")
            for quantity in sentence.quantities
        ]

    def choose(self) -> Disclosed:
        found: list[Candidate] = []
        taken: set[int] = set()
        sums: set[int] = set()
        for n, (sentence, quantity) in enumerate(self.order):
            if quantity.token.start in taken:
                continue
            candidate = self.candidate(n, sentence, quantity)
            if candidate is None:
                continue
            if candidate.kind != "class":
                candidate.listing = read_list(
                    self.text, self.order[n + 1 :], sentence, quantity
                )
                inner = {q.token.start for q in candidate.listing.taken}
                taken |= {s for s in inner if not self.stands_alone(s, candidate)}
            size = self.summed_before(n)
            if size and candidate.kind != "class":
                candidate.strength += 2.0
                candidate.kind = "total"
                sums |= {self.order[m][1].token.start for m in range(n - size, n)}
                candidate.before = self.items_before(n, size)
            found.append(candidate)
        found = [c for c in found if c.quantity.token.start not in sums]
        return self.resolve(found)

    def stands_alone(self, start: int, whole: Candidate) -> bool:
        del start, whole
        return False

    def segment(self, n: int, sentence: Sentence, quantity: Quantity) -> list[str]:
        """The concepts between the bound or number before a quantity and itself."""
        begin = quantity.clause
        if n and self.order[n - 1][0] is sentence:
            begin = max(begin, self.order[n - 1][1].index + 1)
        return [t.concept for t in sentence.tokens[begin : quantity.index]]

    def lead(self, sentence: Sentence, quantity: Quantity) -> list[str]:
        """The concepts of the clauses without numbers that lead up to a quantity's clause."""
        begin = 0
        for other in sentence.quantities:
            if other.index < quantity.clause:
                begin = other.index + 1
        concepts = [t.concept for t in sentence.tokens[begin : quantity.clause]]
        if "semi" in concepts:
            concepts = concepts[len(concepts) - concepts[::-1].index("semi") :]
        return concepts

    def candidate(self, n: int, sentence: Sentence, quantity: Quantity) -> Candidate | None:
        number = quantity.token.number
        if number is None or number.unit not in _ITEMS or number.value != int(number.value):
            return None
        segment = self.segment(n, sentence, quantity)
        behind = [t.concept for t in sentence.tokens[quantity.index + 1 : quantity.index + 4]]
        concepts = set(segment)
        if quantity.is_change or quantity.period == "past":
            return None
        if self.township and quantity.owner == "county":
            return None
        lead = self.lead(sentence, quantity)
        head = self.headless(segment)
        if "info" in segment:
            at = len(segment) - 1 - segment[::-1].index("info")
            others = set(segment[at:]) & _OTHER
            if "and_so_on" not in segment[: at + 1]:
                others |= set(segment[: at + 1]) & (_OTHER - {"foreign", "event", "normative", "outcome", "checked", "in_force", "audience", "plan", "review_outcome"})
        else:
            others = concepts & _OTHER
        if others:
            return None
        verb = max((_VERBS.get(c, 0.0) for c in segment), default=0.0)
        led = max((_VERBS.get(c, 0.0) for c in lead), default=0.0)
        bare = concepts <= _BARE and len([c for c in segment if c == "filler"]) <= 1
        has_info = "info" in segment or (behind[:1] == ["info"])
        if not verb and not has_info and not bare:
            if "channel" in concepts and led:
                verb = 0.0
            else:
                return None
        if not verb:
            if not led and not has_info and not self.summed_before(n):
                return None
            verb = led or 1.0
        if sentence.topic in ("management", "oversight", "requests", "platform") and not (
            "strong" in concepts and has_info
        ):
            if sentence.topic != "platform":
                return None
            return Candidate(sentence, quantity, "platform", 0.0, "channel.platform")
        papers = "paper" in concepts or ("paper" in lead and "of_which" in segment) or (
            "paper" in lead and "strong" in segment
        )
        if "paper" in concepts and "strong" not in concepts:
            return None
        kind, rule = self.kind(segment, lead, has_info, behind)
        strength = verb + (0.5 if has_info else 0.0) + (0.3 if "sum" in concepts or "this_year" in concepts else 0.0)
        if quantity.period == "stock" and "fresh" not in concepts:
            strength -= 4.0
        fresh = "fresh" in concepts
        if sentence.topic == "disclosure" and verb < 3:
            strength += 0.2
        del head
        return Candidate(sentence, quantity, kind, strength, rule, fresh, papers)

    def headless(self, segment: list[str]) -> list[str]:
        return segment

    def kind(
        self, segment: list[str], lead: list[str], has_info: bool, behind: list[str]
    ) -> tuple[str, str]:
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
        if channels and "many" not in concepts and channels < 3 and not ("and_so_on" in concepts and channels > 1):
            return "channel", "channel.one"
        specific = [c for c in between if c in ("filler", "of_kind", "enum", "event", "foreign", "paper")]
        if "of_kind" in last and "info" not in segment[verb_at + 1 :]:
            return "class", "class.of_kind"
        if specific and "and_so_on" not in between:
            return "class", "class.of_kind"
        if info_at < 0 and not has_info and verb_at >= 0:
            rest = [c for c in last if c in ("filler", "of_kind", "enum")]
            if rest:
                return "class", "class.named"
        if specific:
            return "total", "total.kinds_named"
        return "total", "total.information"

    def summed_before(self, n: int) -> int:
        """How many quantities right before the n-th it sums up, as its words and the sum say; else 0."""
        sentence, quantity = self.order[n]
        words = [t.concept for t in sentence.tokens[quantity.clause : quantity.index]]
        if "sum" not in words:
            return 0
        value = quantity.token.number.value if quantity.token.number else 0.0
        amount = 0.0
        for size in range(1, min(16, n) + 1):
            where, part = self.order[n - size]
            if sentence.start - where.end > 2 and where is not sentence and size == 1:
                break
            if part.is_change:
                continue
            amount += part.token.number.value if part.token.number else 0.0
            if amount > value:
                break
            if size > 1 and amount == value:
                return size
        return 0

    def items_before(self, n: int, size: int) -> tuple[Item, ...]:
        from gongkai.extract.grammar.listed import _label

        items = []
        for m in range(n - size, n):
            sentence, quantity = self.order[m]
            begin = sentence.tokens[quantity.clause].start if quantity.clause < len(sentence.tokens) else sentence.start
            if m and self.order[m - 1][0] is sentence:
                begin = max(begin, self.order[m - 1][1].token.end)
            concepts = {t.concept for t in sentence.tokens[quantity.clause : quantity.index]}
            label = _label(self.text[begin : quantity.token.start])
            value = quantity.token.number.value if quantity.token.number else 0.0
            items.append(Item(label, quantity, value, "channel" in concepts))
        return tuple(items)

    def resolve(self, found: list[Candidate]) -> Disclosed:
        out = Disclosed()
        totals = [c for c in found if c.kind == "total" and c.strength > 0]
        if any(not c.papers for c in totals):
            totals = [c for c in totals if not c.papers]
        channels = [c for c in found if c.kind == "channel" and c.strength > 0]
        totals = [c for c in totals if not self.is_first_of_list(c, found)]
        fresh = [c for c in totals if c.is_fresh]
        if fresh and any(not c.is_fresh and c.value > fresh[0].value for c in totals):
            totals = fresh
        if totals:
            self.take(out, totals, channels)
        elif len({c.value for c in channels}) == 1 or self.restated(channels):
            out.total = channels[0]
            self.lists(out, channels[0])
        elif channels:
            out.channels = tuple(self.as_item(c) for c in channels)
        else:
            classes = [c for c in found if c.kind == "class" and c.strength >= 2]
            if len(classes) == 1 and not any(c.kind == "class" for c in found if c is not classes[0]):
                out.doubt = _ONE_KIND
        return out

    def restated(self, channels: list[Candidate]) -> bool:
        return False

    def is_first_of_list(self, c: Candidate, found: list[Candidate]) -> bool:
        """Whether a count of kinds named one by one has others beside it in its sentence."""
        if c.rule != "total.kinds_named" or c.strength >= 3:
            return False
        return any(
            o is not c and o.sentence is c.sentence and o.kind == "class" for o in found
        ) 

    def take(self, out: Disclosed, totals: list[Candidate], channels: list[Candidate]) -> None:
        best = max(totals, key=lambda c: (c.strength, -c.quantity.token.start))
        listed = [c for c in totals if c.value == best.value and c.listing.items]
        if listed and not best.listing.items:
            best = listed[0]
        out.total = best
        self.lists(out, best)
        rivals = {
            c.value for c in totals if c.strength >= best.strength - 0.4 and c.value != best.value
        }
        if best.papers:
            out.doubt = _ONE_KIND
        if rivals:
            out.doubt = _ALSO.format(", ".join(f"{v:g}" for v in sorted(rivals)))
        if out.doubt:
            out.breakdown_doubt = out.breakdown_doubt
        if not out.channels:
            others = [c for c in channels if c.quantity.token.start not in {q.token.start for q in best.listing.taken}]
            out.channels = tuple(self.as_item(c) for c in others)

    def as_item(self, c: Candidate) -> Item:
        from gongkai.extract.grammar.listed import _label

        begin = c.sentence.tokens[c.quantity.clause].start
        return Item(_label(self.text[begin : c.quantity.token.start]), c.quantity, c.value, True)

    def lists(self, out: Disclosed, best: Candidate) -> None:
        if best.before:
            if all(i.label for i in best.before):
                out.breakdown = best.before
                out.channels = tuple(i for i in best.before if i.is_channel)
                out.closed = True
            return
        listing = best.listing
        if not listing.items:
            return
        if not listing.by_way:
            out.breakdown = listing.items
            out.closed = listing.closed
            out.breakdown_doubt = listing.doubt
        out.channels = tuple(i for i in listing.items if i.is_channel or listing.by_way)
