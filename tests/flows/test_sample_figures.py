"""The warehouse of the sample county, compared with what the factory wrote: cell by cell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tests.factory.county import reports
from tests.factory.county_plan import DEADLINES, NOTHING_FOUND, SPOILT, VERSIONS

_CELLS = {
    "disclosure": ("disclosure_figure", "item", "measure"),
    "requests": ("request_figure", "outcome", "applicant"),
    "reviews": ("review_figure", "channel", "result"),
}


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(sample_warehouse), read_only=True)


def test_every_cell_is_the_one_that_was_written(db: duckdb.DuckDBPyConnection) -> None:
    found: dict[tuple[str, int], dict[str, float | None]] = {}
    doubted = set()
    for block, (table, row, column) in _CELLS.items():
        cells = db.execute(
            f"select unit_key, year, {row}, {column}, value, doubt from {table}"
            " join report using (report_id) join unit using (unit_id) where is_current"
        ).fetchall()
        for unit, year, r, c, value, doubt in cells:
            found.setdefault((unit, year), {})[f"{block}.{r}.{c}"] = value
            if doubt:
                doubted.add((unit, year, f"{block}.{r}.{c}"))
    truths = reports()
    assert set(truths) >= set(found)
    compared = 0
    for key, cells_found in found.items():
        truth = truths[key]
        left_out = truth.text.without_tables
        for path, value in cells_found.items():
            section = {"disclosure": 2, "requests": 3, "reviews": 4}[path.split(".")[0]]
            row = path.rsplit(".", 1)[0]
            absent = section in left_out or row in truth.text.without_rows
            want = None if absent else truth.figures.get(path)
            assert value == want or (*key, path) in doubted, (key, path, value, want)
            compared += 1
    assert compared > 12_000
    assert len(doubted) <= 20


def test_every_number_of_the_prose_is_the_one_that_was_written(
    db: duckdb.DuckDBPyConnection,
) -> None:
    found: dict[tuple[str, int], dict[str, float]] = {}
    for unit, year, name, value in db.execute(
        "select unit_key, year, name, value from narrative_figure join report using (report_id)"
        " join unit using (unit_id) where is_current and name not in ('breakdown', 'channels')"
    ).fetchall():
        found.setdefault((unit, year), {})[name] = value
    for key, truth in reports().items():
        assert found.get(key, {}) == truth.narrative, key


def test_seeded_faults_are_found_and_none_is_invented(db: duckdb.DuckDBPyConnection) -> None:
    implemented = {c for (c,) in db.execute("select check_id from check_rule").fetchall()}
    found = set(
        db.execute(
            "select unit_key, year, check_id from check_result join unit using (unit_id)"
            " join check_rule using (check_id) where (verdict = 'fail' or (verdict = 'not_shown' and check_id = 'unit_stated')) and not is_lead"
            " and check_id not in ('year_on_year_outlier', 'notice_current')"
        ).fetchall()
    )
    seeded = {
        (unit, year, check)
        for (unit, year), truth in reports().items()
        for check in truth.faults
        if check in implemented
        if not check.endswith("_similarity")  # a lead, until a person confirms it
        if check != "published_on_time" or year in DEADLINES
    }
    assert found == seeded, Counter(c for _, _, c in found ^ seeded)


def test_copies_are_leads_that_name_both_sides(db: duckdb.DuckDBPyConnection) -> None:
    found = set(
        db.execute(
            "select unit_key, year, check_id from finding join unit using (unit_id) where verdict = 'lead'"
        ).fetchall()
    )
    seeded = {
        (unit, year, check)
        for (unit, year), truth in reports().items()
        for check in truth.faults
        if check.endswith("_similarity")
    }
    assert found == seeded


def test_each_state_of_sight_stands_where_the_plan_says(db: duckdb.DuckDBPyConnection) -> None:
    states: dict[str, set[tuple[str, int]]] = {}
    for state, unit, year in db.execute(
        "select state, unit_key, year from sight join unit using (unit_id)"
    ).fetchall():
        states.setdefault(state, set()).add((unit, year))
    unread = {key for key, kind in SPOILT.items() if kind != "news"}
    assert states["arrived_unread"] == unread
    assert states["not_found"] == NOTHING_FOUND | (SPOILT.keys() - unread)
    assert states["choice_open"] == set(VERSIONS)
    assert states["read"] and states["partly_read"]


def test_no_unit_and_no_check_is_dropped(db: duckdb.DuckDBPyConnection) -> None:
    units, years, checks, results = db.execute(
        "select (select count(*) from unit), (select count(*) from county_year),"
        " (select count(*) from check_rule), (select count(*) from check_result)"
    ).fetchone() or (0, 0, 0, 0)
    assert (units, years) == (12, 6)
    assert results == units * years * checks
