"""Own words, shared passages and where they stand."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audit.originality import MIN_PASSAGE, overlap
from gongkai.audit.own_words import SHINGLE, own_text, own_words, wordings
from gongkai.settings import sql_folder
from tests.unit.audit.cases import OURS, THEIRS

with (sql_folder() / "seeds" / "boilerplate.csv").open(encoding="utf-8", newline="") as _file:
    BOILERPLATE = list(csv.DictReader(_file))
_PIECES = sorted({p for row in BOILERPLATE for p in re.split(r"[^\u4e00-\u9fff]+", row["pattern"])})


def _left(text: str, *names: str) -> str:
    return "".join(text[place] for place in own_words(text, names).places)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("老鹰崖的茶农看公示栏。", "老鹰崖的茶农看公示栏"),
        ("2024年1月5日,茶农看公示栏", "茶农看公示栏"),
        ("茶农看公示栏,全年公开信息312条,其中政策6条", "茶农看公示栏"),
        ("云溪镇人民政府的茶农看公示栏", "的茶农看公示栏"),
        ("我镇茶农看公示栏", "茶农看公示栏"),
        ("(一)主动公开情况。茶农看公示栏", "茶农看公示栏"),
        ("2024年未收到政府信息公开申请。茶农看公示栏", "茶农看公示栏"),
        ("没有其他需要报告的事项。", ""),
        ("一是茶农看公示栏;二是牧民读石碑", "茶农看公示栏牧民读石碑"),
        ("𠙶山上的茶农", "𠙶山上的茶农"),
    ],
)
def test_what_is_left_of_a_text(text: str, left: str) -> None:
    assert _left(text, "云溪镇") == left


def test_a_copy_is_shared_whole_and_a_stranger_s_text_not_at_all() -> None:
    ours, theirs = own_words(OURS), own_words(THEIRS)
    whole = overlap(ours, np.isin(ours.hashes, ours.hashes))
    assert whole.share == 1.0
    assert (whole.longest, whole.longest_at) == (ours.characters, 1)
    none = overlap(ours, np.isin(ours.hashes, theirs.hashes))
    assert (none.share, none.longest, none.longest_at) == (0.0, 0, 0)


def test_a_passage_is_measured_and_found_where_it_stands() -> None:
    text = THEIRS + OURS
    mixed, ours = own_words(text), own_words(OURS)
    found = overlap(mixed, np.isin(mixed.hashes, ours.hashes))
    assert found.shared_characters == found.longest == ours.characters
    assert text[found.longest_at - 1 :].startswith(OURS[:5])


def test_an_idiom_is_no_copy() -> None:
    """Eleven characters in a row are shared by chance, twelve are a passage."""
    idiom = "进一步加强和改进公开工作机制"
    for length, shared in ((MIN_PASSAGE - 1, 0), (MIN_PASSAGE, MIN_PASSAGE)):
        text = own_words(THEIRS + idiom[:length])
        found = overlap(text, np.isin(text.hashes, own_words(idiom[:length]).hashes))
        assert found.shared_characters == shared


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_shared_characters_are_those_that_a_passage_covers(shared: list[bool]) -> None:
    text = own_words("天地玄黄宇宙洪荒日月盈昃辰宿列张" * 4)
    mask = np.array(shared)
    wording = type(text)(text.places[: len(mask) + SHINGLE - 1], text.hashes[: len(mask)])
    covered: set[int] = set()
    start = 0
    for n in range(len(shared) + 1):
        if n == len(shared) or not shared[n]:
            if n > start and n - start + SHINGLE - 1 >= MIN_PASSAGE:
                covered |= set(range(start, n + SHINGLE - 1))
            start = n + 1
    assert overlap(wording, mask).shared_characters == len(covered)


@given(st.lists(st.sampled_from([*_PIECES, "。", "茶农"])).map("".join))
def test_boilerplate_is_looked_for_wherever_it_may_begin(text: str) -> None:
    for row in BOILERPLATE:
        found = {match[0][0] for match in re.finditer(row["pattern"], text)}
        assert not row["opens"] or found <= set(row["opens"]), row["pattern"]


@given(st.lists(st.text("云溪镇茶农看公示栏。5信息处理费", max_size=40), max_size=5))
def test_texts_taken_together_give_what_each_gives_alone(texts: list[str]) -> None:
    for text, found in zip(texts, wordings([own_text(text) for text in texts]), strict=True):
        alone = own_words(text)
        assert found.places.tolist() == alone.places.tolist()
        assert found.hashes.tolist() == alone.hashes.tolist()
