"""Ranking again from the verdicts that stand, and what each point was lost for."""

from __future__ import annotations

import hashlib
from pathlib import Path
from time import perf_counter

import duckdb
import pytest

from gongkai.audit.explanation import explain, find_unit
from gongkai.audit.rerank import rerank
from gongkai.audit.rubric import default_rubric_file
from gongkai.errors import WarehouseError

YEARS = range(2019, 2025)
_QUICK = (2019, 2024)  # the first form, and the last year


def _scaled(tmp_path: Path, *swaps: tuple[str, str]) -> Path:
    text = default_rubric_file().read_text("utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "rubric.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("year", YEARS)
def test_the_same_rubric_gives_the_published_ranking(sample_warehouse: Path, year: int) -> None:
    places = rerank(sample_warehouse, "sample", year)
    with duckdb.connect(str(sample_warehouse), read_only=True) as db:
        published = db.execute(
            "select unit_id, rank, rank_low, rank_high, score, coverage, informative_checks, "
            "is_missing from ranking where year = ? order by is_missing, rank nulls last, unit_id",
            [year],
        ).fetchall()
    found = [
        (
            p.unit_id,
            p.rank,
            p.rank_low,
            p.rank_high,
            p.score and pytest.approx(p.score),
            pytest.approx(p.coverage),
            p.informative_checks,
            p.is_missing,
        )
        for p in places
    ]
    assert published == found
    assert all(p.rank == p.rank_published for p in places)


def test_points_lost_are_those_of_the_checks_that_fail(sample_warehouse: Path) -> None:
    bailu = next(p for p in rerank(sample_warehouse, "sample", 2022) if p.unit_id.endswith("bailu"))
    assert bailu.points_lost == {"timeliness": 15.0, "prose_against_tables": 4.0}


def test_another_rubric_gives_another_order(sample_warehouse: Path, tmp_path: Path) -> None:
    lenient = _scaled(
        tmp_path,
        ("published_on_time,15", "published_on_time,0"),
        ("cells_filled,3", "cells_filled,18"),
    )
    places = {p.unit_id: p for p in rerank(sample_warehouse, "sample", 2022, lenient)}
    assert places["sample/bailu"].rank == 3 < places["sample/bailu"].rank_published


def test_nothing_is_written_and_a_second_is_enough(sample_warehouse: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(sample_warehouse.read_bytes()).digest()
    began = perf_counter()
    rerank(sample_warehouse, "sample", 2024, _scaled(tmp_path))
    assert perf_counter() - began < 1
    assert hashlib.sha256(sample_warehouse.read_bytes()).digest() == before


def test_what_is_not_there_is_refused(sample_warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no year 1999"):
        rerank(sample_warehouse, "sample", 1999)
    with pytest.raises(WarehouseError, match="add up to"):
        rerank(
            sample_warehouse,
            "sample",
            2024,
            _scaled(tmp_path, ("cells_filled,3", "cells_filled,4")),
        )


@pytest.mark.parametrize(
    "year", [pytest.param(y, marks=() if y in _QUICK else pytest.mark.deep) for y in YEARS]
)
def test_each_lost_point_has_its_evidence(sample_warehouse: Path, year: int) -> None:
    for place in rerank(sample_warehouse, "sample", year):
        lost = explain(sample_warehouse, place.unit_id, year)
        points = {row.check_id: row.points for row in lost}
        assert sum(points.values()) == pytest.approx(sum(place.points_lost.values()))
        for row in lost:
            assert row.title and row.place_name and row.legal_basis and row.expected
            assert row.found is not None and len(row.document_sha256) == 64


def test_a_late_report_explained(sample_warehouse: Path) -> None:
    row = next(r for r in explain(sample_warehouse, "sample/bailu", 2022) if r.points)
    assert (row.check_id, row.points, row.place_name) == ("published_on_time", 15, "发布日期")
    assert row.expected == "不晚于 2023-02-20"
    assert row.fault.problem == "未按期发布：晚 26 天"
    assert row.fault.remedy == "今后改进"


@pytest.mark.parametrize("wanted", ["oushan", "sample/oushan", "示例𠙶山镇", "示例欧山镇"])
def test_a_unit_is_found_by_any_name(sample_warehouse: Path, wanted: str) -> None:
    assert find_unit(sample_warehouse, "sample", wanted) == "sample/oushan"


def test_a_unit_that_is_not_there(sample_warehouse: Path) -> None:
    with pytest.raises(WarehouseError, match="云溪示范镇"):
        find_unit(sample_warehouse, "sample", "无名镇")
    with pytest.raises(WarehouseError, match="no year 2030"):
        explain(sample_warehouse, "sample/oushan", 2030)
