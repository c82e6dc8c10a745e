"""What the notices of a county's year asked for so far, so that the next says what was mended since.

It is kept beside the notices, as JSON: unit → check → the day it was first asked for, and the document that was
read when it was last. Drawing the same night again changes nothing in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RECORD = "notices/noticed.json"
"""Where the record lies in the folder of a pack."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A check that a notice named: since which day (2025-03-01), and in which document (sha256)."""

    since: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """Unit id to check to when it was asked for."""

    units: Mapping[str, Mapping[str, Asked]] = field(default_factory=dict)

    def before(self, unit_id: str, day: str) -> dict[str, Asked]:
        """What was asked of a unit on earlier days than `day`, by check."""
        asked = self.units.get(unit_id, {})
        return {check: one for check, one in sorted(asked.items()) if one.since < day}

    def body(self) -> bytes:
        """The record as it is kept."""
        rows = {
            unit_id: {check: [one.since, one.sha256] for check, one in sorted(asked.items())}
            for unit_id, asked in sorted(self.units.items())
        }
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def read_noticed(folder: Path) -> Noticed:
    """The record in the folder of a pack; an empty one where there is none that can be read."""
    try:
        rows = json.loads((folder / RECORD).read_text("utf-8"))
        return Noticed({unit_id: _asked(asked) for unit_id, asked in rows.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return Noticed()


def _asked(rows: Mapping[str, Any]) -> dict[str, Asked]:
    return {check: Asked(str(since), str(sha256)) for check, (since, sha256) in rows.items()}
