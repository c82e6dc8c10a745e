"""The numbers of a chart as a file that Excel opens with a double click."""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO

from gongkai.pack.data.page_parts import Chart
from gongkai.strangers_text import without_formula

_NUMBER = re.compile(r"-\d+(\.\d+)?")


def chart_csv(chart: Chart) -> bytes:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula is made harmless."""
    body = StringIO()
    writer = csv.writer(body, lineterminator="\r\n")
    writer.writerows([_harmless(text) for text in row] for row in chart.data)
    return codecs.BOM_UTF8 + body.getvalue().encode("utf-8")


def _harmless(text: str) -> str:
    """The text as it is where it is a number below zero, which Excel runs as none."""
    return text if _NUMBER.fullmatch(text) else without_formula(text)
