"""What the factory writes, read back: equal in every figure and without a doubt, in any layout."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.errors import GongkaiError
from gongkai.extract import Report, extract
from gongkai.readers import read_page
from tests.factory import LAYOUTS, OFFICE_LAYOUTS, Truth, render
from tests.factory.compare import differences, silent_cells
from tests.factory.random_document import consistent, damaged, inconsistent

SEEDS = st.integers(0, 2**40)
FEW = 4  # the smallest seed and three at random
EXAMPLES = {name: 8 if name in OFFICE_LAYOUTS else 32 for name in LAYOUTS}  # the soak has 100,000
DAMAGED = 800
BATCHES = 8
BREADTHS = ["few", pytest.param("many", marks=pytest.mark.deep)]


def read_back(truth: Truth, layout: str) -> Report:
    made = render(truth, layout)
    return extract(read_page(made.body, f"x.{made.extension}"))


def examples(layout: str, breadth: str) -> int:
    return FEW if breadth == "few" else EXAMPLES[layout]


@pytest.mark.parametrize("breadth", BREADTHS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_consistent(layout: str, breadth: str) -> None:
    @settings(
        max_examples=examples(layout, breadth),
        deadline=None,
        database=None,
        derandomize=True,  # the same seeds each time; the soak tries others
        suppress_health_check=list(HealthCheck),
    )
    @given(SEEDS)
    def holds(seed: int) -> None:
        truth = consistent(seed)
        assert not differences(truth, read_back(truth, layout))

    holds()


@pytest.mark.parametrize("breadth", BREADTHS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_inconsistent(layout: str, breadth: str) -> None:
    """A table that does not add up is read as it stands: nothing is mended, nothing is doubted."""

    @settings(
        max_examples=examples(layout, breadth),
        deadline=None,
        database=None,
        derandomize=True,  # the same seeds each time; the soak tries others
        suppress_health_check=list(HealthCheck),
    )
    @given(SEEDS)
    def holds(seed: int) -> None:
        truth = inconsistent(seed)
        report = read_back(truth, layout)
        assert not silent_cells(truth.figures, report)
        assert not [d for d in report.doubts if d.where.startswith(("requests", "reviews"))]

    holds()


@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(n, marks=pytest.mark.deep) for n in range(1, BATCHES))]
)
def test_damaged(batch: int) -> None:
    """A damaged document is read right, doubted where it is not, or refused; never wrong in silence."""
    found: Counter[str] = Counter()
    first = random.Random(f"damage {batch}").randrange(2**40)
    for seed in range(first, first + DAMAGED // BATCHES):
        made = damaged(seed)
        if made is None:
            continue
        rendered, damage, layout = made
        try:
            report = extract(read_page(rendered.body, f"x.{rendered.extension}"))
        except GongkaiError:
            found["refused"] += 1
            continue
        found["read"] += 1
        assert not silent_cells(damage.says, report), (seed, damage.kind, layout)
    assert found["read"] > 0.8 * DAMAGED / BATCHES
