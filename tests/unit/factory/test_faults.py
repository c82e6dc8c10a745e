"""A seeded fault breaks what it is named for, and nothing else."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

import pytest

from gongkai.form import forms
from tests.factory import FAULTS, Truth, random_truth, seed_fault
from tests.factory.document import compose
from tests.factory.tables import Table

ARITHMETIC = {"request_row_total", "request_outcome_total", "request_balance", "review_total"}
FOLLOWS = {
    "requests_received": ["requests.received.total"],
    "requests_answered": ["requests.concluded.total"],
    "requests_carried_out": ["requests.carried_out.total"],
    "reconsiderations": ["reviews.reconsideration.total"],
    "litigations": [
        "reviews.direct_litigation.total",
        "reviews.litigation_after_reconsideration.total",
    ],
    "normative_documents_issued": ["disclosure.normative_documents.issued"],
    "normative_documents_repealed": ["disclosure.normative_documents.repealed"],
    "normative_documents_in_force": ["disclosure.normative_documents.in_force"],
}
NEEDS_FORM_2021 = {"in_force_covers_issued", "narrative_normative_documents"}
CHECK_OF = {
    "requests": "narrative_requests",
    "reconsiderations": "narrative_reviews",
    "litigations": "narrative_reviews",
    "normative": "narrative_normative_documents",
}


def faulty(check: str, seed: int, form: str = "2021") -> tuple[Truth, Truth]:
    rng = random.Random(seed)
    clean = random_truth(rng, form=form, quiet=False)
    return clean, seed_fault(clean, check, rng)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("check", FAULTS)
def test_exactly_the_named_check_breaks(check: str, seed: int) -> None:
    clean, fault = faulty(check, seed)
    assert broken(clean) == set()
    judged = ARITHMETIC | {"counts_valid", "breakdown_sum", "township_regulation"}
    judged |= {"narrative_requests", "narrative_reviews", "narrative_normative_documents"}
    judged |= {"in_force_covers_issued"}
    assert broken(fault) == ({check} & judged)
    assert fault.faults == (check,)


@pytest.mark.parametrize("check", sorted(set(FAULTS) - {"published_on_time"}))
def test_every_fault_shows_in_the_document(check: str) -> None:
    clean, fault = faulty(check, 4)
    assert printed(clean) != printed(fault)


@pytest.mark.parametrize(
    "check",
    sorted(set(FAULTS) - {"form_current", *NEEDS_FORM_2021}),
)
def test_faults_can_be_seeded_on_the_form_of_2019(check: str) -> None:
    _, fault = faulty(check, 2, form="2019")
    assert printed(fault)
    assert set(fault.figures) == set(forms()["2019"].cell_paths)


def test_cells_that_are_not_printed_have_no_number() -> None:
    for check in ("cells_filled", "tables_present", "table_rows_present"):
        for seed in range(12):
            _, fault = faulty(check, seed)
            empty = [p for p, v in fault.figures.items() if v is None]
            assert empty, check


def test_a_copy_has_the_words_of_its_source_whatever_its_figures() -> None:
    one, other = (random_truth(random.Random(n), unit="云溪示范镇", year=2023) for n in (1, 2))
    copy = dataclasses.replace(other, text=one.text)
    shared = set(sentences(copy)) & set(sentences(one))
    assert len(shared) > 0.7 * len(set(sentences(one)))
    assert len(set(sentences(other)) & set(sentences(one))) < 0.4 * len(set(sentences(one)))


def broken(truth: Truth) -> set[str]:
    """The checks that fail by the truth alone, worked out again from the form."""
    return {*_identities(truth), *_narrative(truth), *_disclosure(truth)}


def _identities(truth: Truth) -> Iterator[str]:
    form = forms()[truth.form]
    rows = {
        "outcomes": [f"requests.{r.id}.{{}}" for r in form.requests.rows],
        "applicants": [f"requests.{{}}.{c.id}" for c in form.requests.columns],
        "channels": [f"reviews.{r.id}.{{}}" for r in form.reviews.rows],
    }
    for identity in form.identities:
        for pattern in rows[identity.along]:
            left, right = (
                sum(truth.figures[pattern.format(term)] or 0 for term in side)
                for side in (identity.left, identity.right)
            )
            if left != right:
                yield identity.check


def _narrative(truth: Truth) -> Iterator[str]:
    for name, value in truth.narrative.items():
        cells = [truth.figures.get(path) for path in FOLLOWS.get(name, ())]
        if cells and None not in cells and value != sum(cell or 0 for cell in cells):
            yield CHECK_OF[name.split("_")[0]]
    total = sum(truth.breakdown.values())
    if truth.breakdown_closed and total != truth.narrative["disclosed_total"]:
        yield "breakdown_sum"


def _disclosure(truth: Truth) -> Iterator[str]:
    for path, value in truth.figures.items():
        signed = path.endswith((".amount", ".change"))
        if value and not signed and (value < 0 or value != int(value)):
            yield "counts_valid"
        if value and path.startswith("disclosure.regulations."):
            yield "township_regulation"
    measures = ("issued", "repealed", "in_force")
    cells = [truth.figures.get(f"disclosure.normative_documents.{m}") for m in measures]
    issued, repealed, in_force = (cell or 0 for cell in cells)
    if None not in cells and issued - repealed > in_force:
        yield "in_force_covers_issued"


def printed(truth: Truth) -> list[object]:
    return list(compose(truth).blocks)


def sentences(truth: Truth) -> list[str]:
    blocks = compose(truth).blocks
    texts = [b.text for b in blocks if not isinstance(b, Table) and b.role == "body"]
    return [s for text in texts for s in text.split("。") if len(s) > 12]
