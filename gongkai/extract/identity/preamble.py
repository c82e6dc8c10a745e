"""Whose report it is by the sentences above its first section, which say who made or published it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.extract.identity.body_name import (
    ASIDE,
    body_in,
    is_body_name,
    is_deed,
    of_match,
    uncut,
)
from gongkai.extract.identity.titles import (
    REPORT,
    is_title,
    may_tell_of_report,
    title_in,
    titles_in,
    without_cited,
)

_ACTS = r"(?:现|特|特此|现特|负责|组织|统一|牵头|汇总|认真|精心)?(?:向社会)?(?:编制(?!办|委)|编写|发布|公布|公开|刊出|撰写|起草)"
_FROM = "(?<![自大抱许诸])"  # of 自由路街道, 诸由观镇
_WORD = r"(?:[^,。;:由]|(?<=[自大抱许诸])由)"
_BY = re.compile(
    rf"(?:{_FROM}由|(?:报告|年报)是(?!由|根据|按照?|依据|依照))(?P<unit>{_WORD}{{2,40}}?)(?:(?:按照?|根据|依据|依照|结合|综合(?!行政|执法|管理|保|服务|办)|汇总)[^。;]{{0,120}}?)?{_ACTS}"
)
_AS_IT_IS = "(?:(?:结合|认真|全面|对照)[^,。;]{2,30},)?"  # 结合工作实际
_ANNOUNCED = rf"(?:{_ACTS})了?[^,。;]{{0,16}}?(?:20\d\d年?度?[^,。;]{{0,8}})?{REPORT}"
_ANNOUNCES = re.compile(rf"(?P<unit>{_WORD}{{2,40}}?){_AS_IT_IS}{_ANNOUNCED}")
_MAY_ANNOUNCE = re.compile(_ANNOUNCED)  # where it finds nothing, nor does _ANNOUNCES
_IS_MADE = r"(?:编制|编写|撰写|起草|制定|完成)了?(?:完成|形成)?本(?:年度)?(?:报告|年报)"
_MAY_BE_MADE = re.compile(_IS_MADE)  # where it finds nothing, nor does _MADE
_SPEAKS = re.compile(  # X根据…规定,特向社会公开2023年度…报告; 2023年,X贯彻…,现向社会公布…报告
    rf"^(?:20\d\d年度?,)?(?P<unit>{_WORD}{{2,30}}?)(?:根据|按照|依据|依照|(?:认真|深入|全面|严格)?(?:贯彻|落实))[^。;]{{0,240}}?(?:{_ACTS}|现将)[^,。;]{{0,16}}?{REPORT}"
)
_INFORMS = re.compile(  # 特向社会公布X2023年政府信息公开情况
    r"(?:现|特)将?(?:向社会)?(?:编制|公布|发布|公开|报告)?(?:20\d\d年度?)?(?P<unit>[^,。;:、]{2,30}?)(?:20\d\d年度?)?(?:政府|政务)信息公开(?:工作)?的?(?:有关)?情况"
)
_MADE = re.compile(  # X编制了本报告
    rf"(?P<unit>(?:(?!、){_WORD}){{2,40}}?)(?:(?:根据|按照|依据|依照|结合)[^。;]{{2,240}}?)?(?:组织|负责)?{_AS_IT_IS}{_IS_MADE}"
)
_ITS_OWN = re.compile(r"^(?P<unit>[^,;:]{3,30}?)本(?:年度)?(?:报告|年报)")  # X本年度报告中所列数据
# The office within a body that writes for it, and the bodies that it may be within: all but governments
# and committees whose offices report themselves.
_INNER = re.compile(r"(?:(?:党政|综合|(?:政府)?(?:政务|信息)公开(?:工作)?)+办(?:公室)?|办公室)$")
_OUTER = re.compile(
    r"(?:镇|乡|街道|苏木)(?:人民)?政府$|(?<!政府)(?<!委员会)(?<!管委会)(?<![委省市州盟县区旗部组])$|(?:健康|改革)委员会$"
)
_CONTENTS = re.compile(  # 全文包括X政府信息公开总体情况
    r"(?:包括|涵盖|综合(?!行政|执法|管理|保|服务|办)|反映|结合|介绍|汇总|内容:|依据|根据|按照)了?(?P<unit>[^,。;:、]{2,30}?)(?:20\d\d年[^,。;]{1,24})?"
    r"的?(?:(?:政府|政务)?信息公开(?:工作)?的?(?:总体|各项)?(?:情况|实际|(?=编制))|(?:政务|信息)公开年度报告|(?:工作)?实际,(?:现|特)?编制)"
)
_ASKED = re.compile(  # of those who want reports: 按照X年度报告编制有关要求
    r"编制[及和与](?:公布|发布|报送)工作|(?:(?:编制|编写|撰写|报送|公布|发布)(?:[及和](?:公布|发布|报送))?(?:工作)?)?的?(?:有关|相关)?(?:事项)?的?(?:要求|通知|精神|规定)"
)
_ASKING = re.compile(  # a notice that is cited by its words alone: 依照市政府办公室关于年度报告的通知要求
    r"[^,。;:《》\n]{2,40}关于[^,。;:《》\n]{2,40}通知(?:[(][^()]{2,30}[)])?(?=的?(?:要求|精神|规定))"
)
_OF_REPORT = re.compile(r"报告|年报|全文")
_SELF = re.compile(
    r"(?:现|特|予以)(?:向社会)?公开|编制|编写|公布|发布|刊出|撰写|起草|形成|提交|报告如下|汇报如下|现将|现就"
)


def of_preamble(preamble: str) -> Iterator[str | None]:
    """The names of bodies that a preamble says have made or published the report."""
    told = _ASKING.sub("", without_cited(preamble))
    for sentence in ASIDE.sub("", told).replace("。", "\n").split("\n"):
        is_of_its_kind = may_tell_of_report(sentence)
        is_told = is_of_its_kind and title_in(sentence) is not None
        # not in a list of what was disclosed, last year's report among it
        if is_told and (_SELF.search(sentence) or is_title(sentence)):
            own = (m for m in titles_in(sentence) if not is_deed(m["head"]))
            yield from map(of_match, (m for m in own if not _ASKED.match(sentence, m.end())))
        is_announced = is_told and bool(_MAY_ANNOUNCE.search(sentence))
        for pattern, may_match in (
            (_SPEAKS, is_told),
            (_BY, "由" in sentence or "是" in sentence),
            (_ITS_OWN, "本" in sentence),
            (_INFORMS, is_of_its_kind),
            (_MADE, "本" in sentence and bool(_MAY_BE_MADE.search(sentence))),
            (_ANNOUNCES, is_announced),
            (_CONTENTS, is_of_its_kind and bool(_OF_REPORT.search(sentence))),
        ):
            if may_match:
                yield from map(_writing_for, pattern.finditer(sentence))


def _writing_for(match: re.Match[str]) -> str | None:
    """The body for which a report is written: an inner office writes for its own."""
    name = body_in(uncut(match, "unit"))
    outer = _INNER.sub("", name or "")
    return outer if is_body_name(outer) and _OUTER.search(outer) else name
