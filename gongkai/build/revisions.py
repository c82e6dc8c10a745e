"""What tonight's warehouse says otherwise than the published one, and why: figures, states, scores and ranks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened
from gongkai.warehouse.schema import create_from

_PUBLISHED = {
    "published_standing": "standing",
    "published_correction": "applied_correction",
    "published_document": "known_document",
    "published_log": "logged",
}
"""What is asked of the published file, each with its statement in sql/revisions."""

_NOW = {"standing_now": "standing", "correction_now": "applied_correction"}
"""The same of tonight's file, for what is compared as a whole."""

_AT_ONCE = 2_000
"""Reports whose figures are compared at a time."""


def note_revisions(
    connection: DuckDBPyConnection,
    target: Path,
    run_id: str,
    revised_at: datetime.datetime,
    program: str | None,
) -> None:
    """Fill `revision_log`: all that the published file has, and what tonight changes against it.

    A published file that is not there, cannot be read, or is of a time before revisions were noted has
    nothing that could be compared.

    Args:
        connection: tonight's warehouse, ranked.
        target: the published file.
        run_id: of tonight.
        revised_at: when tonight began, with its zone.
        program: the digest of the program that makes tonight's file.
    """
    former = _asked(target, _PUBLISHED)
    nights = _asked(target, {"night": "published_night"})
    if former is None or nights is None or not nights["night"].num_rows:
        return
    (night,) = nights["night"].to_pylist()
    log = former.pop("published_log")
    for name, statement in _NOW.items():
        connection.execute(f"create temp table {name} as {_text(statement)}")
    with _registered(connection, former):
        create_from(connection, "revisions", "changed_correction", is_temporary=True)
        connection.execute(
            "create temp table changed_standing as " + _text("changed_standing"),
            {"is_other_program": night["program"] != program},
        )
    _compare_figures(connection, target)
    moment = revised_at.astimezone(datetime.UTC).replace(tzinfo=None)
    with _registered(connection, {"published_log": log}):
        connection.execute("insert into revision_log by name from published_log")
        connection.execute(
            "insert into revision_log by name " + _text("revision"),
            {"run_id": run_id, "revised_at": moment, "published_at": night["published_at"]},
        )
    for table in (*_NOW, "changed_correction", "changed_standing", "changed_figure"):
        connection.execute(f"drop table temp.{table}")


def _compare_figures(connection: DuckDBPyConnection, target: Path) -> None:
    """Make the table changed_figure, of the reports whose figures may differ, some at a time: a nation has millions."""
    compared = connection.execute(_text("compared_report")).to_arrow_table()
    for start in range(0, max(1, compared.num_rows), _AT_ONCE):
        some = compared.slice(start, _AT_ONCE)
        before, now = (
            {"asked_report": some.select([name]).rename_columns(["report_id"])}
            for name in ("report_id_before", "report_id_now")
        )
        with _registered(connection, now):
            figures = {"figure_now": _answer(connection, "figure")}
        published = _asked(target, {"published_figure": "figure"}, before)
        if published is None:  # of what cannot be read nothing is said
            nothing = figures["figure_now"].slice(0, 0)
            published, figures = {"published_figure": nothing}, {"figure_now": nothing}
        make = "insert into changed_figure" if start else "create temp table changed_figure as"
        with _registered(connection, {"paired_report": some} | figures | published):
            connection.execute(f"{make} {_text('changed_figure')}")


def _asked(
    target: Path, statements: Mapping[str, str], given: Mapping[str, pa.Table] | None = None
) -> dict[str, pa.Table] | None:
    """What the published file answers, by name; None where it cannot."""
    try:
        with opened(target) as published, _registered(published, given or {}):
            return {name: _answer(published, statement) for name, statement in statements.items()}
    except Exception:  # a damaged file fails in many ways, and none may stop its replacement
        return None


def _answer(connection: DuckDBPyConnection, statement: str) -> pa.Table:
    """The rows of a statement, which are written down before they are fetched.

    DuckDB 1.5 may wait for ever where a union of semi joins and groups of millions of rows is fetched as it runs.
    """
    connection.execute(f"create or replace temp table answer as {_text(statement)}")
    rows = connection.execute("from answer").to_arrow_table()
    connection.execute("drop table temp.answer")
    return rows


def _text(name: str) -> str:
    return sql_text("revisions", name)


@contextmanager
def _registered(connection: DuckDBPyConnection, frames: Mapping[str, pa.Table]) -> Iterator[None]:
    """Within, the connection has these as tables."""
    for name, frame in frames.items():
        connection.register(name, frame)
    try:
        yield
    finally:
        for name in frames:
            connection.unregister(name)
