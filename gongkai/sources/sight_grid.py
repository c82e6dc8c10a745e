"""What a pull saw, unit by year: read, looked for in vain, hidden by a cut list, or kept out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gongkai.sources.attempts import Attempt
from gongkai.sources.registry.county import County
from gongkai.sources.vault.store import Entry
from gongkai.sources.web.families import read_sources

READ, MISSING, UNKNOWN, BLOCKED, UNASKED = "●", "○", "?", "×", "·"
LEGEND = f"{READ} 已读 {MISSING} 未见 {UNKNOWN} 列表未读完整 {BLOCKED} 未能访问 {UNASKED} 未查找"

_IN_VAIN = {"no_report_for_year", "not_found"}
_KEPT_OUT = {
    "blocked",
    "robots",
    "timeout",
    "throttled",
    "server_error",
    "connection",
    "tls",
    "unresolved",
    "private_address",
    "off_host",
    "budget",
}
_SAYS_NOTHING = {"tls_unverified"}
_PRECEDENCE = (READ, BLOCKED, UNKNOWN, MISSING)


def sight_grid(
    county: County, folder: Path, entries: Iterable[Entry], attempts: Sequence[Attempt]
) -> dict[tuple[str, int], str]:
    """The sign of every unit and year of the county in `folder`.

    Args:
        county: as registered.
        folder: of the county, for its sources.
        entries: of its vault.
        attempts: of its last pull; one without a unit speaks for every unit of its source.
    """
    signs: dict[tuple[str, int], set[str]] = {}
    covered = {
        source.name: {(unit.unit_id, year) for unit, year, _ in source.covers()}
        for source in read_sources(county, folder, [])
    }
    for entry in entries:
        if entry.unit_id:
            years = [entry.year] if entry.year else county.years
            for year in years:
                sign = READ if entry.year else UNKNOWN
                signs.setdefault((entry.unit_id, year), set()).add(sign)
    for attempt in attempts:
        if attempt.reason in _SAYS_NOTHING:
            continue
        sign = _sign(attempt)
        for unit_id, year in covered.get(attempt.source, ()):
            if attempt.unit_id in (None, unit_id) and attempt.year in (None, year):
                signs.setdefault((unit_id, year), set()).add(sign)
    cells = [(unit.unit_id, year) for unit in county.units for year in county.years]
    return {
        cell: next((sign for sign in _PRECEDENCE if sign in signs.get(cell, ())), UNASKED)
        for cell in cells
    }


def _sign(attempt: Attempt) -> str:
    if attempt.reason in _KEPT_OUT:
        return BLOCKED
    is_of_one = attempt.unit_id is not None and attempt.year is not None
    return MISSING if attempt.reason in _IN_VAIN and is_of_one else UNKNOWN
