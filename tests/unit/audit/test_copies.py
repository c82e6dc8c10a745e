"""Copies across counties: found whatever names, dates and figures were changed, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.audit.copies import find_copies
from gongkai.errors import WarehouseError
from tests.factory.county import reports
from tests.factory.county_plan import COPIES_OWN_LAST_YEAR, COPIES_PEER


def test_the_seeded_copies_are_found_and_no_others(sample_warehouse: Path) -> None:
    copies = find_copies(sample_warehouse, across_counties_only=False)
    found = {
        frozenset((c.unit_id.partition("/")[2], c.year) for c in (copy.report, copy.other))
        for copy in copies
    }
    own, year = COPIES_OWN_LAST_YEAR
    one, then, other = COPIES_PEER
    assert found == {
        frozenset({(own, year), (own, year - 1)}),
        frozenset({(one, then), (other, then)}),
    }
    assert all(copy.similarity > 0.9 and copy.longest > 200 for copy in copies)


def test_one_county_has_nothing_to_find_across_counties(sample_warehouse: Path) -> None:
    assert find_copies(sample_warehouse) == []


def test_one_year_alone(sample_warehouse: Path) -> None:
    seen: list[int] = []
    copies = find_copies(
        sample_warehouse, year=2023, across_counties_only=False, progress=seen.append
    )
    assert [(c.report.year, c.other.year) for c in copies] == [(2023, 2023)]
    assert seen[-1] == sum(year == 2023 for _, year in reports())


@pytest.mark.parametrize("threshold", [0, 1.1])
def test_a_threshold_that_is_none(sample_warehouse: Path, threshold: float) -> None:
    with pytest.raises(WarehouseError, match="no threshold"):
        find_copies(sample_warehouse, threshold=threshold)
