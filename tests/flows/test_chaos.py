"""Five nights of `make soak`, which has two hundred."""

from __future__ import annotations

from pathlib import Path

from tests.soak.chaos import chaos


def test_five_disturbed_nights_leave_a_whole_warehouse(tmp_path: Path) -> None:
    counts = chaos(tmp_path, nights=5, by_prefect=0)
    assert sum(n for what, n in counts.items() if ":" in what) == 5
