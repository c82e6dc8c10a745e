"""What the prose says in numbers: disclosed, requests, reviews, normative documents."""

from __future__ import annotations

from gongkai.extract.grammar import filed as filing
from gongkai.extract.grammar.clauses import Quantity, sentences
from gongkai.extract.grammar.disclosed import disclosed
from gongkai.extract.grammar.lexicon import lexicon
from gongkai.extract.grammar.owner import is_township
from gongkai.extract.grammar.rules import readings, rules
from gongkai.extract.prose.text import Text
from gongkai.extract.report import Doubt, NarrativeFigure, Report


def read_narrative(text: Text, report: Report) -> None:
    """Add what the prose states to `report.narrative`, `breakdown_closed` and `doubts`."""
    words = lexicon()
    township = is_township(report.unit)
    said = list(sentences(text, report.year, report.unit, words))
    _disclosed(text, report, disclosed(text.text, said, township))
    found = [
        reading
        for sentence in said
        for reading in readings(sentence, rules())
        if not filing.is_unrelated(reading)
    ]
    filed = filing.file(found, township, words)
    for name, finding in filed.findings.items():
        quantity = finding.reading.quantity
        number = quantity.token.number if quantity else None
        printed = text.text[finding.reading.start : finding.reading.end]
        report.narrative.append(
            NarrativeFigure(
                name,
                "",
                finding.value,
                printed,
                text.locator(finding.reading.start),
                bool(number and number.is_approximate),
                finding.doubt,
            )
        )
        if finding.doubt:
            report.doubts.append(Doubt(f"narrative.{name}", finding.doubt))
    for name, why in filed.doubts.items():
        report.doubts.append(Doubt(f"narrative.{name}", why))


def _disclosed(text: Text, report: Report, found: object) -> None:
    from gongkai.extract.grammar.disclosed import Disclosed

    assert isinstance(found, Disclosed)
    if found.doubt:
        report.doubts.append(Doubt("narrative.disclosed_total", found.doubt))
    if found.total:
        report.narrative.append(
            _figure("disclosed_total", "", found.total.quantity, text, found.doubt)
        )
    for name, items in (("breakdown", found.breakdown), ("channels", found.channels)):
        for item in items:
            report.narrative.append(
                _figure(name, item.label, item.quantity, text, found.breakdown_doubt)
            )
    report.breakdown_closed = found.closed if found.breakdown else None
    if found.breakdown_doubt:
        report.doubts.append(Doubt("narrative.breakdown", found.breakdown_doubt))


def _figure(
    name: str, label: str, quantity: Quantity, text: Text, doubt: str | None
) -> NarrativeFigure:
    number = quantity.token.number
    return NarrativeFigure(
        name,
        label,
        number.value if number else 0.0,
        text.text[quantity.token.start : quantity.token.end],
        text.locator(quantity.token.start),
        bool(number and number.is_approximate),
        doubt,
    )
