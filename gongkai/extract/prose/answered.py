"""How many requests were answered: told by a number, of all of them, or of some kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.extract.prose.counts import Count
from gongkai.extract.prose.scope import RequestsHeading, tells_of_requests
from gongkai.messages import Message, message

ANSWER = "答复|回复|办复|复函|办结|办毕|结案|出件|(?:办理|处理|处置|答复|受理)(?:完毕|完成|完结|终结|到位)"
_WORD = r"(?:[^。;,\n\d]|\d+(?=个?工作日|[日天年月]))"
_NOT_YET = r"(?!未|尚|正在|暂|[拟应须将待](?!理|对)|不[再予能]|无)"
_GAP = rf"(?:{_NOT_YET}{_WORD})"
_GAP_ON = r"(?:(?!未|尚|正在|暂|拟|将|待|结转|复议|诉讼|信访|热线|如不|补正)(?:[^。;\n\d]|\d+(?=个?工作日|[日天年月分])))"
_ALL = "均|都|全部|一律|悉数|逐一|逐件|皆"
_SAYS_ALL = re.compile(
    rf"(?:{_ALL}){_GAP}{{0,26}}?(?:{ANSWER})"
    r"|(?:答复|办结|回复|办复|办理|处理)(?:完成|完结)?率[^。;,\n\d]{0,8}(?:100(?:\.0+)?[%％]|百分之百)"
)
_ALL_BEHIND = re.compile(rf"[^。;\n\d]{{0,32}}?(?:{_SAYS_ALL.pattern})")
_CLOSED = (
    rf"{ANSWER}|[予准]以公开|同意公开|部分公开|不予公开|依法公开|已公开|已(?:书面|依法)?(?:告知|提供)|告知(?!补正|其?补)"
    r"|提供(?:了|给|相关|信息)|向申请人(?:作出)?[^。;,\d]{0,6}提供|(?:妥善|圆满)(?:处理|办理|解决)|已办|非本机关|不属于|不存在|不掌握|不予处理"
)
_DONE = re.compile(rf"{_GAP_ON}{{0,70}}?(?:{_CLOSED})(?![^。;,\n]{{0,8}}\d)")
_AIM = re.compile(r"确保|力争|要求|保证|必须|做到(?!了)|努力|规范|完善|提高|标准")
_REST = re.compile(r"其余|其他|剩余|余下|另外|另有|除")
_CLAUSE = re.compile(r"[,;。:\n]")
_SENTENCE = re.compile(r"[。\n]")
_LATE = re.compile(
    r"出具|答复书|告知书|复函|延期|延长|合并|重复|超期|逾期|口头|书面|当场|同意|不予|予以公开|部分公开"
)
_TIMELY = re.compile(r"按时|按期|如期|及时|时限|期限|工作日")
_ENDED = re.compile(r"撤回|撤销申请|不再处理|放弃|终止|移送|转交|转办|合并|重复|非本机关|告知书")
_PENDING = re.compile(r"结转|在办|办理中|处理中|期限内|未到期|延期|下一?年|次年|待")
_BEFORE = 80


@dataclass(frozen=True, slots=True)
class Answered:
    """A number of requests that were answered.

    `manner`: `all` where nothing narrows it; `rest` where others were named before; `part` in a
    list of what was received; `timely`, `late` where it tells how they were answered.
    """

    count: Count
    manner: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells of its requests; `begin`: where the words behind the number received begin."""

    received: float | None
    begin: int
    is_sure: bool
    carried_in: float
    carried_out: float
    answered: tuple[Answered, ...]
    closed: Count | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The number of requests answered and where it stands, if it is known, and why it may be another."""

    value: float = 0
    count: Count | None = None
    doubt: Message | None = None


def manner(before: str, after: str, sentence: str) -> str:
    """How a number of requests answered is narrowed by the words beside it and by its sentence so far."""
    if _LATE.search(before) or after.startswith(("延期", "延长", "逾期")):
        return "late"
    if _REST.search(before):
        return "rest"
    is_behind = not re.search(ANSWER, before)
    if "其中" in before or (is_behind and "其中" in sentence):
        return "part"
    return "timely" if _TIMELY.search(before) and not re.search(_ALL, before) else "all"


def says_all(
    body: str, start: int, heading: RequestsHeading, answered: Iterable[Answered]
) -> re.Match[str] | None:
    """Where a text says from `start` on that its requests were all answered, and not of a number beside."""
    if "申请" not in body:
        return None
    counted = [a.count for a in answered]
    for match in _SAYS_ALL.finditer(body, start):
        begin = max(body.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        words = body[max(body.rfind("\n", 0, begin) + 1, begin - _BEFORE) : match.end()]
        clause = max(begin, *(body.rfind(mark, 0, match.start()) + 1 for mark in ",;:"))
        if any(clause <= count.start < match.end() for count in counted):
            continue
        if _AIM.search(body, clause, match.start()) or "复议" in body[clause : match.end()]:
            continue
        above = heading.above(match.start())
        topic = words if above is None else f"申请:{body[above : match.end()]}"
        if tells_of_requests(topic):
            return match
    return None


def says_answered(words: str) -> bool:
    """Whether words speak of answering at all."""
    return re.search(ANSWER, words) is not None


def all_behind(body: str, end: int) -> bool:
    """Whether the words behind a number say that all of these were answered."""
    return _ALL_BEHIND.match(body, end) is not None


def done_behind(body: str, end: int) -> re.Match[str] | None:
    """The words behind a number of requests that say that they were answered: `申请1件,已按期答复`."""
    return _DONE.match(body, end)


def conclude(body: str, told: Told, every: re.Match[str] | None) -> Conclusion:
    """How many requests were answered, by what is told; `every`: where that is said of all."""
    whole = _whole(told)
    plain = [a.count for a in told.answered if a.manner == "all"]
    if plain:
        return _plain(body, plain, told, every)
    if every is not None:
        return _every(body, told, every, whole)
    is_narrowed = any(a.manner in ("rest", "part") for a in told.answered)
    if told.closed is not None and told.closed.value == whole and not is_narrowed:
        return Conclusion(whole, told.closed)
    return _kinds(body, told, whole)


def _whole(told: Told) -> float | None:
    """Received and carried in, less what goes on to the next year."""
    if told.received is None:
        return None
    whole = told.received + told.carried_in - told.carried_out
    return int(whole) if whole == int(whole) else whole


def _plain(body: str, plain: list[Count], told: Told, every: re.Match[str] | None) -> Conclusion:
    chosen = plain[0]
    wider = sorted({c.value for c in plain} - {chosen.value})
    if wider:
        return Conclusion(chosen.value, chosen, _also(wider))
    if told.received is None or told.carried_in or told.carried_out:
        return Conclusion(chosen.value, chosen)
    if chosen.value < told.received:
        if every is not None and "率" not in every.group():
            return Conclusion(chosen.value, chosen, _also([told.received]))
        if _ENDED.search(body, told.begin, _sentence_end(body, chosen.end)):
            return Conclusion(chosen.value, chosen, _OTHERS)
    return Conclusion(chosen.value, chosen)


def _every(body: str, told: Told, every: re.Match[str], whole: float | None) -> Conclusion:
    if whole is None:
        return Conclusion(doubt=_UNKNOWN)
    if known := [a.count for a in told.answered if a.count.value == whole]:
        return Conclusion(whole, known[0])
    count = Count(whole, "", False, every.start(), every.end(), every.group())
    begin = max(body.rfind(mark, 0, every.start()) for mark in ",;。:\n") + 1
    if _REST.search(body, begin, every.start()) or any(a.manner == "rest" for a in told.answered):
        return Conclusion(whole, count, _OTHERS)
    between = body[told.begin : every.start()]
    if "实际" in between or told.carried_in or told.carried_out or not told.is_sure:
        return Conclusion(whole, count, _WORKED_OUT)
    return Conclusion(whole, count)


def _kinds(body: str, told: Told, whole: float | None) -> Conclusion:
    """The number answered, where only kinds of answering are told."""
    kinds = [a for a in told.answered if a.manner != "late"]
    amount = sum(a.count.value for a in told.answered)
    if amount == whole and told.answered:
        return Conclusion(whole, told.answered[0].count)
    if not kinds:
        return Conclusion(doubt=_UNKNOWN if told.answered else None)
    count = kinds[0].count
    if count.value == whole:
        return Conclusion(whole, count)
    if len(told.answered) > 1:
        return Conclusion(count.value, count, _also([a.count.value for a in told.answered[1:]]))
    stop = _sentence_end(body, count.end)
    is_ended = _ENDED.search(body, told.begin, stop)
    is_explained = _PENDING.search(body, told.begin, stop) and not is_ended
    if whole is None or is_explained:
        return Conclusion(count.value, count)
    return Conclusion(count.value, count, _OTHERS)


def _sentence_end(body: str, offset: int) -> int:
    match = _SENTENCE.search(body, offset)
    return match.start() if match else len(body)


def _also(values: Iterable[float]) -> Message:
    numbers = ", ".join(f"{v:g}" for v in sorted(set(values)))
    return message("other_numbers", numbers=numbers)


_UNKNOWN = message("count_not_recognised")
_OTHERS = message("others_closed")
_WORKED_OUT = message("all_answered")
