"""What the words of a clause say that a count is of: all information, one kind of it, or something else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.lexicon import Token
from gongkai.extract.prose.totals.items import Item, Listing

MANY = 100  # times as many: 网站发布信息2785条,公报12期
VERBS = {"strong": 3.0, "disclose": 2.0, "publish": 1.0, "fresh": 1.0, "notice": 1.0, "send": 0.5}
_OTHER = frozenset(
    [
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
    ]
)
_MEANT_OTHERWISE = frozenset(  # words of kinds of information that elsewhere mean something else
    [
        "foreign",
        "event",
        "normative",
        "outcome",
        "checked",
        "in_force",
        "audience",
        "review_outcome",
    ]
)
BARE = frozenset(  # of a clause that leaves it to the words before to say what is counted
    [
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
        "info",
        "disclose",
        "strong",
        "many",
        "by_means",
        "changed_to",
        "rest",
        "amount",
        "document",
    ]
)
_NOUNS = (["filler"], ["foreign"], ["event"], ["document"], ["normative"], ["notice"])
_NAMING = frozenset(
    ["enum", "filler", "own", "county"]
)  # what stands between channels side by side
DATES = frozenset(("report_year", "this_year", "fresh"))


@dataclass(slots=True)
class Candidate:
    """A count of information.

    `kind` is `total`, `channel`, `class` (one kind of information) or `platform`; `strength` says how
    plainly it is told, `verb` how plainly its verb alone; `words` are the concepts of its clause; `is_paper` where it counts papers, that
    may be disclosed or not, `is_joint` where it names several channels together; `before` are the items that it sums up, `listing` those behind it.
    """

    sentence: Sentence
    quantity: Quantity
    kind: str
    strength: float
    rule: str
    words: frozenset[str]
    lead: frozenset[str] = frozenset()
    is_strong: bool = False
    is_paper: bool = False
    is_joint: bool = False
    listing: Listing = field(default_factory=Listing)
    before: tuple[Item, ...] = ()
    verb: float = 3.0

    @property
    def value(self) -> float:
        """The number that stands there."""
        return self.quantity.value

    @property
    def unit(self) -> str:
        """The measure word behind its number, empty where there is none."""
        return self.quantity.unit

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.quantity.token.start

    @property
    def inner(self) -> set[int]:
        """Where the numbers of its list stand, nested ones too."""
        return {quantity.token.start for quantity in self.listing.taken}

    def dwarfs(self, other: Candidate) -> bool:
        """Whether another count is so small beside it that nobody takes it for all."""
        return 0 < other.value * MANY <= self.value

    @property
    def is_listed(self) -> bool:
        """Whether a list of several tells all of it."""
        return len(self.listing.items) > 1 and self.listing.amount == self.value

    @property
    def is_fresh(self) -> bool:
        """Whether it is said to be new, beside a stock."""
        return "fresh" in self.words

    @property
    def is_plain(self) -> bool:
        """Whether its words say that it counts information, all of it, and what was done with it."""
        if self.rule in ("total.said_behind", "total.share_of") or self.is_fresh:
            return True
        is_bare = "info" not in self.words and self.words <= BARE | {"publish", "channel"}
        words = self.words | self.lead if is_bare else self.words  # 公开信息数:57条
        says_all = bool(words & {"sum", "this_year", "report_year", "own"})
        return (
            "info" in words
            and not self.is_of_kinds
            and (self.verb >= VERBS["disclose"] or says_all)
        )

    @property
    def is_vague(self) -> bool:
        """Whether its words say neither of what nor of when it is: 项目进度情况发布19条."""
        says = {"info", "sum", "own", "document"} | DATES | VERBS.keys() - {"publish", "notice"}
        return self.kind == "total" and "filler" in self.words and not says & self.words

    @property
    def is_of_kinds(self) -> bool:
        """Whether it counts what its words name one by one, or documents: all only where nothing stands beside."""
        of_documents = "document" in self.words and "info" not in self.words
        return self.rule == "total.kinds_named" or of_documents

    @property
    def explains(self) -> bool:
        """Whether it counts explanations of policies: 发布政策解读6篇."""
        return {"explain", "enum", "and_so_on"} & self.words == {"explain"}

    @property
    def is_dated(self) -> bool:
        """Whether its words say that it is of the report's year."""
        return bool(DATES & (self.words | self.lead))


def clause_behind(behind: list[str]) -> list[str]:
    """The concepts behind a count up to the end of its clause; 均为… behind a comma belongs to it."""
    behind = behind[1:] if behind[:2] == ["comma", "all"] else behind
    bound = next((i for i, c in enumerate(behind) if c in ("comma", "semi")), len(behind))
    return behind[:bound]


def is_named_behind(behind: list[str]) -> bool:
    """Whether the words behind a count say that it is what was disclosed: 55条为…主动公开的政府信息."""
    clause = clause_behind(behind)
    if clause[:1] == ["channel"]:  # 等2个新媒体主动公开各类信息
        return False
    return {"strong", "info"} <= set(clause[:5]) and "number" not in clause


def is_named_by_noun(segment: list[str], behind: list[str]) -> bool:
    """Whether the noun behind a count is a kind of information: 公开40件代表建议办理情况."""
    noun = clause_behind(behind)[:3]
    is_kind = "info" not in noun or noun[:2] == ["filler", "info"]
    return segment[-1:] != ["info"] and noun[:1] in _NOUNS and is_kind


def is_bare(segment: list[str]) -> bool:
    """Whether words leave it to those before to say what is counted."""
    return set(segment) <= BARE and segment.count("filler") <= 1


def is_of_part(lead: list[str], is_sum: bool) -> bool:
    """Whether the words before a count's clause speak of a part; a sum is not, of all that a verb before them
    names: 公开的信息主要包括机构职能、财税信息等,共计60条."""
    at = next((i for i, c in enumerate(lead) if c in ("within", "of_which")), -1)
    return at >= 0 and not (is_sum and VERBS.keys() & set(lead[:at]))


def others(segment: list[str]) -> set[str]:
    """What else than information a count may be of, as its words say."""
    is_kinds = "and_so_on" in segment  # 清单、公园管养等城市管理领域信息
    told = [i for i, c in enumerate(segment) if c == "info" or (c == "of_kind" and is_kinds)]
    if not told:
        return set(segment) & _OTHER
    at = told[-1]
    others = set(segment[at:]) & _OTHER
    begin = segment.index("strong") if {"strong", "answer"} <= set(segment) else 0
    if "and_so_on" not in segment:  # 已完成主动公开类信息发布
        others |= set(segment[begin:at]) & (_OTHER - _MEANT_OTHERWISE)
    return others


def behind_list(segment: list[str]) -> list[str]:
    """Words without the kinds listed behind their verb, up to 等: 主动公开重点任务、规划计划等信息500条."""
    ends = [i for i, c in enumerate(segment) if c == "and_so_on"]
    at = ends[-1] if ends and "strong" in segment[: ends[-1]] else -1
    return [*segment[: segment.index("strong")], *segment[at:]] if at >= 0 else segment


def is_of_papers(segment: list[str]) -> bool:
    """Whether words count papers that were made, and not those of them that were disclosed."""
    if "paper" not in segment or "strong" in segment:
        return False
    made = segment[len(segment) - segment[::-1].index("paper") :]
    is_published = [c for c in made if c != "enum"][:1] == ["publish"]  # 制作发布政府信息114条
    return "info" not in made or not (is_published or "disclose" in made)


def whole_channels(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens in which a channel of two words, as a platform within a site, is one."""
    end = -1
    for token in tokens:
        goes_on = token.concept == "channel" and token.start == end
        end = token.end if token.concept == "channel" else -1
        if not goes_on:
            yield token


def is_joint(segment: list[str]) -> bool:
    """Whether several channels are named together: 网站、微博等."""
    channels = segment.count("channel")
    if "many" in segment or channels < 2:
        return "many" in segment
    ends = [i for i, c in enumerate(segment) if c == "and_so_on"]
    listed = any("channel" in segment[max(0, i - 2) : i] for i in ends)
    places = [i for i, c in enumerate(segment) if c == "channel"]
    between = [set(segment[i + 1 : j]) for i, j in itertools.pairwise(places)]
    return channels > 2 or listed or any({"enum"} <= words <= _NAMING for words in between)


def without_kinds(totals: list[Candidate], channels: list[Candidate]) -> list[Candidate]:
    """Totals without those of all years, and without those of kinds named one by one where a greater
    one of all information, or a channel's, is told beside them."""
    of_the_year = [c for c in totals if c.rule != "total.of_all_years"]
    totals = of_the_year if of_the_year or channels else totals
    if channels:  # 梳理公开事项7项
        totals = [c for c in totals if c.is_strong or c.unit != "项"]
    if any(c.is_strong for c in channels):  # 专栏主动发布信息27条, 向上级报送信息115条
        totals = [c for c in totals if c.verb >= VERBS["publish"]]
    plain = [c for c in totals if c.rule != "total.kinds_named" and c.strength >= VERBS["disclose"]]
    most = max((c.value for c in plain if c.is_dated or c.is_strong), default=0.0)
    if not plain:
        most = max((c.value for c in channels), default=0.0)
    channel = max((c.value for c in channels if "info" in c.words), default=0.0)
    totals = [c for c in totals if not (c.is_vague and c.value < channel)]
    return [c for c in totals if c.rule != "total.kinds_named" or c.value >= most]
