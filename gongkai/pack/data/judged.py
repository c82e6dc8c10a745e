"""What the units are judged by and how they stood year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COPY_CHECKS = ("peer_similarity", "own_last_year_similarity")
"""What leads to copied passages; without points until somebody confirms one."""


@dataclass(frozen=True, slots=True)
class Check:
    """A requirement of the rubric; `points` is 0 for one that is not scored."""

    check_id: str
    title: str
    dimension: str
    points: float


def verdict_on(verdicts: Mapping[tuple[str, str], str], unit_id: str, check: Check) -> str:
    """The verdict of a check on a unit; `to_verify` where it failed and costs no points."""
    given = verdicts.get((unit_id, check.check_id), "")
    return "to_verify" if given == "fail" and not check.points else given


@dataclass(frozen=True, slots=True)
class Past:
    """A unit in one year, with the county's medians of that year."""

    year: int
    is_missing: bool
    score: float | None
    rank: int | None
    received: int | None
    disclosed: float | None
    median_score: float | None
    median_received: float | None
    median_disclosed: float | None
