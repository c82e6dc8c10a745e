"""The numbers of a chart as a file that Excel opens with a double click."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from io import StringIO

from gongkai.pack.data.page_parts import Chart, Page
from gongkai.strangers_text import without_formula

_NUMBER = re.compile(r"-\d+(\.\d+)?")


def chart_csv(chart: Chart) -> bytes:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula is made harmless."""
    body = StringIO()
    writer = csv.writer(body, lineterminator="\r\n")
    writer.writerows([_harmless(text) for text in row] for row in chart.data)
    return codecs.BOM_UTF8 + body.getvalue().encode("utf-8")


def chart_files(pages: Iterable[Page]) -> dict[str, bytes]:
    """The file of every chart of the pages that has numbers, by its name within the pack."""
    charts = (part for page in pages for part in page.parts if isinstance(part, Chart))
    return {f"data/{chart.name}.csv": chart_csv(chart) for chart in charts if chart.data}


def _harmless(text: str) -> str:
    """The text as it is where it is a number below zero, which Excel runs as none."""
    return text if _NUMBER.fullmatch(text) else without_formula(text)
