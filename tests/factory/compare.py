"""A report read back against what its document says: what is wrong in silence, what is doubted."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.extract import Report
from tests.factory.truth import Truth

_LISTS = ("breakdown", "channels")


def silent_cells(says: Mapping[str, float | None], report: Report) -> list[str]:
    """Cells that differ from what the document says, without a doubt that names them."""
    doubted = {doubt.where for doubt in report.doubts}
    wrong = []
    for path, want in says.items():
        figure = report.figures.get(path)
        got = figure.value if figure else None
        block, row, _ = path.split(".")
        if got != want and not doubted & {path, f"{block}.{row}", block}:
            wrong.append(f"{path}: {want} read as {got}")
    return wrong


def differences(truth: Truth, report: Report) -> list[str]:
    """All that differs between a truth and the report of its faultless document, doubts included."""
    numbers = {n.name: n.value for n in report.narrative if n.name not in _LISTS}
    parts = [n.value for n in report.narrative if n.name == "breakdown"]
    channels = sorted(n.value for n in report.narrative if n.name == "channels")
    pairs: dict[str, tuple[object, object]] = {
        "figures": (truth.figures, {p: f.value for p, f in report.figures.items()}),
        "narrative": (truth.narrative, numbers),
        "breakdown": (sorted(truth.breakdown.values()), sorted(parts)),
        "channels": (sorted(truth.channels.values()), channels if truth.channels else []),
        "year": (truth.year, report.year),
        "form": (truth.form, report.form),
        "county": (truth.county, report.county),
        "published_on": (truth.published_on, report.published_on),
        "subtopics": ((1, 2, 3, 4, 5), report.subtopics),
        "accountability": (True, report.accountability_stated),
        "sections": ([1, 2, 3, 4, 5, 6], [s.number for s in report.sections]),
        "notice": (truth.form, report.notice_cited),
        "leftover": (None, report.template_leftover),
        "doubts": ([], report.doubts),
    }
    if truth.breakdown:
        pairs["closed"] = (truth.breakdown_closed, report.breakdown_closed)
    found = [f"{name}: {want} read as {got}" for name, (want, got) in pairs.items() if want != got]
    if report.unit is None or truth.unit not in report.unit:
        found.append(f"unit: {truth.unit} read as {report.unit}")
    unplaced = [p for p, f in report.figures.items() if f.value is not None and not f.locator]
    return found + [f"{path}: no locator" for path in unplaced]
