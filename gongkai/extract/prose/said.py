"""What a number of requests or reviews counts, told by the words around it."""

from __future__ import annotations

import re

from gongkai.extract.prose.answered import ANSWER
from gongkai.extract.prose.disputes import of_reviews
from gongkai.extract.prose.scope import tells_of_requests

_TALLIES = (
    "总数|件数|起数|数量|总量|数|量|表|件|事项|案件|情况|共计|总计|合计|共|计|有|的|了|为|是|达|:"
)
_TALLY = rf"(?:{_TALLIES})*$"
_PLAIN = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,:\d])"
_NOT_OURS = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,、:\d])"
_TAKE = "收到|受理|接收|接到|新收|登记"
_THIS_YEAR = "全年|当年|年度?内|本年度?|今年"

_RECEIVED = re.compile(
    rf"(?:{_TAKE}|办理|处理|收取|收|登记|依申请公开)(?:并?(?:受理|处理|办理|答复))?(?:的|了|各类|公众|群众|公民|法人|自然人|社会|其他组织|[和或及、]|提出|提交|书面|网上|网络)*"
    r"(?:依申请公开|政府信息公开|政务信息公开|信息公开|政府信息|信息|依申请|公开)*(?:的|公开)*(?:申请(?:公开)?(?:数量|件|事项)?|收?件)?"
    rf"{_TALLY}"
    rf"|(?:{_TAKE}){_NOT_OURS}{{0,30}}(?:公开|依申请|新收){_NOT_OURS}{{0,16}}$"
    rf"|(?:^|、)(?:{_THIS_YEAR}|共)?(?:政府)?信息公开的?申请(?:数量|共|为|达)*$"
    rf"|(?:提出|提交|递交)的?(?:依申请公开|政府信息公开|政务信息公开|信息公开)的?申请{_TALLY}"
    r"|信息公开[^。;,、:\d]{0,10}(?:提出|提交)[^。;,、:\d]{0,6}申请(?:的|共)*$"
)
_RECEIVED_HERE = re.compile(  # under the heading of requests
    rf"(?:{_TAKE}|提交|提出){_PLAIN}{{0,40}}申请(?:公开)?{_TALLY}"
    rf"|(?:^|[、,])(?:{_THIS_YEAR}|共有?|登记)*(?:依申请公开|政府信息公开|信息公开|公开)?的?申请(?:公开)?(?:政府信息)?"
    rf"{_TALLY}"
)
_RECEIVED_AROUND = (
    re.compile(rf"(?:^|提出|提交|递交|收到|接到)(?:{_THIS_YEAR}|共有?|收到|新收|了)*$"),
    re.compile(r"^的?(?:政府)?(?P<named>信息公开|依申请公开)?的?申请(?!人)"),
)
_RECEIVED_AFTER = re.compile(r"^(?:申请)?[为系是](?:本年度?|当年|今年)(?:新收|收到|受理)")
_RECEIVED_BARE = re.compile(
    r"^[,、]?[\u3400-\u9fff]{0,16}?(?:20\d\d年度?)?"
    rf"(?:共|总共|累计|合计|共计|总计)?(?:{_TAKE}|承办|收件|新增)(?:了|共|共计|总计|的|有|其中|数量|件数)*$"
)
_RECEIVED_NOUN = re.compile(  # 申请公开2件; 公开申请全年1件; 申请总量为6件
    rf"^[、]?(?:{_THIS_YEAR}|{_TAKE}|20\d\d年度?|年度|本年|我[镇乡街局办]道?|群众|公民|村民|共|有|正式|真正|新增|依法|\d+(?=[位名户])|位|名|户|申请人|处理|办理|提出|提交|递交|一次性|属于|内|的)*"
    r"(?:政府信息|政务信息|信息)?(?:公开)?的?依?申请(?:书|表)?(?:公开)?(?:政府信息|政务信息|信息)?的?"
    rf"(?:事项|请求|收|共|全年|年度|当年|总|{_TALLIES})*$"
)
_HEADING_ONLY = re.compile(rf"^(?:{_THIS_YEAR}|20\d\d年度?|{_TALLIES}|\n)*$")
_TOTAL_ONLY = re.compile(
    rf"^(?:{_THIS_YEAR}|20\d\d年度?|年度|也|均|仅|只|有|数量|总数|达|到|为|是|共|合计|总计|共计|累计)+$"
)
_CLAUSE = re.compile(r"[,;。\n]")
_APPLICATION = re.compile(r"(?:政府信息|信息)?(?:依申请)?(?:公开)?的?申请")
_AND_MORE = re.compile(rf"(?:{_TAKE}|申请(?:公开)?数?)[^。,;\d]{{0,16}}(?:并|、|和|及|与)")
_ANSWERED = re.compile(
    rf"(?:{ANSWER}|已办|办理总数|出件)"
    rf"(?:了|书|完成|理|均|都|各|自然人|公民|法人|商业企业|企业|政府信息公开|依申请公开|信息公开|申请|{_TALLIES})*$"
)
_ANSWERED_AFTER = re.compile(
    r"^的?(?:政府信息公开|信息公开|依申请公开|公开)?(?:申请|件)*"
    rf"(?:(?!未|尚|正在|暂|[将待拟]|不[再予能])(?:[^。;,、()\n\d]|\d+(?=个?工作日|[日天年月]))){{0,26}}?(?:(?:{ANSWER})(?!不[服满当]|期限|了?\d)|已办(?!理))"
)
_CARRIED_IN = re.compile(
    r"(?:上一?年度?|上年度?|去年)(?:结转|转结|顺延|转入|遗留|留存)|结转(?:的)?上一?年|结转自|年初(?:在办|结存|留存)"
)
_CARRIED_OUT = re.compile(
    r"(?:结转|顺延|转)(?:至|到|入)?(?:下一?年度?|次年|20\d\d年度?)(?:继续)?(?:办理|答复)?(?:申请|"
    rf"{_TALLIES})*$"
    rf"|(?<!年)(?<!度)结转(?:申请|{_TALLIES})*$"
    r"|(?:尚在办理|正在办理|在办|处理中|办理中|未到期|未办结?|尚未办结|(?<!度)(?<!年)遗留|跨年度?(?:办理)?|留存[^。;,\d]{0,8}"
    rf"|转入下一?年度?)(?:申请|{_TALLIES})*$"
)
_PENDING_AFTER = re.compile(  # 剩余1件仍在法定答复期限内; 1件结转
    r"^(?:申请)?[^。;,、\d]{0,12}(?:结转(?=[。;,(]|$)|正在(?:办理|处理|征求|审)|尚未(?:办结|答复)|尚在|仍在|在办|在法定[^。;,\d]{0,6}期限内|跨年)"
    r"|^[^。;\d]{0,30}(?:将[于在]|延[长期][^。;,\d]{0,8}至)20\d\d年(?!1[0-2]月)"
)
_CARRIED_INTO = re.compile(r"结转[至到](20\d\d)年")
_NEXT_YEAR = r"(?<![无未有])(?:结转|顺延|延期|(?<!结)转|待)(?:至|到)?(?:下一?年|次年|20\d\d年)"
_CARRIED_OUT_AFTER = re.compile(
    rf"^(?:[^。;,\d]{{0,10}}(?:未办结|未答复|办理中?|在办|处理中?),)?[^。;,\d]{{0,16}}?{_NEXT_YEAR}"
)
_ALL_CARRIED_OUT = re.compile(
    r"(?:申请|[,(均都尚仍现暂将已需未在]|正在|目前|全部|办[理结]|答复|处理|按规定|按程序|依法|程序中|过程中|中)*"
    rf"{_NEXT_YEAR}|,?(?:均|都|尚|目前|仍|未)[^。;\d]{{0,24}}?{_NEXT_YEAR}"
)
_CHANGED_TO = re.compile(
    r"^(?:增加|增长|上升|减少|下降|升|增|降)?(?:到|至|为)(?:今年的?|20\d\d年的?)?$|^达到?$"
)
_COMPARED = re.compile(r"[,]?(?:较|同?比|由|从)")
_OUTCOME = re.compile(r"(?:维持|纠正|撤销|驳回|败诉|胜诉|审结)(?:了|的|为|:)*$")
_TAKEN_IN = re.compile(rf"{_TAKE}|提出申请|提交申请")
_HINTS = (  # a word beside a number that we keep, and the number's name
    ("复议", "reconsiderations"),
    ("诉讼", "litigations"),
    ("应诉", "litigations"),
    ("结转", "requests_carried_out"),
    ("答复", "requests_answered"),
    ("办结", "requests_answered"),
)


def counted_in(before: str, after: str, so_far: str, sentence: str) -> list[str] | None:
    """The names of the numbers that a count between these words gives; None where it is none of them.

    `so_far` is its sentence up to it, `sentence` goes on behind it. An empty list is a count that
    we do not keep: requests carried in.
    """
    if ("年" in before or "转" in before) and _CARRIED_IN.search(before):
        return []
    if "年" in after and _CARRIED_IN.match(after.lstrip("(为系均是")):
        return []
    if _CARRIED_OUT.search(before) or (
        "年" in after and _CARRIED_OUT_AFTER.match(after.lstrip("("))
    ):
        return ["requests_carried_out"]
    if _PENDING_AFTER.match(after) and tells_of_requests(so_far, sentence):
        return ["requests_carried_out"]
    if reviews := of_reviews(before, after):
        return reviews
    if _ANSWERED.search(before) and tells_of_requests(so_far, sentence):
        more = ["requests_received"] if _AND_MORE.search(before) else []
        return [*more, "requests_answered"]
    if _is_received(before, after, so_far, sentence) or _RECEIVED_AFTER.match(after):
        return ["requests_received"]
    if _ANSWERED_AFTER.match(after) and tells_of_requests(so_far, sentence):
        return ["requests_answered"]
    return None


def subject_of_change(before: str, sentence: str) -> str | None:
    """What a count is of that ends a comparison: `申请较上年减少1件,降至2件`; None where it ends none."""
    if not _CHANGED_TO.match(before):
        return None
    words = sentence[sentence.rfind(";") + 1 :]
    match = _COMPARED.search(words)
    return re.split("[,。]", words[: match.start()])[-1] if match else None


def carried_into(before: str) -> int | None:
    """The year that the words before a count say it was carried into: `2023年结转至2024年1件`."""
    match = _CARRIED_INTO.search(before)
    return int(match[1]) if match else None


def is_total(before: str) -> bool:
    """Whether the words before a count say no more than that it is a total."""
    return bool(before) and _HEADING_ONLY.match(before) is not None


def is_total_of(before: str, so_far: str) -> bool:
    """Whether a count is a total of requests that the clause before it tells of: `收到的申请为历年最多,共14件`."""
    if not _TOTAL_ONLY.match(before):
        return False
    clause = _CLAUSE.split(so_far.removesuffix(before).rstrip(",:。"))[-1]
    clause = re.sub(r"20\d\d年", "", clause)
    return not re.search(rf"\d|{ANSWER}|复议|诉讼", clause) and tells_of_requests(clause)


def is_received_here(before: str, after: str, above: str) -> bool:
    """Whether a count under the heading of requests is of those received; `above` runs from there to it."""
    ahead, behind = _RECEIVED_AROUND
    return bool(
        _HEADING_ONLY.match(above)
        or _RECEIVED_HERE.search(before)
        or (ahead.search(before) and behind.match(after))
    )


def all_carried_out(body: str, end: int) -> bool:
    """Whether all the requests of a count that ends here go on to the next year: `收到1件,尚未办结,结转下年`."""
    return _ALL_CARRIED_OUT.match(body, end) is not None


def seems_counted(before: str, sentence: str, above: str) -> set[str]:
    """What a count that is not known by its words may yet be; `above` as for `is_received_here`, or empty."""
    near = before.rpartition("、")[2]
    if _OUTCOME.search(near):  # 行政复议情况:维持1件、纠正0件
        near = near if "诉讼" in near else sentence[sentence.rfind(";") + 1 :]
    names = {name for word, name in _HINTS if word in near}
    if (
        _TAKEN_IN.search(above or before)
        and (above or "申请" in sentence)
        and tells_of_requests(f"申请:{sentence}" if above else sentence)
    ):
        names.add("requests_received")
    return names


def _is_received(before: str, after: str, so_far: str, sentence: str) -> bool:
    if _RECEIVED_BARE.search(before) and tells_of_requests(so_far, sentence):
        return True
    ahead, behind = _RECEIVED_AROUND
    match = behind.match(after) if before and ahead.search(before) else None
    if match and (match["named"] or "申请人" in before):
        return True
    if _RECEIVED_NOUN.match(before):
        return True
    if not _RECEIVED.search(before):
        return False
    return "申请" in before or bool(_APPLICATION.match(after))
