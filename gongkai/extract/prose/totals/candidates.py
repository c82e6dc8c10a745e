"""Counts of information: what each is of, how plainly it says so, and of which time."""

from __future__ import annotations

from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.totals.kinds import (
    class_or_total,
    is_led_by_channel,
    may_say_whole,
    of_one_channel,
    says_whole,
    says_whole_again,
)
from gongkai.extract.prose.totals.order import ELSEWHERE, OF_YEAR, PIECES, Order
from gongkai.extract.prose.totals.told import (
    DATES,
    MANY,
    VERBS,
    Candidate,
    behind_list,
    clause_behind,
    is_bare,
    is_joint,
    is_named_behind,
    is_named_by_noun,
    is_of_papers,
    is_of_part,
    others,
)

_UNITS = frozenset("条篇件则个项份期次部幅张块起例宗") | {"条次", "篇次", "件次", "篇条", ""}
_PLAIN_UNITS = frozenset("条篇则份件期") | {"条次", "篇次", "篇条", ""}
_SAYS_WHEN = frozenset(["report_year", "this_year", "fresh", "strong", "info", "disclose"])
_SAYS_ALL = frozenset(["sum", "this_year", "report_year", "fresh", "strong", "info", "own", "many"])
_SAYS_INFO = frozenset(["publish", "disclose", "info"])
_NO_TOTALS = frozenset(ELSEWHERE) - {"platform"}
_ISSUES = frozenset(("期", "次", "份"))
_NAMES_CHANNEL = frozenset(["channel", "filler", "own", "county"])
SUBJECTS_ELSEWHERE = ("foreign", "audience", "event", "requests", "reviews")


class Counts(Order):
    """The counts of a text, and which of them may be of information."""

    def candidate(self, n: int) -> Candidate | None:
        """What speaks for a count; None where it counts something else, or another's, or another year's."""
        sentence, quantity = self.order[n]
        number = quantity.token.number
        if number is None or number.unit not in _UNITS or number.value != int(number.value):
            return None
        behind = [t.concept for t in sentence.tokens[quantity.index + 1 : quantity.index + 7]]
        if self.is_of_others(quantity, behind) or (
            behind[:1] == ["number"] and number.unit == "项"
        ):
            return None
        segment = self.segment(n)
        if "info" in segment and behind[:2] == ["comma", "all"] and "strong" in behind:
            segment = ["strong", "info"]  # 产生政府信息16条,均已主动公开
        words = frozenset(segment)
        if is_named_behind(behind):
            return Candidate(sentence, quantity, "total", 4.0, "total.said_behind", words)
        if {"within", "sum"} <= words and words & {"strong", "disclose"}:
            return Candidate(sentence, quantity, "total", 5.0, "total.share_of", words)
        is_none = sentence.topic in _NO_TOTALS and not may_say_whole(words)
        if is_none or self.is_elsewhere(n, segment, lead := self.lead(n), behind):
            return None
        has_info = "info" in segment or behind[:1] == ["info"] or "document" in segment
        has_info = has_info or {"and_so_on", "of_kind"} <= words
        verb = self.verb(n, segment, lead, has_info) or self.verb_of_sum(n)
        is_usual = has_info or self.has_usual_unit(n, segment, lead) or self.sums_up(n)
        if not verb or not is_usual or is_of_papers(segment):
            return None
        is_plain = says_whole(words, lead, sentence.topic)
        if sentence.topic in ELSEWHERE and not (is_plain and has_info):
            if sentence.topic != "platform":
                return None
            return Candidate(sentence, quantity, "platform", 0.0, "channel.platform", words)
        kind, rule = self.kind(n, segment, lead, has_info, behind)
        self.kinds[n] = kind
        found = Candidate(sentence, quantity, kind, verb, rule, words, verb=verb)
        self.weigh(n, found, has_info, behind)
        return found

    def may_be_of_information(self, n: int, total: Quantity) -> bool:
        """Whether nothing says that a count beside a total is of something else, of another or of another year."""
        sentence, quantity = self.order[n]
        segment = self.segment(n)
        behind = [t.concept for t in sentence.tokens[quantity.index + 1 : quantity.index + 7]]
        is_alike = quantity.unit in PIECES | {total.unit}
        if not is_alike or self.is_of_others(quantity, behind) or quantity.period == "stock":
            return False
        listed = {"within", "of_which", "by_way"} & set(self.lead(n, True))
        if listed or quantity.subject in SUBJECTS_ELSEWHERE:
            return False
        is_used = segment[-1:] == ["by_means"]  # 市级媒体采用5条
        meant = {"plan", "village", "paper", "of_which", "explain", "digital"} & set(segment)
        return not (is_used or meant or others(segment))

    def has_usual_unit(self, n: int, segment: list[str], lead: list[str]) -> bool:
        """Whether its unit counts information, or a channel's pieces beside another's: 公示栏公示30次."""
        sentence, quantity = self.order[n]
        printed = quantity.unit
        is_beside = {"by_means", "channel"} <= set(segment) and len(sentence.quantities) > 1
        return is_beside or printed in _PLAIN_UNITS or ("info" in lead and is_bare(segment))

    def is_of_others(self, quantity: Quantity, behind: list[str]) -> bool:
        """Whether a count is another year's or the county's, a difference, or said not to count."""
        if quantity.is_change or quantity.is_of_part or quantity.period == "past":
            return True
        if behind[:1] in (["changed_to"], ["not_counted"]) or behind[:2] == [
            "comma",
            "not_counted",
        ]:
            return True
        return self.township and quantity.owner == "county"

    def is_elsewhere(self, n: int, segment: list[str], lead: list[str], behind: list[str]) -> bool:
        """Whether the words before a count tell of something else than information."""
        words, bare = set(segment), is_bare(segment)
        if "digital" in words:
            return True
        quantity = self.order[n][1]
        summed = self.summed_before(n) if "sum" in words and bare else 0
        if quantity.subject in ("requests", "reviews") and not set(self.lead(n, True)) & set(VERBS):
            summed = 0
        if not summed:
            says_what = "info" in [*segment, *behind[:1]] or {"and_so_on", "of_kind"} <= words
            says_what = says_what or {"publish", "and_so_on"} <= words  # 共刊发文稿、通知等44篇
            if not says_what and quantity.subject in SUBJECTS_ELSEWHERE:
                return True
            if bare and not words & _SAYS_WHEN and is_of_part(lead, "sum" in words):
                return True
        led = set(lead) - ({"village"} if is_joint(lead) else set())
        if words & {"strong", "report_year", "this_year"}:
            led.discard("plan")  # 确保及时公开,2024年主动公开信息66件
        told = [*segment, *(c for c in behind[:1] if c == "info")]  # 公开清单等11条信息
        own = {*behind_list(segment)} - ({"village"} if is_joint(segment) else set())
        return bool(others(told)) or bool({"plan", "village"} & (own | led))

    def verb(self, n: int, segment: list[str], lead: list[str], has_info: bool) -> float:
        """How plainly the verb of a count says that it was disclosed; 0 where no words say so."""
        words, bare = set(segment), is_bare(segment)
        verb = max((VERBS.get(c, 0.0) for c in segment), default=0.0)
        led = max((VERBS.get(c, 0.0) for c in lead), default=0.0)
        sentence, quantity = self.order[n]
        if (segment[:1] == ["enum"] and words & {"channel", "info"}) or segment == ["channel"]:
            led = led or self.verbs.get(n - 1, 0.0)  # 网站公开31条,微信12条
        if sentence.topic == "disclosure" and segment[-1:] == ["channel"] and not quantity.clause:
            led = led or VERBS["publish"]  # 2024年门户网站46条
        if segment[:2] == ["by_means", "channel"] and quantity.unit in PIECES:
            led = led or VERBS["publish"]  # whatever is done there: 通过公示栏张贴告示46条
        self.verbs[n] = verb or led
        if verb or not (has_info or bare or ("channel" in words and led)):
            return verb
        if bare and ("sum" in words or ("of_which" in words and words & DATES)):
            # 累计公开846条,其中今年214条
            led = led or max((VERBS.get(c, 0.0) for c in self.lead(n, True)), default=0.0)
        if bare and "sum" in words:
            has_info = has_info or bool(self.summed_before(n))
        if sentence.is_first and sentence.topic == "disclosure" and quantity.index <= 2:
            led = led or VERBS["disclose"]  # 主动公开政府信息的情况:2023年为81条
        return led or (1.0 if has_info else 0.0)

    def verb_of_sum(self, n: int) -> float:
        """How plainly a sum of kinds that were told line by line says that they were disclosed: 以上合计166条."""
        return VERBS["publish"] if self.is_bare(n) and self.summed_before(n) > 1 else 0.0

    def weigh(self, n: int, found: Candidate, has_info: bool, behind: list[str]) -> None:
        """Add to a candidate what its sentence says of its strength, time and papers."""
        sentence, quantity = self.order[n]
        whole = frozenset(self.lead(n, True))
        found.lead = whole
        found.is_strong = found.strength == VERBS["strong"]
        segment = self.segment(n)
        says_itself = bool(found.words & OF_YEAR) and {"disclose", "info"} <= found.words
        lead = [] if "channel" in segment or says_itself else self.lead(n)
        found.is_joint = is_joint([*lead, *segment]) and (
            "many" in found.words or not found.is_strong
        )
        found.strength += 0.5 if has_info else 0.0
        found.strength += 0.3 if found.words & {"sum", "this_year", "report_year"} else 0.0
        found.strength += 0.2 if sentence.topic == "disclosure" and not found.is_strong else 0.0
        if quantity.period == "stock" and not found.is_fresh:
            found.rule = "total.of_all_years"
        of_stock = behind[:2] == ["open", "stock"] and "number" not in clause_behind(behind)
        if of_stock or (quantity.period == "stock" and not found.is_fresh):
            found.strength -= 2.5
        if "info" in found.words or "and_so_on" in found.words:
            return
        of_papers = "paper" in found.words | whole and ("info" not in whole or "document" in whole)
        found.is_paper = "document" in found.words or ("strong" in found.words and of_papers)
        if found.is_paper and "document" not in found.words:
            found.rule = "total.of_papers"

    def kind(
        self, n: int, segment: list[str], lead: list[str], has_info: bool, behind: list[str]
    ) -> tuple[str, str]:
        """Whether a count is of all information, of a channel's or of one kind, and by which rule."""
        sentence, words = self.order[n][0], set(segment)
        if (not has_info or behind[:1] == ["filler"]) and is_named_by_noun(segment, behind):
            return "class", "class.named_behind"
        if {"sum", "info"} <= sentence.under and sentence.is_first:
            return "total", "total.of_heading"  # 1、主动公开信息总数
        if self.is_of_item(n):
            return "channel", "channel.of_item"
        if self.is_of_channel(segment, lead):
            return of_one_channel(segment, self.order[n][1].token.number, has_info)
        found = class_or_total(segment, has_info)
        if found[0] == "total" and self.is_in_list(n, segment):
            return "class", "class.of_list"
        if found[0] == "total" and {"around", "enum"} <= set(lead) and words <= _SAYS_INFO:
            return "class", "class.of_topic"  # 围绕社会救助、就业等,发布信息35条
        if found[0] == "total" and self.tells_again(n):
            return "channel", "channel.again"
        return self.kind_by_heading(n, segment) or found if found[0] == "total" else found

    def kind_by_heading(self, n: int, segment: list[str]) -> tuple[str, str] | None:
        """What a heading says that a count of information below it is of: a channel, or one kind."""
        under, words = self.order[n][0].under, set(segment)
        if {"strong", "channel"} & under == {"strong"}:
            return None
        is_told_whole = {"strong", "info"} <= words and bool(words & OF_YEAR)
        if "channel" in under and not (is_joint(segment) or is_told_whole):
            return "channel", "channel.of_heading"
        says_all = "sum" in words or ("info" in words and bool(words & {"disclose", "strong"}))
        if under & {"info", "of_kind"} and not ("disclose" in under or says_all):
            return "class", "class.of_heading"
        return None

    def is_in_list(self, n: int, segment: list[str]) -> bool:
        """Whether a count is one of a list, as 其中 before it says."""
        if ["open", "of_which"] in (segment[i : i + 2] for i in range(len(segment))):
            return True
        return "of_which" in self.lead(n, True) and not set(segment) & _SAYS_ALL

    def is_of_channel(self, segment: list[str], lead: list[str]) -> bool:
        """Whether the words name one channel and not several together."""
        words = set(segment)
        channels = segment.count("channel")
        if says_whole_again(segment):
            return False
        leads = "by_means" in lead or "channel" in lead
        of_one = is_led_by_channel(lead) and not words & {"strong", "disclose", "own"}
        is_told_whole = {"strong", "info"} <= words and bool(words & {"own", "sum", "report_year"})
        of_one = of_one or (leads and not (set(lead) & set(VERBS) or is_told_whole))
        of_one = of_one or (is_bare(segment) and not words and lead[:1] == ["by_means"])
        if not channels and of_one:
            channels, segment = lead.count("channel"), [*lead, *segment]
        if "fresh" in words and not words & {"info", "disclose"}:
            channels = channels or lead.count("channel")
        return channels > 0 and not is_joint(segment)

    def told_as_plainly(self, count: Candidate) -> set[float]:
        """Counts told as plainly under a count's topic that its list lacks."""
        inner = count.inner
        return {
            quantity.value
            for n, (sentence, quantity) in enumerate(self.order)
            if sentence.topic == count.sentence.topic
            and quantity.token.start not in inner
            and {"strong", "sum"} & set(self.segment(n))
            and not others(self.segment(n)) - {"normative"}
            and not self.is_of_others(quantity, [])
        } - {count.value}

    def told_before(self, count: Candidate) -> set[float]:
        """Counts of pieces in its sentence before a count, this year's."""
        here = (q for q in count.sentence.quantities if q.token.start < count.start)
        same = (q for q in here if q.unit == count.unit and q.period == "this")
        return {q.value for q in same if not q.is_change} - {count.value}

    def is_of_item(self, n: int) -> bool:
        """Whether a count stands behind an item's own clause that names a channel: 1.县政府网站,公开信息9条."""
        sentence, quantity = self.order[n]
        before = [t.concept for t in sentence.tokens[: max(0, quantity.clause - 1)]]
        item = before[len(before) - before[::-1].index("item") :] if "item" in before else []
        return "channel" in item and set(item) <= _NAMES_CHANNEL

    def by_others(self, channel: Candidate) -> set[float]:
        """What other channels carried, told beside one channel's count in units that are no pieces too."""
        inner = channel.inner | {channel.start}
        elsewhere = {"send"} if "of_kind" in channel.words else {"send", "village"}
        return {
            quantity.value
            for n, (sentence, quantity) in enumerate(self.order)
            if sentence.topic == channel.sentence.topic
            and quantity.token.start not in inner
            and (quantity.unit in PIECES or quantity.unit in _ISSUES)
            and not (quantity.unit in _ISSUES and quantity.value * MANY <= channel.value)
            and ("channel" in self.segment(n) or self.is_of_item(n))
            and not others(self.segment(n)) | elsewhere & set(self.segment(n))
            and not self.is_of_others(quantity, [])
        } - {channel.value}
