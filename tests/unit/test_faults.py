"""The words of a fault: every check has its row, every example renders, and nothing says only 'as required'."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from gongkai.faults import (
    OMISSION,
    OTHER,
    Evidence,
    Fault,
    Row,
    catalogue,
    fault_of,
    grouped,
    remedies,
)

ROOT = Path(__file__).parents[2]
ROWS = [(check, number) for check, (_, rows) in catalogue().items() for number in range(len(rows))]
EMPTY_WORDS = re.compile("按要求|按规定格式|不符合要求|存在问题|应为—|实为—")


def row_of(which: tuple[str, int]) -> Row:
    return catalogue()[which[0]][1][which[1]]


def evidence_of(which: tuple[str, int], **changed: str) -> Evidence:
    """The example of a row as evidence of 2024."""
    texts = {"check_id": which[0], "expected": "", "found": ""} | dict(row_of(which).example)
    return Evidence(**(texts | changed), year=2024)


def texts_of(fault: Fault) -> str:
    return "\n".join((fault.problem, fault.expectation, fault.mend))


def test_every_check_has_its_words_and_no_other_has() -> None:
    with (ROOT / "sql/seeds/check.csv").open(encoding="utf-8") as file:
        checks = {row["check_id"] for row in csv.DictReader(file)}
    assert catalogue().keys() == checks | {OMISSION, OTHER}


@pytest.mark.parametrize("which", ROWS)
def test_the_example_of_a_row_says_what_it_says(which: tuple[str, int]) -> None:
    row, fault = row_of(which), fault_of(evidence_of(which))
    assert (fault.problem, fault.expectation) == (row.says, row.expects)
    assert fault.remedy == remedies()[row.remedy]
    assert not EMPTY_WORDS.search(texts_of(fault))
    assert fault.problem != fault.expectation


@pytest.mark.parametrize("which", ROWS)
def test_repeats_of_one_cause_are_one_fault_and_counted(which: tuple[str, int]) -> None:
    three = [evidence_of(which, place_name=f"表“{n}”行") for n in "甲乙丙"]
    (fault,) = grouped(three)
    assert len(fault.evidence) == 3
    assert re.search(r"3 |甲", fault.problem)
    assert not EMPTY_WORDS.search(texts_of(fault))
    assert "{" not in texts_of(fault)


def test_no_row_hides_another() -> None:
    for which in ROWS:
        check, number = which
        fitting = [n for n in range(number) if catalogue()[check][1][n].fits(evidence_of(which))]
        assert not fitting, which


def test_lateness_is_never_mended_by_publishing_again() -> None:
    for row in catalogue()["published_on_time"][1]:
        assert row.remedy in ("improve", "explain")
        assert "更正" not in row.mend
        assert "重新发布" not in row.mend.replace("不因此重新发布", "").replace("不重新发布", "")


def test_days_late_are_counted_over_the_end_of_february() -> None:
    late = Evidence("published_on_time", "published_on", "发布日期", "不晚于 2024-01-31", "2024-03-01", 2023)  # fmt: skip
    assert fault_of(late).problem == "未按期发布：晚 30 天"


def test_blank_cells_of_many_rows_are_one_sentence() -> None:
    rows = [
        Evidence("cells_filled", f"requests.r{n}", f"申请表“{n}”行", "每格填数字，没有的填 0", f"{cells} 格未填数字（如“/”）", 2024)
        for n, cells in enumerate([7] * 24 + [1] * 4)
    ]  # fmt: skip
    assert [fault.problem for fault in grouped(rows)] == ["28 行共 172 格空白"]


def test_what_could_not_be_checked_is_one_fault_of_all_checks() -> None:
    checks = ("request_balance", "request_row_total", "review_total")
    one = grouped([Evidence(c, OMISSION, "未印出之处", "", "", 2024) for c in checks])
    assert [len(fault.evidence) for fault in one] == [3]
    assert "申请表各行的总计、收办平衡、复议诉讼的总计" in one[0].problem


def test_what_costs_nothing_is_never_one_with_a_fault() -> None:
    told = Evidence("narrative_requests", "narrative.requests_received", "正文：收到申请数", "0", "3", 2024)  # fmt: skip
    noted = Evidence("narrative_requests", "narrative.requests_answered", "正文：答复办结数", "0", "3", 2024, verdict="note")  # fmt: skip
    assert len(grouped([told, noted])) == 2


BALANCE = Evidence("request_balance", "total", "申请表“总计”列", "129", "127", 2024)
CELLS = {
    "requests.received.total": 114.0,
    "requests.carried_in.total": 15.0,
    "requests.concluded.total": 112.0,
    "requests.carried_out.total": 15.0,
}


def test_a_sum_is_shown_with_the_numbers_it_was_made_from() -> None:
    said = fault_of(BALANCE, CELLS.get).expectation
    assert "114＋" in said and "15＝129" in said
    assert "112＋" in said and "15＝127" in said


def test_a_sum_that_the_numbers_do_not_make_is_shown_alone() -> None:
    said = fault_of(BALANCE, (CELLS | {"requests.received.total": 113.0}).get).expectation
    assert said == "应办（新收加结转）：129；实列（办结加结转下年）：127"


def test_small_sums_are_shown_with_their_zeros() -> None:
    cells = {"requests.received.total": 3.0, "requests.carried_in.total": 0.0}
    said = fault_of(replace(BALANCE, expected="3", found="2"), cells.get).expectation
    assert "本年新收政府信息公开申请数量 3＋上年结转政府信息公开申请数量 0＝3" in said


def test_a_finding_that_no_row_knows_stops_nothing() -> None:
    for check in ("published_on_time", "no_longer_a_check"):
        strange = Evidence(check, "published_on", "发布日期", "随时", "某日", 2024)
        assert fault_of(strange).problem == "发布日期为“某日”"


@pytest.mark.parametrize("year", range(2019, 2025))
def test_every_finding_of_the_sample_has_words_of_its_own(
    sample_warehouse: Path, year: int
) -> None:
    with duckdb.connect(str(sample_warehouse), read_only=True) as db:
        rows = db.execute(
            "select check_id, finding.place, coalesce(place_name, ''), coalesce(expected, ''),"
            " coalesce(found, ''), year from finding left join place using (place) where year = ?",
            [year],
        ).fetchall()
    assert rows
    other = catalogue()[OTHER][1][0].mend
    assert all(fault_of(Evidence(*row)).mend != other for row in rows)
