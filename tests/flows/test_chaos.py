"""A few nights of `make soak`, which has two hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.chaos import chaos


@pytest.mark.deep
@pytest.mark.parametrize("nights", [2, 5])
def test_disturbed_nights_leave_a_whole_warehouse(tmp_path: Path, nights: int) -> None:
    counts = chaos(tmp_path, nights, by_prefect=0)
    assert sum(n for what, n in counts.items() if ":" in what) == nights
    kinds = {what.partition(":")[0] for what, n in counts.items() if n}
    assert len(kinds) >= 2  # the last night is always calm
