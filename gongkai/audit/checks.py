"""Runs the checks of sql/checks through the pre-filled index into check_result and finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from duckdb import DuckDBPyConnection

from gongkai.errors import WarehouseError
from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.schema import create_from, insert_from

MACROS = (
    "bare_name",
    "identity_outcome",
    "is_copied",
    "is_township",
    "judged_value",
    "strict_outcome",
    "verdict_of",
)
"""Rules that several checks share, in sql/audit."""

INPUTS = (
    "every_report",
    "compared_report",
    "current_report",
    "check_index",
    "disclosure_row",
    "request_row",
    "request_column",
    "review_row",
    "table_row",
    "prose",
)
"""What checks read, from sql/audit: the cells of current reports, each table laid out wide once."""

SIMILARITY = frozenset({"own_last_year_similarity", "peer_similarity"})
OUTLIERS = frozenset({"year_on_year_outlier"})
"""Checks that read what SQL cannot compute; each is filled in Python, and only for them."""

Progress = Callable[[int, int], None]
"""Called with how many checks are done and how many there are."""


def known_checks(connection: DuckDBPyConnection, *, single_report: bool = False) -> tuple[str, ...]:
    """Ids of the checks in check_rule, sorted; those that need one report alone on demand.

    Raises:
        WarehouseError: when a check has no SQL file, or an SQL file no row in check.csv.
    """
    rows = connection.execute("select check_id, is_single_report from check_rule").fetchall()
    ids, files = {check for check, _ in rows}, set(object_names("checks"))
    if ids != files:
        raise WarehouseError(
            f"check.csv and sql/checks differ in {', '.join(sorted(ids ^ files))}",
            next_step="give each check one row and one file",
        )
    return tuple(sorted(check for check, is_single in rows if is_single or not single_report))


def fill_sight(connection: DuckDBPyConnection) -> None:
    """Fill `sight` for every unit and year: what is known of its report, before anything is judged."""
    connection.execute("delete from sight")
    insert_from(connection, "audit", "sight")


def judge_everything(connection: DuckDBPyConnection) -> None:
    """Make the temporary tables that say what is judged: all units and years, of all counties."""
    connection.execute(sql_text("audit", "everything"))


def prepare_inputs(connection: DuckDBPyConnection, checks: Collection[str] = ()) -> None:
    """Make the temporary macros and tables that the checks read, and what Python fills for them."""
    connection.execute(";\n".join(sql_text("audit", name) for name in MACROS))
    comparing = ", ".join(f"'{check}'" for check in sorted(SIMILARITY | OUTLIERS))
    connection.execute(
        f"create or replace temp table comparing_check as select unnest([{comparing}]) as check_id"
    )
    for name in INPUTS:
        create_from(connection, "audit", name, is_temporary=True)
    if not SIMILARITY.isdisjoint(checks):
        from gongkai.audit.originality import fill_section_similarity

        fill_section_similarity(connection)
    if not OUTLIERS.isdisjoint(checks):
        from gongkai.audit.outliers import fill_year_on_year_test

        fill_year_on_year_test(connection)
    create_from(connection, "audit", "similar_section", is_temporary=True)


def drop_inputs(connection: DuckDBPyConnection) -> None:
    """Free what the checks read: a nation's is gigabytes, which the marts want."""
    for name in (*INPUTS, "similar_section", "check_evidence"):
        connection.execute(f"drop table temp.{name}")


def evidence(check: str) -> str:
    """The SELECT that gives a check's evidence; `outcome_strict` is null where it has none."""
    return (
        f"select * from ({sql_text('checks', check)}\n) "
        "union all by name select null::varchar as outcome_strict where false"
    )


def run_checks(
    connection: DuckDBPyConnection,
    checks: Iterable[str],
    progress: Progress | None = None,
    *,
    everything: bool = True,
) -> None:
    """Fill check_result and finding for every unit, year and check of check_rule.

    Args:
        connection: the warehouse that is built.
        checks: those whose evidence is gathered; the others come out as not applicable.
        progress: told after each check.
        everything: judge all, and fill `sight` first; otherwise only the units of judged_unit, and compare only reports of
            compared_county_year, and let the other rows stand as they are.
    """
    checks = tuple(checks)
    if everything:
        fill_sight(connection)
        judge_everything(connection)
    prepare_inputs(connection, checks)
    connection.execute("drop table if exists check_evidence")
    for done, check in enumerate(checks, start=1):
        connection.execute(f"create or replace temp view evidence as\n{evidence(check)}")
        into = "insert into check_evidence" if done > 1 else "create temp table check_evidence as"
        connection.execute(
            f"{into} select '{check}' as check_id, * from ({sql_text('audit', 'judged')}\n)"
        )
        if progress:
            progress(done, len(checks))
    if not everything:
        connection.execute(sql_text("commands", "forget_verdicts"))
    insert_from(connection, "audit", "check_result")
    insert_from(connection, "audit", "finding")
