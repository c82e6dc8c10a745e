"""The table of indicators of 2014 (统计表): a sparse set of numbers, read by label wherever they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import Path

import gongkai.form
from gongkai.extract.report import Doubt, NarrativeFigure, Report
from gongkai.extract.tables.labels import foreign_to, key
from gongkai.extract.tables.numbers import is_value, read_number
from gongkai.messages import message
from gongkai.readers import Page, Paragraph

_FOLDER = Path(gongkai.form.__file__).parent / "statistics"
_TELLING = 4  # indicators with a number: so many are no chance
_NOTE = re.compile(r"\([^()]*\)|^其中:?")
_UNITS = frozenset("条件次篇个人场期") | {"万元", "——", "—"}
_NEXT = 3  # pieces in which the number of a label follows, its unit between them
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Indicator:
    label: str
    form: str
    name: str
    channel: str


@cache
def _indicators() -> dict[str, _Indicator]:
    found = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        raw = tomllib.loads(path.read_text("utf-8"))
        for row in raw["statistic"]:
            told = _Indicator(
                row["label"], raw["form"], row.get("name", ""), row.get("channel", "")
            )
            found[key(row["label"])] = told
    return found


@cache
def _foreign() -> re.Pattern[str]:
    return foreign_to([*_indicators(), "其中"])


@lru_cache(maxsize=16_384)  # labels come again in every report
def _told(text: str) -> _Indicator | None:
    """The indicator whose label a piece of text is, its numbering and notes forgiven."""
    if "(" not in text and _foreign().search(text):
        return None
    label = key(_NOTE.sub("", re.sub(r"^[^\w(]*", "", text)))
    return _indicators().get(key(_NOTE.sub("", label)))


def read_statistics(page: Page, report: Report) -> None:
    """Set the form of a report that prints the indicators, and add the numbers its prose leaves out.

    A number that prose and table state differently is doubted.
    """
    labels = [text for text in filterfalse(str.isascii, page.texts()) if len(text) <= _LONGEST]
    if len(list(filter(None, map(_told, labels)))) < _TELLING:
        return
    found = list(_printed(page))
    if len(found) < _TELLING:
        return
    report.form, report.figures, report.tables = found[0][0].form, {}, ()
    said = {(n.name, n.label): n for n in report.narrative}
    has_channels = any(n.name == "channels" for n in report.narrative)
    for indicator, text, locator in found:
        value = read_number(text).value
        if not indicator.name or value is None:
            continue
        if indicator.name == "channels":
            if has_channels:
                continue
        elif stated := said.get((indicator.name, "")):
            if stated.value != value:
                why = message("indicators_differ", value=f"{value:g}")
                report.doubts.append(Doubt(f"narrative.{indicator.name}", why))
            continue
        report.narrative.append(
            NarrativeFigure(
                indicator.name, indicator.channel, value, text, locator, rule="table.indicator"
            )
        )


def _printed(page: Page) -> Iterator[tuple[_Indicator, str, str]]:
    """Each indicator that is printed with a number: what it is, the number and its place."""
    pieces = list(_pieces(page))
    seen: set[_Indicator] = set()
    for i, (text, _) in enumerate(pieces):
        indicator = _told(text)
        if indicator is None or indicator in seen:
            continue
        for value, locator in pieces[i + 1 : i + 1 + _NEXT]:
            if is_value(value) and value not in _UNITS:
                seen.add(indicator)
                yield indicator, value, locator
                break
            if value and value not in _UNITS:
                break


def _pieces(page: Page) -> Iterator[tuple[str, str]]:
    for block in page.blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST:
                yield block.text.strip(), block.locator
        else:
            for cell in block.cells:
                yield cell.text, block.place(cell.row, cell.column)
