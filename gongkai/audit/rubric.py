"""Points per check: the default rubric, or a county's own in its place."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import WarehouseError
from gongkai.settings import sql_folder

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Rubric:
    """Check id to points, 100 in all; `version` changes whenever a point does."""

    points: dict[str, float]
    version: str


def default_rubric_file() -> Path:
    """The rubric of counties that have none of their own."""
    return sql_folder() / "seeds" / "rubric.csv"


def load_rubric(path: Path, checks: Iterable[str]) -> Rubric:
    """Read `check_id,points`.

    Raises:
        WarehouseError: for a check that is not known, stands twice or is left out, for points that
            are no number or negative, and for a sum other than 100.
    """
    known, points, faults = set(checks), dict[str, float](), list[str]()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"check_id", "points"} <= set(rows.fieldnames or ()):
            raise WarehouseError("needs the columns check_id,points", str(path))
        for row in rows:
            fault = _read_row(row, known, points)
            if fault:
                faults.append(f"row {rows.line_num}: {fault}")
    if missing := sorted(known - set(points)):
        faults.append(f"no points for {', '.join(missing)} (0 is allowed)")
    total = sum(points.values())
    if not faults and abs(total - 100) > _TOLERANCE:
        faults.append(f"the points add up to {total:g}, not 100")
    if faults:
        raise WarehouseError("; ".join(faults), str(path), "compare sql/seeds/rubric.csv")
    text = "\n".join(f"{check}={points[check]:g}" for check in sorted(points))
    return Rubric(points, hashlib.sha256(text.encode()).hexdigest()[:12])


def _read_row(row: dict[str, str], known: set[str], points: dict[str, float]) -> str | None:
    """Take one row into `points`, or say what is wrong with it."""
    check = (row["check_id"] or "").strip()
    if check not in known:
        return f"no check is called {check!r}"
    if check in points:
        return f"{check} stands twice"
    try:
        value = float(row["points"])
    except (TypeError, ValueError):
        return f"{row['points']!r} is no number of points"
    if not 0 <= value <= 100:
        return f"{check} cannot have {value:g} points"
    points[check] = value
    return None
