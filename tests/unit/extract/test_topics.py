"""A sentence of the prose stands under the topic that its section or the last heading names."""

from __future__ import annotations

import pytest

from gongkai.extract.prose.clauses import sentences
from gongkai.extract.prose.lexicon import lexicon
from gongkai.extract.prose.text import Text, join
from gongkai.extract.tables.rows import Prose


def _topics(text: Text) -> dict[float, str]:
    """The topic of every number of a text."""
    return {
        quantity.value: sentence.topic
        for sentence in sentences(text, 2024, None, lexicon())
        for quantity in sentence.quantities
    }


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
        ("三、民生保障。", ""),
        ("3、政府信息管理。", "management"),
        ("三是加强政府信息公开平台建设。", "platform"),
        ("(五)监督保障。", "oversight"),
        ("五、存在的主要问题及改进情况\n", "later"),
        ("加大力度。", ""),
        ("没有收到依申请公开情况。", ""),
    ],
)
def test_heading(heading: str, topic: str) -> None:
    text = f"某镇高度重视。\n{heading}全年公开信息30条。"
    assert _topics(Text(text, (0,), ("here",))) == {30: topic}


def test_goes_on_until_the_next_heading() -> None:
    body = "(一)主动公开。\n公开信息30条。\n1.网站。公开20条。\n(三)信息管理。\n复核40条。\n(四)其他。\n印发50条。"
    assert _topics(Text(body, (0,), ("here",))) == {
        30: "disclosure",
        20: "disclosure",
        40: "management",
        50: "",
    }


def test_section_tells_more_than_the_last_heading() -> None:
    paragraphs = [
        Prose("(一)主动公开。公开信息30条。", "p1", 1, "一、总体情况"),
        Prose("计划公开信息40条。", "p2", 5, "五、存在的主要问题"),
        Prose("公开费用信息50条。", "p3", 6, "六、其他需要报告的事项"),
    ]
    text = join(paragraphs)
    assert _topics(text) == {30: "disclosure", 40: "later", 50: "further"}


def test_two_headings_of_one_section() -> None:
    paragraphs = [
        Prose("没有收费。", "p1", 4, "四、收费及减免情况"),
        Prose("没有发生。", "p2", 4, "五、行政复议和行政诉讼情况"),
    ]
    text = join(paragraphs)
    assert text.text == "没有收费。\n五、行政复议和行政诉讼情况\n没有发生。"
    assert text.titles[-1] == "五、行政复议和行政诉讼情况"


def test_marks_that_a_mirror_prints_twice_are_one() -> None:
    said = [Prose("收到申请1件,,已公开,。没有诉讼;,", "here", 1, "")]
    assert join(said).text == "收到申请1件,已公开。没有诉讼;"
