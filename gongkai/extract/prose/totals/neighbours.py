"""What stands beside a count of information: other kinds in a row, other channels, papers, the stock."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.items import MOST, Listing
from gongkai.extract.prose.totals.kinds import class_or_total
from gongkai.extract.prose.totals.order import NO_PIECES, PIECES
from gongkai.extract.prose.totals.told import DATES, VERBS, Candidate

_BETWEEN_KINDS = frozenset(("comma", "enum", "close", "filler", "info", "of_kind"))
_SITE = re.compile(r"网|平台|专栏|栏目|主页")
_KEPT = re.compile(r"(?:不|非|未)(?:予以?|主动)?公开|依申请公开(?:的?(?:政府)?信息)?数?$")
_VERBS = frozenset(("publish", "disclose", "timely"))


def is_told_anew(c: Candidate) -> bool:
    """Whether what seems the list of some kinds has a verb of its own: 更新职能等信息5条,发布年报1条."""
    if c.listing.introduced or not c.listing.items:
        return False
    first = c.listing.items[0].quantity
    between = c.sentence.tokens[c.quantity.index + 1 : first.index]
    return first in c.sentence.quantities and not _VERBS.isdisjoint(t.concept for t in between)


def has_neighbour(c: Candidate) -> bool:
    """Whether another count stands in the next clause of a sentence, and is no part of this one."""
    inner = {q.index for q in c.listing.taken if q in c.sentence.quantities}
    behind = [q for q in c.sentence.quantities if q.index > max(inner | {c.quantity.index})]
    if not behind or behind[0].token.number is None:
        return False
    between = c.sentence.tokens[max(inner | {c.quantity.index}) + 1 : behind[0].index]
    is_next = {t.concept for t in between} <= _BETWEEN_KINDS | (_VERBS if c.is_of_kinds else set())
    return is_next and behind[0].token.number.unit in ("条", "篇")


def is_one_of(channel: Candidate, found: list[Candidate]) -> bool:
    """Whether another channel's count of some kind stands beside the one channel, or it is itself
    one of kinds told in a row: 统计公报1条,统计分析26条."""
    words = [t.concept for t in channel.sentence.tokens[: channel.quantity.index]]
    at = len(words) - words[::-1].index("channel") if "channel" in words else 0
    is_kind = class_or_total(words[at:], "info" in words[at:])[0] == "class"
    is_kind = is_kind or "info" not in channel.words
    if is_kind and has_neighbour(channel):
        return True
    inner = channel.inner
    others = (c for c in found if c.kind == "class" and c.start not in inner)
    others = (c for c in others if c.rule not in ("class.of_prints", "class.of_explanations"))
    return any("channel" in c.words and "publish" in c.words | c.lead for c in others)


def rival_kinds(total: Candidate, told: list[Candidate]) -> set[float]:
    """Counts of one kind beside a total of the channels that it names: more than these carry, or told more plainly.

    动态类720条,公众号405条.
    """
    is_of_channels = total.kind == "channel" or (
        total.is_joint and not total.words & {"many", "and_so_on"}
    )
    kinds = [c for c in told if c.kind == "class"]
    greater = {c.value for c in kinds if "info" in c.words and c.value > total.value}
    greater = greater if is_of_channels else set()
    if total.is_joint and not total.is_strong:  # 主动公开动态信息42条,依托公示栏等公开信息980条
        here = (c for c in kinds if c.sentence is total.sentence and c.start < total.start)
        greater |= {c.value for c in here if c.is_strong}
    return greater


def is_outweighed(several: Candidate, channels: list[Candidate]) -> bool:
    """Whether channels together stand beside another as one more, and not for all of them."""
    kinds = several.listing.items  # a total has kinds, a channel none
    adds_up = len(kinds) > 1 and several.listing.amount == several.value
    if several.is_strong and adds_up and not any(i.is_channel for i in kinds):
        return False
    inner = several.inner
    if sum(c.value for c in channels if c.start not in inner) == several.value:
        return False  # 网站发布4条,新媒体发布54条 … 依托网站、新媒体公开58条
    if {"many", "sum", "info"} <= several.words and all(c.value < several.value for c in channels):
        return False  # 通过各类平台公开信息共95条。网站主动公开60条
    if not several.is_strong and any(c.is_strong and c.start not in inner for c in channels):
        return True  # 新媒体公开820条;网站主动公开96条
    is_open = bool((several.words or several.lead) & {"many", "and_so_on"})
    leads = is_open and bool(channels) and channels[0].start > several.start
    if not (several.is_strong or leads):
        return True
    return any(c.value > several.value and c.verb >= VERBS["disclose"] for c in channels)


def of_one_site(channels: list[Candidate], text: str) -> list[Candidate]:
    """Channels without counts of a kind on the site that a greater one is of: 网站公开312条。在专栏公开规划信息20条."""
    main = max(channels, key=lambda c: c.value, default=None)
    if main is None or "info" not in main.words or not _is_of_site(main, text):
        return channels
    return [
        c
        for c in channels
        if c is main
        or c.is_strong
        or c.start < main.start
        or not (_is_of_site(c, text) and _is_of_kind(c))
    ]


def is_one_channel(channels: list[Candidate], text: str) -> bool:
    """Whether all counts are of one channel, told again: not of two in a sentence, a site and another."""
    if len({c.value for c in channels}) != 1:
        return False
    by_sentence = {(c.sentence.start, _is_of_site(c, text)) for c in channels}
    return len(by_sentence) == len({start for start, _ in by_sentence})


def _is_of_site(c: Candidate, text: str) -> bool:
    """Whether all channels named before a count in its sentence, from the last count on, are websites."""
    before = [q.index for q in c.sentence.quantities if q.index < c.quantity.index]
    tokens = c.sentence.tokens[(before[-1] + 1 if before else 0) : c.quantity.index]
    named = [text[t.start : t.end] for t in tokens if t.concept == "channel"]
    return bool(named) and all(map(_SITE.search, named))


def _is_of_kind(c: Candidate) -> bool:
    """Whether the word before 信息 names a kind, or what is counted is something else: 发布服务事项84条."""
    words = [t.concept for t in c.sentence.tokens[: c.quantity.index]]
    if "info" not in c.words and words[-1:] in (["filler"], ["document"]):
        return True
    at = len(words) - 1 - words[::-1].index("info") if "info" in words else 0
    return at > 0 and words[at - 1] in ("filler", "of_kind")


def of_channels(
    totals: list[Candidate], channels: list[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Totals and channels: totals of several channels together are a channel's beside another channel's."""
    several = [c for c in totals if c.is_joint and is_outweighed(c, channels)]
    several += [c for c in totals if not c.is_joint and _is_of_other_channels(c, channels)]
    inner = {q.token.start for c in several for q in c.listing.taken}
    beside = any(c.start not in inner for c in channels)
    if beside and several and len(several) == len(totals):
        return [], [*channels, *several]
    return totals, channels


def _is_of_other_channels(total: Candidate, channels: list[Candidate]) -> bool:
    """Whether a count is of channels named together, beside another's: 网站主动公开26条,微博、公众号主动公开750条."""
    names = {"by_means", "channel", "enum"} <= total.words
    if not names or total.words & {"many", "and_so_on", "sum"}:
        return False
    inner = total.inner
    beside = (c for c in channels if c.sentence is total.sentence and c.start not in inner)
    return any(c.is_strong and c.start < total.start for c in beside)


def tells_what_was_kept(whole: Candidate) -> bool:
    """Whether the list tells what of a count was not disclosed, or on request alone:
    发布93条,其中主动公开51条,不主动公开42条.
    """
    items = whole.listing.items
    return not whole.is_strong and any(_KEPT.match(i.label) for i in items)


def up_to_next_channel(listing: Listing, n: int, counts: Counts) -> Listing:
    """The list behind a channel's count, the n-th, up to what another channel published:
    网站31条,其中动态29条,公众号发布12条."""
    starts = [item.quantity.token.start for item in listing.items]
    told = {
        quantity.token.start
        for m, (_, quantity) in enumerate(counts.order[n + 1 : n + 1 + MOST], n + 1)
        if quantity.token.start in starts and _tells_of_channel(counts.segment(m))
    }
    at = next((i for i, start in enumerate(starts) if start in told), None)
    if at == 0 and listing.items[0].value > counts.order[n][1].value:
        return Listing()
    if not at or any(item.is_channel for item in listing.items[:at]):
        return listing
    taken = tuple(q for q in listing.taken if q.token.start < starts[at])
    return replace(listing, items=listing.items[:at], taken=taken)


def _tells_of_channel(segment: list[str]) -> bool:
    """Whether words, beginning anew, say that a channel of their own published something."""
    is_told = "channel" in segment and bool(VERBS.keys() & set(segment))
    return is_told and segment[:1] != ["enum"]


def is_joined(papers: Candidate, best: Candidate) -> bool:
    """Whether papers are counted in one breath with a total: 公开文件18份、信息210条."""
    between = best.sentence.tokens[papers.quantity.index + 1 : best.quantity.index]
    return (
        papers.sentence is best.sentence
        and papers.start < best.start
        and [t.concept for t in between][:1] == ["enum"]
        and all(t.number is None for t in between)
    )


def is_part_of_stock(count: Candidate, stock: Candidate) -> bool:
    """Whether a count is this year's of another: 累计公开846条,其中本年度公开214条."""
    is_part = count.sentence is stock.sentence and "of_which" in count.words
    return is_part and count.is_dated and not stock.is_dated and count.value < stock.value


def is_stock_behind(stock: Candidate, count: Candidate, text: str) -> bool:
    """Whether a count right behind the only one before it is of all years: 主动公开222条,累计公开信息2382条."""
    sentence, tokens = count.sentence, count.sentence.tokens
    if stock.sentence is not sentence or count.quantity is not sentence.quantities[0]:
        return False
    between = tokens[count.quantity.index + 1 : stock.quantity.index]
    is_led = [t.concept for t in between[:2]] == ["comma", "sum"]
    is_plain = count.is_strong and count.kind == "total" and stock.kind == "total"
    if not (is_led and is_plain and stock.value > count.value and not DATES & stock.words):
        return False
    is_next = all(t.number is None for t in between)
    return is_next and text.startswith("累计", between[1].start)


def without_others(channels: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Channels beside those said to come besides (此外), where the law's own verb tells of one of them."""
    main = [c for c in channels if not _is_besides(c)]
    others = [c for c in channels if _is_besides(c)] if any(c.is_strong for c in main) else []
    return (main, others) if others else (channels, [])


def _is_besides(c: Candidate) -> bool:
    return "besides" in c.words | c.lead


def the_main_one(channels: list[Candidate]) -> Candidate | None:
    """The channel whose count alone is of information, and by the law's own verb: 网站主动公开信息92条,公报4期."""
    main = [c for c in channels if c.is_strong and "info" in c.words]
    if len(main) != 1 or len(channels) < 2:
        return None
    others = (c for c in channels if c is not main[0])
    is_alone = all(c.unit in NO_PIECES and c.value < main[0].value for c in others)
    return main[0] if is_alone else None


def is_by_another_way(kind: Candidate, channel: Candidate) -> bool:
    """Whether a count of one kind stands in a sentence of its own that tells of another channel."""
    inner = channel.inner
    is_apart = kind.sentence is not channel.sentence and kind.start not in inner
    is_joint = {"by_means", "many"} <= kind.words
    return is_apart and (
        is_joint or ({"by_means", "channel"} <= kind.lead and "publish" in kind.words)
    )


def tells_anew(channel: Candidate, total: Candidate) -> bool:
    """Whether a sentence of its own says that another channel disclosed information too."""
    is_apart = channel.sentence is not total.sentence or "sum" in channel.words
    is_apart = is_apart and channel.verb >= VERBS["disclose"]
    return is_apart and "info" in channel.words


def may_be_another(total: Candidate) -> bool:
    """Whether a total that gave way to a channel's may be of other channels: 在报纸等发布信息120条次."""
    is_of_pieces = total.unit in PIECES
    of_kinds = total.rule == "total.kinds_named" and total.verb >= VERBS["publish"]
    return total.is_joint or (of_kinds and is_of_pieces)


def told_on(
    total: Candidate, totals: list[Candidate], channels: list[Candidate]
) -> list[Candidate]:
    """Channels that sentences behind a total tell of one by one, where they make it up; else none."""
    several = [*channels, *(c for c in totals if c.is_joint)]
    parts = [c for c in several if c.sentence.topic == total.sentence.topic]
    parts = sorted((c for c in parts if c.start > total.start), key=lambda c: c.start)
    adds_up = len(parts) > 1 and sum(c.value for c in parts) == total.value
    return parts if adds_up else []


def kinds_told_on(total: Candidate, found: list[Candidate]) -> list[Candidate]:
    """Counts of kinds that a sentence, or sentence after sentence, behind a total tells, where they make it up."""
    kinds = [c for c in found if c.kind == "class" and c.start > total.start]
    by_sentence = (list(told) for _, told in itertools.groupby(kinds, lambda c: c.sentence.start))
    amounts = list(itertools.accumulate(c.value for c in kinds))
    whole = kinds[: amounts.index(total.value) + 1] if total.value in amounts else []
    for parts in (*by_sentence, whole):
        if len(parts) > 1 and sum(c.value for c in parts) == total.value:
            return parts
    return []


def the_doubtful_one(channels: list[Candidate], text: str) -> Candidate | None:
    """The channel told of by the law's own verb, where all others are of the same site."""
    strong = [c for c in channels if c.is_strong and "info" in c.words]
    is_one = len(strong) == 1 and all(_is_of_site(c, text) for c in channels)
    return strong[0] if is_one else None
