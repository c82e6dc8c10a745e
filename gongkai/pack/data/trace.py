"""Reads where the numbers of a pack come from: cells, statements, documents, verdicts, past years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from gongkai.messages import from_row
from gongkai.pack.data.cells import Cell, Source, Statement, Sum
from gongkai.pack.data.judged import Check, Past
from gongkai.pack.data.marts import Row, rows_of, selected
from gongkai.pack.style.typeset import plain

_SECTIONS = {2: "disclosure", 3: "requests", 4: "reviews"}

TOLD = 0.95
"""Share of the draws from which on one unit is surely above another."""


def cells(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> dict[tuple[str, str], Cell]:
    """Every cell of every statutory table of the year."""
    return {
        (row["unit_id"], row["place"]): Cell(
            value=row["value"],
            printed=plain(row["printed"] or ""),
            locator=row["locator"],
            doubt=_why(row),
        )
        for row in rows_of(connection, "cells_by_unit", county_id, year)
    }


def statements(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> dict[str, tuple[Statement, ...]]:
    """The numbers in the prose of each report."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for row in rows_of(connection, "statements_by_unit", county_id, year):
        found[row["unit_id"]].append(
            Statement(
                name=row["name"],
                place=plain(row["place_name"]),
                label=plain(row["label"]),
                value=row["value"],
                printed=plain(row["printed"]),
                locator=row["locator"],
                is_approximate=row["is_approximate"],
                doubt=_why(row),
            )
        )
    return {unit_id: tuple(rows) for unit_id, rows in found.items()}


def sources(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> dict[str, Source]:
    """The document of each unit that has a report of the year."""
    return {
        row["unit_id"]: Source(
            sha256=row["document_sha256"],
            file_name=plain(row["file_name"] or ""),
            url=plain(row["url"] or ""),
            form=row["form"] or "",
            published_on=row["first_published_on"],
            revisions=row["revisions"],
        )
        for row in rows_of(connection, "documents_by_unit", county_id, year)
    }


def checks(judged: Sequence[Row]) -> tuple[Check, ...]:
    """Every check that was run, in the order of the rubric, of the rows of sql/pack/verdict."""
    found = {
        row["check_id"]: Check(
            row["check_id"], plain(row["check_title"]), row["dimension"], row["points"]
        )
        for row in judged
    }
    return tuple(found.values())


def verdicts(judged: Sequence[Row], year: int) -> dict[tuple[str, str], str]:
    """Unit and check to the verdict of the year, of the same rows."""
    return {
        (row["unit_id"], row["check_id"]): row["verdict"] for row in judged if row["year"] == year
    }


def history(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> dict[str, tuple[Past, ...]]:
    """Each unit's years up to `year`, oldest first."""
    found: dict[str, list[Past]] = defaultdict(list)
    for row in selected(connection, "history", county_id=county_id, year=year):
        found[row["unit_id"]].append(
            Past(
                year=row["year"],
                is_missing=bool(row["is_missing"]),
                score=row["score"],
                rank=row["rank"],
                received=_whole(row["received_total"]),
                disclosed=row["disclosed_total"],
                median_score=row["median_score"],
                median_received=row["median_received"],
                median_disclosed=row["median_disclosed"],
            )
        )
    return {unit_id: tuple(rows) for unit_id, rows in found.items()}


def rollup(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> dict[str, Sum]:
    """The county's sums by place, as the mart `county_rollup` has them."""
    return {
        f"{_SECTIONS[row['section']]}.{row['row_id']}.{row['column_id']}": Sum(
            row["value"], row["reports_counted"], row["doubtful_cells"]
        )
        for row in rows_of(connection, "county_rollup", county_id, year)
    }


def pairs_told(connection: duckdb.DuckDBPyConnection, county_id: str, year: int) -> tuple[int, int]:
    """How many pairs can be told apart, and how many there are; each pair has a row in either direction."""
    rows = rows_of(connection, "pairwise_lead", county_id, year)
    return sum(row["lead_share"] >= TOLD for row in rows), len(rows) // 2


def weights(
    connection: duckdb.DuckDBPyConnection, county_id: str, year: int
) -> dict[str, tuple[float, float | None]]:
    """Dimension to its points and the share of the scores' variance that comes with it."""
    return {
        row["dimension"]: (row["points"], row["variance_share"])
        for row in rows_of(connection, "effective_weight", county_id, year)
    }


def _why(row: Mapping[str, Any]) -> str:
    """Why the reader is not sure of a figure, in Chinese; empty where it is."""
    return plain(from_row(row["doubt"], row["doubt_detail"]).zh) if row["doubt"] else ""


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)
