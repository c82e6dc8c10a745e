"""The one number that says how much this unit disclosed this year, among all that look like it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.extract.counts import Count, counts
from gongkai.extract.prose import Text

_VERBS = (
    (re.compile(r"主动(?:对外)?(?:公开|发布|公布|更新)"), 3.0),
    (re.compile(r"(?<!未)(?<!申请)(?<!信息)公开"), 2.0),
    (re.compile(r"发布|公布|更新|推送|上传|编发|发文|录入|报送"), 1.0),
)
_ALL = re.compile(r"共计|累计|合计|总计|总数|共|全年|达")
_NEW = re.compile(r"新增|本年度|本年|今年")
_OBJECT = re.compile(r"(?:政府|政务|公开|各类|街道|镇|乡)*信息(?:条数|数量|数)?|文件|信息公开")
_CHANNEL = re.compile(r"网站|网页|公众号|微信|微博|抖音|视频号|客户端|公示栏|公告栏|公开栏|电子屏|LED|头条|媒体|平台|广播|宣传栏|村级|村务|专栏")
_OTHER = re.compile(
    r"申请|结转|顺延|收到|受理|答复|办结|点击|浏览|访问|阅读|关注|粉丝|热线|信访|投诉|咨询|留言|来信|建议|提案|议案|培训|会议|检查|复议|诉讼|收费|问卷|处罚|许可|强制"
    r"|规范性文件|政策解读|解读|整改|问题|错误|制度|网民|回应|规章|宣传册|群众|不公开|活动|稿件|短信|审查"
)
_COUNTY = re.compile(r"全[县区市州旗省]|县级|各乡镇|各镇街|县(?:人民)?政府")
_SINCE = re.compile(r"以来|截至|截止|历年")
_LIST = re.compile(r"^(?:[(][^()]*[)])?[,。;:、\n]*(?:其中|包括|包含|主要(?:包括|类别|为|是)|具体|分别|分类|:)|^:")
_SPAN = 46
_ENOUGH = 3.0
_CLEAR = 0.9


@dataclass(frozen=True, slots=True)
class _Candidate:
    count: Count
    score: float
    is_since: bool


def disclosed_total(text: Text) -> tuple[Count | None, str | None]:
    """This unit's total of this year, and a doubt where another number was nearly as good.

    Never a sum of parts, a county's total, a number of clicks, of requests or of one channel alone.
    """
    body = text.text
    found = [c for count in counts(body) if (c := _candidate(body, count)) is not None]
    found = [c for c in found if c.score >= _ENOUGH]
    if not found:
        return None, None
    if any(c.is_since for c in found) and any(not c.is_since for c in found):
        found = [c for c in found if not c.is_since]
    best = max(found, key=lambda c: (c.score, -c.count.start))
    rivals = {
        c.count.value for c in found if c.count.value != best.count.value and best.score - c.score < _CLEAR
    }
    doubt = f"the text also says {', '.join(f'{v:g}' for v in sorted(rivals))}" if rivals else None
    return best.count, doubt


def _candidate(body: str, count: Count) -> _Candidate | None:
    if not count.unit and not re.match(r"[,。;:、\n]", body[count.end : count.end + 1] or "。"):
        return None
    if count.unit in ("期", "次", "起", "宗", "张", "块", "部") and not re.search(r"信息", body[max(0, count.start - 14) : count.start]):
        return None
    start = max(0, count.start - _SPAN)
    for mark in "。;\n":
        start = max(start, body.rfind(mark, start, count.start) + 1)
    before = body[start : count.start]
    clause = before[max(before.rfind(","), before.rfind(":"), before.rfind("、")) + 1 :]
    first = not any(c.unit for c in counts(before))
    subject = before if first and len(clause) < 8 else clause
    if _OTHER.search(clause) or _inside_list(before):
        return None
    sentence_start = max(body.rfind("。", 0, count.start), body.rfind("\n", 0, count.start)) + 1
    sentence = body[sentence_start : count.start]
    if _COUNTY.search(sentence) and not re.search(r"本单位|我[镇乡街]|本[镇乡街级]", sentence[sentence.rfind(",") + 1 :]):
        return None
    verb = next((worth for pattern, worth in _VERBS if pattern.search(subject)), 0.0)
    if not verb:
        verb = 1.5 if re.search(r"信息(?:共计|总计|合计|总数|共|累计)", clause) else 0.0
    if not verb or not _OBJECT.search(subject):
        return None
    score = verb + 1.0
    score += 1.0 if _ALL.search(subject) else 0.0
    score += 0.5 if _NEW.search(subject) else 0.0
    is_list = bool(_LIST.match(body[count.end : count.end + 16]))
    score += 1.5 if is_list else 0.0
    if _CHANNEL.search(subject):
        score -= 1.0 if verb == 3.0 and not re.search(r"一是|二是", before) else 2.0
    return _Candidate(count, score, bool(_SINCE.search(sentence) or ("累计" in subject and "年" not in subject)))


def _inside_list(before: str) -> bool:
    """Whether a total with its own list stands earlier in the same sentence."""
    earlier = [c for c in counts(before) if c.unit]
    return bool(earlier) and bool(re.search(r"其中|包括|分别|内有", before))
