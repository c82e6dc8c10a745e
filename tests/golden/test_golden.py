"""Made-up documents in each layout, read as they were when a person last looked at the readings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden.bless import HERE, SUFFIX, documents, expected, reading


@pytest.mark.parametrize("document", documents(), ids=lambda path: f"{path.parent.name}")
def test_reading(document: Path) -> None:
    beside = expected(document)
    assert beside.is_file(), f"no reading beside {document}: python -m tests.golden.bless"
    assert reading(document) == json.loads(beside.read_text("utf-8"))


def test_every_reading_has_its_document() -> None:
    kept = {
        path for folder in HERE.iterdir() if folder.is_dir() for path in folder.glob(f"*{SUFFIX}")
    }
    assert kept == {expected(document) for document in documents()}
    assert len(kept) >= 10
