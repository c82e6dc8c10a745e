"""The marts of the sample county against what the factory wrote: unit by unit and year by year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.warehouse.connect import attached
from tests.factory import Truth
from tests.factory.county import reports
from tests.factory.county_plan import UNITS, YEARS

Key = tuple[str, int]


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with attached(sample_warehouse) as connection:
        yield connection


@pytest.fixture(scope="module")
def doubted(db: duckdb.DuckDBPyConnection) -> set[Key]:
    """Units and years with a figure the reader is not sure of; they are not compared."""
    return set(
        db.execute(
            "select split_part(unit_id, '/', 2), year from data_quality where cells_doubtful > 0"
        ).fetchall()
    )


def printed(truth: Truth, path: str) -> float | None:
    """What stands in a cell, None where it, its row or its table was left out."""
    section = {"disclosure": 2, "requests": 3, "reviews": 4}[path.split(".")[0]]
    row = path.rsplit(".", 1)[0]
    left_out = section in truth.text.without_tables or row in truth.text.without_rows
    return None if left_out else truth.figures.get(path)


def compared(
    db: duckdb.DuckDBPyConnection, sql: str, doubted: set[Key]
) -> Iterator[tuple[Truth, tuple[float | None, ...]]]:
    """Each row of `unit_key, year, …` beside its truth."""
    truths = reports()
    for key, year, *values in db.execute(sql).fetchall():
        if (key, year) in truths and (key, year) not in doubted:
            yield truths[key, year], tuple(values)


def test_requests(db: duckdb.DuckDBPyConnection, doubted: set[Key]) -> None:
    paths = [f"requests.received.{who}" for who in ("natural_person", "business", "total")]
    paths += [f"requests.{row}.total" for row in ("carried_in", "concluded", "carried_out")]
    sql = (
        "select split_part(unit_id, '/', 2), year, received_natural_person, received_business,"
        " received_total, carried_in_total, concluded_total, carried_out_total from requests_by_year"
    )
    rows = list(compared(db, sql, doubted))
    assert len(rows) >= 55
    for truth, values in rows:
        assert values == tuple(printed(truth, path) for path in paths), (truth.unit, truth.year)


def test_disclosures(db: duckdb.DuckDBPyConnection, doubted: set[Key]) -> None:
    paths = [
        "disclosure.normative_documents.in_force",
        "disclosure.normative_documents.disclosed_total",
        "disclosure.licensing.decisions",
        "disclosure.fees.amount",
        "disclosure.procurement.amount",
    ]
    columns = ", ".join(path.split(".", 1)[1].replace(".", "_") for path in paths)
    sql = f"select split_part(unit_id, '/', 2), year, {columns}, disclosed_total, is_approximate from disclosures_by_year"
    rows = list(compared(db, sql, doubted))
    assert len(rows) >= 55
    for truth, (*cells, total, approximate) in rows:
        assert tuple(cells) == tuple(printed(truth, path) for path in paths), truth.unit
        assert total == truth.narrative.get("disclosed_total")
        assert approximate == (None if total is None else "disclosed_total" in truth.approximate)


def test_categories_and_channels(db: duckdb.DuckDBPyConnection) -> None:
    for mart, said in (
        ("disclosed_by_category", "breakdown"),
        ("disclosed_by_channel", "channels"),
    ):
        found = {
            (key, year): (labels, value)
            for key, year, labels, value in db.execute(
                "select split_part(unit_id, '/', 2), year, string_agg(labels, '；'), sum(value)"
                f" from {mart} group by unit_id, year"
            ).fetchall()
        }
        want = {
            key: getattr(truth, said) for key, truth in reports().items() if getattr(truth, said)
        }
        assert set(found) == set(want)
        for key, (labels, value) in found.items():
            assert sorted(labels.split("；")) == sorted(want[key])
            assert value == sum(want[key].values())


def test_reviews(db: duckdb.DuckDBPyConnection, doubted: set[Key]) -> None:
    sql = "select split_part(unit_id, '/', 2), year, channel, upheld, total from reviews_by_year"
    rows = list(compared(db, sql, doubted))
    assert len(rows) > 150
    for truth, (channel, upheld, total) in rows:
        base = f"reviews.{channel}"
        assert (upheld, total) == (
            printed(truth, f"{base}.upheld"),
            printed(truth, f"{base}.total"),
        )


def test_every_unit_and_year_has_its_row_with_or_without_a_report(
    db: duckdb.DuckDBPyConnection,
) -> None:
    for mart, flag in (
        ("requests_by_year", "is_reported"),
        ("disclosures_by_year", "is_reported"),
        ("data_quality", "has_report"),
        ("ranking_history", "not is_missing"),
    ):
        rows = db.execute(
            f"select split_part(unit_id, '/', 2), year, {flag} from {mart}"
        ).fetchall()
        assert {(key, year) for key, year, _ in rows} == {(u.key, y) for u in UNITS for y in YEARS}
        assert {(key, year) for key, year, there in rows if there} == set(reports())


def test_the_county_s_rows(db: duckdb.DuckDBPyConnection) -> None:
    years = db.execute(
        "select year, units_reported, units_missing + units_unread from county_by_year"
    ).fetchall()
    assert sorted(year for year, _, _ in years) == list(YEARS)
    for year, reported, missing in years:
        assert reported == sum(1 for _, y in reports() if y == year)
        assert reported + missing == len(UNITS)
    checks = db.execute(
        "select check_id, year, units_fail from checks_by_county join check_rule using (check_id)"
        " where check_points > 0 and not is_lead"
    ).fetchall()
    assert sum(failed for _, _, failed in checks) > 10
    for check, year, failed in checks:
        assert failed == sum(
            check in truth.faults and not (check == "unit_stated" and not truth.text.unit)
            for (_, y), truth in reports().items()
            if y == year
        ), (check, year)
