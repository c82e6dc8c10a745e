"""What the factory writes must be what its truth says, before any reader is compared with it."""

from __future__ import annotations

import dataclasses
import itertools
import random
import re
from collections.abc import Iterator

import pytest

from gongkai.form import Form, Identity, forms
from tests.factory import WRITTEN_LAYOUTS, Truth, random_figures, random_truth, render
from tests.factory.document import compose
from tests.factory.figures import Figures
from tests.factory.prose import Prose
from tests.factory.tables import LABEL_HABITS, Table, tables
from tests.factory.text_layouts import grid

SEEDS = range(40)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_identity_of_the_form_holds(form: str) -> None:
    spec = forms()[form]
    for seed in SEEDS:
        figures = random_figures(form, random.Random(seed))
        assert set(figures) == set(spec.cell_paths)
        for identity in spec.identities:
            for left, right in _terms(spec, identity, figures):
                assert left == right, (seed, identity.check)


def test_what_is_carried_out_is_carried_in_the_year_after() -> None:
    rng = random.Random(3)
    before = random_truth(rng, form="2019", quiet=False)
    after = random_truth(rng, form="2021", previous=before, quiet=False)
    for person in forms()["2021"].requests.columns:
        carried = before.figures[f"requests.carried_out.{person.id}"]
        assert after.figures[f"requests.carried_in.{person.id}"] == carried


def test_documents_in_force_go_on_from_the_year_before() -> None:
    base = "disclosure.normative_documents"
    for seed in SEEDS:
        rng = random.Random(seed)
        before = random_figures("2021", rng)
        after = random_figures("2021", rng, previous=before)
        stock, issued = before[f"{base}.in_force"], after[f"{base}.issued"]
        expected = (stock or 0) + (issued or 0) - (after[f"{base}.repealed"] or 0)
        assert after[f"{base}.in_force"] == expected


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("habit", ["", *LABEL_HABITS])
def test_spans_tile_every_table(form: str, habit: str) -> None:
    truth = random_truth(random.Random(1), form=form, label_habits=frozenset({habit} - {""}))
    for table in tables(truth).values():
        covered = sum(cell.rowspan * cell.colspan for row in table.rows for cell in row)
        assert covered == table.width * len(table.rows)
        assert grid(table)


def test_table_three_prints_its_numbers_in_the_forms_order() -> None:
    truth = random_truth(random.Random(7), quiet=False)
    table = tables(truth)[3]
    printed = [cell.text for row in table.rows[3:] for cell in row[-7:]]
    expected = [v for p, v in truth.figures.items() if p.startswith("requests.")]
    assert [float(text) for text in printed] == expected


@pytest.mark.parametrize("layout", WRITTEN_LAYOUTS)
def test_a_layout_prints_every_figure_and_is_repeatable(layout: str) -> None:
    truth = random_truth(random.Random(11), quiet=False)
    rendered = render(truth, layout)
    assert rendered == render(truth, layout)
    text = rendered.body.decode(WRITTEN_LAYOUTS[layout].encoding)
    assert text.count("〔2021〕30") == 1
    if layout.startswith("html"):
        text = re.sub(r"<[^>]*>", " ", text)
    numbers = re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", text)
    for value in {v for v in truth.figures.values() if v}:
        assert f"{value:g}" in numbers or f"{value}" in numbers


def test_a_matter_left_out_is_not_hinted_at() -> None:
    topics = forms()["2021"].sections[0].subtopics
    for seed in SEEDS:
        truth = random_truth(random.Random(seed))
        for left_out in range(2, 6):
            text = _without_topic(truth, left_out)
            assert not any(word in text for word in topics[left_out - 1].words), text


def test_two_reports_share_few_sentences() -> None:
    texts = [_prose(random_truth(random.Random(seed))) for seed in SEEDS]
    for one, other in itertools.pairwise(texts):
        mine, theirs = (set(re.split("[。；]", t)) for t in (one, other))
        assert len(mine & theirs) < 0.25 * len(mine | theirs)


def _terms(spec: Form, identity: Identity, figures: Figures) -> Iterator[tuple[float, float]]:
    rows = {
        "outcomes": [f"requests.{r.id}.{{}}" for r in spec.requests.rows],
        "applicants": [f"requests.{{}}.{c.id}" for c in spec.requests.columns],
        "channels": [f"reviews.{r.id}.{{}}" for r in spec.reviews.rows],
    }[identity.along]
    for pattern in rows:
        left, right = (
            sum(figures[pattern.format(term)] or 0 for term in side)
            for side in (identity.left, identity.right)
        )
        yield left, right


def _without_topic(truth: Truth, number: int) -> str:
    text = dataclasses.replace(truth.text, without_subtopics=frozenset({number}))
    return "".join(Prose(dataclasses.replace(truth, text=text)).section(1))


def _prose(truth: Truth) -> str:
    return "".join(b.text for b in compose(truth).blocks if not isinstance(b, Table))
