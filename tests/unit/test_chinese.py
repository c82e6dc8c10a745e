"""What the reader says of its doubts, in the words of those who will read them."""

from __future__ import annotations

import re

import pytest

from gongkai.chinese import REFUSALS, doubt, place_of, refusal
from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.readers import read_page
from tests.factory.random_document import damaged

_ENGLISH = re.compile(r"[a-z]{4,}")
_DOCUMENTS = 250


def test_every_doubt_about_damaged_documents_is_said_in_chinese() -> None:
    untold, kinds = set(), set()
    for seed in range(_DOCUMENTS):
        made = damaged(seed)
        if made is None:
            continue
        document = made[0]
        try:
            report = extract(read_page(document.body, f"x.{document.extension}"))
        except RefusedError as error:
            assert error.reason in REFUSALS
            continue
        for found in report.doubts:
            kinds.add(doubt(found.why))
            if doubt(found.why) == found.why or _ENGLISH.search(place_of(doubt(found.why))):
                untold.add(found.why)
    assert not untold
    assert len(kinds) > 20


@pytest.mark.parametrize(
    ("why", "chinese"),
    [
        ("3 numbers for 7 columns", "3 个数字对 7 列"),
        ("beside a cell that is doubtful: '--1' is no number", "与存疑的格同行：'--1' 不是数字"),
        ("the text also says 4, 5", "正文另有数字：4, 5"),
        ("a row that the form has not: '1.规章' (line 3)", "格式中没有的行：'1.规章'"),
        ("read from a scan by optical recognition", "由扫描件识别，须核对原件"),
        ("something nobody has said before", "something nobody has said before"),
    ],
)
def test_a_doubt_keeps_its_numbers_and_its_quotations(why: str, chinese: str) -> None:
    assert doubt(why) == chinese


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    assert refusal("unsupported", "scanned: no text on its pages")[0] == "扫描件或图片"
    assert refusal("unreadable", "the file is empty")[0] == "无法读取"
