"""A Report as the JSON object that `gongkai read --json` prints, and no other shape."""

from __future__ import annotations

from typing import Any

from gongkai.errors import RefusedError
from gongkai.extract.report import Report
from gongkai.strangers_text import admitted

_LISTS = ("breakdown", "channels")


def as_contract(file: str, report: Report, findings: list[dict[str, Any]]) -> dict[str, Any]:
    """The object for a report; `findings` are the verdicts of the single-report checks."""
    cells: dict[str, dict[str, dict[str, float | None]]] = {}
    for path, figure in report.figures.items():
        block, row, column = path.split(".")
        cells.setdefault(block, {}).setdefault(row, {})[column] = figure.value
    return {
        "file": file,
        "unit": admitted(report.unit) if report.unit else None,
        "county": admitted(report.county) if report.county else None,
        "year": report.year,
        "form": report.form,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "disclosure": cells.get("disclosure"),
        "requests": cells.get("requests"),
        "reviews": cells.get("reviews"),
        "narrative": _narrative(report),
        "sections": [section.number for section in report.sections],
        "findings": findings,
        "uncertain": [
            {"where": admitted(doubt.where), "why": admitted(doubt.why), "code": doubt.message.code}
            for doubt in report.doubts
        ],
        "unseen": [{"where": u.where, "kind": u.kind, "at": u.locator} for u in report.unseen],
    }


def refusal(file: str, error: RefusedError) -> dict[str, Any]:
    """The object for a file that is not read."""
    return {"file": file, "refused": {"reason": error.reason, "detail": admitted(error.detail)}}


def _narrative(report: Report) -> dict[str, Any]:
    """Numbers by name; a category that is listed twice is kept twice, under a numbered name."""
    out: dict[str, Any] = {}
    for figure in report.narrative:
        if figure.name not in _LISTS:
            out[figure.name] = figure.value
            continue
        entries = out.setdefault(figure.name, {})
        label = said = admitted(figure.label)
        n = 2
        while label in entries:
            label, n = f"{said}（{n}）", n + 1
        entries[label] = figure.value
    if "breakdown" in out:
        out["breakdown_closed"] = report.breakdown_closed
    out["derived"] = [f.name for f in report.narrative if f.is_derived]
    out["approximate"] = [admitted(f.label) or f.name for f in report.narrative if f.is_approximate]
    return out
