"""Reviews and lawsuits over disclosure that a text counts."""

from __future__ import annotations

import re

_TALLY = r"(?:总数|件数|起数|数量|总量|数|量|件|案件|案|情况|申请|共计|总计|合计|收到|受理|发生|新增|被申请人|被告|均为|共|计|有|的|了|为|是|达|:)*$"
_BOTH = re.compile(
    r"复议(?:案件|数量?)*[、和及与](?:行政)?(?:诉讼|应诉)(?:案件|数量?)*(?:各|均为|都为|均|合计为)$"
)
_REVIEW = re.compile(rf"(?:行政)?复议{_TALLY}")
_LITIGATION = re.compile(rf"(?:诉讼|应诉|被诉){_TALLY}")
_BEHIND = re.compile(  # 发生1件行政复议
    r"^(?:因|涉及)?(?:政府|政务)?(?:信息公开)?(?:工作)?(?:引发|引起|相关|类)?的?(?:行政)?"
    r"(?:[^。;,、]{0,10}不服[^。;,\d]{0,14}|[^。;,、]{0,12}(?:引发|引起)的(?:行政)?)?"
    r"(?:(?P<review>复议)(?!机关|后|决定|前|维持)|诉讼)"
)
_OF_DISCLOSURE = re.compile(  # 行政诉讼5件,其中涉及信息公开1件
    r"^(?:其中)?(?:涉及?|因|由|关于|属于?|与)?(?:政府|政务)?(?:信息|依申请)公开"
    rf"(?:工作)?(?:类|有关|相关|引发|引起|方面|领域)*{_TALLY}"
)
_NOT_OF_DISCLOSURE = re.compile(  # 行政复议案件6件、行政应诉案件11件,均与征地补偿有关,不涉及政府信息公开
    r"(?:[、,和及](?:行政)?(?:复议|诉讼|应诉)(?:申请|案件|案)?\d+[件宗起])?[(,][^。;\n\d]{0,40}?"
    r"(?:与(?:政府|政务)?信息公开(?:工作)?无关|[不未无]涉及?(?:政府|政务)?信息公开|非(?:政府|政务)?信息公开)"
)


def of_reviews(before: str, after: str) -> list[str]:
    """The names of the numbers of reviews that a count between these words gives: one, both or none."""
    if "复议" in before or "诉" in before:
        if _BOTH.search(before):
            return ["reconsiderations", "litigations"]
        if _REVIEW.search(before):
            return ["reconsiderations"]
        if _LITIGATION.search(before):
            return ["litigations"]
    if match := _BEHIND.match(after):
        return ["reconsiderations" if match["review"] else "litigations"]
    return []


def not_of_disclosure(body: str, end: int) -> bool:
    """Whether reviews counted up to `end` are then said to have nothing to do with disclosure."""
    return _NOT_OF_DISCLOSURE.match(body, end) is not None


def share_of_disclosure(before: str, sentence: str) -> str | None:
    """The review that a count says the disclosure's share of: `行政诉讼5件,其中涉及信息公开1件`."""
    review, litigation = sentence.rfind("复议"), sentence.rfind("诉讼")
    if max(review, litigation) < 0 or not _OF_DISCLOSURE.match(before):
        return None
    return "reconsiderations" if review > litigation else "litigations"
