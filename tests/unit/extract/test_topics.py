"""A place of the prose is put under the topic that its section or the last heading names."""

from __future__ import annotations

import pytest

from gongkai.extract.prose.text import Text, join
from gongkai.extract.prose.topics import Topics, sentence_topic
from gongkai.extract.tables.rows import Prose


def _topic(body: str, words: str) -> str | None:
    return Topics(Text(body, (0,), ("here",))).at(body.index(words))


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("(一)主动公开。", "disclosure"),
        ("1.主动公开情况\n", "disclosure"),
        ("一、主动公开方面:", "disclosure"),
        ("主动公开情况。", "disclosure"),
        ("在主动公开方面,", "disclosure"),
        ("(二)依申请公开情况:", "requests"),
        ("二、主动公开和依申请公开情况\n", "disclosure"),
        ("(五)主动公开中的问题。", "later"),
        ("三、民生保障。", None),
        ("3、政府信息管理。", "management"),
        ("三是加强政府信息公开平台建设。", "platform"),
        ("(五)监督保障。", "oversight"),
        ("五、存在的主要问题及改进情况\n", "later"),
        ("加大力度。", None),
        ("没有收到依申请公开情况。", None),
    ],
)
def test_heading(heading: str, topic: str | None) -> None:
    assert _topic(f"某镇高度重视。\n{heading}全年公开信息30条。", "全年") == topic


def test_goes_on_until_the_next_heading() -> None:
    body = "(一)主动公开。\n公开信息30条。\n1.网站。公开20条。\n(三)信息管理。\n复核40条。\n(四)其他。\n印发50条。"
    assert [_topic(body, number) for number in ("30", "20", "40", "50")] == [
        "disclosure",
        "disclosure",
        "management",
        None,
    ]


def test_section_tells_more_than_the_last_heading() -> None:
    paragraphs = [
        Prose("(一)主动公开。公开信息30条。", "p1", 1),
        Prose("计划公开信息40条。", "p2", 5),
        Prose("公开费用信息50条。", "p3", 6),
    ]
    text = join(
        paragraphs, [(1, "一、总体情况"), (5, "五、存在的主要问题"), (6, "六、其他需要报告的事项")]
    )
    topics = Topics(text)
    assert [topics.at(text.text.index(n)) for n in ("30", "40", "50")] == [
        "disclosure",
        "later",
        "later",
    ]


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("计划全年公开信息不少于", "later"),
        ("力争2025年公开信息", "later"),
        ("制发公文时同步明确公开属性,全年共制发文件", "management"),
        ("全年复核信息", "management"),
        ("组织培训", "oversight"),
        ("全年公开规划计划信息", None),
        ("全年公开信息不少于", None),
    ],
)
def test_sentence(words: str, topic: str | None) -> None:
    assert sentence_topic(words) == topic
