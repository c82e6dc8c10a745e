"""What was read from a picture of a page is never certain: every figure of it is doubted."""

from __future__ import annotations

from gongkai.extract.report import Doubt, Report
from gongkai.messages import message
from gongkai.readers import Page

_WHY = message("scan_read")
_PLACES = (
    "document",
    "unit",
    "year",
    "form",
    "notice",
    "published_on",
    "period",
    "sections",
    "subtopics",
    "accountability",
    "template_leftover",
    "tables",
    "disclosure",
    "requests",
    "reviews",
    "narrative",
)


def doubt_places(report: Report, page: Page) -> None:
    """Doubt the figures of single places of which the reader itself was unsure."""
    if page.recognised or not page.unsure:
        return
    for path, figure in report.figures.items():
        why = page.unsure.get(figure.locator or "")
        if why and not figure.doubt:
            figure.doubt = why
            report.doubts.append(Doubt(path, why))


def doubt_ocr(report: Report, page: Page) -> None:
    """Doubt every figure of a recognised page, its blanks too, and all else that the page says.

    One doubt stands for a whole table; a cell of which recognition itself is unsure has its own.
    """
    if not page.recognised:
        return
    for path, figure in report.figures.items():
        own = page.unsure.get(figure.locator or "")
        why = message("scan_cell_unsure", inner=own) if own else _WHY
        if own and not figure.doubt:
            report.doubts.append(Doubt(path, why))
        figure.doubt = figure.doubt or why
    for stated in report.narrative:
        stated.doubt = stated.doubt or _WHY
    report.doubts += [Doubt(place, _WHY) for place in _PLACES]
