"""What complete looks did not find: rows, one a unit and year, in `<county>/state/looks.jsonl`.

The attempts of a pull are replaced by those of the next, but the last night in which a list was read to its end
and had no report of a year stays true: when the report turns up later, it was published after that night. Days
are those of China, where the websites and their deadlines are.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.atomic_write import write_whole

FILE = "looks.jsonl"
CHINA = datetime.timezone(datetime.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Look:
    """The last day on which a complete look did not find a unit's report of a year."""

    unit_id: str
    year: int
    last_absent_on: datetime.date


def day_in_china(moment: str) -> datetime.date:
    """The day in China of an ISO 8601 moment that knows its zone."""
    return datetime.datetime.fromisoformat(moment).astimezone(CHINA).date()


def note_absent(folder: Path, absent: Iterable[Look]) -> Path:
    """Add tonight's looks to those of the county in `folder`; of one unit and year the last stays."""
    last = {(look.unit_id, look.year): look for look in read_looks(folder)}
    for look in absent:
        known = last.get((look.unit_id, look.year))
        if known is None or known.last_absent_on < look.last_absent_on:
            last[look.unit_id, look.year] = look
    target = folder / "state" / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(last[key]), ensure_ascii=False, default=str) for key in sorted(last)]
    write_whole(target, "".join(line + "\n" for line in lines).encode())
    return target


def read_looks(folder: Path) -> list[Look]:
    """The looks of the county in `folder`; none where nothing was looked for in vain."""
    path = folder / "state" / FILE
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Look(row["unit_id"], row["year"], datetime.date.fromisoformat(row["last_absent_on"]))
        for row in rows
    ]
