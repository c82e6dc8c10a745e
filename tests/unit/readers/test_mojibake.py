"""Text that lost a byte at a punctuation mark is put right, or said to be broken."""

from __future__ import annotations

import random
import re

import pytest

from gongkai.extract import extract
from gongkai.readers import read_page
from gongkai.readers.mojibake import mend
from tests.factory import random_truth, render
from tests.factory.compare import silent_cells


def lose(text: str, mark: str) -> str:
    """What a program makes of the text when it cannot read the first byte of a mark."""
    body = text.encode("gbk")
    broken = body.replace(mark.encode("gbk"), b"?" + mark.encode("gbk")[1:])
    return re.sub("[\ue000-\uf8ff\ufffd]", "_", broken.decode("gb18030", "replace"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("（一）主动公开情况 12", "（一）主"),
        ("（本列数据的勾稽关系 a", "（本列"),
        ("公开。（二）部分公开 0", "公开。（"),
    ],
)
def test_mended(text: str, kept: str) -> None:
    broken = lose(text, "（")
    assert "（" not in broken
    mended, left = mend(broken)
    assert mended.startswith(kept)
    assert left == ("_" in broken)


def test_plain_text_is_left_alone() -> None:
    for text in ("真的吗?是的（一）", "Is it? 主动公开", "第①项?甲乙丙丁"):
        assert mend(text) == (text, 0)


@pytest.mark.parametrize("mark", ["（", "）", "，", "“"])
@pytest.mark.parametrize("layout", ["text_cell_lines", "text_pipe", "html_bare", "text_space_row"])
def test_tables_stay_right(mark: str, layout: str) -> None:
    for seed in range(4):
        truth = random_truth(random.Random(seed), quiet=False, unit="云溪示范镇")
        made = render(truth, layout)
        broken = lose(made.body.decode(), mark)
        report = extract(read_page(broken.encode(), f"x.{made.extension}"))
        assert not silent_cells(truth.figures, report)
        numbers = {
            n.name: n.value for n in report.narrative if n.name not in ("breakdown", "channels")
        }
        doubted = {d.where for d in report.doubts}
        wrong = {k for k, v in truth.narrative.items() if numbers.get(k) != v}
        assert "narrative" in doubted
        assert mark == "，" or not wrong  # a comma parts numbers that its loss runs together
