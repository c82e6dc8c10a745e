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


@pytest.mark.parametrize(
    ("broken", "doubted"),
    [
        ("", set()),
        ("村务公示栏由专人照管?_旖_8次，每周更换。", {"disclosed_total"}),  # what it may have told
        ("干部先学\ufffd上岗。", set()),
        ("年内\ufffd\ufffd处理31件。", {"disclosed_total"}),
        ("本年收到\ufffd息公开申请4件。", {"requests_received", "requests_answered"}),
    ],
)
def test_what_is_broken_casts_doubt_on_its_own_sentence(broken: str, doubted: set[str]) -> None:
    text = f"""示例县云溪示范镇2023年政府信息公开工作年度报告
一、总体情况
{broken}本年未收到行政复议申请，未发生行政诉讼。{"" if "4件" in broken else "本年收到政府信息公开申请3件，均已答复，结转下年度0件。"}
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
{"公示栏逐月更换，旧件收入村档案室。" * 40}
"""
    report = extract(read_page(text.encode(), "x.txt"))
    found = {d.where for d in report.doubts}
    assert {f"narrative.{name}" for name in doubted} <= found
    known = ["requests_received", "requests_answered", "reconsiderations", "litigations"]
    assert not {f"narrative.{name}" for name in known if name not in doubted} & found
    assert ("document" in found) == bool(broken)


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
        assert "document" in doubted
        assert {f"narrative.{name}" for name in wrong} <= doubted
        assert mark == "，" or not wrong  # a comma parts numbers that its loss runs together
