"""Why a unit lost its points: each with the place, what was expected and found, and the clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.audit.rerank import which_years
from gongkai.errors import WarehouseError
from gongkai.faults import Evidence, Fault, fault_of
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened


@dataclass(frozen=True, slots=True)
class LostPoint:
    """One place at which a check fails.

    `points` are the check's, lost once however many of its places fail; 0 for a note. The document
    is named by its sha256, its file name, and its address where it came from a website. `fault` is it in words.
    """

    check_id: str
    title: str
    dimension_name: str
    points: float
    severity: str
    place: str
    place_name: str
    expected: str | None
    found: str | None
    locator: str | None
    legal_basis: str
    document_sha256: str
    file_name: str | None
    url: str | None
    fault: Fault


def explain(database: Path, unit_id: str, year: int) -> list[LostPoint]:
    """Every lost point of a unit and year with its evidence, the dearest first, notes last.

    A unit whose report is missing has none: it is not judged, and ranks last for that alone.

    Args:
        database: the published warehouse, opened read-only.
        unit_id: as `find_unit` gives it.
        year: the report year.

    Raises:
        WarehouseError: when there is no warehouse, or no such unit or year in it.
    """
    with opened(database) as connection:
        ranked = connection.execute(
            "select 1 from ranking where unit_id = ? and year = ?", [unit_id, year]
        ).fetchone()
        if ranked is None:
            raise WarehouseError(
                f"has no year {year} of {unit_id!r}", str(database), which_years(connection)
            )
        rows = connection.execute(
            sql_text("rerank", "lost_point"), {"unit_id": unit_id, "year": year}
        ).fetchall()
        cells = connection.execute(
            "select place, value from cells_by_unit where unit_id = ? and year = ?", [unit_id, year]
        ).fetchall()
    values = dict(cells)
    return [LostPoint(*(*row, _in_words(row, year, values))) for row in rows]


def _in_words(row: Sequence[Any], year: int, values: Mapping[str, float | None]) -> Fault:
    place, name, expected, found, locator, basis = row[5:11]
    evidence = Evidence(
        row[0], place, name, expected or "", found or "", year, basis, locator or ""
    )
    return fault_of(evidence, values.get)


def has_report(database: Path, unit_id: str, year: int) -> bool:
    """Whether there was a report to judge; losing no point says nothing without one."""
    with opened(database) as connection:
        found = connection.execute(
            "select 1 from report where unit_id = ? and year = ?", [unit_id, year]
        ).fetchone()
    return found is not None


def find_unit(database: Path, county_id: str, wanted: str) -> str:
    """The id of the one unit of a county whose key, id, name, alias or former name is `wanted`.

    Raises:
        WarehouseError: when none is, or several are.
    """
    with opened(database) as connection:
        found = connection.execute(
            sql_text("rerank", "registered_unit"), {"county_id": county_id, "wanted": wanted}
        ).fetchall()
        known = connection.execute(
            "select unit_name from unit where county_id = ? order by unit_id", [county_id]
        ).fetchall()
        years = which_years(connection)
    if len(found) == 1:
        return str(found[0][0])
    if found:
        names = "、".join(f"{name} ({unit})" for unit, name in found)
        raise WarehouseError(f"{wanted!r} is the name of several: {names}", county_id)
    if not known:
        raise WarehouseError("the warehouse has no such county", county_id, years)
    names = "、".join(name for (name,) in known)
    raise WarehouseError(f"has no unit {wanted!r}", county_id, f"it has {names}")
