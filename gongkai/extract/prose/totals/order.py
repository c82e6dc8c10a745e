"""The counts of a text in order, each with the words that lead up to it and those that stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import BOUNDS, Quantity
from gongkai.extract.prose.lexicon import Token
from gongkai.extract.prose.totals.once import once
from gongkai.extract.prose.totals.told import BARE, others, whole_channels

ELSEWHERE = ("management", "oversight", "requests", "platform")
"""Topics under which no total is told, or hardly."""
OF_YEAR = frozenset(["this_year", "report_year", "own", "sum"])
"""Words that make a count one of all that the unit disclosed."""
PIECES = frozenset("条篇则") | {"条次", "篇次"}
NO_PIECES = frozenset("期份次个")
"""Measure words that all mean a piece of information."""
_SAYS_PUBLISHED = frozenset(["publish", "disclose", "enum", "comma"])
_PARTS = 16
_ENDS = BOUNDS | {"number"}


class Order:
    """The counts of a text that may be of information, each with its sentence, in order.

    `verbs` and `kinds` are what is known of those that were looked at, by place in the order.
    """

    def __init__(self, said: Sequence[Sentence], township: bool) -> None:
        """Take the sentences of a text; `township` where 全县 is not the unit itself."""
        self.township = township
        self.verbs: dict[int, float] = {}
        self.kinds: dict[int, str] = {}
        self.order = [
            (sentence, quantity)
            for sentence in said
            if sentence.topic in ("", "disclosure", *ELSEWHERE)
            for quantity in sentence.quantities
            if quantity.token.concept == "number"
        ]

    @once
    def segment(self, n: int) -> list[str]:
        """The concepts between the bound or number before a quantity and itself, brackets left out."""
        sentence, quantity = self.order[n]
        begin = quantity.clause
        if n and self.order[n - 1][0] is sentence:
            before = self.order[n - 1][1]
            if before.index + 1 == quantity.index and before.unit == "项":
                return self.segment(n - 1)  # 公开信息14项72条
            begin = max(begin, before.index + 1)
        out: list[str] = []
        for token in whole_channels(_with_opening(sentence.tokens, begin, quantity.index)):
            if token.concept == "close" and "open" in out:
                out = out[: len(out) - 1 - out[::-1].index("open")]
            else:
                out.append(token.concept)
        return out

    def is_bare(self, n: int) -> bool:
        """Whether the words before a count leave it to those before to say what is counted."""
        return (
            set(self.segment(n)) <= BARE | {"publish", "channel"}
            and self.segment(n).count("filler") <= 1
        )

    @once
    def lead(self, n: int, whole: bool = False) -> list[str]:
        """The concepts that lead up to a quantity's clause, from the last number of this year on.

        With `whole`, from the begin of the sentence on.
        """
        sentence, quantity = self.order[n]
        begin, end = 0, quantity.clause
        for m in range(n - 1, -1, -1):
            where, other = self.order[m]
            if where is not sentence:
                break
            end = max(end, other.index)
            if self.is_of_places(m) or other.subject == "audience" or self.is_mean(m):
                continue
            if whole or not (other.is_change or other.period == "past"):
                begin = 0 if whole else other.index + 1
                break
        concepts = [t.concept for t in whole_channels(sentence.tokens[begin:end])]
        if "semi" in concepts and not whole:
            concepts = concepts[len(concepts) - concepts[::-1].index("semi") :]
        return concepts

    def is_of_places(self, n: int) -> bool:
        """Whether a count is of the places that information stands at: 公开栏25个、信息298条."""
        sentence, quantity = self.order[n]
        if [t.concept for t in sentence.tokens[quantity.index + 1 :][:1]] != ["enum"]:
            return False
        printed = quantity.unit
        before = sentence.tokens[quantity.index - 1].concept if quantity.index else ""
        return printed in ("个", "处", "块") and before == "channel"

    def is_mean(self, n: int) -> bool:
        """Whether a count is one of so many a day or a month: 公众号日均发布3条."""
        sentence, quantity = self.order[n]
        return any(
            t.concept == "average" for t in sentence.tokens[quantity.clause : quantity.index]
        )

    def summed_before(self, n: int) -> int:
        """How many quantities right before the n-th it sums up, as its words and the sum say; else 0."""
        sentence, quantity = self.order[n]
        if "sum" not in [t.concept for t in sentence.tokens[quantity.clause : quantity.index]]:
            return 0
        amount, parts = 0.0, 0
        for size in range(1, min(_PARTS, n) + 1):
            where, part = self.order[n - size]
            if where is not sentence and size == 1 and sentence.start - where.end > 2:
                return 0
            is_told_twice = n - size + 1 < n and self.order[n - size + 1][1].index == part.index + 1
            if part.is_change or part.period == "past" or is_told_twice:  # 公开栏12期96条
                continue
            amount, parts = amount + part.value, parts + 1
            if parts > 1 and amount == quantity.value:
                return size
            if amount > quantity.value:
                return 0
        return 0

    def sums_up(self, n: int) -> bool:
        """Whether the counts before it, or as its words say those behind it in its sentence, make it up:
        累计公开189次(其中:通知2次、财政信息187次)."""
        if self.summed_before(n) > 1:
            return True
        sentence, quantity = self.order[n]
        behind = [q for q in sentence.quantities if q.index > quantity.index]
        is_alike = len(behind) > 1 and all(q.unit == quantity.unit for q in behind)
        is_told = is_alike and "sum" in self.segment(n)
        return is_told and sum(q.value for q in behind) == quantity.value

    def tells_again(self, n: int) -> bool:
        """Whether a sentence goes on to count what the channel just counted did: 通过网站公开9条,更新5条;
        通过公众号群发51次,共计发送153条信息."""
        is_same = n > 0 and self.order[n - 1][0] is self.order[n][0]
        words = set(self.segment(n))
        if not (words and is_same and self.kinds.get(n - 1) == "channel"):
            return False
        is_sum = "sum" in words and not words & {"disclose"} and not self.summed_before(n)
        is_of_one = is_sum and self.lead(n, True).count("channel") == 1
        return words <= (_SAYS_PUBLISHED | {"sum"} if is_of_one else _SAYS_PUBLISHED)

    def beside_in_row(self, n: int) -> set[float]:
        """Counts that stand in a row with the n-th, each of what its own words say: 领导信息9条,信息公开11条,文件4条."""
        sentence, quantity = self.order[n]
        if set(self.segment(n)) & (OF_YEAR | {"strong", "fresh", "many", "of_which"}):
            return set()
        near = [m for m in (n - 1, n + 1) if 0 <= m < len(self.order)]
        near = [m for m in near if self.order[m][0] is sentence and self.is_of_row(m)]
        row = [m for m in near if m < n and self.goes_on(sentence, self.order[m][1], quantity)]
        row += [m for m in near if m > n and (row or not self.verbs.get(n))]
        same = [q for q in (self.order[m][1] for m in row) if q.unit == quantity.unit]
        return {q.value for q in same if q.period == quantity.period}

    def is_of_row(self, n: int) -> bool:
        """Whether a count is of a kind, or of what no rule took and its words do not say to be something else."""
        if n in self.kinds:
            return self.kinds[n] != "total"
        return not others(self.segment(n))

    def goes_on(self, sentence: Sentence, before: Quantity, after: Quantity) -> bool:
        """Whether only a comma or 、 and the words of its own clause part a count from the one before it."""
        between = [t.concept for t in sentence.tokens[before.index + 1 : after.index]]
        return between[:1] in (["comma"], ["enum"]) and not {"comma", "semi"} & set(between[1:])


def _with_opening(tokens: Sequence[Token], begin: int, end: int) -> Sequence[Token]:
    """Tokens up to `end`; where a bracket closes that opened before `begin`, from the clause before it on.

    主动公开信息(包括政务动态、公告等4个栏目)共计66条.
    """
    depth = 0
    for at in range(end - 1, begin - 1, -1):
        depth += (tokens[at].concept == "close") - (tokens[at].concept == "open")
    if depth < 1:
        return tokens[begin:end]
    while depth and begin:
        begin -= 1
        depth += (tokens[begin].concept == "close") - (tokens[begin].concept == "open")
    while begin and tokens[begin - 1].concept not in _ENDS:
        begin -= 1
    return tokens[begin:end]
