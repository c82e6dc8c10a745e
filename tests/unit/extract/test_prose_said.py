"""Each way of saying a year's numbers that our own examples hold is read as it was meant."""

from __future__ import annotations

import pytest

from tests.unit.extract.said import Said, examples, missed, passages, read


@pytest.mark.parametrize("said", examples(), ids=range(len(examples())))
def test_example_of_a_rule(said: Said) -> None:
    assert not missed(said, read(said))


@pytest.mark.parametrize("said", passages(), ids=range(len(passages())))
def test_said(said: Said) -> None:
    assert not missed(said, read(said))
