"""Starts tonight's file from last night's: what its inputs did not change is carried over.

What is carried over are the rows that are many: the cells and texts of reports, their verdicts, what
compares reports, and the marts that follow from them. A report's rows stand as long as its document, its
corrections and its unit's entry in the registry do, a county and year's as long as its reports and those
of the year before; see sql/incremental. All else is rebuilt, from what is carried over and what is new.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from duckdb import DuckDBPyConnection

from gongkai.atomic_write import write_whole
from gongkai.source_digest import program_digest
from gongkai.sql_files import sql_text
from gongkai.warehouse.schema import create_from, insert_from

_FIGURES = ("disclosure_figure", "request_figure", "review_figure", "narrative_figure")
OF_REPORTS = (*_FIGURES, "report_section", "reader_doubt")
JUDGED = (
    "section_similarity",
    "year_on_year_test",
    "check_result",
    "finding",
    "score",
    "ranking",
    "pairwise_lead",
)
MARTS_OF_UNITS = (
    "data_quality",
    "disclosed_by_category",
    "disclosed_by_channel",
    "disclosure_by_year_and_category",
    "disclosures_by_year",
    "request_applicants_by_year",
    "request_outcomes_by_year",
    "requests_by_year",
    "reviews_by_year",
    "year_on_year",
)
"""Marts whose rows of a unit follow from its own reports, documents and entry in the registry."""

MARTS_OF_COUNTY_YEARS = (
    "checks_by_county",
    "compliance_ranking",
    "county_by_year",
    "county_rollup",
    "data_quality_by_county",
    "effective_weight",
    "findings_by_unit",
)
"""Marts whose rows of a county and year follow from its reports, documents, verdicts and registry."""

RECOMPUTED_MARTS = (*MARTS_OF_UNITS, *MARTS_OF_COUNTY_YEARS)

CARRIED_OVER = (*OF_REPORTS, *JUDGED, *RECOMPUTED_MARTS)

_OF_JUDGED_UNITS = dict.fromkeys(("unit", "report", "document"), "judged_unit using (unit_id)")
_OF_COMPARED_COUNTY_YEARS = {
    **dict.fromkeys(
        (
            "county_year",
            "report",
            "document",
            "check_result",
            "finding",
            "score",
            "ranking",
            "sight",
        ),
        "compared_county_year using (county_id, year)",
    ),
    **dict.fromkeys(_FIGURES, "report using (report_id)"),
}
"""Tables the marts read, and what leaves of them the rows that are rebuilt; reports come first."""

LAST = (
    "county",
    "county_year",
    "unit",
    "rubric",
    "document",
    "report",
    "correction",
    "attempt",
    "look",
)
"""Tables whose rows of last night are compared with tonight's, as last_county and so on."""

MAX_INCREMENTS = 30
"""So many files are made from the one before; the next is rebuilt, since replaced rows leave holes."""

_CHUNK = 1 << 20


def carry_over(target: Path, path: Path) -> int:
    """Copy the published file `target` to `path`, if a night may start from it.

    It may when this same program made it, when its bytes are those that were published, and when not
    too many nights were started from one another.

    Returns:
        How many nights have started from the one before, with this one; 0 when it must start from nothing.
    """
    try:
        made = json.loads(_note(path).read_text("utf-8"))
        if made["by"] != program_digest() or made["increments"] >= MAX_INCREMENTS:
            return 0
        if _checksum(target, path) == made["crc32"]:
            return int(made["increments"]) + 1
    except (OSError, ValueError, KeyError, TypeError):  # what ails the disk, a full build will say
        pass
    path.unlink(missing_ok=True)
    return 0


def note_made(path: Path, increments: int) -> None:
    """Note what the next night must know of the file at `path`; without it, it starts from nothing."""
    with suppress(OSError):
        made = {"by": program_digest(), "crc32": _checksum(path), "increments": increments}
        write_whole(_note(path), json.dumps(made).encode())


def forget(target: Path) -> None:
    """Let the next night rebuild `target`, whatever it could take over."""
    _note(target.parent / ".build" / target.name).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _checksum(source: Path, copy: Path | None = None) -> int:
    """The checksum of a file, which is copied as it is read."""
    crc = 0
    with source.open("rb") as file, copy.open("wb") if copy else nullcontext() as beside:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            if beside:
                beside.write(chunk)
    return crc


def set_aside(connection: DuckDBPyConnection) -> None:
    """Keep the tables of LAST as they are, and drop all but what is carried over."""
    for table in LAST:
        connection.execute(f"create temp table last_{table} as from {table}")
    objects = connection.execute(sql_text("incremental", "dropped_object")).fetchall()
    for kind, name in objects:
        if name not in CARRIED_OVER:
            connection.execute(f'drop {kind} "{name}"')


def find_changes(connection: DuckDBPyConnection) -> None:
    """Make the tables that say what is loaded, judged and compared again, and delete the old cells of it."""
    for name in (
        "changed_report",
        "changed_unit",
        "changed_unit_year",
        "judged_unit",
        "compared_county_year",
        "outdated_county_year",
        "loaded_report",
    ):
        create_from(connection, "incremental", name, is_temporary=True)
    for table in OF_REPORTS:
        connection.execute(
            f"delete from {table} where report_id in (select report_id from changed_report where is_reread)"
        )


@contextmanager
def only_judged_figures(connection: DuckDBPyConnection) -> Iterator[None]:
    """Within, the tables of figures have those of judged units alone: the others are a nation's."""
    create_from(connection, "incremental", "judged_report", is_temporary=True)
    with _only(connection, "table", dict.fromkeys(_FIGURES, "judged_report using (report_id)")):
        yield


def recompute_marts_of_units(connection: DuckDBPyConnection) -> None:
    """Put rows of judged units in place of those of the last file, within only_judged_figures."""
    for mart in MARTS_OF_UNITS:
        connection.execute(f"delete from {mart} where unit_id in (from judged_unit)")
    with _only(connection, "table", _OF_JUDGED_UNITS):
        for mart in MARTS_OF_UNITS:
            insert_from(connection, "marts", mart)


def recompute_marts_of_county_years(connection: DuckDBPyConnection) -> None:
    """Put rows of compared county-years in place of those of the last file."""
    for mart in MARTS_OF_COUNTY_YEARS:
        connection.execute(
            f"delete from {mart} where (county_id, year) in"
            " (select (county_id, year) from outdated_county_year)"
        )
    with _only(connection, "view", _OF_COMPARED_COUNTY_YEARS):
        for mart in MARTS_OF_COUNTY_YEARS:
            insert_from(connection, "marts", mart)


@contextmanager
def _only(connection: DuckDBPyConnection, kind: str, wanted: Mapping[str, str]) -> Iterator[None]:
    """Within, each of these tables has the rows that its semi join leaves, and no others.

    Temporary objects of the same names, tables or views as `kind` says, stand before them.
    """
    (file,) = connection.execute("select current_database()").fetchone() or ("",)
    for table, others in wanted.items():
        connection.execute(
            f'create temp {kind} {table} as from "{file}".main.{table} semi join {others}'
        )
    yield
    for table in wanted:
        connection.execute(f"drop {kind} temp.{table}")
