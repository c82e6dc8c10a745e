"""Warehouses with the marts that the pack reads, over invented units, for the tests of the pack."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from gongkai.pack.book import DIMENSIONS

COUNTY = "sample"
YEAR = 2024
NAMES = ("𠙶山镇", "清溪镇", "白石乡", "柳湾镇", "东岭街道", "南塘镇", "云台乡", "古渡镇", "石桥镇")
OUTCOMES = (
    ("granted", "予以公开", "granted"),
    ("partly_granted", "部分公开", "partly_granted"),
    ("refused_internal_affairs", "属于三类内部事务信息", "refused"),
    ("unavailable_not_held", "本机关不掌握相关政府信息", "unavailable"),
    ("declined_petition", "信访举报投诉类申请", "declined"),
    ("other_other", "其他", "other"),
)
POINTS = dict(zip(DIMENSIONS, (20, 25, 25, 10, 10, 10), strict=True))

_TABLES = """
create table county(county_id text, county_name text, first_year int, last_year int,
  is_fictional boolean);
create table county_year(county_id text, year int, deadline date, deadline_basis text);
create table unit(unit_id text, county_id text, unit_key text, unit_name text);
create table run(run_id text, started_at timestamptz, finished_at timestamptz,
  rubric_version text);
create table compliance_ranking(unit_id text, unit_name text, county_id text, year int,
  score double, coverage double, informative_checks int, rank int, rank_low int, rank_high int,
  units_ranked int, is_missing boolean, timeliness_lost double, completeness_lost double,
  arithmetic_lost double, continuity_lost double, prose_against_tables_lost double,
  originality_lost double);
create table requests_by_year(unit_id text, unit_name text, county_id text, year int,
  is_reported boolean, received_total double, carried_in_total double, concluded_total double,
  carried_out_total double, doubtful_cells int);
create table request_outcomes_by_year(unit_id text, county_id text, year int, outcome text,
  outcome_name text, outcome_group text, value double);
create table disclosure_by_year_and_category(unit_id text, county_id text, year int, source text,
  item text, measure text, category_name text, value double);
create table year_on_year(unit_id text, county_id text, year int, disclosed_total double,
  disclosed_total_previous double);
create table reviews_by_year(unit_id text, unit_name text, county_id text, year int,
  channel_name text, upheld double, corrected double, other double, pending double, total double);
create table findings_by_unit(unit_id text, county_id text, year int, check_id text,
  check_title text, dimension text, check_points double, place_name text, expected text,
  found text, legal_basis text);
create table manual_queue(unit_id text, county_id text, year int, place_name text, why text);
create table data_quality(unit_id text, unit_name text, county_id text, year int,
  has_report boolean, form text, cells_expected int, cells_printed int, cells_blank int,
  cells_absent int, cells_doubtful int);
create table quarantine(unit_id text, county_id text, year int, file_name text,
  refusal_reason text, refusal_detail text);
"""


@dataclass
class Invented:
    """A county to make up; the defaults are 12 units over six years with one report missing."""

    units: int = 12
    years: range = range(2019, 2025)
    missing: tuple[int, ...] = (2,)
    names: dict[int, str] = field(default_factory=dict)
    found: str = "2"
    requests: bool = True

    def name(self, unit: int) -> str:
        """The unit's name: given, or invented."""
        if unit in self.names:
            return self.names[unit]
        return NAMES[unit % len(NAMES)] if unit < len(NAMES) else f"示例第{unit + 1}镇"


def _fill(db: duckdb.DuckDBPyConnection, county: Invented) -> None:
    rng = random.Random(7)
    finished = datetime.datetime(2025, 3, 1, 2, 30, tzinfo=datetime.UTC)
    put(db, "county", (COUNTY, "示例县", county.years[0], county.years[-1], True))
    put(db, "run", ("20250301", finished, finished, "1"))
    for year in county.years:
        deadline = datetime.date(year + 1, 1, 31)
        put(db, "county_year", (COUNTY, year, deadline, "示例县政务公开办通知（虚构）"))
    for i in range(county.units):
        unit = f"{COUNTY}/{i:02d}"
        put(db, "unit", (unit, COUNTY, f"{i:02d}", county.name(i)))
        for year in county.years:
            _fill_figures(db, county, rng, i, unit, year)
        put(db, "year_on_year", (unit, COUNTY, YEAR, rng.randint(20, 900), rng.randint(20, 900)))
    _rank(db, county, rng)
    put(db, "reviews_by_year", (f"{COUNTY}/01", "清溪镇", COUNTY, YEAR, "行政复议", 1, 0, 0, 1, 2))
    put(
        db,
        "quarantine",
        (
            f"{COUNTY}/02",
            COUNTY,
            YEAR,
            "白石乡2024.html",
            "not_a_report",
            "网页只有栏目列表，没有报告正文",
        ),
    )


def _fill_figures(
    db: duckdb.DuckDBPyConnection,
    county: Invented,
    rng: random.Random,
    i: int,
    unit: str,
    year: int,
) -> None:
    if i in county.missing and year == YEAR:
        put(db, "requests_by_year", (unit, county.name(i), COUNTY, year, False, *[None] * 4, 0))
        put(db, "data_quality", (unit, county.name(i), COUNTY, year, False, *[None] * 6))
        return
    counts = [rng.choice((0, 0, 1, 3)) if county.requests else 0 for _ in OUTCOMES]
    row = (True, sum(counts) + 1 if county.requests else 0, 0, sum(counts), int(county.requests), 0)
    put(db, "requests_by_year", (unit, county.name(i), COUNTY, year, *row))
    for (outcome, name, group), count in zip(OUTCOMES, counts, strict=True):
        put(db, "request_outcomes_by_year", (unit, COUNTY, year, outcome, name, group, count))
    for item, name in (("licensing", "行政许可"), ("penalties", "行政处罚")):
        row = ("table", item, "decisions", name, rng.randint(0, 40))
        put(db, "disclosure_by_year_and_category", (unit, COUNTY, year, *row))
    row = ("prose", "公开政策文件", None, "公开政策文件", rng.randint(1, 40))
    put(db, "disclosure_by_year_and_category", (unit, COUNTY, year, *row))
    put(db, "data_quality", (unit, county.name(i), COUNTY, year, True, "2021", 200, 196, 3, 0, 1))


def _rank(db: duckdb.DuckDBPyConnection, county: Invented, rng: random.Random) -> None:
    lost: dict[int, dict[str, float | None]] = {}
    for i in range(county.units):
        if i not in county.missing:
            lost[i] = {d: rng.choice((0.0, 0.0, p / 4, p / 3)) for d, p in POINTS.items()}
            lost[i]["continuity"] = None if i % 5 == 4 else lost[i]["continuity"]
    score = {i: 100 - sum(v for v in by.values() if v) for i, by in lost.items()}
    for i in range(county.units):
        unit, name = f"{COUNTY}/{i:02d}", county.name(i)
        if i in county.missing:
            row = (None, None, 0, None, None, None, len(lost), True, *[None] * 6)
        else:
            rank = 1 + sum(other > score[i] for other in score.values())
            low, high = max(1, rank - 2), min(len(lost), rank + 2)
            row = (score[i], 0.9, 5, rank, low, high, len(lost), False, *lost[i].values())
            _find(db, county, unit, lost[i])
        put(db, "compliance_ranking", (unit, name, COUNTY, YEAR, *row))


def _find(
    db: duckdb.DuckDBPyConnection, county: Invented, unit: str, lost: dict[str, float | None]
) -> None:
    """A finding for each dimension that lost points; eight of the same kind for completeness."""
    basis = "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号"
    for dimension, points in lost.items():
        for k in range(8 if dimension == "completeness" else 1):
            if points:
                row = (f"check_{dimension}", f"要求之{DIMENSIONS[dimension]}", dimension, points)
                expected = "本年新收＋上年结转＝本年办理结果总计＋结转下年度（3）"
                evidence = (f"申请表“第 {k + 1} 行”行“总计”列", expected, county.found, basis)
                put(db, "findings_by_unit", (unit, COUNTY, YEAR, *row, *evidence))
    put(db, "manual_queue", (unit, COUNTY, YEAR, "正文：收到申请数", "数字被换行断开"))


def put(db: duckdb.DuckDBPyConnection, table: str, row: tuple[object, ...]) -> None:
    """Add one row to a table."""
    db.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)


@pytest.fixture(scope="session")
def invent(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Invented], Path]:
    """Make a warehouse over a made-up county and return its path."""

    def make(county: Invented) -> Path:
        database = tmp_path_factory.mktemp("warehouse") / "gongkai.duckdb"
        with duckdb.connect(str(database)) as db:
            db.execute(_TABLES)
            db.execute("begin")
            _fill(db, county)
            db.execute("commit")
        return database

    return make


@pytest.fixture(scope="session")
def database(invent: Callable[[Invented], Path]) -> Path:
    """The warehouse of 12 units over six years."""
    return invent(Invented())
