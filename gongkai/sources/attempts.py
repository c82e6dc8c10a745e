"""What went wrong when reports were looked for: rows, one a failure, in `<county>/state/`.

`attempts.jsonl` holds those of the last pull, written whole and swapped in. Columns: county_id,
unit_id (null for a page of many units), year (null likewise), source (its name in county.toml),
host, url, reason (a code of attempts.toml, beside this file), detail (English), status (of HTTP;
null without an answer), attempted_at (UTC, ISO 8601), rows_read and rows_stated (of a list that was not read whole; null where
it does not count its rows).

A row without a unit speaks for every unit of its source: none of them may be called missing for it.
`list_incomplete` names each unit and year that may stand in what was not read of a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.atomic_write import write_whole
from gongkai.sources.looks import Look, day_in_china, note_absent

FILE = "attempts.jsonl"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One failure to find a report; never proof that none was published."""

    county_id: str
    unit_id: str | None
    year: int | None
    source: str
    host: str
    url: str
    reason: str
    detail: str
    status: int | None
    attempted_at: str
    rows_read: int | None = None
    rows_stated: int | None = None


def write_attempts(folder: Path, attempts: Iterable[Attempt]) -> Path:
    """Replace the attempts of the county in `folder` by those of this pull, in one step.

    Complete looks that found no report of a unit and year are noted for good: see `gongkai.sources.looks`.
    """
    attempts = list(attempts)
    absent = [
        Look(a.unit_id, a.year, day_in_china(a.attempted_at))
        for a in attempts
        if a.reason == "no_report_for_year" and a.unit_id and a.year
    ]
    if absent:
        note_absent(folder, absent)
    target = folder / "state" / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = sorted({json.dumps(asdict(a), ensure_ascii=False) for a in attempts})
    write_whole(target, "".join(line + "\n" for line in lines).encode())
    return target


def read_attempts(folder: Path) -> list[Attempt]:
    """The attempts of the last pull of the county in `folder`; none where it was never pulled."""
    path = folder / "state" / FILE
    if not path.exists():
        return []
    return [Attempt(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
