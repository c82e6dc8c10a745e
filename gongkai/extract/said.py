"""What a number of requests or reviews counts, told by the words around it; and what is said to be none."""

from __future__ import annotations

import re
from bisect import bisect_right

_TALLIES = (
    "总数|件数|起数|数量|总量|数|量|表|件|事项|案件|情况|共计|总计|合计|共|计|有|的|了|为|是|达|:"
)
_TALLY = rf"(?:{_TALLIES})*$"
_PLAIN = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,:\d])"
_NOT_OURS = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,、:\d])"
_TAKE = "收到|受理|接收|接到|新收"
_THIS_YEAR = "全年|当年|年内|本年度?|今年"

_RECEIVED = re.compile(
    rf"(?:{_TAKE}|办理|收取|依申请公开)(?:并?(?:受理|处理|办理|答复))?(?:的|了|各类|公众|群众|公民|法人|自然人|社会|其他组织|[和或及、]|提出|提交|书面|网上|网络)*"
    r"(?:依申请公开|政府信息公开|政务信息公开|信息公开|政府信息|信息|依申请|公开)*(?:的|公开)*(?:申请(?:公开)?(?:数量|件|事项)?|收?件)?"
    rf"{_TALLY}"
    rf"|(?:{_TAKE}){_NOT_OURS}{{0,30}}(?:公开|依申请|新收){_NOT_OURS}{{0,16}}$"
    rf"|(?:^|、)(?:{_THIS_YEAR}|共)?(?:政府)?信息公开的?申请(?:数量|共|为|达)*$"
    r"|信息公开[^。;,、:\d]{0,10}(?:提出|提交)[^。;,、:\d]{0,6}申请(?:的|共)*$"
)
_RECEIVED_HERE = re.compile(  # under the heading of requests
    rf"(?:{_TAKE}|提交|提出){_PLAIN}{{0,40}}申请(?:公开)?{_TALLY}"
    rf"|(?:^|[、,])(?:{_THIS_YEAR}|共有?|登记)*(?:依申请公开|政府信息公开|信息公开|公开)?的?申请(?:公开)?(?:政府信息)?"
    rf"{_TALLY}"
)
_RECEIVED_AROUND = (
    re.compile(rf"^(?:{_THIS_YEAR}|共有?|收到|新收)+$"),
    re.compile(r"^的?(?:政府)?(?P<named>信息公开|依申请公开)?的?申请"),
)
_RECEIVED_AFTER = re.compile(r"^(?:申请)?[为系是](?:本年度?|当年|今年)(?:新收|收到|受理)")
_RECEIVED_BARE = re.compile(
    rf"^[,、]?(?:其中)?(?:我[镇乡街办]道?|本(?:镇|乡|街道|单位|机关)|[\u3400-\u9fff]{{2,6}}(?:镇|乡|街道))?(?:{_THIS_YEAR}|20\d\d年度?)?"
    rf"(?:共|总共|累计)?(?:{_TAKE}|收件|新增)(?:了|共|共计|总计)*$"
)
_HEADING_ONLY = re.compile(rf"^(?:{_THIS_YEAR}|20\d\d年度?|{_TALLIES}|\n)*$")
_APPLICATION = re.compile(r"(?:政府信息|信息)?(?:依申请)?(?:公开)?的?申请")
OTHER_KIND = re.compile(
    r"[、,](?:网络|网上|当面|书面|信函|邮寄|电子邮件|传真)[^。;,\d]{0,6}申请(?!0\D)\d"
)
_AND_MORE = re.compile(rf"(?:{_TAKE})(?:并|、|和|及)")
_ANSWERED = re.compile(
    r"(?:答复|办结|回复|办理完毕|处理完毕|已办|办理总数)"
    rf"(?:完成|理|自然人|公民|法人|商业企业|企业|政府信息公开|依申请公开|信息公开|申请|{_TALLIES})*$"
)
_ANSWERED_AFTER = re.compile(
    r"^(?:均|都|全部|已|按期|按时|依法|及时|予以|[作做]出|按规定|在法定期限内|在规定时限内)*(?:已)?(?:予以|按期|按时|依法)*(?:答复|办结|回复|办理完毕)"
)
ALL_ANSWERED = re.compile(
    r"[^。;\n\d]{0,32}?(?:均|都|全部)(?:已|按|在|依|予以|进行|及时)*[^。;,\n\d]{0,14}?(?:答复|办结|回复|办理完毕)"
)
_CARRIED_IN = re.compile(r"(?:上一?年度?|上年度?|去年)(?:结转|转结|顺延)|结转(?:的)?上一?年|结转自")
_CARRIED_OUT = re.compile(
    r"(?:结转|顺延|转)(?:至|到|入)?(?:下一?年度?|次年|20\d\d年度?)(?:继续)?(?:办理|答复)?(?:申请|"
    rf"{_TALLIES})*$"
    rf"|(?<!年)(?<!度)结转(?:申请|{_TALLIES})*$"
)
_CARRIED_INTO = re.compile(r"结转[至到](20\d\d)年")
_NEXT_YEAR = r"(?<!无)(?:结转|顺延|延期|转|待)(?:至|到)?(?:下一?年|次年|20\d\d年)"
_CARRIED_OUT_AFTER = re.compile(
    rf"^(?:[^。;,\d]{{0,10}}(?:未办结|未答复|办理中?|在办|处理中?),)?[^。;,\d]{{0,16}}?{_NEXT_YEAR}"
)
_ALL_CARRIED_OUT = re.compile(
    r"(?:申请|[,(均都尚仍现暂将已需未在]|正在|目前|全部|办[理结]|答复|处理|按规定|按程序|依法|程序中|过程中|中)*"
    rf"{_NEXT_YEAR}"
)
_BOTH = re.compile(r"复议(?:案件)?[、和及](?:行政)?诉讼(?:案件)?各$")
_REVIEW = re.compile(rf"(?:行政)?复议(?:申请|案|{_TALLIES})*$")
_LITIGATION = re.compile(rf"诉讼(?:申请|案|{_TALLIES})*$")
_OF_DISCLOSURE = re.compile(  # 行政诉讼5件,其中涉及信息公开1件
    rf"^(?:其中)?(?:涉及?|因|由|关于|属于?|与)?(?:政府|政务)?(?:信息|依申请)公开(?:工作)?(?:类|有关|相关|引发|引起|方面|领域|{_TALLIES})*$"
)
_NOT_OF_DISCLOSURE = re.compile(
    r"^[(,](?:[均都但]|全部)*(?:与(?:政府|政务)?信息公开(?:工作)?无关|[不未]涉及?(?:政府|政务)?信息公开)"
)
_SAYS_ALL = re.compile(
    r"(?:均|都|全部)(?:已|按|在|依|予以|进行|及时)*[^。;,\n\d]{0,14}?(?:答复|办结|办理完毕)"
)
_CHANGED_TO = re.compile(r"^(?:增加|上升|减少|下降|升|增|降)?(?:到|至|为)$|^达到?$")
_COMPARED = re.compile(r"[,]?(?:较|同?比)")
_NOT_REQUESTS = re.compile(r"热线|信访|提案|(?<!复)议案|留言|咨询|信箱")

_OUTCOME = re.compile(r"(?:维持|纠正|撤销|驳回|败诉|胜诉|审结)(?:了|的|为|:)*$")
_TAKEN_IN = re.compile(rf"{_TAKE}|提出申请|提交申请")
_HINTS = (  # a word beside a number that we keep, and the number's name
    ("复议", "reconsiderations"),
    ("诉讼", "litigations"),
    ("结转", "requests_carried_out"),
    ("答复", "requests_answered"),
    ("办结", "requests_answered"),
)

_NONE_RECEIVED = re.compile(
    r"(?:未|没有|无)(?:曾|有|再)?(?:收到|接到|接收到|新收|受理|发生|出现|产生|办理|公民|任何|群众|过|到|相关|关于|书面|要求|的|公民、法人(?:和|或|及)?(?:者)?其他(?:社会)?组织|提出)*"
    r"(?:政府信息公开|信息公开|政务信息公开|政务公开|依申请公开|政府信息|依申请|公开|信息|的)*依?申请(?!人|公开[^。;,]{0,6}(?:收费|费用|复议|诉讼|投诉|举报|信息转))"
    rf"|(?:未|没有)(?:曾|有)?(?:收到|接到|接收到|受理){_PLAIN}{{0,40}}申请(?!人)|未有依申请"
    r"|无(?:申请人|人)(?:提出)?申请"
    r"|(?:无|没有|未有)(?:任何)?(?:人|公民|单位|群众|个人)[^。;,\d]{0,24}(?:提出|向[我本])[^。;,\d]{0,12}申请"
)
_NO_REQUESTS = re.compile(
    r"申请(?:公开)?(?:受理|收到|办理)?(?:数量|件数|数|件)?(?:为|共|是|:)?"
    r"(?:(?:零|0)(?:件|条|起|次|宗|份|例|人次?)|(?<=[为是:数])(?:零|0)(?![\d.])|(?:零|0)(?=[,。;、]))"
    r"|依(?<![^)、.\n].)申请公开[^。:,;\n\d]{0,10}[。:\n]+[均都]?(?:无|没有|暂无|不涉及)(?=[。;,\n]|\Z)"
)
_NONE = r"(?:未(?!经)|没有|无(?!法|正当|效|理)|不存在)"
_NO_CARRIED_OUT = re.compile(rf"{_NONE}[^。;,\n\d]{{0,8}}?(?:结转|顺延)(?:至|到)?(?:下一?年|次年)")
_NO_REVIEW = re.compile(rf"{_NONE}[^。;,\n\d]{{0,24}}?复议")
_NO_LITIGATION = re.compile(rf"{_NONE}[^。;,\n\d]{{0,24}}?(?:复议[^。;\n\d]{{0,16}}?)?诉讼")
_NEITHER = re.compile(  # 三、行政复议和诉讼:未发生
    rf"复议[^。;,\d]{{0,4}}(?:行政)?诉讼(?:案件|数量|的?情况)?[:。\n]*(?:{_NONE}|[均都]?为?(?:零|0(?!\d)))"
)
_NOT_ONE_REVIEW = re.compile(rf"复议(?:案件|的?情况|数量)*[:\n]{_NONE}")
_NOT_ONE_LITIGATION = re.compile(rf"诉讼(?:案件|的?情况|数量)*[:\n]{_NONE}")
NOT_ONE = (
    ("requests_received", "申请", (_NONE_RECEIVED, _NO_REQUESTS)),
    ("requests_carried_out", "结转", (_NO_CARRIED_OUT,)),
    ("reconsiderations", "复议", (_NO_REVIEW, _NEITHER, _NOT_ONE_REVIEW)),
    ("litigations", "诉讼", (_NO_LITIGATION, _NEITHER, _NOT_ONE_LITIGATION)),
)
"""What is said to be none: its name, a word without which it is not spoken of, and the ways to say it."""

BY_PEOPLE = (  # 2位村民提出申请; 依申请公开3人次
    re.compile(
        r"(?P<said>\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:位|名|人|户|家)[^。;,\d]{0,20}?(?:提出|提交|递交|申请)[^。;,\d]{0,14}?(?:申请|公开)"
    ),
    re.compile(
        r"(?:公开[^。;,\d]{0,4}申请|申请公开)[^。;,\d]{0,6}?(?P<said>[1-9]\d*)(?:人|位|名|户)"
    ),
)

_HEADING = re.compile(
    r"(?:依申请公开[^。:,;\n\d]{0,10}|收到和处理政府信息公开申请情况|收到申请情况|政府信息公开申请情况|申请(?:受理|收到)?情况)[。:\n]"
)
_OPENS = re.compile(r"(?:\A|[).、\n])\Z")
_OPENS_SECTION = re.compile(r"(?:[一二三四五六七八九十]、|(?:\A|\n)[一二三四五六七八九十])\Z")
_NEXT_SECTION = re.compile(r"\n[一二三四五六七八九十]{1,2}[、.]?[\u3400-\u9fff]")
_NEXT_HEADING = re.compile(
    r"[(][一二三四五六七八九十][)]|\n[一二三四五六七八九十]{1,2}[、.]?[\u3400-\u9fff]"
    r"|\n(?:\d[.、])?[^\n。,:]{0,4}(?:主动公开|信息管理|平台建设|监督保障|收费|费用|复议|存在)"
)
_FAR = 400


class RequestsHeading:
    """Where a text tells of requests under a heading of their own."""

    def __init__(self, body: str) -> None:
        """Find the headings of a text."""
        self.begins: list[int] = []
        self.ends: list[int] = []
        for match in _HEADING.finditer(body) if "申请" in body else ():
            ahead = body[max(0, match.start() - 2) : match.start()]
            is_section = _OPENS_SECTION.search(ahead)
            if not is_section and not _OPENS.search(ahead):
                continue
            over = _NEXT_SECTION if is_section else _NEXT_HEADING
            end = over.search(body, match.end() - 1, match.end() + _FAR)
            self.begins.append(match.end())
            self.ends.append(end.start() if end else match.end() + _FAR)

    def above(self, offset: int) -> int | None:
        """Where the text begins under the heading that a place stands under; None where there is none."""
        for index in range(bisect_right(self.begins, offset) - 1, -1, -1):
            if offset < self.ends[index]:
                return self.begins[index]
        return None


def counted_in(before: str, after: str, sentence: str) -> list[str] | None:
    """The names of the numbers that a count between these words gives; None where it is none of them.

    `sentence` is what the count stands in, so far. An empty list is a count that we do not keep:
    requests carried in.
    """
    if _CARRIED_IN.search(before) or _CARRIED_IN.match(after.lstrip("(为系均是")):
        return []
    if _CARRIED_OUT.search(before) or (
        "年" in after and _CARRIED_OUT_AFTER.match(after.lstrip("("))
    ):
        return ["requests_carried_out"]
    reviews = _of_reviews(before) if "复议" in before or "诉讼" in before else []
    if reviews:
        return None if _NOT_OF_DISCLOSURE.match(after) else reviews
    about_requests = "申请" in sentence and not _NOT_REQUESTS.search(sentence)
    if about_requests and _ANSWERED.search(before):
        more = ["requests_received"] if _AND_MORE.search(before) else []
        return [*more, "requests_answered"]
    if _is_received(before, after, sentence) or _RECEIVED_AFTER.match(after):
        return ["requests_received"]
    return ["requests_answered"] if about_requests and _ANSWERED_AFTER.match(after) else None


def subject_of_change(before: str, sentence: str) -> str | None:
    """What a count is of that ends a comparison: `申请较上年减少1件,降至2件`; None where it ends none."""
    if not _CHANGED_TO.match(before):
        return None
    words = sentence[sentence.rfind(";") + 1 :]
    match = _COMPARED.search(words)
    return words[: match.start()].rpartition(",")[2] if match else None


def all_answered(body: str, heading: RequestsHeading) -> re.Match[str] | None:
    """Where a text says that its requests were all answered, with or without their number."""
    for match in _SAYS_ALL.finditer(body):
        begin = max(body.rfind("。", 0, match.start()), body.rfind("\n", 0, match.start())) + 1
        sentence = body[begin : match.end()]
        if _NOT_REQUESTS.search(sentence) or "复议" in sentence:
            continue
        if "申请" in sentence or heading.above(match.start()) is not None:
            return match
    return None


def is_of_all(body: str, match: re.Match[str]) -> bool:
    """Whether a clause opens with what `all_answered` found: else it may be said of some."""
    return body[: match.start()].removesuffix("已").endswith((",", ";", "。", "\n"))


def carried_into(before: str) -> int | None:
    """The year that the words before a count say it was carried into: `2023年结转至2024年1件`."""
    match = _CARRIED_INTO.search(before)
    return int(match[1]) if match else None


def is_total(before: str) -> bool:
    """Whether the words before a count say no more than that it is a total."""
    return bool(before) and _HEADING_ONLY.match(before) is not None


def is_received_here(before: str, after: str, above: str) -> bool:
    """Whether a count under the heading of requests is of those received; `above` runs from there to it."""
    ahead, behind = _RECEIVED_AROUND
    return bool(
        _HEADING_ONLY.match(above)
        or _RECEIVED_HERE.search(before)
        or (ahead.search(before) and behind.match(after))
    )


def share_of_disclosure(before: str, sentence: str) -> str | None:
    """The review that a count says the disclosure's share of: `行政诉讼5件,其中涉及信息公开1件`."""
    review, litigation = sentence.rfind("复议"), sentence.rfind("诉讼")
    if max(review, litigation) < 0 or not _OF_DISCLOSURE.match(before):
        return None
    return "reconsiderations" if review > litigation else "litigations"


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
        and not _NOT_REQUESTS.search(sentence)
    ):
        names.add("requests_received")
    return names


def _of_reviews(before: str) -> list[str]:
    if _BOTH.search(before):
        return ["reconsiderations", "litigations"]
    if _REVIEW.search(before):
        return ["reconsiderations"]
    return ["litigations"] if _LITIGATION.search(before) else []


def _is_received(before: str, after: str, sentence: str) -> bool:
    if _RECEIVED_BARE.search(before) and "申请" in sentence:
        return True
    ahead, behind = _RECEIVED_AROUND
    if ahead.search(before) and (match := behind.match(after)) and match["named"]:
        return True
    if not _RECEIVED.search(before):
        return False
    return "申请" in before or bool(_APPLICATION.match(after))
