"""What the prose says in numbers: disclosed, requests, reviews, normative documents."""

from __future__ import annotations

from functools import cache

from gongkai.extract.prose.clauses import Sentence, sentences
from gongkai.extract.prose.filed import REVIEWS, file, is_unrelated, says_none_or_all, unread
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.lexicon import Lexicon, lexicon
from gongkai.extract.prose.owner import is_county, is_of_township
from gongkai.extract.prose.remembered import Memory
from gongkai.extract.prose.requested import ANSWERED, RECEIVED, Filed, chosen_of
from gongkai.extract.prose.rules import Reading, Rules, rules
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.totals.disclosed import disclosed
from gongkai.extract.prose.totals.unexplained import Disclosed
from gongkai.extract.report import Doubt, NarrativeFigure, Report
from gongkai.messages import Message, message

_OF_DISCLOSURE = frozenset(("info", "disclose", "strong", "request", "on_request"))
_EACH = ("各", "各有", "各为", "均为", "均有", "都是")  # 复议、诉讼各1件


def read_narrative(
    text: Text, report: Report, words: Lexicon | None = None, group: Rules | None = None
) -> None:
    """Add what the prose states to `report.narrative`, `breakdown_closed` and `doubts`.

    Args:
        text: the prose.
        report: whose unit and year are known.
        words, group: another lexicon and other rules than the project's, to try them out.
    """
    find = None if words or group else _memory().find
    words, group = words or lexicon(), group or rules()
    township = is_of_township(report.unit, text.text)
    said = list(sentences(text, report.year, report.unit, words, find))
    counted = disclosed(text.text, said, township)
    _add_disclosed(text, report, counted)
    parts = {item.quantity.token.start for item in counted.breakdown if item.value}
    found = [
        reading
        for sentence in said
        for reading in group.readings(sentence)
        if not (reading.quantity and reading.start in parts)  # 其中,依申请公开3条
    ]
    level = "township" if township else "county" if is_county(report.unit) else "bureau"
    filed = file([r for r in found if not is_unrelated(r)], level, words)
    nothing = [r for r in found if r.name == "disclosed_total"]
    if nothing and not (counted.total or counted.channels or counted.doubt):
        filed.findings["disclosed_total"] = chosen_of(nothing)
    for name in unread(said, found, filed.findings):
        if name not in filed.findings:
            filed.doubts.setdefault(name, message("stated_not_read"))
    is_open = RECEIVED in filed.doubts and ANSWERED not in filed.findings
    if is_open and any(map(_tells_answer, said)):
        filed.doubts.setdefault(ANSWERED, filed.doubts[RECEIVED])  # which follows from it
    _doubt_together(text, filed)
    if level != "township":
        _doubt_work(filed)
    _add_filed(text, report, filed)


def _tells_answer(sentence: Sentence) -> bool:
    concepts = {token.concept for token in sentence.tokens}
    return sentence.topic == "requests" and "answer" in concepts and "none" not in concepts


@cache
def _memory() -> Memory:
    """What states something in the project's own words: what a rule matches, or says none or all."""
    matches = rules().matches
    return Memory(lexicon(), lambda s: bool(matches(s.skeleton)) or says_none_or_all(s))


def _doubt_together(text: Text, filed: Filed) -> None:
    """Doubt a number of reviews and lawsuits together, as 复议、诉讼案件共7件, that neither has alone."""
    found = [filed.findings[name] for name in REVIEWS if name in filed.findings]
    counted = [f.reading.quantity for f in found if f.reading.quantity and f.value]
    if len(counted) < len(REVIEWS) or counted[0] is not counted[1]:
        return
    if not text.text.endswith(_EACH, 0, counted[0].token.start):
        for finding in found:
            finding.doubt = finding.doubt or message("counted_together")


def _doubt_work(filed: Filed) -> None:
    """Doubt reviews that a bureau or a county may deal with for others: 受理行政复议申请56件."""
    for name in REVIEWS:
        finding = filed.findings.get(name)
        if finding and finding.value and _is_work(finding.reading):
            finding.doubt = finding.doubt or message("reviews_of_others")


def _is_work(reading: Reading) -> bool:
    if reading.sentence.topic or reading.quantity is None:
        return False
    said = {token.concept for token in reading.sentence.tokens[: reading.quantity.index]}
    return "receive" in said and said.isdisjoint(_OF_DISCLOSURE)


def _add_filed(text: Text, report: Report, filed: Filed) -> None:
    for name, finding in filed.findings.items():
        reading = finding.reading
        number = reading.quantity.token.number if reading.quantity else None
        finding.doubt = finding.doubt or reading.counted_otherwise
        report.narrative.append(
            NarrativeFigure(
                name,
                "",
                finding.value,
                text.text[reading.start : reading.end],
                text.locator(reading.start),
                bool(number and number.is_approximate),
                finding.doubt,
                finding.is_derived,
                reading.rule.id,
                _clause(text, reading.sentence),
            )
        )
    doubts = {name: finding.doubt for name, finding in filed.findings.items()} | filed.doubts
    report.doubts += [Doubt(f"narrative.{name}", why) for name, why in doubts.items() if why]


def _add_disclosed(text: Text, report: Report, found: Disclosed) -> None:
    total = found.total
    if total is not None:
        found.doubt = found.doubt or total.quantity.vague
        stated = _figure("disclosed_total", "", total.quantity, text, found.doubt, total.rule)
        stated.clause = _clause(text, total.sentence)
        report.narrative.append(stated)
    if found.doubt:
        report.doubts.append(Doubt("narrative.disclosed_total", found.doubt))
    for name, items in (("breakdown", found.breakdown), ("channels", found.channels)):
        report.narrative += [
            _figure(name, i.label, i.quantity, text, found.breakdown_doubt, f"list.{name}")
            for i in items
        ]
    report.breakdown_closed = found.closed if found.breakdown else None
    if found.breakdown_doubt:
        report.doubts.append(Doubt("narrative.breakdown", found.breakdown_doubt))


def _figure(
    name: str, label: str, quantity: Quantity, text: Text, doubt: Message | None, rule: str
) -> NarrativeFigure:
    number = quantity.token.number
    start, end = quantity.token.start, quantity.token.end
    printed, place = text.text[start:end], text.locator(start)
    about, doubt = bool(number and number.is_approximate), doubt or quantity.vague
    return NarrativeFigure(
        name, label, quantity.value, printed, place, about, doubt, rule=rule, clause=printed
    )


def _clause(text: Text, sentence: Sentence) -> str:
    return text.text[sentence.start : sentence.end]
