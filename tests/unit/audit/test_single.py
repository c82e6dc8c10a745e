"""The checks of one report alone, as `gongkai read` runs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gongkai.audit.draft import draft_findings, place_names, prepare_drafts
from gongkai.audit.single import check_reports, prepare_findings
from gongkai.extract.report import Report
from tests.unit.audit.cases import CASES, Case
from tests.unit.audit.reports import put, resay, sound_report


def _failing(report: Report) -> set[tuple[str, str]]:
    return {(f["check"], f["verdict"]) for f in check_reports([report])[0]}


def test_no_reports() -> None:
    assert check_reports([]) == []


def test_what_is_made_ahead_finds_the_same() -> None:
    report = sound_report()
    put(report, "requests.carried_out.natural_person", 0)
    findings, drafts = check_reports([report]), draft_findings([report])
    assert findings[0] and drafts[0]
    prepare_findings()
    prepare_drafts()
    assert check_reports([report]) == findings
    assert draft_findings([report]) == drafts
    assert place_names()["requests.received.total"]


def test_a_finding_in_the_shape_of_the_contract() -> None:
    report = sound_report()
    put(report, "requests.carried_out.natural_person", 0)
    assert {
        "check": "request_balance",
        "verdict": "fail",
        "where": "natural_person",
        "expected": 4,
        "found": 3,
    } in check_reports([report])[0]


def test_words_stay_words_and_numbers_become_numbers() -> None:
    report = sound_report()
    report.unit_stated = None
    put(report, "disclosure.penalties.decisions", 2.5)
    found = {f["check"]: (f["expected"], f["found"]) for f in check_reports([report])[0]}
    assert found["counts_valid"] == ("不小于 0 的整数", 2.5)
    assert found["unit_stated"] == ("写明单位名称", "未写明")


def test_findings_stand_with_their_report_in_the_order_given() -> None:
    sound, short, without = sound_report(), sound_report(2023), sound_report(2019)
    resay(short, "disclosed_total", 12)
    without.unit_stated = None
    found = check_reports([sound, short, without, sound])
    assert [[f["check"] for f in one] for one in found] == [
        [],
        ["breakdown_sum"],
        ["unit_stated"],
        [],
    ]


def test_many_reports_are_judged_as_few_are() -> None:
    short, without = sound_report(2023), sound_report(2019)
    resay(short, "disclosed_total", 12)
    without.unit_stated = None
    reports = [sound_report(), short, without]
    assert check_reports(reports * 200) == check_reports(reports) * 200


def test_reports_are_not_compared_with_each_other() -> None:
    """Not even one unit's of two years: that is the warehouse's to do."""
    before, after = sound_report(2023), sound_report(2024)
    put(before, "requests.carried_out.total", 9)
    assert "carry_over_continuity" not in {f["check"] for f in check_reports([before, after])[1]}


def test_a_report_of_no_year_and_no_table() -> None:
    checks = {f["check"] for f in check_reports([Report()])[0]}
    assert checks == {"unit_stated", "year_stated"}


_COMPARABLE = [c for c in CASES if c.before is None and not c.former_names and c.name == "云溪镇"]
_ALONE = ("fail", "uncertain")


@pytest.mark.parametrize("verdict", _ALONE)
def test_the_same_verdicts_as_in_the_warehouse(verdict: str) -> None:
    cases = [c for c in _COMPARABLE if c.verdict == verdict and _is_alone(c)]
    reports = []
    for case in cases:
        report = sound_report(case.year)
        case.edit(report)
        reports.append(report)
    for case, findings in zip(cases, check_reports(reports), strict=True):
        verdicts = {f["verdict"] for f in findings if f["check"] == case.check}
        assert case.verdict in verdicts, case


def _is_alone(case: Case) -> bool:
    """Whether one report shows it: no deadline, registered name, peer or revision to compare with."""
    needs_more = {"published_on_time", "peer_similarity", "altered_after_publication"}
    return case.check not in needs_more and not (
        case.check == "unit_stated" and "name" in case.what and case.what != "no name"
    )


def test_nothing_slow_is_imported() -> None:
    code = (
        "import sys; from gongkai.audit.single import check_reports;"
        "from gongkai.extract.report import Report; check_reports([Report()]);"
        "print(sorted({'numpy', 'pandas', 'pyarrow', 'prefect'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
