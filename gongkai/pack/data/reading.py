"""Reads one county's year from the marts; every text that a report wrote is made harmless here."""

from __future__ import annotations

import datetime
from typing import Any

import duckdb

from gongkai.errors import PackError
from gongkai.form.merged import review_results
from gongkai.pack.data import office, trace, unread
from gongkai.pack.data.book import (
    DIMENSIONS,
    Book,
    Disclosure,
    Doubt,
    Finding,
    Outcome,
    Quality,
    Review,
    Run,
    Standing,
    YearOfRequests,
)
from gongkai.pack.data.marts import Row, rows_of, selected
from gongkai.pack.data.trend import trend
from gongkai.pack.style.typeset import plain, registered

_NO_RUN: Row = {"run_id": "", "finished_at": 946684800, "rubric_version": ""}


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
    county = rows_of(connection, "county_by_year", county_id, year)
    ranking = _ranking(connection, county_id, year)
    if not county or not ranking:
        raise PackError(
            f"the warehouse holds no ranking of {county_id!r} for {year}",
            next_step='gongkai query "select distinct county_id, year from compliance_ranking"',
        )
    requests = _requests(connection, county_id, year)
    names = {standing.unit_id: standing.unit_name for standing in ranking}
    run = _run(connection)
    judged = selected(connection, "verdict", county_id=county_id, year=year)
    return Book(
        county_id=county_id,
        county_name=registered(county[0]["county_name"]),
        is_fictional=bool(county[0]["is_fictional"]),
        year=year,
        years=tuple(sorted({row.year for row in requests} | {year})),
        deadline=county[0]["deadline"],
        deadline_basis=plain(county[0]["deadline_basis"] or ""),
        is_deadline_set=bool(county[0]["is_deadline_set"]),
        run=run,
        ranking=ranking,
        requests=requests,
        outcomes=_outcomes(connection, county_id, year),
        disclosures=_disclosures(connection, county_id, year),
        disclosed_totals=_disclosed_totals(connection, county_id, year),
        reviews=_reviews(connection, county_id, year),
        findings=_findings(connection, county_id, year),
        doubts=_doubts(connection, county_id, year),
        quality=_quality(connection, county_id, year),
        refused=unread.refused(connection, county_id, year, names),
        not_found=unread.not_found(connection, county_id, year),
        names=dict(sorted(names.items())),
        cells=trace.cells(connection, county_id, year),
        statements=trace.statements(connection, county_id, year),
        sources=trace.sources(connection, county_id, year),
        checks=trace.checks(judged),
        verdicts=trace.verdicts(judged, year),
        trend=trend(connection, county_id, year),
        history=trace.history(connection, county_id, year),
        rollup=trace.rollup(connection, county_id, year),
        ledger=office.ledger(connection, county_id, year),
        corrections=office.corrections(connection, county_id, year),
        revisions=office.revisions(connection, county_id, year, run.run_id),
        pairs_told=trace.pairs_told(connection, county_id, year),
        weights=trace.weights(connection, county_id, year),
    )


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
            state=row["state"],
            state_name=row["state_name"],
            pending=row["pending_name"] or "",
            low=None if row["state"] == "choice_open" else row["score_low"],
            high=None if row["state"] == "choice_open" else row["score_high"],
            earned=row["points_earned"] or 0.0,
            judged=row["points_judged"] or 0.0,
            unseen=row["points_unseen"] or 0.0,
        )
        for row in rows_of(connection, "compliance_ranking", county_id, year)
    ]
    return tuple(
        sorted(standings, key=lambda s: (s.is_missing, s.rank is None, s.rank or 0, s.unit_id))
    )


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
        for row in rows_of(connection, "requests_by_year", county_id)
        if row["year"] <= year
    )


def _outcomes(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            row["unit_id"],
            row["outcome_group"],
            row["outcome_name"],
            round(row["value"]),
            row["outcome"],
        )
        for row in rows_of(connection, "request_outcomes_by_year", county_id, year)
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
        for row in rows_of(connection, "disclosure_by_year_and_category", county_id, year)
    )


def _disclosed_totals(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> dict[str, tuple[float | None, float | None]]:
    """Unit id to what its prose gives as disclosed this year and the year before."""
    return {
        row["unit_id"]: (row["disclosed_total"], row["disclosed_total_previous"])
        for row in rows_of(connection, "year_on_year", county_id, year)
    }


def _reviews(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> tuple[Review, ...]:
    results = [label.id for label in review_results()]
    return tuple(
        Review(
            unit_id=row["unit_id"],
            unit_name=registered(row["unit_name"]),
            channel=row["channel"],
            channel_name=row["channel_name"],
            results={result: _whole(row.get(result)) for result in results},
        )
        for row in rows_of(connection, "reviews_by_year", county_id, year)
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
            check_points=row["check_points"],
            place=plain(row["place_name"] or ""),
            expected=plain(row["expected"] or ""),
            found=plain(row["found"] or ""),
            legal_basis=plain(row["legal_basis"] or ""),
            locator=row["locator"] or "",
            at=row["place"] or "",
            severity=row["severity"],
            verdict=row["verdict"],
        )
        for row in rows_of(connection, "findings_by_unit", county_id, year)
    )


def _doubts(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(row["unit_id"], plain(row["place_name"] or ""), plain(row["why"] or ""))
        for row in rows_of(connection, "manual_queue", county_id, year)
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
            state_name=row["state_name"],
            expected=row["cells_expected"] or 0,
            printed=row["cells_printed"] or 0,
            blank=row["cells_blank"] or 0,
            absent=row["cells_absent"] or 0,
            doubtful=row["cells_doubtful"] or 0,
        )
        for row in rows_of(connection, "data_quality", county_id, year)
    )


def _run(connection: duckdb.DuckDBPyConnection) -> Run:
    """The latest run; where none was noted, a fixed date, so that the pack stays the same."""
    noted = selected(connection, "run")
    run = noted[0] if noted else _NO_RUN
    finished_at = datetime.datetime.fromtimestamp(int(run["finished_at"]), datetime.UTC)
    return Run(run["run_id"], finished_at, run["rubric_version"])
