"""What the prose says in numbers: disclosed, requests, reviews, normative documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.extract.breakdown import breakdown, breakdown_before
from gongkai.extract.counts import Count, counts
from gongkai.extract.prose import Text
from gongkai.extract.report import Doubt, NarrativeFigure, Report
from gongkai.extract.sums import parts_before
from gongkai.extract.totals import bare_name, disclosed_total, of_another_year

_REQUEST = r"(?:政府信息公开|信息公开|政务公开|依申请公开(?:政府)?信息|依申请|公开)*"
_PLAIN = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,:\d])"
_NOT_OURS = r"(?:(?!复议|诉讼|许可|投诉|结转)[^。;,、:\d])"
_RECEIVED = re.compile(
    r"(?:收到|受理|接收|接到|新收|办理|收取|依申请公开)(?:并?(?:受理|处理|办理|答复))?(?:的|了|各类|公众|群众|公民|书面|网上|网络|公民、法人和其他组织)*"
    r"(?:依申请公开|政府信息公开|政务信息公开|信息公开|政府信息|信息|依申请|公开)*(?:的|公开)*(?:申请(?:公开)?(?:数量|件|事项)?|收?件)?"
    r"(?:共计|共|总计|合计|数量|数|量|为|达|:)*$"
    rf"|(?:收到|受理|接收|接到|新收){_NOT_OURS}{{0,30}}(?:公开|依申请|新收){_NOT_OURS}{{0,16}}$"
    r"|(?:^|、)(?:全年|本年度?|共)?(?:政府)?信息公开的?申请(?:数量|共|为|达)*$"
)
_TALLY = r"(?:总数|件数|起数|数量|数|表|件|事项|共计|共|计|为)*$"
_RECEIVED_HERE = re.compile(  # under the heading of requests
    rf"(?:收到|受理|接收|接到|新收|提交|提出){_PLAIN}{{0,40}}申请(?:公开)?{_TALLY}"
    r"|(?:^|[、,])(?:全年|本年度?|今年|年内|共有?|登记)*(?:依申请公开|政府信息公开|信息公开|公开)?的?申请(?:公开)?(?:政府信息)?"
    rf"{_TALLY}"
)
_RECEIVED_AROUND = (
    re.compile(r"^(?:全年|本年度?|今年|年内|共有?|收到|新收)+$"),
    re.compile(r"^的?(?:政府)?(?:信息公开|依申请公开)?的?申请"),
)
_RECEIVED_AFTER = re.compile(r"^(?:申请)?[为系是](?:本年度?|当年|今年)(?:新收|收到|受理)")
_OTHER_KIND = re.compile(
    r"[、,](?:网络|网上|当面|书面|信函|邮寄|电子邮件|传真)[^。;,\d]{0,6}申请\d"
)
_AND_MORE = re.compile(r"(?:收到|受理|接收|接到)(?:并|、|和|及)")
_BOTH = re.compile(r"复议(?:案件)?[、和及](?:行政)?诉讼(?:案件)?各$")
_RECEIVED_BARE = re.compile(
    r"^[,、]?(?:其中)?(?:我[镇乡街办]道?|本(?:镇|乡|街道|单位|机关)|[\u3400-\u9fff]{2,6}(?:镇|乡|街道))?(?:全年|当年|年内|本年度?|今年|20\d\d年度?)?"
    r"(?:共|总共|累计)?(?:收到|受理|接收|接到|收件|新增|新收)(?:了|共|共计|总计)*$"
)
_APPLICATION = re.compile(r"(?:政府信息|信息)?(?:依申请)?(?:公开)?的?申请")
_NONE_RECEIVED = re.compile(
    r"(?:未|没有|无|尚未|暂未|暂无|从未)(?:曾|有|再)?(?:收到|接到|接收到|受理|发生|出现|产生|办理|公民|任何|群众|过|到|相关|关于|书面|要求|的|公民、法人(?:和|或|及)?(?:者)?其他(?:社会)?组织|提出)*"
    r"(?:政府信息公开|信息公开|政务信息公开|政务公开|依申请公开|政府信息|依申请|公开|信息|的)*依?申请(?!人|公开[^。;,]{0,6}(?:收费|费用|复议|诉讼|投诉|举报))"
    rf"|(?:未|没有|从未)(?:曾|有)?(?:收到|接到|接收到|受理){_PLAIN}{{0,40}}申请(?!人)|未有依申请"
    r"|无(?:申请人|人)(?:提出)?申请"
    r"|(?:无|没有|未有)(?:任何)?(?:人|公民|单位|群众|个人)[^。;,\d]{0,24}(?:提出|向[我本])[^。;,\d]{0,12}申请"
)
_NO_REQUESTS = re.compile(
    r"(?:政府信息公开|依申请公开|信息公开)?申请(?:公开)?(?:受理|收到|办理)?(?:数量|件数|数|件)?(?:为|共|是|:)?"
    r"(?:(?:零|0)(?:件|条|起|次|宗)|(?<=[为是:数])(?:零|0)(?![\d.]))"
)
_ANSWERED = re.compile(
    r"(?:答复|办结|回复|办理完毕|处理完毕|已办|办理总数)(?:了|计|完成|件数|数量|数|政府信息公开|依申请公开|信息公开|申请|的|共计|共|总计|合计|为)*$"
)
_ANSWERED_AFTER = re.compile(
    r"^(?:均|都|全部|已|按期|按时|依法|及时|予以|按规定|在法定期限内|在规定时限内)*(?:已)?(?:予以|按期|按时|依法)*(?:答复|办结|回复|办理完毕)"
)
_ALL_ANSWERED = re.compile(
    r"[^。;\n\d]{0,16}?(?:均|都|全部)(?:已|按|在|依|予以|进行|及时)*[^。;,\n\d]{0,14}?(?:答复|办结|回复|办理完毕)"
)
_CARRIED_OUT = re.compile(
    r"(?:结转|顺延)(?:至|到)?(?:下一?年度?|次年|20\d\d年度?)(?:继续)?(?:办理|答复)?(?:的|申请|为|共|有|:)*$"
    r"|(?<!年)(?<!度)结转(?:件|数|申请)?(?:为|共|:)*$"
)
_CARRIED_OUT_AFTER = re.compile(
    r"^(?:申请)?(?:(?:尚未办结|未办结|正在办理中?|在办),?)?(?:按规定|依法|将|需|已)*"
    r"(?:结转|顺延|延期|转|待)(?:至|到)?(?:下一?年|次年|20\d\d年)"
)
_CARRIED_IN = re.compile(r"(?:上一?年度?|上年度?|去年)(?:结转|转结|顺延)|结转(?:的)?上一?年|结转自")
_REVIEW = re.compile(r"(?:行政)?复议(?:案件|申请|事项)?(?:的|为|共计|共|数量|数|:|有|总计|案)*$")
_LITIGATION = re.compile(r"(?:行政诉讼|诉讼)(?:案件|事项)?(?:的|为|共计|共|数量|数|:|有|总计|案)*$")
_NONE = r"(?:未(?!经)|没有|无(?!法|正当|效|理)|不存在)"
_NO_REVIEW = re.compile(rf"{_NONE}[^。;,\n\d]{{0,24}}?复议")
_NO_CARRIED_OUT = re.compile(rf"{_NONE}[^。;,\n\d]{{0,8}}?(?:结转|顺延)(?:至|到)?(?:下一?年|次年)")
_NO_LITIGATION = re.compile(rf"{_NONE}[^。;,\n\d]{{0,24}}?(?:复议[^。;\n\d]{{0,16}}?)?诉讼")
_NEITHER = re.compile(  # 三、行政复议和诉讼:未发生
    rf"复议[^。;,\d]{{0,4}}(?:行政)?诉讼(?:案件|数量|的?情况)?[:。\n]*(?:{_NONE}|[均都]?为?(?:零|0(?!\d)))"
)
_HEADED = re.compile(
    r"(?:^|[)、.\n])依申请公开[^。:,;\n\d]{0,10}[。:](?!.*(?:\n|[(][一二三四五六七八九十][)]))",
    re.DOTALL,
)
_UNDER_HEADING = 240
_DOCUMENTS = (
    (
        "normative_documents_issued",
        re.compile(
            r"(?:制发|制定|印发|出台|制作)(?:了|的|新|行政|规范性文件|数量|数|共计|共|为|:)*$"
        ),
    ),
    (
        "normative_documents_repealed",
        re.compile(r"(?:废止|失效)(?:了|的|行政|规范性文件|数量|数|共计|共|为|:)*$"),
    ),
    (
        "normative_documents_in_force",
        re.compile(r"有效(?:的|行政|规范性文件|数量|数|共计|共|为|:)*$"),
    ),
)
_COUNTY = re.compile(r"全[县区市州旗省](?!第|前|排|首|平均)|县级|各乡镇|各镇街")
_OWN = re.compile(r"我(?![县市区省州旗])|本(?:镇|乡|街|单位|机关|办|级)")
_UNTOLD = "untold"
_TAKEN_IN = re.compile(r"收到|受理|接收|接到|新收|提出申请|提交申请")
_CLAUSE_ENDS = ",。;\n:()"
_NOT_REQUESTS = re.compile(r"热线|信访|提案|议案|留言|咨询|信箱")


def read_narrative(text: Text, report: Report) -> None:
    """Add what the prose states to `report.narrative`, `breakdown_closed` and `doubts`."""
    counted = tuple(counts(text.text))
    _disclosed(text, counted, report)
    found: dict[str, list[NarrativeFigure]] = {}
    totals = _totals(text.text, counted)
    for index, count in enumerate(counted):
        behind = counted[index - 1].end if index else 0
        _classify(text, count, totals.get(index, count), behind, report, found)
    _zeros(text, found)
    if found.pop(_UNTOLD, None) is not None and "requests_received" not in found:
        why = "numbers stand where requests are told of, but none was known for theirs"
        report.doubts.append(Doubt("narrative.requests_received", why))
    for name, figures in found.items():
        chosen = figures[0]
        others = {f.value for f in figures if f.value != chosen.value}
        if others:
            chosen.doubt = f"the text also says {', '.join(f'{v:g}' for v in sorted(others))}"
        if chosen.doubt:
            report.doubts.append(Doubt(f"narrative.{name}", chosen.doubt))
        report.narrative.append(chosen)


def _disclosed(text: Text, counted: Sequence[Count], report: Report) -> None:
    total, doubt = disclosed_total(text, counted, report.year, report.unit)
    if total is None:
        if doubt:
            report.doubts.append(Doubt("narrative.disclosed_total", doubt))
        return
    report.narrative.append(_figure("disclosed_total", "", total, text, doubt))
    if doubt:
        report.doubts.append(Doubt("narrative.disclosed_total", doubt))
    parts = breakdown_before(text.text, counted, counted.index(total))
    if not parts.items:
        parts = breakdown(text.text, total.end, total.value)
    for item in parts.items:
        if not parts.by_channel:
            report.narrative.append(_figure("breakdown", item.label, item.count, text, parts.doubt))
        if item.is_channel or parts.by_channel:
            report.narrative.append(_figure("channels", item.label, item.count, text, parts.doubt))
    for item in parts.channels:
        report.narrative.append(_figure("channels", item.label, item.count, text))
    report.breakdown_closed = parts.closed
    if parts.doubt:
        report.doubts.append(Doubt("narrative.breakdown", parts.doubt))


def _totals(text: str, counted: Sequence[Count]) -> dict[int, Count]:
    """For each part of a sum, by its index, the total that is said behind it."""
    found: dict[int, Count] = {}
    for index, total in enumerate(counted):
        parts = range(index - parts_before(text, counted, index), index)
        if parts and "结转" not in text[max(0, counted[parts[0]].start - 12) : total.start]:
            found.update(dict.fromkeys(parts, total))
    return found


def _classify(
    text: Text,
    count: Count,
    says: Count,
    behind: int,
    report: Report,
    found: dict[str, list[NarrativeFigure]],
) -> None:
    """File a count under what it counts; `says` is the number to keep, `behind` the end of the last."""
    body = text.text
    end = count.start - 1 if body[count.start - 1 : count.start] == ":" else count.start
    start = max(0, behind, count.start - 60)
    before = body[max(start, *(body.rfind(m, start, end) + 1 for m in _CLAUSE_ENDS)) : end]
    after = body[count.end : count.end + 24]
    begin = max(body.rfind("。", 0, count.start), body.rfind("\n", 0, count.start)) + 1
    sentence = body[begin : count.end + 12]
    own = bare_name(report.unit)
    if any(_of_the_county(words, own) for words in (before, body[begin : count.start])):
        return
    if "结转" not in before and of_another_year(before, report.year):
        return  # 2022年度收到申请1件, in the report of 2023
    above = body[max(0, count.start - _UNDER_HEADING) : count.start]
    headed = "复议" not in sentence and _HEADED.search(above)
    names = _of_requests(before, after, f"依申请公开:{sentence}" if headed else sentence)
    if names is None and headed and _is_received_here(before, after):
        names = ["requests_received"]
    if (
        names is None
        and headed
        and count.unit in "件宗起"
        and _TAKEN_IN.search(body, begin, count.start)
    ):
        found.setdefault(_UNTOLD, [])
    if names == ["requests_received"] and _ALL_ANSWERED.match(body, count.end):
        names = [*names, "requests_answered"]
    if names is None and "规范性文件" in sentence:
        names = [name for name, pattern in _DOCUMENTS if pattern.search(before)]
    for name in names or ():
        figures = found.setdefault(name, [])
        if all(figure.value != says.value for figure in figures):
            kinds = name == "requests_received" and _OTHER_KIND.match(body, says.end)
            doubt = "the text counts one kind of request only" if kinds else None
            figures.append(_figure(name, "", says, text, doubt))


def _of_the_county(words: str, own: str) -> bool:
    return bool(_COUNTY.search(words)) and not (_OWN.search(words) or (own and own in words))


def _of_requests(before: str, after: str, sentence: str) -> list[str] | None:
    """What a count says of requests and reviews by the words around it; None where nothing."""
    if _CARRIED_IN.search(before) or _CARRIED_IN.match(after.lstrip("(为系均是")):
        return []
    if _CARRIED_OUT.search(before) or _CARRIED_OUT_AFTER.match(after.lstrip("(")):
        return ["requests_carried_out"]
    if _BOTH.search(before):
        return ["reconsiderations", "litigations"]
    if _REVIEW.search(before):
        return ["reconsiderations"]
    if _LITIGATION.search(before):
        return ["litigations"]
    about_requests = _about_requests(sentence)
    if about_requests and _ANSWERED.search(before):
        more = ["requests_received"] if _AND_MORE.search(before) else []
        return [*more, "requests_answered"]
    if _is_received(before, after, sentence) or _RECEIVED_AFTER.match(after):
        return ["requests_received"]
    return ["requests_answered"] if about_requests and _ANSWERED_AFTER.match(after) else None


def _is_received_here(before: str, after: str) -> bool:
    ahead, behind = _RECEIVED_AROUND
    return bool(_RECEIVED_HERE.search(before) or (ahead.search(before) and behind.match(after)))


def _is_received(before: str, after: str, sentence: str) -> bool:
    if _RECEIVED_BARE.search(before) and "申请" in sentence:
        return True
    if not _RECEIVED.search(before):
        return False
    return "申请" in before or bool(_APPLICATION.match(after))


def _about_requests(sentence: str) -> bool:
    return "申请" in sentence and not _NOT_REQUESTS.search(sentence)


def _zeros(text: Text, found: dict[str, list[NarrativeFigure]]) -> None:
    for name, patterns in (
        ("requests_received", (_NONE_RECEIVED, _NO_REQUESTS)),
        ("requests_carried_out", (_NO_CARRIED_OUT,)),
        ("reconsiderations", (_NO_REVIEW, _NEITHER)),
        ("litigations", (_NO_LITIGATION, _NEITHER)),
    ):
        for pattern in patterns:
            match = pattern.search(text.text)
            if match and name not in found:
                zero = Count(0, "", False, match.start(), match.end(), match.group())
                found.setdefault(name, []).append(_figure(name, "", zero, text))
                break


def _figure(
    name: str, label: str, count: Count, text: Text, doubt: str | None = None
) -> NarrativeFigure:
    return NarrativeFigure(
        name,
        label,
        count.value,
        count.printed,
        text.locator(count.start),
        count.is_approximate,
        doubt,
    )
