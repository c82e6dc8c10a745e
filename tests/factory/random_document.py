"""One made-up document for a number: sound, with sums that do not add up, or damaged."""

from __future__ import annotations

import dataclasses
import random

from tests.factory.damage import Damaged, damage, damage_bytes
from tests.factory.document import compose
from tests.factory.layouts import LAYOUTS, OFFICE_LAYOUTS, WRITTEN_LAYOUTS, Rendered
from tests.factory.random_truth import random_truth
from tests.factory.tables import LABEL_HABITS
from tests.factory.truth import Truth

_OFFICE_SHARE = 0.06
_BYTES_SHARE = 0.1
# A cell lost from a row of these leaves a row that says something else, and says it well.
_PADDED = ("text_tab", "text_tab_ragged", "text_tab_gb18030", *OFFICE_LAYOUTS)
_SHIFTS = ("value dropped", "values fused")


def consistent(seed: int) -> Truth:
    """A report that adds up."""
    rng = random.Random(seed)
    habits = frozenset(rng.sample(LABEL_HABITS, rng.choice([0, 0, 0, 1, 2])))
    return random_truth(rng, form=rng.choice(["2019", "2021"]), label_habits=habits)


def inconsistent(seed: int) -> Truth:
    """A report in which up to thirty cells of the tables hold any number that such a cell may have."""
    truth = consistent(seed)
    rng = random.Random(f"{seed}/inconsistent")
    figures = dict(truth.figures)
    whole = [p for p, v in figures.items() if v is not None and not p.endswith(".amount")]
    for path in rng.sample(whole, rng.randint(1, 30)):
        figures[path] = rng.choice([0, 1, 9, 10, 99, 100, 2024, 9577])
    return dataclasses.replace(truth, figures=figures)


def damaged(seed: int) -> tuple[Rendered, Damaged, str] | None:
    """A damaged document with what it still says and the name of its layout.

    None where the damage cannot be told from a sound document in that layout.
    """
    rng = random.Random(seed)
    truth = random_truth(rng, form=rng.choice(["2019", "2021"]), quiet=rng.random() < 0.3)
    names = OFFICE_LAYOUTS if rng.random() < _OFFICE_SHARE else WRITTEN_LAYOUTS
    name = rng.choice(list(names))
    layout, document = LAYOUTS[name], compose(truth)
    if name in WRITTEN_LAYOUTS and layout.encoding == "utf-8" and rng.random() < _BYTES_SHARE:
        body = damage_bytes(layout.of(document).body, rng)
        return Rendered(layout.extension, body), Damaged(document, "bytes", truth.figures), name
    made = damage(document, truth.figures, rng)
    if made.kind in _SHIFTS and name in _PADDED:
        return None
    try:
        return layout.of(made.document), made, name
    except (
        AssertionError,
        IndexError,
    ):  # a row too long for a layout that lays cells out on a grid
        return None
