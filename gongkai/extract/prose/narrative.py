"""What the prose says in numbers: disclosed, requests, reviews, normative documents."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.extract.prose.breakdown import breakdown, breakdown_before
from gongkai.extract.prose.counts import Count, counts
from gongkai.extract.prose.filing import Filing
from gongkai.extract.prose.ledger import figure
from gongkai.extract.prose.overlooked import doubt_overlooked
from gongkai.extract.prose.text import Text
from gongkai.extract.prose.topics import Topics
from gongkai.extract.prose.totals import disclosed_total
from gongkai.extract.report import Doubt, Report


def read_narrative(text: Text, report: Report) -> None:
    """Add what the prose states to `report.narrative`, `breakdown_closed` and `doubts`."""
    counted = tuple(counts(text.text))
    _disclosed(text, counted, report)
    found = Filing(text, report, counted)
    found.read()
    found.ledger.add_to(report)
    doubt_overlooked(text, counted, Topics(text), report)


def _disclosed(text: Text, counted: Sequence[Count], report: Report) -> None:
    total, doubt = disclosed_total(text, counted, report.year, report.unit)
    if total is None:
        if doubt:
            report.doubts.append(Doubt("narrative.disclosed_total", doubt))
        return
    report.narrative.append(figure("disclosed_total", "", total, text, doubt))
    if doubt:
        report.doubts.append(Doubt("narrative.disclosed_total", doubt))
    parts = breakdown_before(text.text, counted, counted.index(total))
    if not parts.items:
        parts = breakdown(text.text, total.end, total.value)
    for item in parts.items:
        if not parts.by_channel:
            report.narrative.append(figure("breakdown", item.label, item.count, text, parts.doubt))
        if item.is_channel or parts.by_channel:
            report.narrative.append(figure("channels", item.label, item.count, text, parts.doubt))
    for item in parts.channels:
        report.narrative.append(figure("channels", item.label, item.count, text))
    report.breakdown_closed = parts.closed
    if parts.doubt:
        report.doubts.append(Doubt("narrative.breakdown", parts.doubt))
