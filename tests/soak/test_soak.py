"""Hours instead of seconds: the round trip and the damage of the unit tests, at length.

`make soak`, or `python -m pytest -m soak tests/soak -n 2 -s`. GONGKAI_SOAK scales it: 1 (the
default) writes 100,000 documents and damages 20,000.
"""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest

from gongkai.errors import GongkaiError
from gongkai.extract import extract
from gongkai.readers import read_page
from tests.factory import LAYOUTS, OFFICE_LAYOUTS, Truth, render
from tests.factory.compare import differences, silent_cells
from tests.factory.random_document import consistent, damaged, inconsistent

SCALE = float(os.environ.get("GONGKAI_SOAK", "1"))
SHARES = 20
DOCUMENTS = int(100_000 * SCALE / SHARES)
DAMAGED = int(20_000 * SCALE / SHARES)
_SLOW = 5.0  # seconds of processor time for one document
_OFFICE_EVERY = 25

pytestmark = pytest.mark.soak


def _read(truth: Truth, layout: str) -> list[str]:
    made = render(truth, layout)
    began = time.process_time()
    report = extract(read_page(made.body, f"x.{made.extension}"))
    assert time.process_time() - began < _SLOW
    return differences(truth, report)


@pytest.mark.parametrize("share", range(SHARES))
def test_round_trip(share: int) -> None:
    written = [name for name in LAYOUTS if name not in OFFICE_LAYOUTS]
    for n in range(DOCUMENTS):
        seed = share * 1_000_000 + n
        names = list(OFFICE_LAYOUTS) if n % _OFFICE_EVERY == 0 else written
        layout = names[n // _OFFICE_EVERY % len(names) if names[0] == "docx" else n % len(names)]
        truth = inconsistent(seed) if n % 2 else consistent(seed)
        found = _read(truth, layout)
        assert not found, (seed, layout)


@pytest.mark.parametrize("share", range(SHARES))
def test_damage(share: int) -> None:
    found: Counter[str] = Counter()
    silent: list[tuple[int, str, str]] = []
    seed = share * 1_000_000
    while found["documents"] < DAMAGED:
        seed += 1
        made = damaged(seed)
        if made is None:
            continue
        found["documents"] += 1
        rendered, damage, layout = made
        began = time.process_time()
        try:
            report = extract(read_page(rendered.body, f"x.{rendered.extension}"))
        except GongkaiError:
            found["refused"] += 1
        else:
            found["read"] += 1
            found["doubted"] += bool(report.doubts)
            if silent_cells(damage.says, report):
                silent.append((seed, damage.kind, layout))
        assert time.process_time() - began < _SLOW
    print(dict(found), "silent", silent)
    assert not silent
