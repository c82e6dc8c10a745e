"""Whether the words of a count say plainly that it is of all that was disclosed; where not, it is doubted."""

from __future__ import annotations

from gongkai.extract.prose.totals.order import NO_PIECES
from gongkai.extract.prose.totals.told import VERBS, Candidate

_NOT_PLAINLY = ("total.of_papers", "total.of_all_years")


def is_plainly_all(total: Candidate, channels: list[Candidate]) -> bool:
    """Whether a total is of information, by a verb, and not the new of one channel beside others."""
    said = total.words | total.lead
    if total.rule in _NOT_PLAINLY or total.verb < VERBS["publish"]:
        return False
    is_made_up = bool(total.before) or total.is_listed
    if "info" not in said and not is_made_up and total.unit in NO_PIECES:
        return False  # 小册子,共十二期
    is_told = total.is_strong or total.is_listed or {"sum", "many", "fresh"} & total.words
    if not is_told and any(c.value > total.value for c in channels):
        return False  # 公开文件和有关事项68条,推送微博109条
    if total.unit == "项" and not (total.is_strong or total.is_listed):
        return False  # 梳理公开事项159项
    if "item" in total.words and not VERBS.keys() & said:
        return False  # 4.网站信息276条
    if total.is_fresh and "open" in total.words and len(channels) > 1:
        return False  # 网站发布138条(新增24条),专栏发布115条(新增18条)
    return total.rule == "total.kinds_named" or not _is_of_documents(total)


def is_plainly_of_one(channel: Candidate, segment: list[str]) -> bool:
    """Whether the count of the one channel is of information, by a verb, and holds no other channel's.

    `segment` are the concepts before it.
    """
    if channel.verb < VERBS["publish"] or _is_of_documents(channel):
        return False
    if channel.words.isdisjoint(("info", "document", "strong")) and channel.unit in NO_PIECES:
        return False  # 在电视台播放节目32期
    is_whole = channel.listing.amount == channel.value
    if not (channel.is_strong or is_whole) and sum(i.is_channel for i in channel.listing.items) > 1:
        return False
    named = segment[segment.index("channel") + 1 : -1] if "channel" in segment else []
    if segment[-1:] == ["publish"] and {"filler", "info"} <= set(named):
        return False  # 网站解读稿件发布3篇
    return bool(VERBS.keys() & (channel.words | channel.lead))


def _is_of_documents(count: Candidate) -> bool:
    return "document" in count.words and "info" not in count.words | count.lead
