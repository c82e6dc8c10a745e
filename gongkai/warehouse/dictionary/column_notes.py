"""What the columns mean that a form brings with it, for those that sql/seeds/field.csv does not describe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gongkai.form import forms
from gongkai.form.merged import (
    disclosure_cells,
    merged,
    newest_first,
    outcome_groups,
    review_results,
)
from gongkai.form.model import Label

_NOT_PRINTED = "没有印出整数"


class ColumnNote(NamedTuple):
    """One row of the dictionary, under the names that this has."""

    table_name: str
    column_name: str
    name_zh: str
    unit: str
    meaning: str
    null_meaning: str
    source: str
    meaning_en: str
    type: str = "bigint"


def column_notes() -> Iterator[ColumnNote]:
    """A note for each column that a mart has because a form has a cell, a row or a column."""
    yield from _cells()
    yield from _forms()
    yield from _requests()
    for result in review_results():
        yield ColumnNote(
            "reviews_by_year",
            result.id,
            result.short_name,
            "件",
            f"{result.short_name}的件数",
            _NOT_PRINTED,
            f"{_notices()} 格式第四部分",
            f"cases: {_english(result)}",
        )


def _cells() -> Iterator[ColumnNote]:
    for column, (block, item, measure, ids) in disclosure_cells().items():
        is_amount = measure.number == "amount"
        yield ColumnNote(
            "disclosures_by_year",
            column,
            f"{item.short_name}：{measure.short_name}",
            measure.unit,
            f"“{item.short_name}”行“{measure.short_name}”列的数，见于 {'、'.join(ids)} 格式",
            f"没有印出{'数字' if is_amount else '整数'}、该格式没有此格或没有报告",
            f"《政府信息公开条例》{block.clause}",
            f"{_english(item)}: {_english(measure)} (form {', '.join(ids)})",
            "double" if is_amount else "bigint",
        )


def _forms() -> Iterator[ColumnNote]:
    for form in forms().values():
        yield ColumnNote(
            "data_quality_by_county",
            f"forms_{form.id}",
            f"{form.id} 格式",
            "份",
            f"统计表为 {form.id} 格式的报告数",
            "",
            "report、document",
            f"reports on the form of {form.id}",
        )


def _requests() -> Iterator[ColumnNote]:
    source = f"{_notices()} 格式第三部分"
    for person in merged(form.requests.columns for form in newest_first()):
        yield ColumnNote(
            "requests_by_year",
            f"received_{person.id}",
            f"新收：{person.short_name}",
            "件",
            f"本年新收申请中申请人为{person.short_name}的数量",
            _NOT_PRINTED,
            source,
            f"new requests of the year: {_english(person)}",
        )
    for group, name in outcome_groups().items():
        yield ColumnNote(
            "request_applicants_by_year",
            group,
            name,
            "件",
            f"{name}组各行印出数字之和",
            _NOT_PRINTED,
            source,
            f"requests that ended so: {group.replace('_', ' ')}",
        )


def _notices() -> str:
    return "、".join(form.notice for form in newest_first())


def _english(label: Label) -> str:
    return label.id.replace("_", " ")
