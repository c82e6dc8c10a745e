"""Counts of information that no reading explains, and what to doubt for their sake."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import other_numbers
from gongkai.extract.prose.totals.candidates import SUBJECTS_ELSEWHERE, Counts
from gongkai.extract.prose.totals.items import MOST, Item, amount_of
from gongkai.extract.prose.totals.listed import read_list
from gongkai.extract.prose.totals.neighbours import has_neighbour
from gongkai.extract.prose.totals.order import NO_PIECES, PIECES
from gongkai.extract.prose.totals.told import VERBS, Candidate
from gongkai.messages import Message, message

_TOLD = 1.5  # of a count's strength: by a verb, and of information
_FEW = 2  # so many numbers behind 其中 make no list yet
_TELLING = ("", "disclosure", "management")  # topics under which a total may be told
_SAYS_NOTHING = frozenset(("filler", "own", "report_year", "this_year", "colon", "info"))
_NOT_OURS = frozenset(
    ("within", "average", "plan", "checked", "village", "request", "on_request", "foreign")
)


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
    out: Disclosed,
    found: list[Candidate],
    text: str,
    counts: Counts,
    known: set[int],
    aside: set[int],
) -> None:
    """Doubt a total or a list where counts that nothing explains may be it, or tell it more plainly.

    `known` are the places of counts that lists and sums hold.
    """
    explained = {i.quantity.token.start for i in (*out.breakdown, *out.channels)}
    explained |= out.total.inner if out.total else set()
    left = [c for c in found if c.start not in explained and c is not out.total]
    rules_took = explained | known | aside | {c.start for c in found}
    if len(out.breakdown) < 2 and not out.breakdown_doubt:
        total = out.total
        again = (s for s, q in counts.order if total and q.value == total.value)
        is_led = any(_ends_with_colon(sentence, text) for sentence in again)
        if len(left) > 1 if is_led else _has_list(counts, known):
            out.breakdown_doubt = message("stated_not_read")
    if out.total is None:
        kinds = [c for c in left if c.kind == "class" and not c.explains]
        kinds = [c for c in kinds if c.unit != "次"]
        alone = [c for c in left if c.strength > 0 and not (c.is_paper or c.explains)]
        is_one = len(kinds) == 1 and len(alone) < 2 and not out.channels
        is_one = is_one and (kinds[0].strength >= _TOLD or _is_alone(kinds[0]))
        is_one = is_one and kinds[0].unit not in NO_PIECES
        is_one = is_one and not _beside_it(kinds[0], counts, rules_took)
        # 共主动公开动态信息共计59条, 共刊发文稿、通知等44篇
        places = {id(quantity): n for n, (_, quantity) in enumerate(counts.order)}
        ends = (c for c in kinds if counts.segment(places[id(c.quantity)])[-1:] == ["and_so_on"])
        told = (c for c in kinds if c.is_strong or "info" in c.words)
        sums = (c for c in (*told, *ends) if "sum" in c.words)
        is_sum = any(not has_neighbour(c) for c in sums)
        carried = amount_of(out.channels)  # 本局网发布水利信息3000条,通过县网公开20条
        main = (c for c in kinds if c.words >= {"info", "by_means", "publish"})
        is_main = any(c.value > carried > 0 for c in main)
        if is_one or is_sum or is_main or _is_told_unread(counts, known, text):
            out.doubt = message("total_not_told")
    elif rivals := _rivals(out.total, found, aside):
        out.doubt = out.doubt or other_numbers(rivals)
    elif not out.doubt and (beside := _beside(out.total, found, aside)):
        out.doubt = other_numbers(beside)
    elif not out.doubt and (greater := _greater_kinds(out.total, left)):
        out.doubt = other_numbers(greater)
    elif not out.doubt and (unread := _unread(out.total, counts, rules_took)):
        out.doubt = other_numbers(unread)
    has_list = out.doubt and (out.breakdown or _has_list(counts, set()))
    if has_list or (out.doubt and _made_up(counts, text)):
        out.breakdown_doubt = out.breakdown_doubt or out.doubt


def _rivals(total: Candidate, found: list[Candidate], aside: set[int]) -> set[float]:
    """Counts that may be the total too, but for those of its own lists and what was set aside."""
    inner = total.inner | {i.quantity.token.start for i in total.before}
    rivals = {c.value for c in found if c.start not in inner | aside and _is_rival(c, total)}
    listing = total.listing  # 网站、微信等公开60条,通过专区公开18条,通过广播公开50条
    if total.is_joint and not listing.introduced and listing.amount > total.value:
        rivals |= {i.value for i in listing.items if i.is_channel}
    return rivals - {total.value}


def _beside(total: Candidate, found: list[Candidate], aside: set[int]) -> set[float]:
    """Counts beside a total that is not told plainly: it is one only where it stands alone."""
    listing = total.listing
    if total.is_plain or total.before or listing.amount == total.value:
        return set()
    known = total.inner | aside | {total.start}
    others = (c for c in found if c.start not in known and c.strength > 0)
    return {c.value for c in others if _stands_beside(c, total)} - {total.value, 0.0}


def _greater_kinds(total: Candidate, left: list[Candidate]) -> set[float]:
    """Counts of one kind told with a total but by the law's own verb, and greater: no kind is more than all."""
    if total.is_strong:
        return set()
    kinds = (c for c in left if c.kind == "class" and c.sentence is total.sentence)
    return {c.value for c in kinds if c.value > total.value and c.unit == total.unit}


def _unread(total: Candidate, counts: Counts, taken: set[int]) -> set[float]:
    """Counts that no rule took, beside a total that is a channel's, or not told plainly, nor by its list."""
    if total.is_listed or (total.is_plain and total.kind != "channel"):
        return set()
    is_told = total.is_plain and total.is_strong  # else by another channel only
    return _beside_it(total, counts, taken, total.start if is_told else 0, is_told)


def _is_alone(count: Candidate) -> bool:
    """Whether a count of pieces is the only number of its sentence: 并发布了94篇法定主动公开内容."""
    is_sent = count.rule == "class.of_prints"
    return count.unit in PIECES and len(count.sentence.quantities) == 1 and not is_sent


def _beside_it(
    count: Candidate,
    counts: Counts,
    taken: set[int],
    since: int | None = None,
    is_told: bool = False,
) -> set[float]:
    """Counts of its sentence (of its topic, from a place on) that no rule took and that may be of information too."""
    unread = {
        quantity.value
        for n, (sentence, quantity) in enumerate(counts.order)
        if (sentence is count.sentence if since is None else sentence.topic == count.sentence.topic)
        and quantity.token.start not in taken
        and quantity.token.start >= (since or 0)
        and counts.may_be_of_information(n, count.quantity)
        and not (is_told and sentence is not count.sentence and "channel" not in counts.segment(n))
    }
    return unread - {count.value, 0.0}


def _stands_beside(count: Candidate, total: Candidate) -> bool:
    """Whether a count is of this year's information too, and no channel's that the total sums up."""
    is_older = total.is_dated and not count.is_dated and "sum" in count.words
    is_older = is_older or count.explains
    if count.rule == "total.of_all_years" or count.kind == "platform" or is_older:
        return False
    sums_up = "sum" in total.words or total.is_joint
    is_summed = count.kind == "channel" and sums_up and count.value <= total.value
    is_summed = is_summed and not ("sum" in count.words and count.sentence is total.sentence)
    return count.sentence.topic == total.sentence.topic and not is_summed


def _is_rival(count: Candidate, total: Candidate) -> bool:
    """Whether a count that nothing explains may be the total: it is greater, and told as plainly.

    No channel carries more than there is, and no other total is greater, unless its words say less of it:
    主动公开59条,公众号推送502篇.
    """
    if count.strength <= 0 or count.kind == "platform" or count.rule == "total.of_all_years":
        return False
    if count.explains:
        return False
    if total.is_fresh:
        return False
    if "strong" in count.words and total.verb < VERBS["disclose"] and not total.listing.items:
        return True
    if count.value <= total.value or count.is_paper:
        return False
    if count.kind == "total":
        is_sum = "sum" in count.words and total.verb < VERBS["strong"]
        is_told = "info" in count.words and total.verb < VERBS["strong"] and count.is_dated
        least = VERBS["publish"] if is_told else VERBS["disclose"]
        return is_sum or count.verb >= min(total.verb, least)
    if count.kind == "channel" and count.start < total.start:
        # 网站发布信息18000条。新媒体6个,共发布信息5500条; 网站发布信息900条,主动公开信息70条
        is_same = count.sentence is total.sentence and {"publish", "info"} <= count.words
        return count.verb >= total.verb or (is_same and "of_which" not in total.words)
    least = total.verb if count.kind == "channel" else total.verb + 1
    return count.verb >= max(least, VERBS["disclose"])


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


def _is_told_unread(counts: Counts, known: set[int], text: str) -> bool:
    """Whether a count of information made or disclosed stands there which no rule took, or one that a list makes up."""
    for n, (sentence, quantity) in enumerate(counts.order):
        if sentence.topic not in _TELLING or quantity.token.start in known:
            continue
        words = set(counts.segment(n))
        is_told = "info" in words and bool(words & {"strong", "paper", "disclose", "sum"})
        of_all = quantity.unit in PIECES and "channel" not in words
        is_told = is_told and (sentence.topic == "disclosure" or of_all)
        is_alone = sentence.is_first and len(sentence.quantities) == 1
        is_told = is_told or (is_alone and words <= _SAYS_NOTHING and bool(sentence.topic))
        of_us = "own" in words or {"strong", "sum"} <= words  # 全镇各部门、各村共公开
        elsewhere = _NOT_OURS - ({"village"} if of_us else set())
        elsewhere -= {"request", "on_request"} if {"strong", "info"} <= words else set()
        if counts.segment(n)[-1:] == ["and_so_on"]:  # 公开预算信息、反馈意见等11条
            elsewhere -= {"foreign"}
        is_whole = not (quantity.is_change or quantity.is_of_part)
        is_ours = quantity.period == "this" and is_whole and not words & elsewhere
        if is_ours and ((is_told and not counts.candidate(n)) or _is_made_up(counts, n, text)):
            return True
    return False


def _made_up(counts: Counts, text: str) -> bool:
    """Whether a list makes up any count of information, a channel's too."""
    return any(_is_whole(counts, n, text) for n in range(len(counts.order)))


def _is_made_up(counts: Counts, n: int, text: str) -> bool:
    """Whether a list of kinds behind a count adds up to it: 公开内容共计:49条,其中:概况7条,…."""
    return "channel" not in counts.segment(n) and _is_whole(counts, n, text)


def _is_whole(counts: Counts, n: int, text: str) -> bool:
    """Whether a count of pieces is made up by a list of kinds behind it."""
    sentence, quantity = counts.order[n]
    is_elsewhere = quantity.subject in SUBJECTS_ELSEWHERE
    if quantity.unit not in PIECES or not quantity.value or is_elsewhere:
        return False
    behind = counts.order[n + 1 : n + 1 + MOST]
    values = sorted(q.value for _, q in behind)
    if not sum(values[: _FEW + 1]) <= quantity.value <= sum(values):
        return False  # whatever words stand between them
    listing = read_list(text, behind, sentence, quantity, quantity.value)
    return len(listing.items) > _FEW and listing.amount == quantity.value
