"""The workbook of a city: its counties, its kinds of units, every unit among its like, the counties' sums."""

from __future__ import annotations

import re
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.form import Form
from gongkai.pack.data.city import City
from gongkai.pack.data.page_parts import Table
from gongkai.pack.data.year_form import form_of
from gongkai.pack.sentences.city import city_title, on_comparing
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.sentences.places import place_on_form
from gongkai.pack.tables import city as tables
from gongkai.pack.workbook.lists import Value, head, on_a4, write_row
from gongkai.pack.workbook.style import OPTIONS, Styles

_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


def draw_city_workbook(city: City) -> bytes:
    """The whole workbook; the same books give the same bytes."""
    body = BytesIO()
    with xlsxwriter.Workbook(body, OPTIONS) as workbook:
        made_at = city.books[0].run.finished_at.replace(tzinfo=None)
        workbook.set_properties(
            {"title": city_title(city), "author": "gongkai", "created": made_at}
        )
        styles = Styles(workbook)
        _explain(workbook.add_worksheet("说明"), styles, city)
        for name, table in (
            ("各县", tables.counties(city)),
            ("同类", tables.kinds(city)),
            ("各单位", tables.units(city)),
        ):
            _table(workbook.add_worksheet(name), styles, table)
        _sums(workbook.add_worksheet("各县汇总"), styles, city, form_of(city.year))
    return body.getvalue()


def _explain(sheet: Worksheet, styles: Styles, city: City) -> None:
    sheet.set_column(0, 0, 110)
    on_a4(sheet)
    sheet.write_string(0, 0, city_title(city), styles.title)
    if city.is_fictional:
        sheet.write_string(1, 0, FICTIONAL, styles.warning)
    for row, text in enumerate(on_comparing(city), start=2):
        sheet.write_string(row, 0, text, styles.text)


def _table(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """A table of the pages, its numbers as numbers."""
    titles = [column.title for column in table.columns]
    head(sheet, styles, titles, [10 if column.is_number else 26 for column in table.columns])
    formats = [styles.number if column.is_number else styles.text for column in table.columns]
    for row, texts in enumerate(table.rows, start=1):
        values: list[Value] = [
            float(text.replace(",", "")) if column.is_number and _NUMBER.fullmatch(text) else text
            for text, column in zip(texts, table.columns, strict=True)
        ]
        write_row(sheet, row, values, formats, styles)


def _sums(sheet: Worksheet, styles: Styles, city: City, form: Form) -> None:
    """A row a cell of the statutory tables, a column a county; empty where no report gives a number."""
    names = [book.county_name for book in city.books]
    head(sheet, styles, ["法定表格中的位置", *names], [60, *[14] * len(names)])
    formats = [styles.text, *[styles.number] * len(names)]
    for row, place in enumerate(form.cell_paths, start=1):
        sums = [book.rollup.get(place) for book in city.books]
        values: list[Value] = [place_on_form(form.id, place, place)]
        values += [total.value if total else None for total in sums]
        write_row(sheet, row, values, formats, styles)
