"""What the warehouse knows of the forms, from their TOML files: codes, identities, columns of wide marts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duckdb import DuckDBPyConnection

from gongkai.form import forms
from gongkai.form.merged import (
    BALANCE,
    disclosure_cells,
    merged,
    newest_first,
    outcome_groups,
    outcomes,
    review_results,
)
from gongkai.form.model import Form, Label

_BALANCE_NAME = "收办结存"

Row = tuple[str | int | bool, ...]


def form_tables() -> dict[str, list[Row]]:
    """Table to rows, in the order of its columns, of every table that follows from the forms alone."""
    newest = newest_first()
    return {
        "applicant": _numbered(merged(f.requests.columns for f in newest)),
        "disclosure_item": _items(newest),
        "disclosure_measure": [
            (m.id, m.short_name, m.unit, m.number, order)
            for order, m in enumerate(merged(_measures(f) for f in newest), start=1)
        ],
        "form": [(form.id, form.notice, form.required_from) for form in forms().values()],
        "identity_term": list(_terms()),
        "outcome": [
            (
                row.id,
                row.short_name,
                BALANCE if group is None else group.id,
                _BALANCE_NAME if group is None else group.short_name,
                order,
            )
            for order, (row, group) in enumerate(outcomes(), start=1)
        ],
        "review_channel": _numbered(merged(f.reviews.rows for f in newest)),
        "review_result": _numbered(review_results()),
    }


def load_form_tables(connection: DuckDBPyConnection, tables: Iterable[str] | None = None) -> None:
    """Fill these tables, all of them by default, from the forms."""
    rows_of = form_tables()
    for table in rows_of if tables is None else tables:
        rows = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows_of[table])
        connection.execute(f"insert into {table} values {rows}")


def wide_columns() -> dict[str, list[str]]:
    """Type to the columns that a mart lays out wide; `sql/marts` pivots on them."""
    newest = newest_first()
    numbers = {column: measure.number for column, (_, _, measure, _) in disclosure_cells().items()}
    return {
        "applicant_column": [
            f"received_{label.id}" for label in merged(f.requests.columns for f in newest)
        ],
        "disclosure_amount_column": [c for c, number in numbers.items() if number == "amount"],
        "disclosure_count_column": [c for c, number in numbers.items() if number != "amount"],
        "form_column": [f"forms_{form}" for form in forms()],
        "outcome_group_column": list(outcome_groups()),
        "result_column": [label.id for label in review_results()],
    }


def define_wide_columns(connection: DuckDBPyConnection) -> None:
    """Make the temporary types that name these columns for PIVOT, which must know them beforehand."""
    for name, columns in wide_columns().items():
        connection.execute(
            f"create or replace temp type {name} as enum ({', '.join(map(_literal, columns))})"
        )


def _items(newest: Sequence[Form]) -> list[Row]:
    clauses = {
        item.id: block.clause
        for form in reversed(newest)
        for block in form.disclosure
        for item in block.items
    }
    items = merged([i for b in form.disclosure for i in b.items] for form in newest)
    return [
        (item.id, item.short_name, clauses[item.id], item.regional, order)
        for order, item in enumerate(items, start=1)
    ]


def _measures(form: Form) -> list[Label]:
    """Columns of section 2 in the order of its blocks, each once."""
    found = {measure.id: measure for block in form.disclosure for measure in block.measures}
    return list(found.values())


def _terms() -> Iterator[Row]:
    for form in forms().values():
        for identity in form.identities:
            for side, terms in (("left", identity.left), ("right", identity.right)):
                yield from ((form.id, identity.check, side, term) for term in terms)


def _numbered(labels: Sequence[Label]) -> list[Row]:
    return [(label.id, label.short_name, order) for order, label in enumerate(labels, start=1)]


def _literal(value: str | int | bool) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value).lower()
