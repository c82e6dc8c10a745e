"""Requests and reviews: one figure of each name out of all readings, by strength and by arithmetic."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.extract.prose.clauses import Sentence
from gongkai.extract.prose.governed import Quantity
from gongkai.extract.prose.lexicon import Lexicon
from gongkai.extract.prose.requested import ANSWERED, RECEIVED, Filed, Finding, Requests, chosen_of
from gongkai.extract.prose.rules import Reading

_CASES = frozenset([*"人名位户件份宗条起项例个次", "人次", "件次", "条次", ""])
_ENDS: tuple[list[str], ...] = ([], ["comma"], ["semi"], ["close"])
_REQUESTS = frozenset(("request", "on_request", "request_word"))
_CLAUSE_ENDS = frozenset(("semi", "colon", "number", "none"))
_CLOSED = frozenset(("answer", "both_done", "outcome"))
_OUTCOMES = frozenset(("review_outcome", "withdrawn", "pending", "ongoing"))
_CERTAIN = frozenset(("件", "宗", "起", "份"))
REVIEWS = ("reconsiderations", "litigations")
"""Names of figures."""
_DOCUMENTS = (
    "normative_documents_issued",
    "normative_documents_repealed",
    "normative_documents_in_force",
)
# Topics under which only reviews, and that nobody asked, are read.
_CLOSING = ("closing", "further")
_UNASKED = ("later", *_CLOSING, "oversight", "management", "platform")


def file(said: Iterable[Reading], level: str, words: Lexicon) -> Filed:
    """Choose among the readings of a text; `level`: of its unit, `township`, `bureau` or `county`."""
    kept = [r for r in _strongest(said) if not _is_outcome(r)]
    counted = {(r.name, r.sentence.start): r for r in kept if r.quantity}
    kept = [r for r in kept if not _is_counted(r, counted.get((r.name, r.sentence.start)))]
    kept = _without_parts(kept)
    is_own = any(
        r.quantity and r.quantity.owner == "own" and r.name in (RECEIVED, "requests_handled")
        for r in kept
    )
    if level == "township":
        kept = [r for r in kept if not _of_county(r)]
    elif level == "bureau" and is_own:  # 全市受理512件,我单位承办3件
        kept = [r for r in kept if not _of_county(r) or r.name in REVIEWS]
    by_name: dict[str, list[Reading]] = {}
    for reading in kept:
        by_name.setdefault(reading.name, []).append(reading)
    filed = Filed()
    for name in (*REVIEWS, *_DOCUMENTS):
        if name in by_name:
            filed.findings[name] = chosen_of(by_name[name])
    Requests(by_name, filed, words).resolve()
    return filed


def _without_parts(said: list[Reading]) -> list[Reading]:
    """Readings without those of a part of what a sentence before counted: 受理57件。其中,县政府受理6件."""
    kept, greatest = [], {RECEIVED: 0.0, ANSWERED: 0.0}
    ended, here = dict(greatest), said[0].sentence if said else None  # by the sentences before
    for reading in said:
        if reading.sentence is not here:
            here, ended = reading.sentence, dict(greatest)
        value = reading.quantity.value if reading.quantity else 0.0
        if _tells_of_part(reading) and value < ended.get(reading.name, 0.0):
            continue
        if reading.name in greatest:
            greatest[reading.name] = max(value, greatest[reading.name])
        kept.append(reading)
    return kept


def _tells_of_part(reading: Reading) -> bool:
    """Whether a sentence begins with 其中 and its number is not said to be new."""
    if reading.quantity is None:
        return False
    tokens = reading.sentence.tokens[: reading.quantity.index]
    is_led = [t.concept for t in tokens[:1]] == ["of_which"]
    return is_led and not any(t.concept in ("newly", "fresh") for t in tokens)


def _is_outcome(reading: Reading) -> bool:
    """Whether a number of reviews is of those that ended in some way: 撤销复议申请1件."""
    is_number = reading.quantity is not None and reading.name in REVIEWS
    return is_number and not _OUTCOMES.isdisjoint(reading.clause)


def _is_counted(none: Reading, stated: Reading | None) -> bool:
    """Whether what a word of none seems to reach has a number of its own: 没有复议,诉讼2件."""
    if none.quantity or stated is None or stated.quantity is None:
        return False
    begin = stated.sentence.tokens[stated.quantity.clause].start
    return begin <= none.start < stated.quantity.token.start


def _strongest(said: Iterable[Reading]) -> Iterable[Reading]:
    """The readings that hold: for a quantity those of its strongest rule."""
    by_place: dict[tuple[int, int, str], list[Reading]] = {}
    for reading in said:
        topic = reading.sentence.topic
        is_none = reading.quantity is None and reading.name == RECEIVED
        if topic == "later" or (topic in _CLOSING and not (is_none or reading.name in REVIEWS)):
            continue
        if not _counts(reading):
            continue
        index = reading.quantity.index if reading.quantity else -1
        which = "" if reading.quantity else reading.rule.id
        by_place.setdefault((reading.sentence.start, index, which), []).append(reading)
    for place in sorted(by_place):
        group = by_place[place]
        best = max(group, key=lambda r: r.rule.strength)
        yield from (r for r in group if r.rule is best.rule)


def _of_county(reading: Reading) -> bool:
    return reading.quantity is not None and reading.quantity.owner == "county"


def _counts(reading: Reading) -> bool:
    quantity = reading.quantity
    if quantity is None:
        return True
    number = quantity.token.number
    if number is None or number.unit not in _CASES or number.value != int(number.value):
        return False
    if any(name == "carried_in" for name, _ in reading.rule.emits):
        return True
    return quantity.period == "this" and not quantity.is_change


def _says_none(concepts: list[str], topic: str = "") -> bool:
    """Whether words may say that no request came in: 未有群众就信息公开递交申请."""
    at = concepts.index("none") if "none" in concepts else -1
    clause = list(itertools.takewhile(lambda c: c not in _CLAUSE_ENDS, concepts[at + 1 :]))
    reviews = [n for n, c in enumerate(clause) if c in ("reconsider", "litigate")]
    if reviews:  # no request for a review, as 未收到因信息公开申请行政复议
        for_review = _REQUESTS & set(clause[max(0, reviews[0] - 2) : reviews[0]])
        clause = [] if for_review else clause[: reviews[0]]
    is_of_requests = topic == "requests" and "foreign" not in clause
    named = _REQUESTS | {"disclose", "strong"} if is_of_requests and not reviews else _REQUESTS
    return at >= 0 and "receive" in clause and bool(named & set(clause))


def _says_all(concepts: list[str]) -> bool:
    """Whether words may say that requests were answered: 悉数按要求作了答复, 于5月8日答复, 作出不予公开的答复."""
    ends = [n for n in range(len(concepts)) if concepts[n + 1 : n + 2] in _ENDS]
    ends += [n - 1 for n in ends if concepts[n] == "handle"]  # 回复处理
    answered = (n for n in ends if concepts[n] == "answer")
    handled = (n for n in ends if concepts[n] == "handle" and "done" in concepts[max(0, n - 5) : n])
    if any({"all", "done", "timely", "date"} & set(concepts[:n]) for n in (*answered, *handled)):
        return True
    return any(
        c == "answer" and "outcome" in concepts[max(0, n - 2) : n] for n, c in enumerate(concepts)
    )


def says_none_or_all(sentence: Sentence) -> bool:
    """Whether a sentence may say, without a number, what `unread` has to tell of."""
    concepts = [token.concept for token in sentence.tokens]
    is_none = _says_none(concepts, "requests")  # whatever it stands under
    is_none = is_none or any(_says_no_review(concepts))
    is_closed = not _CLOSED.isdisjoint(concepts) or _tells_of_review(concepts)
    return is_none or is_closed or _says_all(concepts)


def is_unrelated(reading: Reading) -> bool:
    """Whether a count of reviews is then said to have nothing to do with disclosure, or a count is of
    those that a body deals with for others: 配合上级协查依申请答复5件.
    """
    is_ours = reading.name.startswith(("requests_", *REVIEWS))
    if is_ours and reading.quantity and "assist" in reading.before(reading.quantity.clause):
        return True
    if reading.quantity is None or reading.name not in REVIEWS:
        return False
    apart = False
    for token in reading.sentence.tokens[reading.quantity.index + 1 :]:
        if token.concept == "unrelated":
            return True
        if token.concept == "semi" or (apart and token.concept == "number"):
            return False
        apart = apart or token.concept in ("comma", "close")
    return False


def unread(
    said: Iterable[Sentence], found: Sequence[Reading], findings: Mapping[str, Finding]
) -> Iterable[str]:
    """Figures that counts of requests or reviews may be, or words of none or all, which no rule read."""
    known = {r.quantity.token.start for r in found if r.quantity}
    received = findings.get(RECEIVED)
    for sentence in said:
        if sentence.topic in _UNASKED:
            continue
        concepts = [token.concept for token in sentence.tokens]
        if _says_none(concepts, sentence.topic):
            yield RECEIVED
        if _tells_of_review(concepts):
            yield "reconsiderations"
        yield from _says_no_review(concepts)
        if received and received.value and _may_answer(received, sentence, concepts):
            yield ANSWERED
        for quantity in sentence.quantities:
            unit = quantity.unit
            is_ours = quantity.owner != "county" and quantity.period == "this"
            is_text = unit == "篇" and concepts[quantity.index - 1] == "on_request"  # 依申请公开7篇
            is_case = (unit in _CERTAIN or not quantity.value) and quantity.token.start not in known
            clause = concepts[quantity.clause : quantity.index]
            if not (is_case or is_text) or not is_ours or "assist" in clause:
                continue
            is_of_requests = quantity.subject == "requests" or {"receive", "on_request"} <= set(
                clause
            )
            if is_of_requests and not quantity.is_change:
                yield RECEIVED
            elif quantity.subject == "reviews" and not (
                quantity.is_change or any(_is_whole_of(r, sentence, quantity) for r in found)
            ):
                yield "reconsiderations"


def _tells_of_review(concepts: list[str]) -> bool:
    """Whether words tell how a review ended, and no number of them: 申请行政复议,复议机关维持."""
    if "reconsider" not in concepts:
        return False
    at = concepts.index("reconsider")
    end = concepts.index("semi", at) if "semi" in concepts[at:] else len(concepts)
    told = concepts[at:end]
    return "review_outcome" in told and not {"number", "none"} & {
        *told,
        *concepts[max(0, at - 6) : at],
    }


def _says_no_review(concepts: list[str]) -> Iterable[str]:
    """Figures of reviews that a word of none before them may mean: 未因公开不及时等情况,发生行政复议."""
    if "none" not in concepts:
        return
    behind = concepts[concepts.index("none") :]
    for name, concept in zip(REVIEWS, ("reconsider", "litigate"), strict=True):
        if concept in behind and not {"number", "review_outcome"} & {*behind}:
            yield name


def _may_answer(received: Finding, sentence: Sentence, concepts: list[str]) -> bool:
    """Whether a sentence may say that what came in was answered."""
    told = received.reading.sentence
    if sentence.start < told.start or not (sentence.topic == "requests" or sentence is told):
        return False
    at = received.reading.quantity.index if sentence is told and received.reading.quantity else -1
    apart = {"reconsider", "litigate", "withdrawn"}
    is_near = sentence is told or received.value == 1 or concepts[:1] == ["own"]
    clauses = _clauses(concepts[at + 1 :]) if is_near and apart.isdisjoint(concepts) else ()
    told_so = (c for c in clauses if "number" not in c)
    is_closed = any(_tells_on(c) if sentence is told else _closes(c) for c in told_so)
    return is_closed or _says_all(concepts)


def _tells_on(clause: list[str]) -> bool:
    """Whether a clause behind a count says what became of it: 已答复, 并在规定时间内将信息对其公开."""
    said = {*clause}
    is_given = bool(said & {"timely", "done"}) and bool(said & {"handle", "disclose", "info"})
    return bool(_CLOSED & said) or is_given


def _closes(clause: list[str]) -> bool:
    """Whether a clause in a sentence of its own ends with an answer: 我局书面答复, 在时限内回复申请人."""
    is_done = {"timely", "done", "date"} & {*clause} and _CLOSED & {*clause[-2:]}
    return clause[-1] in _CLOSED or clause[0] == "answer" or bool(is_done)


def _clauses(concepts: list[str]) -> Iterator[list[str]]:
    """Concepts clause by clause."""
    for is_bound, clause in itertools.groupby(concepts, lambda c: c in ("comma", "semi", "colon")):
        if not is_bound:
            yield [*clause]


def _is_whole_of(reading: Reading, sentence: Sentence, part: Quantity) -> bool:
    """Whether a count of reviews stands before another of its sentence that may be a part of it."""
    whole = reading.quantity
    is_before = reading.sentence is sentence and whole is not None and whole.index < part.index
    return is_before and reading.name in REVIEWS and reading.value >= part.value
