"""What the pack before this one said, kept beside its files, so that a pack can tell what changed.

The record changes only with what it says of the units: the same data drawn twice keep the pack before
as it was, and give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongkai.pack.data.book import Book
from gongkai.pack.data.record import Record, UnitThen

RECORD = "record.json"
"""The name of the record in a pack's folder."""


def record_of(book: Book) -> Record:
    """What this pack says, for the next one to compare itself with."""
    faults: dict[str, set[str]] = {standing.unit_id: set() for standing in book.ranking}
    for fault in book.to_mend:
        faults[fault.unit_id].add(f"{fault.check_id}@{fault.at}")
    return Record(
        on=f"{book.run.finished_at:%Y-%m-%d}",
        units={s.unit_id: UnitThen(s.state, frozenset(faults[s.unit_id])) for s in book.ranking},
    )


def read_before(folder: Path, now: Record) -> Record | None:
    """The pack before this one in a folder; None where there was none, or its record is not readable."""
    try:
        kept = json.loads((folder / RECORD).read_text("utf-8"))
        last, before = _read(kept["now"]), kept["before"] and _read(kept["before"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return last if last.units != now.units else before


def written(now: Record, before: Record | None) -> bytes:
    """The record's file."""
    kept = {"before": before and _plain(before), "now": _plain(now)}
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")


def _plain(record: Record) -> dict[str, Any]:
    units = {
        unit_id: {"state": unit.state, "faults": sorted(unit.faults)}
        for unit_id, unit in record.units.items()
    }
    return {"on": record.on, "units": units}


def _read(kept: Mapping[str, Any]) -> Record:
    units = {
        str(unit_id): UnitThen(str(unit["state"]), frozenset(map(str, unit["faults"])))
        for unit_id, unit in kept["units"].items()
    }
    return Record(str(kept["on"]), units)
