"""Every mart ties to the cells below it, has the key it claims, and says what each column means."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.settings import sql_folder
from gongkai.sql_files import object_names
from gongkai.warehouse.connect import attached


@pytest.fixture(scope="module")
def db(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with attached(sample_warehouse) as connection:
        yield connection


def _seed(name: str) -> list[dict[str, str]]:
    with (sql_folder() / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


KEYS = {
    row["table_name"]: row["key_columns"].split()
    for row in _seed("table_note")
    if row["key_columns"]
}

TIES = {
    # mart: (a sum over the mart, the same over the cells)
    "requests_by_year": (
        "select sum(received_total) from requests_by_year",
        "select sum(value) from request_figure join report using (report_id)"
        " where is_current and outcome = 'received' and applicant = 'total'",
    ),
    "request_outcomes_by_year": (
        "select sum(value) from request_outcomes_by_year",
        "select sum(value) from request_figure join report using (report_id) join outcome using"
        " (outcome) where is_current and applicant = 'total' and outcome_group <> 'balance'",
    ),
    "request_applicants_by_year": (
        "select sum(granted) + sum(partly_granted) + sum(refused) + sum(unavailable) + sum(declined)"
        " + sum(other)"
        " from request_applicants_by_year where applicant <> 'total'",
        "select sum(value) from request_figure join report using (report_id) join outcome using"
        " (outcome) where is_current and has_request_table and applicant <> 'total'"
        " and outcome_group <> 'balance'",
    ),
    "requests_by_applicant_and_outcome": (
        "select sum(value) from requests_by_applicant_and_outcome",
        "select sum(value) from request_figure join report using (report_id) where is_current",
    ),
    "disclosure_by_year_and_category": (
        "select sum(value) from disclosure_by_year_and_category where source = 'table'",
        "select sum(value) from disclosure_figure join report using (report_id) where is_current",
    ),
    "disclosed_by_category": (
        "select sum(value) from disclosed_by_category",
        "select sum(value) from narrative_figure join report using (report_id)"
        " where is_current and name = 'breakdown'",
    ),
    "disclosed_by_category (labels)": (
        "select sum(printed_categories) from disclosed_by_category",
        "select count(*) from narrative_figure join report using (report_id)"
        " where is_current and name = 'breakdown'",
    ),
    "disclosed_by_category_and_county": (
        "select sum(value) from disclosed_by_category_and_county",
        "select sum(value) from disclosed_by_category",
    ),
    "disclosed_by_channel": (
        "select sum(value) from disclosed_by_channel",
        "select sum(value) from narrative_figure join report using (report_id)"
        " where is_current and name = 'channels'",
    ),
    "reviews_by_year": (
        "select sum(upheld) + sum(corrected) + sum(other) + sum(pending) from reviews_by_year",
        "select sum(value) from review_figure join report using (report_id)"
        " where is_current and has_review_table and result <> 'total'",
    ),
    "county_rollup": (
        "select sum(value) from county_rollup where section = 3",
        "select sum(value) from request_figure join report using (report_id) where is_current",
    ),
    "county_by_year (requests)": (
        "select sum(received_total) + sum(concluded_total) from county_by_year",
        "select sum(received_total) + sum(concluded_total) from requests_by_year",
    ),
    "county_by_year (granted)": (
        "select sum(granted_total) from county_by_year",
        "select sum(value) from request_outcomes_by_year"
        " where outcome_group in ('granted', 'partly_granted')",
    ),
    "county_by_year (reviews)": (
        "select sum(reconsiderations_total) + sum(litigations_total) from county_by_year",
        "select sum(value) from review_figure join report using (report_id)"
        " where is_current and result = 'total'",
    ),
    "county_by_year (disclosed)": (
        "select sum(disclosed_total) from county_by_year",
        "select sum(disclosed_total) from year_on_year",
    ),
    "checks_by_county": (
        "select sum(units_pass + units_fail + units_not_shown + units_not_seen"
        " + units_not_applicable + units_no_report) from checks_by_county",
        "select count(*) from check_result",
    ),
    "data_quality": (
        "select sum(cells_printed + cells_blank + cells_absent) from data_quality",
        "select sum(cells_expected) from data_quality",
    ),
    "data_quality_by_county": (
        "select sum(cells_printed) + sum(cells_doubtful) + sum(units_missing)"
        " from data_quality_by_county",
        "select sum(cells_printed) + sum(cells_doubtful) + count(*) filter (where not has_report)"
        " from data_quality",
    ),
    "year_on_year": (
        "select sum(received_total_previous) from year_on_year",
        "select sum(received_total) from requests_by_year join county using (county_id)"
        " where year < last_year",
    ),
    "report_panel": (
        "select sum(received_total) + sum(disclosed_total) from report_panel",
        "select (select sum(received_total) from requests_by_year)"
        " + (select sum(disclosed_total) from disclosures_by_year)",
    ),
    "ranking_history": (
        "select sum(score) + sum(rank) from ranking_history",
        "select sum(score) + sum(rank) from compliance_ranking",
    ),
    "compliance_ranking": (
        "select sum(points_earned) from compliance_ranking",
        "select sum(points_earned) from score where points_judged > 0",
    ),
    "similarity_by_year": (
        "select sum(shared_characters) from similarity_by_year",
        "select sum(shared_characters) from section_similarity",
    ),
    "fault_trend": (
        "select sum(places) from fault_trend",
        "select count(*) from finding join check_rule using (check_id)"
        " join check_result r using (unit_id, year, check_id) join unit using (unit_id)"
        " join county c on c.county_id = unit.county_id"
        " where place <> 'omission' and check_rule.severity <> 'note' and is_scored"
        " and (finding.verdict = 'fail' or (finding.verdict = 'not_shown'"
        " and finding.dimension <> 'prose_against_tables')) and finding.year > c.first_year",
    ),
    "findings_by_unit": (
        "select count(*) from findings_by_unit",
        "select count(*) from finding join check_rule using (check_id)"
        " where verdict in ('fail', 'not_shown', 'lead', 'note')",
    ),
}


@pytest.mark.parametrize("mart", TIES)
def test_a_mart_ties_to_the_cells_below_it(db: duckdb.DuckDBPyConnection, mart: str) -> None:
    above, below = ((db.execute(sql).fetchone() or (None,))[0] for sql in TIES[mart])
    assert above == pytest.approx(below)
    assert above > 0


def test_every_column_of_the_wide_disclosures_ties_to_its_cell(
    db: duckdb.DuckDBPyConnection,
) -> None:
    cells = db.execute(
        "select distinct item, measure from disclosure_figure order by all"
    ).fetchall()
    assert len(cells) > 25
    for item, measure in cells:
        column = f"{item}_{measure}"
        (above,) = db.execute(f"select sum({column}) from disclosures_by_year").fetchone() or ()
        number = "value" if measure == "amount" else "whole_number(value)"
        (below,) = (
            db.execute(
                f"select sum({number}) from disclosure_figure join report using (report_id)"
                f" where is_current and item = '{item}' and measure = '{measure}'"
            ).fetchone()
            or ()
        )
        assert above == (None if below is None else pytest.approx(below)), column


def test_what_is_no_whole_number_is_no_count_and_stays_in_the_cells(
    db: duckdb.DuckDBPyConnection,
) -> None:
    broken = db.execute(
        "select unit_id, year, replace(substr(place, 12), '.', '_') as name, value from cells_by_unit"
        " where place like 'disclosure.%' and place not like '%.amount' and value <> trunc(value)"
    ).fetchall()
    assert broken
    for unit_id, year, name, _ in broken:
        assert db.execute(
            f"select {name} from disclosures_by_year where unit_id = ? and year = ?",
            [unit_id, year],
        ).fetchall() == [(None,)]


@pytest.mark.parametrize(
    ("printed", "total"),
    [("1, 2", 3), ("1, null", 1), ("1, 2.5", None), ("2.5, 2.5", None), ("null, null", None)],
)
def test_a_count_that_is_not_whole_is_never_summed(
    db: duckdb.DuckDBPyConnection, printed: str, total: int | None
) -> None:
    assert db.execute(
        f"select whole_sum(x), typeof(whole_sum(x)) from (select unnest([{printed}]::double[]) as x)"
    ).fetchall() == [(total, "BIGINT")]


_COUNTED = frozenset("件条项个份格家")
_AS_PRINTED = frozenset(  # a row is one number as it was read, whole or not
    (
        "request_figure.value",
        "review_figure.value",
        "requests_by_applicant_and_outcome.value",
    )
)


def test_what_is_counted_is_an_integer(db: duckdb.DuckDBPyConnection) -> None:
    counted = {
        f"{row['table_name']}.{row['column_name']}"
        for row in _seed("field")
        if row["unit"] in _COUNTED and row["table_name"] in KEYS
    }
    types = dict(
        db.execute(
            "select table_name || '.' || column_name, data_type from duckdb_columns()"
        ).fetchall()
    )
    whole = {"BIGINT", "INTEGER", "UBIGINT", "SMALLINT", "UINTEGER", "USMALLINT", "TINYINT"}
    others = {name for name in counted & types.keys() if types[name] not in whole}
    assert others == _AS_PRINTED
    assert len(counted & types.keys()) > 100


def test_only_what_means_the_same_shares_a_column_between_the_forms(
    db: duckdb.DuckDBPyConnection,
) -> None:
    shared = db.execute(
        "select distinct a.item || '_' || a.measure from disclosure_figure a"
        " join report ra using (report_id)"
        " semi join (select item, measure from disclosure_figure join report using (report_id)"
        "  where form = '2019' and locator is not null) b using (item, measure)"
        " where ra.form = '2021' and a.locator is not null"
    ).fetchall()
    assert {column for (column,) in shared} == {
        "licensing_decisions",
        "penalties_decisions",
        "compulsory_measures_decisions",
    }


@pytest.mark.parametrize("table", KEYS)
def test_a_key_holds(db: duckdb.DuckDBPyConnection, table: str) -> None:
    key = ", ".join(KEYS[table])
    twice = db.execute(
        f"select {key}, count(*) from {table} group by {key} having count(*) > 1 limit 3"
    ).fetchall()
    assert twice == []


def test_every_table_has_a_key_a_meaning_and_an_example(db: duckdb.DuckDBPyConnection) -> None:
    without_key = db.execute(
        "select table_name from dictionary group by table_name having not bool_or(is_key)"
    ).fetchall()
    # a thing to look at may be said twice of one place
    assert without_key == [("manual_queue",)]
    assert (
        db.execute(
            "select table_name from dictionary where column_name = ''"
            " and (example = '' or meaning_en = '' or source = '' or meaning = '')"
        ).fetchall()
        == []
    )


def test_every_column_has_its_entry_in_both_languages(db: duckdb.DuckDBPyConnection) -> None:
    unsaid = db.execute(
        "select c.table_name, c.column_name from information_schema.columns c"
        " left join dictionary d using (table_name, column_name)"
        " where c.table_catalog = 'gongkai' and (d.meaning is null or d.meaning = ''"
        " or d.meaning_en = '' or d.source = '' or (d.null_meaning <> '' and d.null_meaning_en = ''))"
    ).fetchall()
    assert unsaid == [], "add rows to sql/seeds/field.csv, field_en.csv, null_en.csv"


def test_a_column_that_can_be_null_says_what_null_means(db: duckdb.DuckDBPyConnection) -> None:
    unsaid = []
    columns = db.execute(
        "select table_name, column_name from dictionary where column_name <> '' and null_meaning = ''"
    ).fetchall()
    for table in {table for table, _ in columns}:
        named = [column for t, column in columns if t == table]
        counts = ", ".join(f'count(*) - count("{column}")' for column in named)
        nulls = db.execute(f"select {counts} from {table}").fetchone() or ()
        unsaid += [f"{table}.{c}" for c, n in zip(named, nulls, strict=True) if n]
    assert unsaid == []


def test_every_example_of_the_dictionary_runs(db: duckdb.DuckDBPyConnection) -> None:
    examples = db.execute("select example from dictionary where example <> ''").fetchall()
    assert len(examples) > 50
    for (sql,) in examples:
        db.execute(sql).fetchall()


def test_shares_have_the_denominator_they_state(db: duckdb.DuckDBPyConnection) -> None:
    off = (
        "select count(*) from (select sum(share) as whole from {} group by {} having sum({}) > 0)"
        " where abs(whole - 1) > 1e-9"
    )
    for mart, group in (
        ("disclosed_by_category_and_county", "county_id, year"),
        ("disclosed_by_category where breakdown_closed and disclosed_total is not null"
         " and not (unit_id = 'sample/xingyuan' and year = 2024)", "unit_id, year"),
    ):  # fmt: skip
        assert db.execute(off.format(mart, group, "value")).fetchone() == (0,), mart
    assert db.execute(
        "select count(*) from request_applicants_by_year"
        " where received_share > 1 or granted_share > 1 or received_share < 0"
    ).fetchone() == (0,)


def test_what_could_not_be_mapped_is_kept_and_counted() -> None:
    """A category that no pattern knows stands as `unmapped`, under its own words."""
    from gongkai.warehouse.schema import create_from, create_schema, load_seeds

    with duckdb.connect() as connection:
        create_schema(connection)
        load_seeds(connection)
        connection.execute(
            "insert into county values ('c', '某县', 2024, 2024, true);"
            "insert into unit by name select 'c/u' as unit_id, 'c' as county_id, 'u' as unit_key,"
            " '某镇' as unit_name, [] as aliases, [] as former_names;"
            "insert into report by name select 1 as report_id, []::varchar[] as unseen, 'c/u' as unit_id, 'c' as county_id,"
            " 2024 as year, 1 as revision, true as is_current, 'x' as document_sha256,"
            " [2024] as years_stated, false as has_disclosure_table, false as has_request_table,"
            " false as has_review_table, [] as subtopics, false as accountability_stated,"
            " 'x' as reader_version, true as breakdown_closed;"
            "insert into narrative_figure by name select 1 as report_id, * from (values"
            " (0, 'disclosed_total', '', 10.0), (1, 'breakdown', '财政预算信息', 4.0),"
            " (2, 'breakdown', '三公经费', 1.0), (3, 'breakdown', '谜之类目', 3.0),"
            " (4, 'breakdown', '其他', 2.0), (5, 'channels', '微信公众号', 7.0))"
            " as t (ordinal, name, label, value), (select '' as printed, '' as locator,"
            " false as is_approximate, false as is_derived, '' as rule)"
        )
        create_from(connection, "marts", "disclosed_by_category")
        create_from(connection, "marts", "disclosed_by_channel")
        assert connection.execute(
            "select category, value, share, labels from disclosed_by_category order by value"
        ).fetchall() == [
            ("other", 2, 0.2, "其他"),
            ("unmapped", 3, 0.3, "谜之类目"),
            ("budget", 5, 0.5, "财政预算信息；三公经费"),
        ]
        assert connection.execute(
            "select channel_kind, share from disclosed_by_channel"
        ).fetchall() == [("wechat", 0.7)]


def test_every_pattern_names_a_category_or_channel_that_exists() -> None:
    for code in ("category", "channel_kind"):
        known = {row[code] for row in _seed(code)}
        patterns = _seed("category_pattern" if code == "category" else "channel_pattern")
        assert {row[code] for row in patterns} <= known


def test_marts_are_the_files_of_sql_marts(db: duckdb.DuckDBPyConnection) -> None:
    tables = {name for (name,) in db.execute("select table_name from duckdb_tables()").fetchall()}
    assert set(object_names("marts")) <= tables
