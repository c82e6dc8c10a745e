"""Whether the words before a count name all information, one kind of it, or kinds one by one."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.extract.prose.numbers import Number
from gongkai.extract.prose.totals.told import DATES, VERBS, is_joint

_SUMMED_UP = (["sum"], ["amount", "of_kind"])  # 信息共计66条, 信息4类66条
_KINDS = frozenset(("filler", "of_kind", "enum", "event", "foreign", "paper", "explain"))
_SAYS_WHOSE = frozenset(("info", "sum", "own", *DATES))
_EXPLANATIONS = ("class", "class.of_explanations")  # 发布图文、视频等解读信息48条
_NAMES = frozenset(("filler", "enum"))


def names_kinds(segment: list[str]) -> bool:
    """Whether kinds are named one by one behind a channel: 在网站公开预决算信息、资金信息12条."""
    at = len(segment) - segment[::-1].index("channel") if "channel" in segment else len(segment)
    behind = segment[at:]
    if "info" not in behind or set(behind) & {"strong", "and_so_on"}:
        return False
    return "enum" in behind[: len(behind) - 1 - behind[::-1].index("info")]


def is_of_prints(segment: list[str], number: Number | None) -> bool:
    """Whether what is called a channel is itself what was published, or to whom it was sent:
    发布普查公报10份, 上报市政府网站信息40条."""
    if "channel" in segment and "send" in segment[: segment.index("channel")]:
        return True
    at = segment.index("channel") if "channel" in segment else len(segment)
    if segment[at + 1 : at + 2] == ["send"] and "by_means" not in segment:
        return True  # 向县政府网站报送信息40条
    is_object = segment[-1:] == ["channel"] and "publish" in segment and "by_means" not in segment
    return is_object and number is not None and number.unit in ("份", "期")


def of_one_channel(segment: list[str], number: Number | None, has_info: bool) -> tuple[str, str]:
    """Whether a channel's count is of all it carries, or of one kind; and by which rule."""
    if names_kinds(segment):
        return "class", "class.of_kinds"
    if {"explain", "and_so_on"} & set(segment) == {"explain"}:
        return _EXPLANATIONS
    if not has_info and number and number.unit == "项" and segment[-1:] == ["filler"]:
        return "class", "class.of_items"  # 在平台公开服务事项36项
    if is_of_prints(segment, number):
        return "class", "class.of_prints"
    return "channel", "channel.one"


def is_led_by_channel(lead: list[str]) -> bool:
    """Whether a channel is what a sentence speaks of: 公众号推出专栏,全年发布信息9条."""
    at = lead.index("channel") if "channel" in lead[:2] else -1
    behind = [c for c in lead[at + 1 : at + 3] if c != "average"]  # 公众号日均推送3条,全年500条
    return at >= 0 and "by_means" not in lead[:at] and behind[:1] == ["publish"]


def names_channels_only(segment: list[str]) -> bool:
    """Whether what ends with 等 are channels and no kinds of information."""
    ends = (i for i, c in enumerate(segment) if c == "and_so_on")
    return all("channel" in [*segment[max(0, i - 2) : i], *segment[i + 1 : i + 2]] for i in ends)


def _is_of_one_kind(segment: list[str], verb_at: int) -> bool:
    """Whether words without 信息 name something; before the verb at length, or one by one."""
    is_long = set(segment) >= _NAMES or segment.count("filler") > 2
    if 0 <= verb_at == len(segment) - 1 and is_long and "channel" not in segment:
        return True  # 财政预算、决算发布113条
    last = set(segment[verb_at + 1 :])
    is_named = bool({"filler", "of_kind", "enum"} & last) if verb_at >= 0 else "filler" in segment
    return is_named and (verb_at >= 0 or "sum" not in segment)


def _of_two_verbs(segment: list[str], verb_at: int) -> str:
    """The rule by which a verb behind another one names what was disclosed; empty where none does."""
    before = segment[:verb_at] if verb_at >= 0 else []
    if segment[verb_at:][:1] == ["notice"]:
        is_noun = _SAYS_WHOSE.isdisjoint(segment) or before[-2:] == ["filler", "filler"]
        if is_noun or not VERBS.keys().isdisjoint(before):
            return "class.of_notices"  # 财政审计结果公告1条, 建设工程招投标公告43条
    if VERBS.keys().isdisjoint(before):
        return ""
    is_between = len(before) > 1 and before[-2] in VERBS  # 主动公开决策公开信息24条
    words = segment[verb_at - 1 : verb_at + 2]
    return "class.of_field" if is_between and words == ["filler", "disclose", "info"] else ""


def _named_kind(segment: list[str], verb_at: int, info_at: int, has_info: bool) -> str:
    """The rule by which the words behind a verb name one kind; empty where none does."""
    last = segment[verb_at + 1 :]
    between = segment[verb_at + 1 : info_at] if info_at > verb_at else []
    if "else" in segment:
        return "class.others"
    kind_at = max((i for i, c in enumerate(last) if c == "of_kind"), default=-1)
    if ("info" not in last[kind_at + 1 :] and kind_at >= 0) or _KINDS & set(between):
        return "class.of_kind"
    if info_at < 0 and {"document", "filler"} <= set(segment):
        return "class.of_documents"
    is_named = info_at < 0 and not has_info and _is_of_one_kind(segment, verb_at)
    return "class.named" if is_named else ""


def class_or_total(segment: list[str], has_info: bool) -> tuple[str, str]:
    """Whether words without a channel count all information or one kind of it."""
    if "and_so_on" in segment and has_info and not names_channels_only(segment):
        is_explained = "explain" in segment[segment.index("and_so_on") :]
        return _EXPLANATIONS if is_explained else ("total", "total.kinds_named")
    verb_at = max((i for i, c in enumerate(segment) if c in VERBS), default=-1)
    info_at = max((i for i, c in enumerate(segment) if c == "info"), default=-1)
    if of_verb := _of_two_verbs(segment, verb_at):
        return "class", of_verb
    if segment[verb_at - 1 : verb_at + 1] in (["of_kind", "disclose"], ["of_kind", "publish"]):
        return "class", "class.of_field"  # 救灾领域公开信息2条
    kinds = segment[verb_at + 1 : info_at].count("enum") if info_at > verb_at else 0
    if segment[info_at + 1 :] in _SUMMED_UP and kinds > 1:
        return "total", "total.kinds_named"  # 公开项目建设、招标、价格等方面信息共计66条
    if named := _named_kind(segment, verb_at, info_at, has_info):
        return "class", named
    if "by_means" in segment and not is_joint(segment) and not says_whole_again(segment):
        return _of_unnamed(segment)
    return "total", "total.information"


def says_whole_again(segment: list[str]) -> bool:
    """Whether words tell of a channel and what it carries, and then sum up: 通过平台公开信息累计主动公开信息5条."""
    if not {"channel", "sum", "strong"} <= set(segment):
        return False
    said = segment[len(segment) - segment[::-1].index("channel") :]
    at = said.index("sum") if "sum" in said else 0
    return "info" in said[:at] and {"strong", "info"} <= set(said[at:])


def _of_unnamed(segment: list[str]) -> tuple[str, str]:
    """What words with a means that is no channel we know count."""
    if "of_kind" in segment[segment.index("by_means") :]:
        return "class", "class.of_field"  # 在重点领域发布信息8条
    if segment[-1] == "document":
        return "class", "class.of_documents"  # 以图文形式解读文件9篇
    return "channel", "channel.unnamed"


def may_say_whole(words: frozenset[str]) -> bool:
    """Whether `says_whole` may hold of words, whatever leads up to them."""
    return "strong" in words or {"disclose", "info", "sum"} <= words


def says_whole(words: frozenset[str], lead: Collection[str], topic: str) -> bool:
    """Whether words say that they count all of the year's information, under whatever topic they stand."""
    of_all = "channel" not in words and topic != "platform"
    dated = DATES if of_all else {"this_year"}
    is_whole = may_say_whole(words) and bool(dated & {*words, *(lead if of_all else ())})
    return "strong" in words or is_whole
