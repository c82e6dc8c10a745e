"""The second reading of the total: what it goes by, what it doubts and what it lifts, and how it is learned."""

from __future__ import annotations

import pytest

from gongkai.extract.prose.lexicon import lexicon
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.weighed import signs_of, support, weights
from tests.bench import learn_weights
from tests.unit.extract.said import passages, read


def counts_of(text: str) -> Counts:
    return learn_weights.counts_of(Text(text, (0,), ("here",)), 2023, "示例县青岩镇")


def test_signs_tell_what_stands_around_a_count_and_how_it_stands_to_the_others() -> None:
    counts = counts_of("(一)主动公开。2023年主动公开政府信息9条,其中机构概况4条,工作动态5条。")
    whole, part, last = (signs for _, signs in signs_of(counts))
    assert {("says", "strong"), ("says", "info"), ("greater", 0), ("flag", "has_parts")} <= whole
    assert {("says", "of_which"), ("greater", 2), ("others", 2), ("place", 1)} <= part
    assert ("flag", "has_parts") not in part | last


@pytest.mark.parametrize(
    ("text", "answer", "other"),
    [
        ("(一)主动公开。2023年全镇主动公开政府信息59条。", 59, None),
        ("(一)主动公开。2023年主动公开政府信息9条,其中机构概况4条,工作动态5条。", 9, 5),
        ("(一)主动公开。通过政府网站发布信息31条,通过公众号发布信息45条。", None, 45),
    ],
)
def test_the_right_answer_has_more_support(
    text: str, answer: float | None, other: float | None
) -> None:
    counts = counts_of(text)
    assert support(counts, answer) > 0.5 > support(counts, other)


def test_no_count_supports_that_no_total_is_told() -> None:
    assert support(counts_of("(一)主动公开。我镇做好主动公开工作。"), None) == 1.0


def test_it_doubts_a_total_that_hardly_is_one_and_lifts_a_doubt_for_what_is_left() -> None:
    village = {"text": "全年共通过县政府网站公开政府信息389条;通过村(社区)公示栏公开3600余条。"}
    assert [d.where for d in read(village).doubts] == ["narrative.disclosed_total"]
    boards = "通过公众号发布党建、乡村振兴等信息750余条,三务平台共计公开党务、财务信息368条信息。"
    assert not read({"text": f"(一)主动公开。{boards}"}).doubts


def test_what_was_learned_of_our_passages_agrees_with_them() -> None:
    examples = [*learn_weights.of_passages()]
    base, of = learn_weights.learned(examples)
    right = sum(
        (base + sum(of.get(sign, 0.0) for sign in signs) > 0) == is_total
        for signs, is_total in examples
    )
    assert right > 0.9 * len(examples)
    assert of["says", "strong"] > 0 > of["greater", 3]


def test_weights_are_of_signs_that_can_be_seen() -> None:
    seen = {
        kind
        for said in passages()
        for _, some in signs_of(counts_of(said["text"]))
        for kind, _ in some
    }
    for kind, sign in weights().of:
        assert kind in seen, kind
        if kind in ("says", "line", "pair", "last_0", "next_0"):
            assert set(str(sign).split()) <= lexicon().characters.keys(), sign
