"""The gate: what steers a terminal is gone, what may be a person's is crossed out, formulas do not run."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.strangers_text import (
    MOST,
    admitted,
    admitted_address,
    admitted_name,
    admitted_number,
    json_on_terminal,
    on_terminal,
    without_formula,
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("通知\x1b[31m公告", "通知[31m公告"),
        ("通知\u202e公告\u200b", "通知公告"),
        ("云溪\n镇\r\n", "云溪 镇  "),
        ("电话1\u200b3800000000", "电话×××"),
        ("电话１３８００００００００", "电话×××"),
        ("信箱zhao.xu@example.invalid", "信箱×××"),
        ("信箱zhao＠example.invalid", "信箱×××"),
        ("联系人：赵虚构", "联系人：×××"),
    ],
)
def test_printed_words(said: str, kept: str) -> None:
    assert admitted(said) == kept


@given(st.text(), st.integers(0, 3))
def test_whatever_is_said_becomes_one_short_printable_line(text: str, times: int) -> None:
    for gate in (admitted, admitted_name, admitted_address, admitted_number):
        kept = gate(text * 10**times)
        assert len(kept) <= MOST
        assert not {"\x1b", "\n", "\u202e", "\u200b", "\x00"} & set(kept)
        kept.encode()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("12345678", "12345678"),
        ("1,234 件", "1,234 件"),
        ("3（联系人赵虚构13800000000）", "3（联系人××××××）"),
    ],
)
def test_a_number_that_was_read_is_kept_as_it_was_printed(said: str, kept: str) -> None:
    assert admitted_number(said) == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("P020240115123456789012.pdf", "P020240115123456789012.pdf"),
        ("20240115.html", "20240115.html"),
        ("居民安置办公室", "居民安置办公室"),
        ("联系人赵虚构13800000000.txt", "联系人××××××.txt"),
        ("11010119900307851X.txt", "×××.txt"),
    ],
)
def test_names_of_files_and_units_lose_only_what_is_surely_a_person(said: str, kept: str) -> None:
    assert admitted_name(said) == kept


def test_an_address_is_looked_through_behind_its_escapes() -> None:
    plain = "http://example.invalid/art/2024/t20240115_1234567.html?a=%E9%95%87"
    assert admitted_address(plain) == plain
    named = "http://example.invalid/%E8%81%94%E7%B3%BB%E4%BA%BA%E8%B5%B5%E8%99%9A%E6%9E%84.html"
    assert admitted_address(named) == "http://example.invalid/联系人×××.html"


@pytest.mark.parametrize(
    "text", ["=1+1", " =1", "\n=1", "\ufeff=1", "＝1", "\t", "+1", "-1", "@a", " \u3000－1", "＠a"]
)
def test_a_formula_does_not_run(text: str) -> None:
    assert without_formula(text) == "'" + text


def test_numbers_and_words_are_no_formula() -> None:
    assert [without_formula(v) for v in (-1, 2.5, None, "通知=1")] == [-1, 2.5, None, "通知=1"]


@given(st.text())
@example("\u2028")
def test_json_says_the_same_after_the_gate(text: str) -> None:
    told = json.dumps({"a": text}, ensure_ascii=False)
    shown = json_on_terminal(told)
    assert json.loads(shown) == {"a": text}
    assert on_terminal(shown) == shown
