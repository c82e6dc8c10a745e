"""Numbers of prose that add up: a total said behind its parts, or parts said behind their total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from gongkai.extract.prose.counts import Count

_SAYS_SO = re.compile(
    r"(?:^|[,;、:。(\n])(?:[两三四五六]者|[两三四五六]项|以上|上述|各项|全年|去除?重复?后|扣除重复后?|剔除重复后?|全[镇乡]|总)*"
    r"(?:合计|共计|累计|总计|总共|总数|总量|共有|共|计)+(?:公开|发布|收到|政府|政务|信息|申请|为|达|:)*$"
)
_LOOSELY = re.compile(  # enough where the sum is exact: 三个平台合计发布; 四个渠道加起来整; 上述主动公开信息合计
    r"(?:合计|共计|总计|累计|加起来|总数|(?<!公)共|(?:^|[,。;])计)[^,。;:、\d]{0,10}$"
)
_LAST = tuple("计共数量有开布到府务息请为达:")  # characters that such words end in
_LIST_OVER = re.compile(r"。(?!其中|按|从|分|主要|包括|具体)")
_COMPARED = re.compile(  # 较去年的52条减少12条; 占全区总量(9876条)
    r"(?:^|[,;(。])(?:占|较|同?比)[^,;。:]*$|^(?:增加|减少|增长|下降|多|少)了?$"
)
_BETWEEN = ("、", ",", ";")
WAYS = ("渠道", "平台", "方面", "途径")
_WORDS = 24
_PARTS = 16
_REACH = 400
_CLOSE = 6
_FEW = 8


def says_total(text: str, count: Count) -> bool:
    """Whether the words before a count say that it sums up what stands before them."""
    words = text[max(0, count.start - _WORDS) : count.start]
    return words[-1:] in _LAST and _SAYS_SO.search(words) is not None


def parts_before(text: str, counted: Sequence[Count], index: int, *, loosely: bool = False) -> int:
    """How many counts right before `counted[index]` it sums up, as the words before it say; else 0.

    `网络申请5件,书面申请2件,共7件`: two. With `loosely`, words between 共 and the count may be any.
    """
    total = counted[index]
    words = text[max(0, total.start - _WORDS) : total.start]
    if index < 2 or not ("计" in words or "共" in words or "总" in words or "加" in words):
        return 0
    plainly = says_total(text, total)
    if not plainly and not (loosely and _LOOSELY.search(words)):
        return 0
    stop = text.rfind("。", 0, total.start)
    if total.start - stop < (_WORDS if loosely else _CLOSE):  # 甲1条;乙2条。共3条
        stop = text.rfind("。", 0, stop)
    begin = max(stop, text.rfind("\n", 0, total.start))
    amount = 0.0
    for number in range(1, min(_PARTS, index) + 1):
        part = counted[index - number]
        if loosely and text.startswith(WAYS, part.end):
            continue  # 网站57条、微信219条,两个渠道加起来276条
        amount += part.value
        bare = not part.unit and not (loosely and text[part.end : part.end + 1] in _BETWEEN)
        if part.unit and total.unit not in ("", part.unit) and not plainly:
            return 0
        if part.start < begin or bare or amount > total.value:
            return 0
        if number > 1 and amount == total.value:
            return number
    return 0


def sums_some_before(text: str, counted: Sequence[Count], index: int) -> bool:
    """Whether `counted[index]`, said to sum up, is the sum of some of the counts of its sentence.

    Between its parts may stand what they are compared with: `网站40条,较去年增加2条;公众号100条;合计140条`.
    """
    total = counted[index]
    if not says_total(text, total):
        return False
    begin = max(text.rfind("。", 0, total.start), text.rfind("\n", 0, total.start))
    parts = [c.value for c in counted[max(0, index - _FEW) : index] if c.start > begin and c.value]
    return any(sum(some) == total.value for n in (2, 3) for some in combinations(parts, n))


def has_parts_behind(text: str, counted: Sequence[Count], index: int) -> bool:
    """Whether two counts or more that follow at once add up to `counted[index]`."""
    total = counted[index]
    amount, parts, depth = 0.0, 0, 0
    for at in range(index + 1, min(index + 1 + _PARTS, len(counted))):
        part = counted[at]
        gap = text[counted[at - 1].end : part.start]
        if part.start > total.end + _REACH or "\n" in gap or _LIST_OVER.search(gap):
            return False
        depth += gap.count("(") - gap.count(")") if parts else 0
        if not part.unit or depth > 0 or _COMPARED.search(gap):
            continue
        amount, parts = amount + part.value, parts + 1
        if amount >= total.value:
            return amount == total.value and parts > 1
    return False
