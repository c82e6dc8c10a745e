"""Reports as columns: one list a column, table by table, with no object a cell.

A nation's year has some eight million cells, so this is the hot part of staging. Every text passes the
gate of `gongkai.strangers_text` here, but the bodies of sections.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from gongkai.extract.report import Figure, Report
from gongkai.form import forms
from gongkai.messages import Message, message
from gongkai.source_digest import reader_version
from gongkai.strangers_text import (
    admitted,
    admitted_address,
    admitted_name,
    admitted_number,
    masked_persons,
    storable,
)
from gongkai.warehouse.figure_paths import parted
from gongkai.warehouse.figures_digest import figures_digest
from gongkai.warehouse.staged import STAGED

Columns = dict[str, dict[str, list[Any]]]
"""Staged table to column to values; every column of a table is equally long."""


class Document(Protocol):
    """One collected file as the vault has it; dates are ISO, `fetched_at` with its time zone."""

    # ruff: noqa: D102 -- gongkai.sources.vault.store.Entry says what each is
    @property
    def sha256(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def unit_id(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def file_name(self) -> str: ...
    @property
    def fetched_at(self) -> str: ...
    @property
    def bytes(self) -> int: ...
    @property
    def media_type(self) -> str | None: ...
    @property
    def published_on(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Staged:
    """What became of one document: its report, or why it was refused: its reason and what it is in words."""

    document: Document
    report: Report | None = None
    refusal: tuple[str, Message] | None = None


def report_id(document_sha256: str, unit_id: str, year: int) -> int:
    """The same 63-bit id on every machine and every night for this document, unit and year."""
    digest = hashlib.sha256(f"{document_sha256}/{unit_id}/{year}".encode()).digest()
    return int.from_bytes(digest[:8], "big") & 0x7FFF_FFFF_FFFF_FFFF


def to_columns(items: Iterable[Staged]) -> Columns:
    """The documents and reports as columns; every document has its row, whatever became of it.

    A report is filed under the year it was collected for, else the one it states. A report that
    has no unit, or no year, cannot be filed: its document is refused as `not_placed`.
    """
    columns = empty_columns()
    for item in items:
        document, report, refusal = item.document, item.report, item.refusal
        year, key = document.year, None
        if report is not None:
            year = year or report.year
            if document.unit_id is None or year is None:
                lacks_unit = document.unit_id is None
                why = message("unit_not_known") if lacks_unit else message("year_not_known")
                refusal = ("not_placed", why)
            else:
                key = report_id(document.sha256, document.unit_id, year)
                filed = (key, document.unit_id, county_of(document), year, document.sha256)
                add_report(columns, report, filed, _date(document.published_on))
        _append(columns["document"], _document(document, year, refusal, key))
    return columns


def empty_columns() -> Columns:
    """Every staged table and column, with no row yet."""
    return {table: {name: [] for name in fields} for table, fields in STAGED.items()}


def county_of(document: Document) -> str:
    """The county whose unit it was collected for, else the one whose vault it lies in."""
    if document.unit_id:
        return document.unit_id.partition("/")[0]
    return document.path.parents[2].name  # raw/<county>/vault/<aa>/<sha256>.<ext>


def _document(
    document: Document, year: int | None, refusal: tuple[str, Message] | None, key: int | None
) -> tuple[Any, ...]:
    fetched_at = datetime.datetime.fromisoformat(document.fetched_at)
    reason, code, detail = None, None, None
    if refusal:
        reason, why = refusal
        code, detail = why.code, _detail(why)
    return (
        document.sha256,
        document.unit_id,
        county_of(document),
        year,
        admitted_address(document.url) if document.url else document.url,
        admitted_name(document.file_name),
        fetched_at.astimezone(datetime.UTC).replace(tzinfo=None),
        _date(document.published_on),
        _admitted(document.media_type),
        document.bytes,
        reason,
        code,
        detail,
        key,
    )


def _admitted(text: str | None) -> str | None:
    return admitted(text) if text else text


def _detail(why: Message) -> str | None:
    """The parameters; never cut, since they are JSON."""
    return masked_persons(why.detail) if why.detail else None


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def add_report(
    columns: Columns,
    report: Report,
    filed: tuple[int, str, str, int, str],
    collected_on: datetime.date | None = None,
) -> None:
    """Append one report to every table but `document`.

    Args:
        columns: the tables so far.
        report: what was read.
        filed: report_id, unit_id, county_id, year and document_sha256.
        collected_on: the date the source gave beside the document, used where the report has none.
    """
    published_on, source = report.published_on, report.published_on_source
    if published_on is None and collected_on is not None:
        published_on, source = collected_on, "collected"
    _append(
        columns["report"],
        (
            *filed,
            figures_digest(report),
            report.form,
            published_on,
            source,
            _admitted(report.unit_stated),
            _admitted(report.county),
            report.years_stated[0] if report.years_stated else None,
            list(report.years_stated),
            report.breakdown_closed,
            2 in report.tables,
            3 in report.tables,
            4 in report.tables,
            list(report.subtopics),
            report.accountability_stated,
            report.period_start,
            report.period_end,
            report.notice_cited,
            _admitted(report.template_leftover),
            [place.where for place in report.unseen],
            reader_version(),
        ),
    )
    doubted_rows = {d.where: d.message for d in report.doubts if d.where.count(".") == 1}
    _figures(columns, report.figures or _asked_cells(filed[3]), filed[0], doubted_rows)
    _text(columns, report, filed[0])


def _asked_cells(year: int) -> dict[str, Figure]:
    """The cells that the form of the year asks for, none of them printed: what a report without tables leaves out."""
    required = [form for form in forms().values() if form.required_from <= year]
    return {path: Figure() for path in required[-1].cell_paths} if required else {}


def _figures(
    columns: Columns, figures: Mapping[str, Figure], key: int, doubted_rows: Mapping[str, Message]
) -> None:
    """Append the cells; one under a doubted row (`requests.received`) shares the row's doubt."""
    cells = list(figures.values())
    for part in parted(tuple(figures)):
        own = [cells[index] for index in part.indices]
        doubts = [figure.doubt for figure in own]
        if doubted_rows:
            doubted = map(doubted_rows.get, part.row_paths)
            doubts = [doubt or row for doubt, row in zip(doubts, doubted, strict=True)]
        given: tuple[Iterable[Any], ...] = (
            [key] * len(own),
            part.rows,
            part.columns,
            [figure.value for figure in own],
            [_printed(figure) for figure in own],
            [_admitted(figure.locator) for figure in own],
            [doubt.code if doubt else None for doubt in doubts],
            [_detail(doubt) if doubt else None for doubt in doubts],
        )
        for values, more in zip(columns[part.table].values(), given, strict=True):
            values += more


def _printed(figure: Figure) -> str | None:
    printed = figure.printed
    if not printed:
        return printed
    if figure.value is None:
        return admitted(printed)
    return printed if printed.isdecimal() else admitted_number(printed)


def _text(columns: Columns, report: Report, key: int) -> None:
    for ordinal, n in enumerate(report.narrative):
        _append(
            columns["narrative_figure"],
            (
                key,
                ordinal,
                n.name,
                admitted(n.label),
                n.value,
                admitted(n.printed),
                admitted(n.locator),
                n.is_approximate,
                n.doubt.code if n.doubt else None,
                _detail(n.doubt) if n.doubt else None,
                n.is_derived,
                _admitted(n.rule),
            ),
        )
    for ordinal, s in enumerate(report.sections):
        _append(
            columns["report_section"],
            (
                key,
                ordinal,
                s.number,
                admitted(s.title),
                len(s.body),
                s.fingerprint,
                storable(s.body),
            ),
        )
    for ordinal, d in enumerate(report.doubts):
        why = d.message
        _append(
            columns["reader_doubt"],
            (
                key,
                ordinal,
                admitted(d.where),
                why.code,
                _detail(why),
                admitted(why.zh),
            ),
        )


def _append(table: dict[str, list[Any]], row: tuple[Any, ...]) -> None:
    for values, value in zip(table.values(), row, strict=True):
        values.append(value)
