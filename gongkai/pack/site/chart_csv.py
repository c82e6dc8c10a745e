"""The numbers of a chart as a file that Excel opens with a double click."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

from gongkai.pack.data.page_parts import Chart
from gongkai.strangers_text import without_formula


def chart_csv(chart: Chart) -> bytes:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula is made harmless."""
    body = StringIO()
    writer = csv.writer(body, lineterminator="\r\n")
    writer.writerows([without_formula(text) for text in row] for row in chart.data)
    return codecs.BOM_UTF8 + body.getvalue().encode("utf-8")
