"""Omission never pays: what is taken out of a report raises neither the score it is ranked by nor its place."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.extract import extract
from gongkai.extract.report import Report
from gongkai.readers import read_page
from tests.factory.county import sample
from tests.factory.county_plan import UNITS, YEARS
from tests.once import once
from tests.unit.audit.omission import (
    Outcome,
    blank_cell,
    cut_some,
    outcomes,
    ranked,
    take_date,
    take_row,
    take_sentence,
    take_table,
)
from tests.unit.audit.reports import put, resay, sound_report
from tests.unit.audit.warehouse import Body

Outcomes = dict[tuple[str, int], Outcome]
NAMES = {unit.key: unit for unit in UNITS}


def _reports() -> dict[tuple[str, int], Report]:
    """The sample's reports as they are read."""
    return {
        (d.unit_key, d.year): extract(read_page(d.body, d.path))
        for d in sample()
        if d.truth and d.unit_key and d.year
    }


def _bodies(reports: dict[tuple[str, int], Report]) -> list[Body]:
    return [
        Body(
            key,
            unit.name,
            unit.kind,
            {year: reports[key, year] for year in YEARS if (key, year) in reports},
            tuple(filter(None, (unit.former, unit.alias))),
        )
        for key, unit in NAMES.items()
    ]


def _worse(before: Outcome, after: Outcome) -> bool:
    """Whether nothing got better. A unit that is not ranked has neither score nor place to be better."""
    if after.score is None:
        return True
    if before.score is None:
        return before.high is not None and after.score <= before.high
    return after.score <= before.score


CHUNK = 250


@pytest.mark.parametrize("cuts", [150, pytest.param(2000, marks=pytest.mark.deep)])
def test_nothing_taken_out_of_the_sample_pays(cuts: int) -> None:
    """Each cut makes a unit of its own, with the years around it as they were; a unit's place goes by its score,
    and the others' do not depend on it, so that no better score is no better place."""
    whole = _reports()
    before = outcomes(ranked(_bodies(whole), YEARS[0], YEARS[-1]))
    draw = random.Random(cuts)
    paid = []
    for begin in range(0, cuts, CHUNK):
        variants = {}
        for number in range(begin, min(begin + CHUNK, cuts)):
            key, year = draw.choice(sorted(whole))
            variants[f"v{number}"] = (key, year, *cut_some(whole[key, year], draw))
        bodies = []
        for number, (key, year, less, _) in variants.items():
            near = {y: whole[key, y] for y in (year - 1, year + 1) if (key, y) in whole}
            unit = NAMES[key]
            names = tuple(filter(None, (unit.former, unit.alias)))
            bodies.append(Body(number, unit.name, unit.kind, {**near, year: less}, names))
        after = outcomes(ranked(bodies, YEARS[0], YEARS[-1]))
        for number, (key, year, _, said) in variants.items():
            # its own year, and the next, which is compared with it
            for y in (year, year + 1):
                if (key, y) in before and not _worse(before[key, y], after[number, y]):
                    paid.append((key, y, said, before[key, y], after[number, y]))
    assert paid == []


def _late(report: Report) -> None:
    assert report.published_on
    report.published_on = report.published_on.replace(month=3, day=6)


def _say_nothing(report: Report) -> None:
    report.narrative = [n for n in report.narrative if n.name != "requests_received"]


_TRIES: list[tuple[str, Callable[[Report], object], Callable[[Report], object]]] = [
    ("a late report loses its date", _late, lambda r: take_date(r, random.Random(1))),
    (
        "a broken identity is blanked",
        lambda r: put(r, "requests.concluded.total", 9),
        lambda r: put(r, "requests.concluded.total", None),
    ),
    (
        "a half case is blanked",
        lambda r: put(r, "disclosure.penalties.decisions", 2.5),
        lambda r: put(r, "disclosure.penalties.decisions", None),
    ),
    (
        "a township's rule is blanked",
        lambda r: put(r, "disclosure.regulations.issued", 1),
        lambda r: put(r, "disclosure.regulations.issued", None),
    ),
    (
        "a sentence that contradicts the table goes",
        lambda r: resay(r, "requests_received", 9),
        _say_nothing,
    ),
    (
        "a wrong period goes",
        lambda r: setattr(r, "period_end", r.period_start),
        lambda r: (setattr(r, "period_start", None), setattr(r, "period_end", None)),
    ),
    (
        "a list that does not add up goes",
        lambda r: resay(r, "disclosed_total", 11),
        lambda r: (
            setattr(r, "narrative", [n for n in r.narrative if n.name != "breakdown"]),
            setattr(r, "breakdown_closed", None),
        ),
    ),
    (
        "a table of faults goes whole",
        lambda r: put(r, "reviews.reconsideration.total", 9),
        lambda r: take_table(r, random.Random(5)),
    ),
]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcomes, Outcomes]:
    """Each of the faulty reports as a unit's among two sound ones, before and after something is taken out of it."""

    def make(_folder: Path) -> tuple[Outcomes, Outcomes]:
        found = []
        for is_cut in (False, True):
            bodies = [
                Body(k, n, reports={2024: sound_report(2024, unit=n)})
                for k, n in (("b", "青禾镇"), ("c", "稻田镇"))
            ]
            for what, edit, cut in _TRIES:
                report = sound_report(2024, unit="白鹭镇")
                edit(report)
                if is_cut:
                    cut(report)
                bodies.append(Body(what, "白鹭镇", reports={2024: report}))
            found.append(outcomes(ranked(bodies, 2024, 2024)))
        return found[0], found[1]

    return once(tmp_path_factory, "omissions", make)


@pytest.mark.parametrize("what", [what for what, *_ in _TRIES])
def test_tries_of_the_kind(what: str, tried: tuple[Outcomes, Outcomes]) -> None:
    before, after = (found[what, 2024] for found in tried)
    assert before.score is not None and before.score < 100
    assert _worse(before, after)


def test_what_is_taken_out_is_really_out() -> None:
    draw, report = random.Random(2), sound_report()
    row, cell = take_row(report, draw), blank_cell(report, draw)
    assert row and cell and report.figures[cell].value is None
    assert all(
        f.locator is None for path, f in report.figures.items() if path.startswith(row + ".")
    )
    assert take_sentence(report, draw)
