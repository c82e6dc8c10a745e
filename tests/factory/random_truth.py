"""A whole faultless report at random, for tests that write many."""

from __future__ import annotations

import dataclasses
import datetime
import random

from tests.factory.figures import (
    Figures,
    random_breakdown,
    random_channels,
    random_figures,
    random_narrative,
)
from tests.factory.truth import Text, Truth

_UNITS = ("云溪示范镇", "青禾示范乡", "柳岸示范街道", "示例𠙶山镇")


def random_truth(
    rng: random.Random,
    *,
    form: str = "2021",
    unit: str | None = None,
    county: str = "示例县",
    year: int | None = None,
    previous: Truth | None = None,
    quiet: bool | None = None,
    label_habits: frozenset[str] = frozenset(),
) -> Truth:
    """A report without faults; `previous` is the unit's report of the year before, if any."""
    year = year or rng.randint(2021, 2025) - (2 if form == "2019" else 0)
    figures: Figures = random_figures(
        form,
        rng,
        previous=previous.figures if previous else None,
        previous_form=previous.form if previous else None,
        quiet=rng.random() < 0.4 if quiet is None else quiet,
    )
    total, breakdown, closed = random_breakdown(rng)
    truth = Truth(
        unit=unit or rng.choice(_UNITS),
        county=county,
        year=year,
        form=form,
        figures=figures,
        breakdown=breakdown,
        breakdown_closed=closed,
        channels=random_channels(rng, total),
        approximate=frozenset(
            {"disclosed_total"} if total and not breakdown and rng.random() < 0.3 else ()
        ),
        published_on=datetime.date(year + 1, 1, rng.randint(5, 31)),
        text=Text(seed=rng.randrange(1_000_000), label_habits=label_habits),
    )
    narrative = random_narrative(truth, rng)
    if total is not None:
        narrative["disclosed_total"] = total
    return dataclasses.replace(truth, narrative=narrative)
