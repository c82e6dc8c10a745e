"""Bare names: one rule in Python, the same in SQL."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.sql_files import sql_text
from gongkai.unit_name import ENDINGS, bare_name, own_name


@pytest.mark.parametrize(
    ("name", "bare", "own"),
    [
        ("示例县青岩镇人民政府", "示例县青岩镇", "青岩镇"),
        ("样例市 示例区 东风街道 办事处", "样例市示例区东风街道", "东风街道"),
        ("示例县青岩镇政府", "示例县青岩镇", "青岩镇"),
        ("示例县教育局", "示例县教育局", "教育局"),
        ("示例县人民政府", "示例县", "示例县"),
        ("城区镇", "城区镇", "城区镇"),
        ("政府", "", ""),
        (None, "", ""),
    ],
)
def test_a_name_is_shortened(name: str | None, bare: str, own: str) -> None:
    assert (bare_name(name), own_name(name)) == (bare, own)


_PARTS = st.sampled_from((*ENDINGS, "示例县", "青岩镇", "街道", " ", "\u3000", "\n", "人民"))


@settings(deadline=None, max_examples=25)
@given(names=st.lists(st.lists(_PARTS, max_size=6).map("".join), min_size=1, max_size=50))
def test_sql_has_the_same_rule(names: list[str]) -> None:
    with duckdb.connect() as connection:
        connection.execute(sql_text("audit", "bare_name"))
        rows = connection.execute(
            "select bare_name(name) from (select unnest($names) as name)", {"names": names}
        ).fetchall()
    assert [bare for (bare,) in rows] == [bare_name(name) for name in names]
