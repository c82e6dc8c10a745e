"""A batch is staged whole, cell by cell, under ids that never change."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from gongkai.extract import extract
from gongkai.extract.report import Doubt, Report
from gongkai.messages import message
from gongkai.readers import read_page
from gongkai.warehouse.stage import Staged, report_id, stage_batch
from gongkai.warehouse.staged import STAGED
from tests.unit.audit.reports import cut, sound_report
from tests.unit.warehouse.county import Kept, staged_report, two_years


def _read(folder: Path, table: str) -> list[dict[str, object]]:
    return pq.read_table(folder / f"{table}.parquet").to_pylist()  # type: ignore[no-any-return]


def test_the_id_of_a_report_is_the_same_on_every_machine() -> None:
    assert report_id("ab" * 32, "sample/yunxi", 2024) == 3200860132850137080
    assert report_id("ab" * 32, "sample/yunxi", 2024) != report_id("ab" * 32, "sample/yunxi", 2023)
    assert all(0 <= report_id(str(n), "a/b", 2024) < 2**63 for n in range(100))


def test_a_file_a_table(tmp_path: Path) -> None:
    rows = stage_batch(two_years(), tmp_path / "batch")
    assert {p.stem for p in (tmp_path / "batch").glob("*.parquet")} == set(STAGED)
    assert rows["document"] == 5 and rows["report"] == 4
    assert rows["disclosure_figure"] + rows["request_figure"] + rows["review_figure"] == 4 * 200
    assert [p.name for p in tmp_path.iterdir()] == ["batch"]


def test_a_batch_is_replaced_whole(tmp_path: Path) -> None:
    stage_batch(two_years(), tmp_path / "batch")
    (tmp_path / ".batch.new").mkdir()  # what a killed run left
    stage_batch([], tmp_path / "batch")
    assert _read(tmp_path / "batch", "document") == []
    assert [p.name for p in tmp_path.iterdir()] == ["batch"]


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    stage_batch([Staged(Kept("a"))], tmp_path / "batch")
    fetched_at = _read(tmp_path / "batch", "document")[0]["fetched_at"]
    assert fetched_at == datetime.datetime(2025, 2, 1, 0, 0)


def test_a_report_is_filed_under_the_year_it_was_collected_for(tmp_path: Path) -> None:
    wrong = sound_report(2024)
    wrong.year, wrong.years_stated = 2022, (2022, 2024)
    unknown = sound_report(2023)
    batch = [staged_report("a", wrong), staged_report("b", unknown, year=None)]
    stage_batch(batch, tmp_path / "batch")
    reports = _read(tmp_path / "batch", "report")
    assert [(r["year"], r["year_stated"]) for r in reports] == [(2024, 2022), (2023, 2023)]


def test_the_date_the_source_gave_stands_in_for_one_the_page_lacks(tmp_path: Path) -> None:
    undated, dated = sound_report(), sound_report()
    undated.published_on = undated.published_on_source = None
    batch = [
        staged_report("a", undated, published_on="2025-01-09"),
        staged_report("b", dated, published_on="2025-01-09"),
    ]
    stage_batch(batch, tmp_path / "batch")
    assert [
        (r["published_on"], r["published_on_source"]) for r in _read(tmp_path / "batch", "report")
    ] == [
        (datetime.date(2025, 1, 9), "collected"),
        (datetime.date(2025, 1, 20), "page"),
    ]


def test_cells_of_a_doubted_row_share_its_doubt(tmp_path: Path) -> None:
    report = sound_report()
    cut(report, "requests.received")
    report.doubts.append(Doubt("requests.received", message("rows_alike")))
    stage_batch([staged_report("a", report)], tmp_path / "batch")
    cells = _read(tmp_path / "batch", "request_figure")
    doubted = {c["outcome"] for c in cells if c["doubt"]}
    assert doubted == {"received"}
    assert {c["locator"] for c in cells if c["outcome"] == "received"} == {None}


def spoil_with(value: object) -> Report:
    report = sound_report()
    report.narrative[0].value = value  # type: ignore[assignment]
    return report


@pytest.mark.parametrize(
    "value", [110101199003078515, 10**30, float("nan"), float("inf"), 2**53, "60", 10**400]
)
def test_a_number_that_no_column_holds_costs_its_own_document_only(
    tmp_path: Path, value: object
) -> None:
    batch = [staged_report("a", sound_report()), staged_report("b", spoil_with(value))]
    stage_batch(batch, tmp_path / "batch")
    documents = {d["document_sha256"]: d for d in _read(tmp_path / "batch", "document")}
    assert documents["a"]["report_id"] and documents["a"]["refusal_code"] is None
    assert documents["b"]["report_id"] is None
    assert documents["b"]["refusal_code"] == "not_storable"
    assert len(_read(tmp_path / "batch", "report")) == 1


def test_whatever_text_a_document_holds_is_stored(tmp_path: Path) -> None:
    strange = "\ud800\x00\x1b[31m\u202e" + "长" * 1_000_000
    report = sound_report()
    report.unit_stated = report.county = report.template_leftover = strange
    for figure in report.figures.values():
        figure.value, figure.printed, figure.locator = None, strange, strange
    for stated in report.narrative:
        stated.label = stated.printed = stated.locator = strange
    for section in report.sections:
        section.title = section.body = strange
    report.doubts.append(Doubt(strange, message("not_a_number", text=strange)))
    document = staged_report("a", report, file_name=strange, url="http://x/" + strange)
    stage_batch([document], tmp_path / "batch")
    assert _read(tmp_path / "batch", "document")[0]["refusal_code"] is None
    for table in STAGED:
        for row in _read(tmp_path / "batch", table):
            for column, value in row.items():
                if isinstance(value, str) and column != "body":
                    assert value.isprintable() and len(value) <= 2_100, (table, column)


def test_a_count_of_eighteen_digits_is_quarantined_or_left_out(tmp_path: Path) -> None:
    text = "示例县云溪镇2024年政府信息公开工作年度报告\n一、总体情况\n通知公告110101199003078515条\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无"
    report = extract(read_page(text.encode(), "a.txt"))
    stage_batch([staged_report("a", report)], tmp_path / "batch")
    rows = str([_read(tmp_path / "batch", t) for t in STAGED if t != "report_section"])
    assert "110101199003078515" not in rows
