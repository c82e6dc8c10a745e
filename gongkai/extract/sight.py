"""What a person sees of a report and the reader did not: never the report's own omission.

A picture, a frame, an embedded file or an attachment may hold the table or the section that is not
found in the text around it. Each such place stands in `Report.unseen`, and is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.extract.report import Doubt, Report, UnseenPlace
from gongkai.extract.tables.rows import Segmented
from gongkai.messages import message
from gongkai.readers.page import Page, Unseen

WHY = {
    "picture": message("picture_unseen"),
    "frame": message("frame_unseen"),
    "object": message("object_unseen"),
    "attachment": message("attachment_unseen"),
    "script": message("script_unseen"),
}
_BLOCKS = {2: "disclosure", 3: "requests", 4: "reviews"}
_SECTIONS = range(1, 7)
_OF_OVERVIEW = ("narrative", "subtopics", "accountability")
_ANYWHERE = (
    "attachment",
    "frame",
    "object",
    "script",
)  # stands where it likes, holds what it likes


def note_unseen(report: Report, page: Page, observed: Segmented) -> None:
    """Add to a report what its page has of it that was not read."""
    if not page.unseen:
        return
    told = {number for number, _ in observed.headings}
    spoken = {p.section for p in observed.prose}
    for part in page.unseen:
        section = observed.section_at.get((part.block, part.row), 0)
        for place in _places(part, section, report, told, spoken):
            if all(place != known.where for known in report.unseen):
                report.unseen.append(UnseenPlace(place, part.kind, part.locator))
                report.doubts.append(Doubt(place, WHY[part.kind]))
    _cells(report, page)


def _places(
    part: Unseen, section: int, report: Report, told: set[int], spoken: set[int]
) -> Iterator[str]:
    """What a part may hold: the table of its section, else whatever is missing behind it."""
    missing = [number for number in _BLOCKS if number not in report.tables]
    anywhere = part.kind in _ANYWHERE
    for number in missing:
        if number == section or anywhere or (0 < section < number and number not in told):
            yield _BLOCKS[number]
    for number in _SECTIONS:
        if number not in told and (anywhere or 0 < section < number):
            yield f"sections.{number}"
    if section == 1 and 1 not in spoken:
        yield from _OF_OVERVIEW


def _cells(report: Report, page: Page) -> None:
    """Doubt a blank cell in which a picture stands."""
    pictured = {part.locator: WHY[part.kind] for part in page.unseen}
    for path, figure in report.figures.items():
        why = pictured.get(figure.locator or "")
        if why and figure.value is None and not figure.doubt:
            figure.doubt = why
            report.doubts.append(Doubt(path, why))
            report.unseen.append(UnseenPlace(path, "picture", figure.locator or ""))
