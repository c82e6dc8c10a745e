"""Reads one county's year from the marts; every text that a report wrote is made harmless here."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from gongkai.errors import PackError
from gongkai.pack.book import (
    DIMENSIONS,
    Book,
    Disclosure,
    Finding,
    Outcome,
    Quality,
    Refused,
    Review,
    Run,
    Standing,
    YearOfRequests,
)
from gongkai.pack.typeset import plain, registered

Row = dict[str, Any]


@contextmanager
def open_marts(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse opened read-only, so that a pack can never change what it reports.

    Raises:
        PackError: where there is no warehouse, or it cannot be opened.
    """
    if not database.is_file():
        raise PackError("there is no warehouse yet", str(database), "run gongkai nightly first")
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise PackError(
            f"the warehouse cannot be opened: {error}", str(database), "run gongkai nightly again"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


def latest_years(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """Every county with its latest year in the ranking, by county id."""
    return connection.execute(
        "select county_id, max(year) from compliance_ranking group by all order by county_id"
    ).fetchall()


def read_book(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> Book:
    """Everything the pack of this county and year says.

    Raises:
        PackError: where the warehouse knows no such county or year, or lacks a mart.
    """
    try:
        return _read(connection, county_id, year)
    except duckdb.CatalogException as error:
        raise PackError(
            f"the warehouse lacks a table the pack needs: {error}",
            county_id,
            "run gongkai nightly --force with this version",
        ) from error


def _read(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> Book:
    county = _rows(connection, "county", county_id)
    ranking = _ranking(connection, county_id, year)
    if not county or not ranking:
        raise PackError(
            f"the warehouse holds no ranking of {county_id!r} for {year}",
            next_step='gongkai query "select distinct county_id, year from compliance_ranking"',
        )
    requests = _requests(connection, county_id, year)
    deadline, basis = _deadline(connection, county_id, year)
    findings = _findings(connection, county_id, year)
    return Book(
        county_id=county_id,
        county_name=registered(county[0]["county_name"]),
        is_fictional=bool(county[0]["is_fictional"]),
        year=year,
        years=tuple(sorted({row.year for row in requests} | {year})),
        deadline=deadline,
        deadline_basis=basis,
        run=_run(connection),
        ranking=ranking,
        requests=requests,
        outcomes=_outcomes(connection, county_id, year),
        disclosures=_disclosures(connection, county_id, year),
        disclosed_totals=_disclosed_totals(connection, county_id, year),
        reviews=_reviews(connection, county_id, year),
        findings=tuple(finding for finding in findings if not finding.is_doubtful),
        doubts=tuple(finding for finding in findings if finding.is_doubtful),
        quality=_quality(connection, county_id, year),
        refused=_refused(connection, county_id, year),
        names=dict(sorted((standing.unit_id, standing.unit_name) for standing in ranking)),
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, county_id: str, year: int | None = None
) -> list[Row]:
    """All rows of a mart for a county, and a year where one is given."""
    where = "county_id = ?" if year is None else "county_id = ? and year = ?"
    parameters = [county_id] if year is None else [county_id, year]
    cursor = connection.execute(f"select * from {table} where {where} order by all", parameters)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)


def _ranking(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Standing, ...]:
    """The ranking, best first, units without a report at the end, each by name within a rank."""
    standings = [
        Standing(
            unit_id=row["unit_id"],
            unit_name=registered(row["unit_name"]),
            is_missing=bool(row["is_missing"]),
            score=row["score"],
            coverage=row["coverage"],
            informative_checks=_whole(row["informative_checks"]) or 0,
            rank=row["rank"],
            rank_low=row["rank_low"],
            rank_high=row["rank_high"],
            lost={name: row[f"{name}_lost"] for name in DIMENSIONS},
        )
        for row in _rows(connection, "compliance_ranking", county_id, year)
    ]
    return tuple(sorted(standings, key=lambda s: (s.is_missing, s.rank or 0, s.unit_id)))


def _requests(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[YearOfRequests, ...]:
    return tuple(
        YearOfRequests(
            unit_id=row["unit_id"],
            unit_name=registered(row["unit_name"]),
            year=row["year"],
            is_reported=bool(row["is_reported"]),
            received=_whole(row["received_total"]),
            carried_in=_whole(row["carried_in_total"]),
            concluded=_whole(row["concluded_total"]),
            carried_out=_whole(row["carried_out_total"]),
            doubtful_cells=_whole(row["doubtful_cells"]) or 0,
        )
        for row in _rows(connection, "requests_by_year", county_id)
        if row["year"] <= year
    )


def _outcomes(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(row["unit_id"], row["outcome_group"], row["outcome_name"], round(row["value"]))
        for row in _rows(connection, "request_outcomes_by_year", county_id, year)
        if row["value"]
    )


def _disclosures(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Disclosure, ...]:
    return tuple(
        Disclosure(
            unit_id=row["unit_id"],
            source=row["source"],
            item=plain(row["item"]),
            measure=row["measure"] or "",
            name=plain(row["category_name"]),
            value=row["value"],
        )
        for row in _rows(connection, "disclosure_by_year_and_category", county_id, year)
    )


def _disclosed_totals(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> dict[str, tuple[float | None, float | None]]:
    """Unit id to what its prose gives as disclosed this year and the year before."""
    return {
        row["unit_id"]: (row["disclosed_total"], row["disclosed_total_previous"])
        for row in _rows(connection, "year_on_year", county_id, year)
    }


def _reviews(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Review, ...]:
    return tuple(
        Review(
            unit_id=row["unit_id"],
            unit_name=registered(row["unit_name"]),
            channel=row["channel_name"],
            upheld=_whole(row["upheld"]),
            corrected=_whole(row["corrected"]),
            other=_whole(row["other"]),
            pending=_whole(row["pending"]),
            total=_whole(row["total"]),
        )
        for row in _rows(connection, "reviews_by_year", county_id, year)
    )


def _findings(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            unit_id=row["unit_id"],
            check_id=row["check_id"],
            title=plain(row["check_title"]),
            dimension=row["dimension"],
            severity=row["severity"],
            place=plain(row["place_name"] or row["place"] or ""),
            expected=plain(row["expected"] or ""),
            found=plain(row["found"] or ""),
            legal_basis=plain(row["legal_basis"] or ""),
            is_doubtful=row["verdict"] == "uncertain",
        )
        for row in _rows(connection, "findings_by_unit", county_id, year)
    )


def _quality(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Quality, ...]:
    return tuple(
        Quality(
            unit_id=row["unit_id"],
            unit_name=registered(row["unit_name"]),
            has_report=bool(row["has_report"]),
            form=row["form"] or "",
            expected=row["cells_expected"] or 0,
            printed=row["cells_printed"] or 0,
            blank=row["cells_blank"] or 0,
            absent=row["cells_absent"] or 0,
            doubtful=row["cells_doubtful"] or 0,
        )
        for row in _rows(connection, "data_quality", county_id, year)
    )


def _refused(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Refused, ...]:
    """Documents of this year, and those of no known year, that were not read."""
    units = {row["unit_id"]: row["unit_name"] for row in _rows(connection, "unit", county_id)}
    return tuple(
        Refused(
            unit_name=registered(units.get(row["unit_id"]) or "单位不明"),
            year=row["year"],
            file_name=plain(row["file_name"]),
            reason=row["refusal_reason"],
            detail=plain(row["refusal_detail"] or ""),
        )
        for row in _rows(connection, "quarantine", county_id)
        if row["year"] in (year, None)
    )


def _deadline(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[datetime.date | None, str]:
    rows = _rows(connection, "county_year", county_id, year)
    if not rows:
        return None, ""
    return rows[0]["deadline"], plain(rows[0]["deadline_basis"] or "")


def _run(connection: duckdb.DuckDBPyConnection) -> Run:
    """The latest run; where none was noted, a fixed date, so that the pack stays the same."""
    rows = connection.execute(
        "select run_id, coalesce(finished_at, started_at), rubric_version from run "
        "order by started_at desc limit 1"
    ).fetchall()
    if not rows:
        return Run("", datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC), "")
    run_id, finished_at, rubric_version = rows[0]
    if finished_at.tzinfo is None:
        finished_at = finished_at.replace(tzinfo=datetime.UTC)
    return Run(run_id, finished_at.astimezone(datetime.UTC), rubric_version or "")
