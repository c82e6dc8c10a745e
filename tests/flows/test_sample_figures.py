"""The warehouse of the sample county, compared with what the factory wrote: cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from math import comb
from pathlib import Path

import duckdb
import pytest

from tests.factory.county import reports
from tests.factory.truth import Truth

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
            " where verdict = 'fail' and check_id <> 'year_on_year_outlier'"
        ).fetchall()
    )
    seeded = {
        (unit, year, check)
        for (unit, year), truth in reports().items()
        for check in truth.faults
        if check in implemented
    }
    assert found == seeded, Counter(c for _, _, c in found ^ seeded)


def _large_changes() -> set[tuple[str, int]]:
    """Units and years whose written counts move by more than chance explains: the slow, exact way."""
    truths, tested = reports(), {}
    for (unit, year), truth in truths.items():
        if (unit, year - 1) in truths:
            now, before = _counts(truth), _counts(truths[unit, year - 1])
            for place in now.keys() & before.keys():
                if now[place] + before[place]:
                    tested.setdefault(year, []).append((_p(before[place], now[place]), unit))
    large = set()
    for year, tests in tested.items():
        tests.sort()
        passing = [n for n, (p, _) in enumerate(tests, 1) if p <= 0.05 * n / len(tests)]
        large |= {(unit, year) for _, unit in tests[: max(passing, default=0)]}
    return large


def _counts(truth: Truth) -> dict[str, int]:
    """What can be compared: received, reviews, decisions and the stated total."""
    wanted = re.compile(r"requests\.received\.total|reviews\.\w+\.total|disclosure\.\w+\.decisions")
    counts = {path: value for path, value in truth.figures.items() if wanted.fullmatch(path)}
    if "disclosed_total" not in truth.approximate:
        counts["disclosed_total"] = truth.narrative.get("disclosed_total")
    return {p: int(v) for p, v in counts.items() if v is not None and v >= 0 and v == int(v)}


def _p(before: int, now: int) -> float:
    n = before + now

    def tail(successes: int) -> Fraction:
        ways = sum(comb(n, k) * 2**k for k in range(successes, n + 1))
        return Fraction(ways, 3**n)

    return min(1.0, float(2 * min(tail(now), tail(before))))


def test_changes_too_large_for_chance_are_the_exact_test_s(db: duckdb.DuckDBPyConnection) -> None:
    found = set(
        db.execute(
            "select unit_key, year from check_result join unit using (unit_id)"
            " where verdict = 'fail' and check_id = 'year_on_year_outlier'"
        ).fetchall()
    )
    assert found == _large_changes()
    assert 0 < len(found) < 66


def test_no_unit_and_no_check_is_dropped(db: duckdb.DuckDBPyConnection) -> None:
    units, years, checks, results = db.execute(
        "select (select count(*) from unit), (select count(*) from county_year),"
        " (select count(*) from check_rule), (select count(*) from check_result)"
    ).fetchone() or (0, 0, 0, 0)
    assert (units, years) == (12, 6)
    assert results == units * years * checks
