"""The panel against what the factory wrote, and its flags against small reports made for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.audit.checks import fill_sight
from gongkai.warehouse.connect import attached
from gongkai.warehouse.schema import create_from, create_schema, load_seeds
from tests.unit.marts.test_sample_marts import compared, printed

_VALUES = {
    "received_total": ("requests.received.total",),
    "carried_in_total": ("requests.carried_in.total",),
    "granted_in_full": ("requests.granted.total",),
    "concluded_total": ("requests.concluded.total",),
    "carried_out_total": ("requests.carried_out.total",),
    "reconsiderations_total": ("reviews.reconsideration.total",),
    "litigations_total": (
        "reviews.direct_litigation.total",
        "reviews.litigation_after_reconsideration.total",
    ),
    "licensing_decisions": ("disclosure.licensing.decisions",),
}


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with attached(sample_warehouse) as connection:
        yield connection


def test_the_totals_are_what_the_reports_print(db: duckdb.DuckDBPyConnection) -> None:
    doubted = set(
        db.execute(
            "select split_part(unit_id, '/', 2), year from report_panel where cells_doubtful > 0"
        ).fetchall()
    )
    sql = f"select split_part(unit_id, '/', 2), year, {', '.join(_VALUES)} from report_panel"
    rows = list(compared(db, sql, doubted))
    assert len(rows) >= 55
    for truth, values in rows:
        for name, value, paths in zip(_VALUES, values, _VALUES.values(), strict=True):
            cells = [printed(truth, path) for path in paths]
            expected = None if None in cells else sum(cell or 0 for cell in cells)
            if expected is None or expected == int(expected):
                assert value == expected, (truth.unit, truth.year, name)


def test_every_unit_and_year_has_its_row_and_its_state(db: duckdb.DuckDBPyConnection) -> None:
    assert db.execute(
        "select count(*) from report_panel"
        " where (missing_reason is null) <> (sight in ('read', 'partly_read', 'choice_open'))"
        " or (score is null) <> (rank is null) or (score is null and pending is null and sight = 'read')"
    ).fetchone() == (0,)
    assert (
        db.execute("select count(*) from report_panel").fetchone()
        == db.execute("select count(*) from unit join county_year using (county_id)").fetchone()
    )


def test_a_score_lies_within_its_bounds(db: duckdb.DuckDBPyConnection) -> None:
    (off, seen) = db.execute(
        "select count(*) filter (score not between score_low - 1e-9 and score_high + 1e-9),"
        " count(score) from report_panel"
    ).fetchone() or (1, 0)
    assert off == 0 and seen > 50


def test_counts_are_integers_and_no_name_needs_quotes(db: duckdb.DuckDBPyConnection) -> None:
    columns = dict(
        db.execute(
            "select column_name, data_type from duckdb_columns() where table_name = 'report_panel'"
        ).fetchall()
    )
    assert {columns[name] for name in columns if f"{name}_flags" in columns} == {"BIGINT"}
    keywords = {
        word for (word,) in db.execute("select keyword_name from duckdb_keywords()").fetchall()
    }
    assert columns.keys() & keywords == {"year"}  # the key of every table here; it needs no quotes
    assert (
        db.execute(
            "select table_name, column_name from duckdb_columns() join duckdb_keywords()"
            " on lower(column_name) = keyword_name where database_name = 'gongkai'"
            " and keyword_category <> 'unreserved'"
        ).fetchall()
        == []
    )


@pytest.fixture
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    """One made-up unit with a report on the form of 2019 and one on that of 2021."""
    with duckdb.connect() as connection:
        create_schema(connection)
        load_seeds(connection)
        connection.execute(
            "insert into county values ('c', '某县', 2020, 2021, true);"
            "insert into county_year by name select 'c' as county_id, year, '' as deadline_basis,"
            " make_date(year + 1, 1, 31) as deadline, true as is_deadline_set from (values (2020),"
            " (2021)) as t (year);"
            "insert into unit by name select 'c/u' as unit_id, 'c' as county_id, 'u' as unit_key,"
            " '某镇' as unit_name, [] as aliases, [] as former_names;"
            "insert into report by name select *, 'c/u' as unit_id, 'c' as county_id, 1 as revision,"
            " true as is_current, [] as years_stated, true as has_disclosure_table,"
            " true as has_request_table, true as has_review_table, [] as subtopics, [] as unseen,"
            " true as accountability_stated, 'x' as reader_version, report_id::varchar as document_sha256"
            " from (values (1, 2020, '2019', null), (2, 2021, '2021', date '2022-01-20'))"
            " as t (report_id, year, form, published_on)"
        )
        yield connection


def _cell(
    connection: duckdb.DuckDBPyConnection,
    report: int,
    place: tuple[str, str],
    value: float | None,
    **notes: str,
) -> None:
    said = "".join(f", '{text}' as {name}" for name, text in notes.items())
    number = "null" if value is None else value
    table, names = (
        ("disclosure_figure", ("item", "measure"))
        if place[1] in ("made", "issued")
        else ("review_figure", ("channel", "result"))
        if "litigation" in place[0]
        else ("request_figure", ("outcome", "applicant"))
    )
    connection.execute(
        f"insert into {table} by name select {report} as report_id, '{place[0]}' as {names[0]},"
        f" '{place[1]}' as {names[1]}, {number}::double as value, 'here' as locator{said}"
    )


def _panel(connection: duckdb.DuckDBPyConnection, columns: str) -> list[tuple[object, ...]]:
    fill_sight(connection)
    connection.execute(
        "insert into check_result by name select unit_id, county_id, year, 'x' as check_id,"
        " 'pass' as verdict, 'pass' as verdict_strict, true as is_scored, 1 as tested, 0 as failed,"
        " 0 as omitted, 0 as doubtful, 1 as informative from sight"
    )
    create_from(connection, "marts", "data_quality")
    create_from(connection, "marts", "report_panel")
    return connection.execute(f"select {columns} from report_panel order by year").fetchall()


def test_a_value_carries_the_flags_of_its_cells(made: duckdb.DuckDBPyConnection) -> None:
    _cell(made, 1, ("received", "total"), 4, doubt="unclear")
    _cell(made, 2, ("received", "total"), 5, correction="reader")
    _cell(made, 1, ("concluded", "total"), 2.5)
    _cell(made, 2, ("concluded", "total"), None)
    assert _panel(
        made, "received_total, received_total_flags, concluded_total, concluded_total_flags"
    ) == [(4, "d", None, "u"), (5, "c", None, "")]


def test_what_the_forms_ask_differently_is_never_one_series(
    made: duckdb.DuckDBPyConnection,
) -> None:
    _cell(made, 1, ("normative_documents", "made"), 3)
    _cell(made, 2, ("normative_documents", "issued"), 1)
    assert _panel(made, "normative_documents_made, normative_documents_made_flags") == [
        (3, "n"),
        (1, "bn"),
    ]


def test_a_sum_that_lacks_a_part_is_no_sum(made: duckdb.DuckDBPyConnection) -> None:
    _cell(made, 1, ("direct_litigation", "total"), 1)
    _cell(made, 1, ("litigation_after_reconsideration", "total"), None)
    _cell(made, 2, ("direct_litigation", "total"), 1)
    _cell(made, 2, ("litigation_after_reconsideration", "total"), 2)
    assert _panel(made, "litigations_total, litigations_total_flags") == [(None, ""), (3, "e")]


def test_days_are_counted_from_the_end_of_the_year(made: duckdb.DuckDBPyConnection) -> None:
    assert _panel(made, "sight, days_to_publish, days_past_deadline") == [
        ("read", None, None),
        ("read", 20, -11),
    ]


@pytest.mark.parametrize("unit", ["'c/u'", "null"])
def test_what_was_not_read_says_why(made: duckdb.DuckDBPyConnection, unit: str) -> None:
    """A file that names no unit may be anybody's."""
    made.execute(
        "delete from report; insert into document by name select 'x' as document_sha256,"
        f" {unit} as unit_id, 'c' as county_id, 2020 as year, 'x' as file_name,"
        " timestamp '2021-02-01' as fetched_at, 1 as bytes, 'encrypted' as refusal_reason"
    )
    assert _panel(made, "sight, missing_reason") == [
        ("arrived_unread", "encrypted"),
        ("not_found", "looked_everywhere"),
    ]


def test_what_is_no_report_is_no_reason(made: duckdb.DuckDBPyConnection) -> None:
    """A list that was not read to its end is, whatever else lay there."""
    made.execute(
        "delete from report; insert into document by name select 'x' as document_sha256,"
        " 'c/u' as unit_id, 'c' as county_id, 2020 as year, 'x' as file_name,"
        " timestamp '2021-02-01' as fetched_at, 1 as bytes, 'not_a_report' as refusal_reason;"
        "insert into attempt by name select 'c' as county_id, 'c/u' as unit_id, 2020 as year,"
        " 'list_incomplete' as reason, '' as reason_name,"
        " '' as source, '' as host, '' as url, '' as detail, timestamp '2021-02-01' as attempted_at"
    )
    assert _panel(made, "sight, missing_reason") == [
        ("list_incomplete", "list_incomplete"),
        ("not_found", "looked_everywhere"),
    ]
