"""A report that lies under another year than all of it says is asked about; one at odds with itself is at fault."""

from __future__ import annotations

import dataclasses
import random

import pytest

from gongkai.extract import extract
from gongkai.readers import read_page
from tests.factory import random_truth, render


def doubted(filed_under: int, title_year: int | None = None) -> set[str]:
    """What is doubted of a report of 2024 under a year, whose title may name another."""
    truth = random_truth(random.Random(5), unit="云溪示范镇", year=2024)
    text = dataclasses.replace(truth.text, year=title_year)
    made = render(dataclasses.replace(truth, text=text), "html_word")
    report = extract(read_page(made.body, f"a.{made.extension}"), year_hint=filed_under)
    return {doubt.where for doubt in report.doubts}


def test_a_report_of_another_year_all_through_is_asked_about() -> None:
    assert "filed" in doubted(2023)


@pytest.mark.parametrize(("filed_under", "title_year"), [(2024, None), (2023, 2023), (2024, 2023)])
def test_one_that_names_the_year_somewhere_is_its_own_fault(
    filed_under: int, title_year: int | None
) -> None:
    assert "filed" not in doubted(filed_under, title_year)
