"""What the reader doubts in damaged documents, in the words of those who will read it."""

from __future__ import annotations

import random
import re

import pytest

from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.messages import catalogue, entries
from gongkai.readers import read_page
from tests.factory import random_truth, render
from tests.factory.random_document import damaged

_ENGLISH = re.compile(r"[a-z]{4,}")
_DOCUMENTS = 250


def test_every_doubt_about_damaged_documents_is_said_in_chinese() -> None:
    doubts = {**catalogue("extract/doubts.toml"), **catalogue("readers/doubts.toml")}
    kinds = set()
    for seed in range(_DOCUMENTS):
        made = damaged(seed)
        if made is None:
            continue
        document = made[0]
        try:
            report = extract(read_page(document.body, f"x.{document.extension}"))
        except RefusedError as error:
            assert error.message.code in entries()
            assert error.message.next_zh
            continue
        for found in report.doubts:
            assert found.message.code in doubts
            assert not _ENGLISH.search(found.message.zh)
            kinds.add(found.message.zh)
    assert len(kinds) > 20


@pytest.mark.parametrize(
    ("row", "figure", "place"),
    [
        ("行政许可 | ", "10000001", "disclosure.licensing.decisions"),
        ("一、本年新收政府信息公开申请数量 | ", "100001", "requests.received.natural_person"),
        ("行政许可 | ", "10000000", None),
        ("一、本年新收政府信息公开申请数量 | ", "100000", None),
    ],
)
def test_a_figure_beyond_what_is_plausible_is_read_and_doubted(
    row: str, figure: str, place: str | None
) -> None:
    truth = random_truth(
        random.Random(3), form="2021", unit="示例云溪镇", county="示例县", year=2024, quiet=True
    )
    text = render(truth, "text_pipe").body.decode()
    report = extract(
        read_page(re.sub(f"{re.escape(row)}\\d+", row + figure, text).encode(), "x.txt")
    )
    said = {d.where for d in report.doubts if d.message.code == "number_implausible"}
    assert said == ({place} if place else set())
    assert int(figure) in [f.value for f in report.figures.values()]
