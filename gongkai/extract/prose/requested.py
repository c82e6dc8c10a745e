"""Requests: what was received, answered and carried over, out of all readings and by arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.extract.prose.governed import other_numbers
from gongkai.extract.prose.lexicon import Lexicon
from gongkai.extract.prose.rules import Reading
from gongkai.messages import Message, message

RECEIVED, ANSWERED, CARRIED_OUT = "requests_received", "requests_answered", "requests_carried_out"
_OUTRIGHT = 5  # the strength of a rule that tells of a part by its whole
_NEW = 3  # the strength of a rule that reads new requests from
_PLAIN = 2  # the strength of a rule from which it is heeded beside a stronger one


@dataclass(slots=True)
class Finding:
    """A figure found: its reading, its value where arithmetic changed it, and what to doubt of it."""

    reading: Reading
    value: float
    doubt: Message | None = None
    is_derived: bool = False


@dataclass(slots=True)
class Filed:
    """What was found, by name, and names that are doubted without a figure."""

    findings: dict[str, Finding] = field(default_factory=dict)
    doubts: dict[str, Message] = field(default_factory=dict)


def chosen_of(found: Sequence[Reading]) -> Finding:
    """The strongest reading, the first of equals; those as strong that differ make it doubtful."""
    strength = max(r.rule.strength for r in found)
    best = [r for r in found if r.rule.strength == strength]
    zero = [r for r in best if r.quantity is None]
    stated = [r for r in best if r.quantity is not None] or zero
    chosen = stated[0]
    plain = (r for r in found if r.rule.strength >= _PLAIN)
    if strength >= _OUTRIGHT:
        plain = (r for r in plain if r.sentence is not chosen.sentence)
    told = [*best, *(r for r in plain if (r.value == 0) != (chosen.value == 0))]  # none, and some
    others = sorted({r.value for r in told if not is_within(r)} - {chosen.value})
    doubt = other_numbers(others) if others else None
    return Finding(chosen, chosen.value, doubt)


def is_within(reading: Reading) -> bool:
    """Whether a number is said to be one of those before it: 9件(含上年结转1件)."""
    quantity = reading.quantity
    if quantity is None:
        return False
    if reading.sentence.tokens[0].concept == "of_which":
        return True
    depth = 0
    for token in reading.sentence.tokens[: quantity.index]:
        depth += (token.concept == "open") - (token.concept == "close")
        if token.concept == "semi":
            depth = 0
    return depth > 0 or "of_which" in reading.before(quantity.clause - 2)


def _is_another(reading: Reading) -> bool:
    """Whether a number is said to be beside those before it: 1件已答复,另1件不掌握相关信息."""
    at = reading.quantity.index if reading.quantity else 0
    return [t.concept for t in reading.sentence.tokens[max(0, at - 1) : at]] == ["besides"]


def _is_part_of(reading: Reading, whole: Reading) -> bool:
    """Whether a number stands in the list of another's parts: 办理9件,其中网络申请7件,信函申请2件."""
    if reading.sentence is not whole.sentence or not (reading.quantity and whole.quantity):
        return False
    between = reading.sentence.tokens[whole.quantity.index : reading.quantity.index]
    said = [token.concept for token in between]
    return "of_which" in said and "semi" not in said and reading.value <= whole.value


def _names_requests(reading: Reading) -> bool:
    """Whether a clause says itself that requests are answered, or stands where nothing else is told."""
    if reading.sentence.topic != "disclosure" or reading.quantity is None:
        return True
    clause = reading.sentence.tokens[reading.quantity.clause :]
    return any(token.concept in ("request", "on_request") for token in clause)


def _is_told_apart(whole: Reading) -> bool:
    """Whether the counts behind one make it up, and some tell how requests ended: 11件,其中主动公开6件,信息不存在5件."""
    if whole.quantity is None:
        return False
    at = whole.quantity.index
    parts = [q.value for q in whole.sentence.quantities if q.index > at]
    said = {token.concept for token in whole.sentence.tokens[at:]}
    return len(parts) > 1 and sum(parts) == whole.value and bool(said & {"outcome", "strong"})


class Requests:
    """Decides on the numbers of requests of one text."""

    def __init__(self, by_name: dict[str, list[Reading]], filed: Filed, words: Lexicon) -> None:
        """Take the readings by name, and what was found already, to add to."""
        self.by_name, self.filed, self.words = by_name, filed, words

    def of(self, name: str) -> list[Reading]:
        """The readings of a name."""
        return self.by_name.get(name, [])

    def resolve(self) -> None:
        """Add the figures of requests, and what is doubted of them."""
        found = self.filed.findings
        received = self.received()
        if received:
            received.doubt = received.reading.counted_otherwise or received.doubt
            found[RECEIVED] = received
        if carried := self.of(CARRIED_OUT):
            found[CARRIED_OUT] = self.carried(carried)
        answered = self.answered(received)
        if answered:
            found[ANSWERED] = answered
            is_new = received is not None and received.reading.name == RECEIVED
            if answered.is_derived and received and received.doubt and is_new:
                answered.doubt = answered.doubt or received.doubt
            is_elsewhere = answered.reading.sentence.topic == "disclosure" and answered.value
            if received and not received.value and is_elsewhere:  # 录入办件150件
                answered.doubt = answered.doubt or other_numbers([0.0])
        elif self.left_open(received):
            self.filed.doubts[ANSWERED] = message("stated_not_read")  # told one by one, not all
        elif self.of("all_carried") and received and received.value and CARRIED_OUT not in found:
            if self.of("outcome"):
                self.filed.doubts[CARRIED_OUT] = message("stated_not_read")
                return
            found[CARRIED_OUT] = Finding(self.of("all_carried")[0], received.value)
        elif self.of("all_pending") and received and received.value and CARRIED_OUT not in found:
            self.filed.doubts[CARRIED_OUT] = self.filed.doubts[ANSWERED] = message(
                "stated_not_read"
            )

    def left_open(self, received: Finding | None) -> bool:
        """Whether outcomes are told that do not make up what came in."""
        if received is None or not received.value or self.of("withdrawn"):
            return False
        told = (r for r in self.of("outcome") if r.sentence.topic == "requests")
        return any(r.value for r in told) or _is_told_apart(received.reading)

    def carried(self, readings: list[Reading]) -> Finding:
        """What goes on to the next year; several numbers that differ are doubted."""
        stated = [r for r in readings if r.quantity is not None]
        values = {r.value for r in stated}
        chosen = chosen_of(stated or readings)
        if len(values) > 1:
            chosen.doubt = other_numbers(values - {chosen.value})
        return chosen

    def received(self) -> Finding | None:
        """The year's new requests: the strongest reading below the heading of requests, else anywhere."""
        found = self.of(RECEIVED)
        handled = self.of("requests_handled")
        stated = [r for r in found if r.quantity is not None]
        if handled and all(is_within(r) or _is_part_of(r, handled[0]) for r in stated):
            chosen = Finding(handled[0], handled[0].value)
            if stated and stated[0].rule.strength >= _NEW:
                return Finding(stated[0], stated[0].value)  # 办理9件,其中今年新受理7件
            before = sum(r.value for r in self.of("carried_in"))
            if stated and stated[0].value + before == chosen.value:
                return Finding(stated[0], stated[0].value)  # 办理6件,其中新收5件,上年结转1件
            inside = sum(r.value for r in self.of("carried_in") if is_within(r))
            if inside:
                chosen.value -= inside
                chosen.doubt = message("carried_in_included")
            return chosen
        if not stated:
            return Finding(found[0], 0.0) if found else None
        headed = [r for r in stated if r.sentence.topic == "requests"]
        pool = headed or stated
        most = max(r.rule.strength for r in pool)
        strong = [r for r in pool if r.rule.strength == most]
        chosen = self.summed(strong) or Finding(strong[0], strong[0].value)
        if chosen.value == strong[0].value and (kinds := self.kinds(strong[0], stated)):
            return Finding(strong[0], sum(r.value for r in kinds), message("kinds_counted"))
        rivals = {
            r.value
            for r in pool
            if r.value > chosen.value and r.rule.strength >= chosen.reading.rule.strength
        }
        nothing = any(r.quantity is None for r in found if r.rule.strength >= 2)
        if nothing and chosen.value:
            rivals.add(0.0)
        if rivals:
            chosen.doubt = other_numbers(rivals)
        return chosen

    def kinds(self, first: Reading, stated: list[Reading]) -> list[Reading]:
        """The readings of kinds of requests that stand side by side: 公民申请3件、企业申请1件."""
        together = [first]
        for reading in stated:
            if reading.sentence is first.sentence and reading.quantity and together[-1].quantity:
                at, to = together[-1].quantity.index, reading.quantity.index
                if at < to and [t.concept for t in first.sentence.tokens[at + 1 : to]][:1] == [
                    "enum"
                ]:
                    together.append(reading)
        return together if len(together) > 1 and all(r.value for r in together) else []

    def summed(self, found: list[Reading]) -> Finding | None:
        """The sum that several numbers of one sentence make, where the words say so."""
        first = found[0]
        here = first.sentence.quantities
        index = here.index(first.quantity) if first.quantity in here else -1
        skeleton, characters = first.sentence.skeleton, self.words.characters
        carried = {r.start for r in self.of("carried_in")}
        if index < 0 or any(q.token.start in carried for q in here):
            return None
        values = [q.value for q in here]
        ahead = skeleton[first.quantity.clause if first.quantity else 0 : here[index].index]
        if characters["respectively"] in ahead and index + 1 < len(here):
            return Finding(first, sum(values[index:]))
        for n in range(index + 1, min(index + 9, len(here))):
            between = skeleton[here[n - 1].index + 1 : here[n].index]
            sums = (sum(values[begin:n]) for begin in range(index, -1, -1))
            if characters["sum"] in between and values[n] in sums:
                return Finding(first, values[n])
        return None

    def answered(self, received: Finding | None) -> Finding | None:
        """How many were answered: as stated, else as it follows from what is said of all or the rest."""
        stated = [r for r in self.of(ANSWERED) if received or _names_requests(r)]
        if stated and (whole_sum := self.summed(stated)):
            return whole_sum
        is_part = received is not None and is_within(received.reading)
        inside = sum(r.value for r in self.of("carried_in") if is_part or not is_within(r))
        whole = self.whole(received, inside)
        is_new = received is not None and received.reading.name == RECEIVED
        if stated := stated or (self.of("requests_handled") if is_new else []):
            return self.stated(stated, whole)
        if whole is None or received is None:
            handled, every = self.of("requests_handled"), self.of("all_answered")
            return Finding(every[0], handled[0].value, None, True) if every and handled else None
        return self.derived(whole) if received.value or inside else None

    def whole(self, received: Finding | None, inside: float) -> float | None:
        """Received and carried in, less what goes on to the next year."""
        if received is None:
            return None
        out = self.filed.findings.get(CARRIED_OUT)
        if received.doubt and received.reading.name == "requests_handled":
            return received.value + sum(r.value for r in self.of("carried_in"))
        return received.value + inside - (out.value if out else 0)

    def derived(self, whole: float) -> Finding | None:
        """All, the rest, or outcomes that add up to all of them."""
        taken = sum(r.value for r in self.of("withdrawn"))
        doubt = message("others_closed") if taken else None
        if rest := self.of("rest_answered"):
            return Finding(rest[0], whole - taken, doubt, True)
        if every := self.of("all_answered"):
            return Finding(every[0], whole, doubt, True)
        outcomes = self.of("outcome")
        amount = sum(r.value for r in [*outcomes, *self.of("answered_late")])
        if outcomes and amount == whole and not taken:
            return Finding(outcomes[0], whole, None, True)
        return None

    def stated(self, stated: list[Reading], whole: float | None) -> Finding:
        """The number answered where it is stated: what makes the whole of them, else the first."""
        values = [r.value for r in stated]
        late = sum(r.value for r in self.of("answered_late"))
        if whole is not None and whole in values:
            return Finding(stated[values.index(whole)], whole)
        if whole is not None and len(values) > 1 and sum(values) == whole:
            return Finding(stated[0], whole, None, True)
        beside = sum(r.value for r in self.of("outcome") if _is_another(r))
        if whole is not None and beside and sum(values) + beside == whole:
            return Finding(stated[0], whole, None, True)
        if whole is not None and late and sum(values) + late == whole:
            return Finding(stated[0], whole, None, True)
        most = max(r.rule.strength for r in stated)
        top = [r for r in stated if r.rule.strength == most]
        chosen = Finding(top[0], top[0].value)
        others = sorted({r.value for r in top} - {chosen.value})
        if any(v > chosen.value for v in others):
            chosen.doubt = other_numbers(others)
        elif whole is not None and chosen.value < whole and self.all_apart(chosen.reading):
            chosen.doubt = other_numbers([whole])
        return chosen

    def all_apart(self, stated: Reading) -> bool:
        """Whether all were answered as words say that do not stand behind the number: 答复3件,均在期限内答复."""
        return any(
            stated.name != ANSWERED
            or r.sentence is not stated.sentence
            or r.start < stated.start
            or is_within(stated)
            for r in self.of("all_answered")
        )
