"""Points earned, judged and possible, a unit, year and dimension."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from gongkai.audit.checks import known_checks
from gongkai.audit.rubric import default_rubric_file, load_rubric
from gongkai.warehouse.schema import insert_from


def load_rubrics(connection: DuckDBPyConnection, own: Mapping[str, Path] | None = None) -> str:
    """Fill `rubric` for every county: its own file from `own`, else the default.

    Returns:
        The version of all rubrics together: the default's, marked where counties have their own.

    Raises:
        WarehouseError: for a rubric that does not add up to 100 or names an unknown check.
    """
    checks = known_checks(connection)
    default = load_rubric(default_rubric_file(), checks)
    versions = []
    rows: list[tuple[str, str, float, str]] = []
    for (county,) in connection.execute("select county_id from county order by 1").fetchall():
        path = (own or {}).get(county)
        rubric = load_rubric(path, checks) if path else default
        if path:
            versions.append(f"{county}={rubric.version}")
        rows += [(county, check, points, rubric.version) for check, points in rubric.points.items()]
    if rows:
        # in one go: row by row, a nation's three thousand counties take minutes
        names = ("county_id", "check_id", "points", "rubric_version")
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        connection.register("read_rubrics", pa.table(columns))
        connection.execute("insert into rubric by name select * from read_rubrics")
        connection.unregister("read_rubrics")
    if not versions:
        return default.version
    own_version = hashlib.sha256("\n".join(versions).encode()).hexdigest()[:6]
    return f"{default.version}+{own_version}"


def run_scores(connection: DuckDBPyConnection) -> None:
    """Fill `score` from check_result and rubric."""
    insert_from(connection, "audit", "score")
