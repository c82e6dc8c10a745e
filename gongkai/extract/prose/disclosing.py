"""The words that tell of disclosing: how plainly a verb says so, and of what."""

from __future__ import annotations

import re

PLAIN = 3.0  # the weight of 主动公开
_VERBS = (
    (re.compile(r"主动(?:对外)?(?:公开|发布|公布|更新)"), PLAIN),
    (re.compile(r"(?<!未)(?<!申请)(?<!信息)公开"), 2.0),
    (
        re.compile(
            r"发布|公布|新增(?:主动公开|政府|政务|各类)*信息|更新|推送|上传|编发|发文|录入|报送|收录|登载|刊登"
        ),
        1.0,
    ),
)
CHANNEL = re.compile(
    r"网站|网页|门户|公众号|微信|微博|抖音|视频号|客户端|公示栏|公告栏|公开栏|电子屏|LED|头条|媒体|平台|广播|宣传栏|其他(?:渠道|方式|途径|形式)|村级|村务|专栏"
)
_OTHER = re.compile(
    r"申请|结转|顺延|收到|受理|答复|办结|点击|浏览|访问|阅读|关注|粉丝|热线|信访|投诉|咨询|留言|来信|建议|提案|(?<!复)议案|培训|会议|检查|复议|诉讼|收费|问卷|处罚|许可|强制"
    r"|规范性文件|政策解读|解读|整改|问题|错误|制度|网民|回应|规章|宣传册|群众|不公开|不予|予以公开|部分公开|无法提供|所属|下属|活动|稿件|短信|审查|[同一]信息"
)
NOT_IT = re.compile(r"上一?年|去年|同期|专题|[村居]务(?!公开)|各(?:村|社区|居)|平均|人均")
_PEOPLES = re.compile(
    r"申请|结转|收到|受理|答复|办结|点击|浏览|访问|阅读|关注|粉丝|热线|信访|投诉|咨询|留言|来信|提案|复议|诉讼|收费|问卷|予以公开|不予"
)
_SERIES = re.compile(r"分别[为是有]?$")
_NOTE = re.compile(r"[(][^()]*[)]")
OBJECT = re.compile(r"(?:政府|政务|公开|各类|街道|镇|乡)*信息(?:条数|数量|数)?|文件|信息公开")
OBJECT_BEHIND = re.compile(r"的?(?:政府|政务|公开|各类)*(?:信息|内容)")
_OBJECT_PHRASE = re.compile(r".*(?:公开|公布|发布|更新)(?P<kind>[^,;:\d]*?)信息[共计达为]*$")
_OF_ANY_KIND = re.compile(
    r"[了的新]|各[^,;各]{1,2}|有关|相关|全部|所有|本级|最新|日常|工作|动态|[政镇乡局]务|政府|网站|类|公开|共|[^,;、]{1,6}[镇乡局]|街道"
)
_AND_SO_ON = re.compile(r"等.{0,3}$")
_BY_KIND = re.compile(
    r"(?<![各多两几种一二三四五六七八九十\d])类(?:政府|政务|公开|的)*(?:信息|文件)?[共计达为]*$"
)


def verb_weight(text: str) -> float:
    """How plainly a verb of some words says that something was disclosed: 3 to 1, 0 for none."""
    return next((worth for pattern, worth in _VERBS if pattern.search(text)), 0.0)


def is_of_a_kind(clause: str) -> bool:
    """Whether words count one kind of information and not the whole: 公开惠农补贴信息."""
    match = _OBJECT_PHRASE.match(clause)
    kind = _OF_ANY_KIND.sub("", match["kind"]) if match else ""
    return bool(_BY_KIND.search(clause)) or (len(kind) > 1 and not _AND_SO_ON.search(kind))


def names_other(words: str) -> bool:
    """Whether words name, outside of brackets, a thing that is counted beside information."""
    return _OTHER.search(_NOTE.sub("", words)) is not None


def names_requests(words: str) -> bool:
    """Whether words speak of what people ask, say or look at."""
    return _PEOPLES.search(_NOTE.sub("", words)) is not None


def counts_other(clause: str) -> bool:
    """Whether the clause before a count says that it counts something else."""
    is_entry = CHANNEL.search(clause) and not verb_weight(clause) and not OBJECT.search(clause)
    return bool(is_entry or names_other(clause) or NOT_IT.search(clause) or _SERIES.search(clause))
