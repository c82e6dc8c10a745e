"""What was read from a picture of a page is never certain: every figure of it is doubted."""

from __future__ import annotations

from gongkai.extract.report import Doubt, Report
from gongkai.readers import Page

WHY = "read from a scan by optical recognition"
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
    for figure in report.figures.values():
        figure.doubt = figure.doubt or page.unsure.get(figure.locator or "")


def doubt_ocr(report: Report, page: Page) -> None:
    """Doubt every figure of a recognised page, its blanks too, and all else that the page says.

    One doubt stands for a whole table; a cell of which recognition itself is unsure has its own.
    """
    if not page.recognised:
        return
    for path, figure in report.figures.items():
        own = page.unsure.get(figure.locator or "")
        if own and not figure.doubt:
            report.doubts.append(Doubt(path, f"{WHY}: {own}"))
        figure.doubt = figure.doubt or (f"{WHY}: {own}" if own else WHY)
    for stated in report.narrative:
        stated.doubt = stated.doubt or WHY
    report.doubts += [Doubt(place, WHY) for place in _PLACES]
