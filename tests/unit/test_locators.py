"""Places in a document, as officials say them."""

from __future__ import annotations

import pytest

from gongkai.locators import place_of


@pytest.mark.parametrize(
    ("locator", "chinese"),
    [
        ("table 2/row 3/column 4", "第 2 个表格第 3 行第 4 列"),
        ("page 3/table 12/row 1/column 10", "第 3 页第 12 个表格第 1 行第 10 列"),
        ("line 7/cell 2", "第 7 行第 2 格"),
        ("scan page 1/line 2", "扫描件第 1 页第 2 行"),
        ("sheet 2/row 4", "第 2 个工作表第 4 行"),
        ("title", "标题"),
        (None, ""),
    ],
)
def test_a_locator_is_said_in_chinese(locator: str | None, chinese: str) -> None:
    assert place_of(locator) == chinese
