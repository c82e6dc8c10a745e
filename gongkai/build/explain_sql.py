"""Every SQL file through EXPLAIN on the empty schema: `python -m gongkai.build.explain_sql`."""

from __future__ import annotations

import re
import sys

import duckdb

from gongkai.audit.checks import evidence, judge_everything, known_checks, prepare_inputs
from gongkai.audit.corrections import stage_corrections
from gongkai.build.incremental import LAST, find_changes
from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.dictionary.fields import check_dictionary
from gongkai.warehouse.schema import create_from, create_schema, load_seeds, marts_in_order
from gongkai.warehouse.staged import STAGED

STANDINS = {
    "published_standing": "standing",
    "standing_now": "standing",
    "published_correction": "applied_correction",
    "correction_now": "applied_correction",
    "published_document": "known_document",
    "changed_correction": "changed_correction",
    "changed_standing": "changed_standing",
    "asked_report": "standing",
    "paired_report": "compared_report",
    "published_figure": "figure",
    "figure_now": "figure",
    "changed_figure": "changed_figure",
}
"""What a night compares with the published file, each with the statement of sql/revisions that makes it."""

_PARAMETER = re.compile(r"\$([a-z]\w*)")


def explain_all() -> list[str]:
    """What is wrong with the files of sql/, one line a fault; empty when all are sound."""
    connection = duckdb.connect()
    create_schema(connection)
    load_seeds(connection)
    for table, columns in STAGED.items():
        fields = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        connection.execute(f"create temp table staged_{table} ({fields})")
    stage_corrections(connection, [])
    judge_everything(connection)
    prepare_inputs(connection)
    paired = sql_text("audit", "paired_count")
    connection.execute(f"create temp view new_pair as {paired}")
    for table in LAST:
        connection.execute(f"create temp table last_{table} as from {table} limit 0")
    find_changes(connection)
    connection.execute(sql_text("load", "corrected_cell"))
    faults: list[str] = []
    for name, source in STANDINS.items():
        create = f"create temp table {name} as from ({sql_text('revisions', source)}) limit 0"
        connection.execute(create, dict.fromkeys(_PARAMETER.findall(create)))
    for folder in (
        "load",
        "incremental",
        "checks",
        "audit",
        "validation",
        "dictionary",
        "journal",
        "revisions",
    ):
        for name in object_names(folder):
            faults += _explain(connection, folder, name)
    for name in marts_in_order():
        faults += _explain(connection, "marts", name)
        if faults:
            return faults
        create_from(connection, "marts", name)
    check_dictionary(connection)
    known_checks(connection)
    for folder in ("pack", "release", "rerank", "settle"):
        for name in object_names(folder):
            faults += _explain(connection, folder, name)
    return faults


def _explain(connection: duckdb.DuckDBPyConnection, folder: str, name: str) -> list[str]:
    """Faults of one file; the view `evidence` and the table check_evidence stand in for a check."""
    text = sql_text(folder, name)
    if not text.startswith("-- "):
        return [f"sql/{folder}/{name}.sql does not open with a comment"]
    if "\ncreate " in text:
        return []  # a macro, made already
    try:
        connection.execute(f"explain {text}", dict.fromkeys(_PARAMETER.findall(text)))
        if folder == "checks":
            connection.execute(f"create or replace temp view evidence as\n{evidence(name)}")
            connection.execute(f"explain {sql_text('audit', 'judged')}")
            connection.execute(
                "create or replace temp table check_evidence as "
                f"select '{name}' as check_id, * from ({sql_text('audit', 'judged')}\n)"
            )
    except duckdb.Error as error:
        return [f"sql/{folder}/{name}.sql: {error}"]
    return []


if __name__ == "__main__":
    found = explain_all()
    for line in found:
        print(line, file=sys.stderr)
    sys.exit(1 if found else 0)
