"""The sample county on disk is what the factory writes, and holds what the plan promises."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.factory import WRITTEN_LAYOUTS, county_plan
from tests.factory.county import reports, sample, write
from tests.factory.faults import FAULTS

ON_DISK = Path(__file__).parents[3] / "raw" / "sample"


def test_raw_sample_is_what_the_factory_writes(tmp_path: Path) -> None:
    write(tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = {
        p.relative_to(ON_DISK): p.read_bytes()
        for p in ON_DISK.rglob("*")
        if p.is_file() and p.relative_to(ON_DISK).parts[0] not in ("vault", "state")
    }
    assert sorted(kept) == sorted(made), "run: python -m tests.factory.county raw/sample"
    assert [p for p in made if made[p] != kept[p]] == []


def test_it_stays_small() -> None:
    assert sum(len(d.body) for d in sample()) < 3_000_000


def test_every_layout_both_forms_and_every_fault_are_there() -> None:
    documents = [d for d in sample() if d.truth]
    assert {d.layout for d in documents} == set(WRITTEN_LAYOUTS)
    assert Counter(d.truth.form for d in documents if d.truth).keys() == {"2019", "2021"}
    seeded = {check for truth in reports().values() for check in truth.faults}
    assert seeded >= FAULTS.keys() | {"own_last_year_similarity", "peer_similarity"}


def test_faults_are_those_of_the_plan_and_no_others() -> None:
    similarity = {"own_last_year_similarity", "peer_similarity"}
    for key, truth in reports().items():
        assert set(truth.faults) - similarity == set(county_plan.FAULTS.get(key, ())), key


def test_late_means_after_the_deadline_of_that_year() -> None:
    for (key, year), truth in reports().items():
        if truth.published_on is None or year not in county_plan.DEADLINES:
            continue
        deadline = county_plan.DEADLINES[year][0]
        late = truth.published_on.isoformat() > deadline
        assert late == ("published_on_time" in truth.faults), (key, year)


def test_one_report_names_no_unit_and_one_names_another() -> None:
    printed = [t.unit_printed for t in reports().values() if "unit_stated" in t.faults]
    assert None in printed
    assert any(printed)


def test_units_and_county_say_that_they_are_made_up() -> None:
    readme = (ON_DISK / "README.md").read_text("utf-8")
    assert "made up" in readme
    assert "虚构" in readme
    assert all(re.search("示范|示例", unit.name) for unit in county_plan.UNITS)
    assert any("𠙶" in unit.name for unit in county_plan.UNITS)


def test_missing_and_spoilt_reports_leave_no_truth() -> None:
    for key in county_plan.NOTHING_FOUND | county_plan.SPOILT.keys():
        assert key not in reports()
    assert len(reports()) == 12 * 6 - len(county_plan.NOTHING_FOUND) - len(county_plan.SPOILT)
