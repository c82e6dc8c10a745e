"""A county's table sums all of its bodies while its prose tells of one of them: neither number is wrong."""

from __future__ import annotations

import re

from gongkai.extract.prose.owner import is_county
from gongkai.extract.report import Doubt, Report
from gongkai.messages import message

_ONE_BODY = re.compile(
    r"代(?:表)?[县区市州旗盟]?(?:人民)?政府|以[^,，。]{0,8}政府为[^,，。]{0,4}主体|本级|"
    r"(?:政府办|办公室)[^,，。]{0,4}(?:受理|答复|收到|办理|办结)"
)
_TOTALS = {
    "requests_received": (("received",), ("received", "carried_in")),
    "requests_answered": (("concluded",),),
    "requests_carried_out": (("carried_out",),),
}
"""The number of the prose, and the rows of the table whose totals it may be."""


def doubt_other_scope(report: Report) -> None:
    """Doubt numbers of requests that a county's prose gives for one body, where the table has others."""
    if not is_county(report.unit):
        return
    for figure in report.narrative:
        rows = _TOTALS.get(figure.name)
        if rows is None or figure.doubt or not _ONE_BODY.search(figure.clause):
            continue
        totals = {total for names in rows if (total := _total(report, names)) is not None}
        if totals and figure.value not in totals:
            figure.doubt = message("another_scope")
            report.doubts.append(Doubt(f"narrative.{figure.name}", figure.doubt))


def _total(report: Report, names: tuple[str, ...]) -> float | None:
    cells = [report.figures.get(f"requests.{name}.total") for name in names]
    values = [cell.value for cell in cells if cell and cell.value is not None]
    return sum(values) if len(values) == len(names) else None
