"""Counts of information that no reading explains, and what to doubt for their sake."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import other_numbers
from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.items import Item
from gongkai.extract.prose.totals.told import VERBS, Candidate
from gongkai.messages import Message, message

_FEW = 2  # so many numbers behind 其中 make no list yet
_SAYS_NOTHING = frozenset(("filler", "own", "report_year", "this_year", "colon", "info"))
_SAYS_PLAINLY = frozenset(("info", "fresh", "this_year", "report_year", "sum"))
_SAYS_WHOLE = frozenset(("sum", "own", "report_year", "this_year"))
_DISCLOSED = frozenset(("strong", "disclose"))
_NOT_OURS = frozenset(("average", "plan", "checked", "village", "request", "on_request", "foreign"))


@dataclass(slots=True)
class Disclosed:
    """What was found: the total, the lists, and what to doubt."""

    total: Candidate | None = None
    breakdown: tuple[Item, ...] = ()
    channels: tuple[Item, ...] = ()
    closed: bool | None = None
    doubt: Message | None = None
    breakdown_doubt: Message | None = None


def doubt_what_is_left(
    out: Disclosed, found: list[Candidate], text: str, counts: Counts, known: set[int]
) -> None:
    """Doubt a total or a list where counts that nothing explains may be it, or tell it more plainly.

    `known` are the places of counts that lists and sums hold.
    """
    explained = {i.quantity.token.start for i in (*out.breakdown, *out.channels)}
    explained |= {q.token.start for q in out.total.listing.taken} if out.total else set()
    left = [c for c in found if c.start not in explained and c is not out.total]
    if len(out.breakdown) < 2 and not out.breakdown_doubt:
        is_led = out.total is not None and _ends_with_colon(out.total.sentence, text)
        if len(left) > 1 if is_led else _has_list(counts, known):
            out.breakdown_doubt = message("stated_not_read")
    if out.total is None:
        kinds = [c for c in left if c.kind == "class"]
        is_one = len(kinds) == 1 and not out.channels and kinds[0].strength >= VERBS["disclose"]
        if is_one or _is_told_unread(counts, known):
            out.doubt = message("total_not_told")
    elif more := [c.value for c in found if _is_more(c, out.total)]:
        out.doubt = out.doubt or other_numbers(more)
    elif not out.doubt and (plainer := [c.value for c in found if _is_plainer(c, out.total)]):
        out.doubt = other_numbers(plainer)


def _ends_with_colon(sentence: Sentence, text: str) -> bool:
    return text[sentence.end - 1 : sentence.end] == ":"


def _has_list(counts: Counts, known: set[int]) -> bool:
    """Whether kinds are told one by one behind 其中 which no total's list holds."""
    return any(
        [t.concept for t in sentence.tokens[:1]] == ["of_which"]
        and sentence.topic in ("", "disclosure")
        and all(q.token.start not in known for q in sentence.quantities)
        and sum(q.subject == sentence.subject for q in sentence.quantities) > _FEW
        for sentence in {s.start: s for s, _ in counts.order}.values()
    )


def _is_more(channel: Candidate, total: Candidate) -> bool:
    """Whether one channel alone carried more than what the next clause calls the total."""
    is_near = channel.sentence is total.sentence and total.kind == "total"
    is_near = is_near and not total.words & _SAYS_PLAINLY
    return is_near and channel.kind == "channel" and channel.value > total.value


def _is_plainer(count: Candidate, total: Candidate) -> bool:
    """Whether a greater count is said to be disclosed where the total is only said to be published."""
    if total.words & _DISCLOSED or total.listing.items or total.before or total.is_fresh:
        return False
    if "strong" in count.words and total.strength < VERBS["disclose"]:
        return True
    is_beside = count.kind == "channel" and count.sentence is total.sentence
    is_beside = is_beside and not total.words & _SAYS_WHOLE
    is_said = bool(count.words & _DISCLOSED) and count.kind != "platform"
    return count.value > total.value and (is_beside or is_said)


def _is_told_unread(counts: Counts, known: set[int]) -> bool:
    """Whether a count of information made or disclosed stands there which no rule took."""
    for n, (sentence, quantity) in enumerate(counts.order):
        if sentence.topic != "disclosure" or quantity.token.start in known:
            continue
        words = set(counts.segment(n))
        is_told = "info" in words and bool(words & {"strong", "paper", "disclose"})
        is_alone = sentence.is_first and len(sentence.quantities) == 1
        is_told = is_told or (is_alone and words <= _SAYS_NOTHING)
        is_ours = quantity.period == "this" and not quantity.is_change and not words & _NOT_OURS
        if is_ours and is_told and not counts.candidate(n):
            return True
    return False
