"""Seeded faults: each makes a faultless truth fail exactly the check it is named for.

Where one fault breaks several checks by logic, `faults` lists them all. Faults that need other
years or other units (carry-over apart) are made in `county`.
"""

from __future__ import annotations

import dataclasses
import datetime
import random
from collections.abc import Callable

from gongkai.form import forms
from tests.factory.figures import Figures, random_figures, retotal
from tests.factory.sentences import LEFTOVERS
from tests.factory.truth import Truth, office_of

Fault = Callable[[Truth, random.Random], Truth]


def seed_fault(truth: Truth, check: str, rng: random.Random) -> Truth:
    """The truth with the fault that makes `check` fail, and `check` among its `faults`."""
    return _noted(FAULTS[check](truth, rng), check)


def _noted(truth: Truth, *checks: str) -> Truth:
    return dataclasses.replace(truth, faults=tuple(sorted({*truth.faults, *checks})))


def _figures(truth: Truth, changes: Figures) -> Truth:
    """The truth with other figures and a prose that follows them."""
    figures = {**truth.figures, **changes}
    changed = dataclasses.replace(truth, figures=figures)
    follow = {
        "requests_received": ("requests.received.total",),
        "requests_answered": ("requests.concluded.total",),
        "requests_carried_out": ("requests.carried_out.total",),
        "reconsiderations": ("reviews.reconsideration.total",),
        "litigations": (
            "reviews.direct_litigation.total",
            "reviews.litigation_after_reconsideration.total",
        ),
        **{
            f"normative_documents_{m}": (f"disclosure.normative_documents.{m}",)
            for m in ("issued", "repealed", "in_force")
        },
    }
    narrative = {
        name: sum(figures.get(p) or 0 for p in follow[name]) if name in follow else value
        for name, value in truth.narrative.items()
    }
    return dataclasses.replace(changed, narrative=narrative)


def _text(truth: Truth, **changes: object) -> Truth:
    text = dataclasses.replace(truth.text, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(truth, text=text)


def _more(truth: Truth, *paths: str, by: int = 1) -> Truth:
    return _figures(truth, {path: (truth.figures[path] or 0) + by for path in paths})


def _request_row_total(truth: Truth, rng: random.Random) -> Truth:
    # The total column stays consistent in itself, so that only its rows are wrong.
    return _more(truth, *(f"requests.{r}.total" for r in ("received", "granted", "concluded")))


def _request_outcome_total(truth: Truth, rng: random.Random) -> Truth:
    rows, people = ("received", "concluded"), ("natural_person", "total")
    return _more(truth, *(f"requests.{r}.{p}" for r in rows for p in people), by=2)


def _request_balance(truth: Truth, rng: random.Random) -> Truth:
    return _more(truth, "requests.received.natural_person", "requests.received.total")


def _review_total(truth: Truth, rng: random.Random) -> Truth:
    channel = rng.choice([c.id for c in forms()[truth.form].reviews.rows])
    return _more(truth, f"reviews.{channel}.total")


def _counts_valid(truth: Truth, rng: random.Random) -> Truth:
    return _figures(truth, {"disclosure.penalties.decisions": rng.choice((-3, 2.5))})


def _township_regulation(truth: Truth, rng: random.Random) -> Truth:
    # Issued and repealed in one year: nothing stays in force, so next year's stock is untouched.
    changed = ("issued", "repealed") if truth.form == "2021" else _MADE
    return _figures(truth, {f"disclosure.regulations.{m}": 1 for m in changed})


_MADE = ("made", "newly_disclosed", "disclosed_total")


def _in_force_covers_issued(truth: Truth, rng: random.Random) -> Truth:
    base = "disclosure.normative_documents"
    in_force = truth.figures[f"{base}.in_force"] or 0
    return _figures(truth, {f"{base}.issued": in_force + 2, f"{base}.repealed": 0})


def _change_is_not_decisions(truth: Truth, rng: random.Random) -> Truth:
    base = "disclosure.licensing"
    cells = {"items_last_year": 21, "change": 4, "decisions": 25}
    return _figures(truth, {f"{base}.{m}": n for m, n in cells.items()})


def _carry_over_continuity(truth: Truth, rng: random.Random) -> Truth:
    figures = dict(truth.figures)
    for path in ("requests.carried_in.natural_person", "requests.granted.natural_person"):
        figures[path] = (figures[path] or 0) + 2
    retotal(figures, forms()[truth.form])
    return _figures(truth, figures)


def _states(truth: Truth, **numbers: float) -> Truth:
    return dataclasses.replace(truth, narrative={**truth.narrative, **numbers})


def _narrative_requests(truth: Truth, rng: random.Random) -> Truth:
    received = truth.figures["requests.received.total"] or 0
    both = received + (truth.figures["requests.carried_in.total"] or 0)
    return _states(truth, requests_received=both + rng.randint(2, 4))


def _narrative_reviews(truth: Truth, rng: random.Random) -> Truth:
    in_table = truth.figures["reviews.reconsideration.total"] or 0
    courts = ("direct_litigation", "litigation_after_reconsideration")
    return _states(
        truth,
        reconsiderations=in_table + 1,
        litigations=sum(truth.figures[f"reviews.{c}.total"] or 0 for c in courts),
    )


def _narrative_normative_documents(truth: Truth, rng: random.Random) -> Truth:
    said = {
        f"normative_documents_{m}": truth.figures[f"disclosure.normative_documents.{m}"] or 0
        for m in ("issued", "repealed", "in_force")
    }
    said["normative_documents_issued"] += rng.randint(1, 5)
    return _states(truth, **said)


def _breakdown_sum(truth: Truth, rng: random.Random) -> Truth:
    parts = {"政策文件": 12, "财政资金信息": 31, "通知公告": 40}
    return dataclasses.replace(
        _states(truth, disclosed_total=sum(parts.values()) + rng.choice((-6, -8, -20))),
        breakdown=parts,
        breakdown_closed=True,
        channels={},
        approximate=truth.approximate - {"disclosed_total"},
    )


def _cells_filled(truth: Truth, rng: random.Random) -> Truth:
    # Only zeros are left blank, so that no sum changes.
    zeros = [
        path
        for path, value in truth.figures.items()
        if value == 0 and path.startswith("requests.") and not path.endswith(".total")
    ]
    blank = rng.sample(zeros, min(6, len(zeros)))
    marks = {path: rng.choice(("", "", "/", "—")) for path in blank}
    changed = _text(truth, cells={**truth.text.cells, **marks})
    return _figures(changed, dict.fromkeys(blank))


def _tables_present(truth: Truth, rng: random.Random) -> Truth:
    left_out = ({3}, {4}, {2, 3, 4})[rng.randrange(9) % 3]
    blocks = {2: "disclosure", 3: "requests", 4: "reviews"}
    gone = tuple(f"{blocks[n]}." for n in left_out)
    cells = dict.fromkeys(path for path in truth.figures if path.startswith(gone))
    changed = _text(truth, without_tables=frozenset(left_out))
    return dataclasses.replace(changed, figures={**truth.figures, **cells})


def _table_rows_present(truth: Truth, rng: random.Random) -> Truth:
    rows = [f"requests.{r.id}" for r in forms()[truth.form].requests.rows[2:-2]]
    zero = [r for r in rows if not truth.figures[f"{r}.total"]]
    row = rng.choice(zero)
    cells = dict.fromkeys(path for path in truth.figures if path.startswith(f"{row}."))
    return _figures(_text(truth, without_rows=frozenset({row})), cells)


def _form_current(truth: Truth, rng: random.Random) -> Truth:
    """The same requests and reviews on the form of 2019."""
    figures = random_figures("2019", rng, quiet=True)
    merged = {p: v for p, v in truth.figures.items() if not p.startswith("disclosure.")}
    for person in forms()["2019"].requests.columns:
        parts = ("other_not_corrected", "other_fee_unpaid", "other_other")
        merged[f"requests.other.{person.id}"] = sum(
            merged.pop(f"requests.{part}.{person.id}") or 0 for part in parts
        )
    narrative = {
        name: value
        for name, value in truth.narrative.items()
        if not name.startswith("normative_documents")
    }
    return dataclasses.replace(
        truth, form="2019", figures={**figures, **merged}, narrative=narrative
    )


def _unit_stated(truth: Truth, rng: random.Random) -> Truth:
    return _text(truth, unit=rng.choice(("", office_of("远岫示范镇"))))


def _published_on_time(truth: Truth, rng: random.Random) -> Truth:
    late = datetime.date(truth.year + 1, rng.choice((3, 4, 6)), rng.randint(1, 28))
    return dataclasses.replace(truth, published_on=late)


FAULTS: dict[str, Fault] = {
    "request_row_total": _request_row_total,
    "request_outcome_total": _request_outcome_total,
    "request_balance": _request_balance,
    "review_total": _review_total,
    "counts_valid": _counts_valid,
    "township_regulation": _township_regulation,
    "in_force_covers_issued": _in_force_covers_issued,
    "change_is_not_decisions": _change_is_not_decisions,
    "carry_over_continuity": _carry_over_continuity,
    "narrative_requests": _narrative_requests,
    "narrative_reviews": _narrative_reviews,
    "narrative_normative_documents": _narrative_normative_documents,
    "breakdown_sum": _breakdown_sum,
    "cells_filled": _cells_filled,
    "tables_present": _tables_present,
    "table_rows_present": _table_rows_present,
    "form_current": _form_current,
    "sections_present": lambda t, rng: _text(t, without_sections=frozenset({rng.choice((5, 6))})),
    "subtopics_present": lambda t, rng: _text(t, without_subtopics=frozenset({rng.choice((3, 4))})),
    "accountability_stated": lambda t, _: _text(t, states_accountability=False),
    "unit_stated": _unit_stated,
    "year_stated": lambda t, _: _text(t, year=t.year - 1),
    "period_stated": lambda t, _: _text(t, ends_early=True),
    "template_leftover": lambda t, rng: _text(t, leftover=rng.choice(LEFTOVERS)),
    "published_on_time": _published_on_time,
}
"""Each check that a single report can be made to fail, and how."""

NEEDS_BLANKS = frozenset({"cells_filled"})
"""Faults that only a layout shows in which an empty cell differs from no cell."""

__all__ = ["FAULTS", "NEEDS_BLANKS", "Fault", "seed_fault"]
