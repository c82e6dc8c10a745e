"""Reports that break no rule, for tests to break one rule at a time."""

from __future__ import annotations

import datetime
import hashlib

from gongkai.extract.report import Doubt, Figure, NarrativeFigure, Report, ReportSection
from gongkai.form import forms
from gongkai.messages import Message, message

SMUDGED = message("space_in_number")
"""Why a cell of these tests is doubtful."""

_REQUESTS = {
    "received": {"natural_person": 3, "business": 1},
    "carried_in": {"natural_person": 1},
    "granted": {"natural_person": 2, "business": 1},
    "partly_granted": {"natural_person": 1},
    "concluded": {"natural_person": 3, "business": 1},
    "carried_out": {"natural_person": 1},
}
_OTHERS = {
    "reviews.reconsideration.upheld": 1,
    "reviews.reconsideration.pending": 1,
    "reviews.reconsideration.total": 2,
    "reviews.direct_litigation.corrected": 1,
    "reviews.direct_litigation.total": 1,
    "disclosure.licensing.decisions": 14,
}
_DOCUMENTS = {
    "2021": {"issued": 2, "repealed": 1, "in_force": 5},
    "2019": {"made": 2, "newly_disclosed": 2, "disclosed_total": 5},
}
_NARRATIVE = {
    "disclosed_total": 10,
    "requests_received": 4,
    "requests_answered": 4,
    "requests_carried_out": 1,
    "reconsiderations": 2,
    "litigations": 1,
}


def sound_report(year: int = 2024, form: str | None = None, unit: str = "云溪镇") -> Report:
    """A report of that year that passes every check; its numbers are not all zero."""
    form = form or ("2021" if year >= 2021 else "2019")
    report = Report(
        unit_stated=f"示例县{unit}人民政府",
        county="示例县",
        year=year,
        form=form,
        published_on=datetime.date(year + 1, 1, 20),
        published_on_source="page",
        tables=(2, 3, 4),
        breakdown_closed=True,
        subtopics=(1, 2, 3, 4, 5),
        accountability_stated=True,
        period_start=datetime.date(year, 1, 1),
        period_end=datetime.date(year, 12, 31),
        notice_cited=form,
        years_stated=(year,),
    )
    for n, path in enumerate(forms()[form].cell_paths):
        report.figures[path] = Figure(0, "0", f"line {n}")
    values = dict(_OTHERS)
    for outcome, row in _REQUESTS.items():
        values |= {f"requests.{outcome}.{applicant}": n for applicant, n in row.items()}
        values[f"requests.{outcome}.total"] = sum(row.values())
    for measure, n in _DOCUMENTS[form].items():
        values[f"disclosure.normative_documents.{measure}"] = n
    for path, n in values.items():
        put(report, path, n)
    for name, n in _NARRATIVE.items():
        say(report, name, n)
    if form == "2021":
        for measure, n in _DOCUMENTS[form].items():
            say(report, f"normative_documents_{measure}", n)
    say(report, "breakdown", 6, "政策文件")
    say(report, "breakdown", 4, "工作动态")
    for number in range(1, 7):
        body = f"{unit}第{number}部分"
        fingerprint = hashlib.sha256(body.encode()).hexdigest()
        report.sections.append(ReportSection(number, f"标题{number}", body, fingerprint))
    return report


def put(report: Report, path: str, value: float | None, doubt: Message | None = None) -> None:
    """Print `value` in a cell; None prints nothing there."""
    figure = report.figures[path]
    printed = "" if value is None else f"{value:g}"
    report.figures[path] = Figure(value, printed, figure.locator or "line 0", doubt)


def doubt(report: Report, where: str) -> None:
    """Have the reader doubt a cell, all cells of a table row, or a place that is no cell."""
    report.doubts.append(Doubt(where, SMUDGED))
    for path, figure in report.figures.items():
        if path == where:
            figure.doubt = SMUDGED


def cut(report: Report, row: str) -> None:
    """Take a row (`requests.received`) or a table (`requests`) out of the document."""
    for path in report.figures:
        if path.startswith(row + "."):
            report.figures[path] = Figure()


def say(
    report: Report, name: str, value: float, label: str = "", *, is_approximate: bool = False
) -> None:
    """Have the prose state a number."""
    at = f"line {90 + len(report.narrative)}"
    report.narrative.append(NarrativeFigure(name, label, value, f"{value:g}", at, is_approximate))


def unsay(report: Report, *names: str) -> None:
    """Take numbers out of the prose."""
    report.narrative = [n for n in report.narrative if n.name not in names]


def resay(report: Report, name: str, value: float, **more: bool) -> None:
    """Have the prose state another number."""
    unsay(report, name)
    say(report, name, value, **more)
