"""What a nation's revisions cost: tonight's file against the published one, 40,000 units over 7 years.

`python -m tests.bench.bench_revisions [UNITS]` makes up both files and notes what changed, first where a hundredth
of the reports say something else, then where a new reader made a tenth of them say something else. Prints processor
seconds and the highest memory so far, the making of the files included.
"""

from __future__ import annotations

import datetime
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from gongkai.build.revisions import note_revisions
from gongkai.warehouse.schema import create_schema, load_seeds

_YEARS = 7
_UNITS_A_COUNTY = 14
_NOW = datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)
_FIGURES = {
    "disclosure_figure": "select report_id, item, measure, report_id % 9 as value from disclosure_item cross join"
    " (from disclosure_measure limit 2)",
    "request_figure": "select report_id, outcome, applicant, report_id % 7 as value from outcome cross join applicant",
    "review_figure": "select report_id, channel, result, report_id % 3 as value from review_channel cross join review_result",
    "narrative_figure": "select report_id, n::integer as ordinal, 'breakdown' as name, 'label ' || n as label, n as value,"
    " '' as printed, '' as locator, false as is_approximate, false as is_derived, '' as rule from range(12) t(n)",
}


def _make(path: Path, units: int) -> None:
    with _opened(path) as connection:
        create_schema(connection)
        load_seeds(connection)
        connection.execute(
            "insert into run values ('before', now(), now(), '{\"program\": \"one\"}', '{}', '{}', '1', 'published')"
        )
        connection.execute(
            "insert into report by name select unit * 7 + y as report_id, 'unit' || unit as unit_id,"
            f" 'county' || unit // {_UNITS_A_COUNTY} as county_id, (2018 + y)::integer as year, 1 as revision,"
            " true as is_current, 'same' as figures_digest, md5(unit::varchar || y) as document_sha256, [] as years_stated,"
            " true as has_disclosure_table, true as has_request_table, true as has_review_table, [] as subtopics,"
            " true as accountability_stated, [] as unseen, 'one' as reader_version"
            f" from range({units}) t(unit) cross join range({_YEARS}) s(y) order by report_id"
        )
        connection.execute(
            "insert into ranking by name select unit_id, county_id, year, 'read' as state, false as is_missing,"
            " true as is_ranked, 80 as points_earned, 90 as points_judged, 0 as points_unseen,"
            " round(hash(report_id) % 1000 / 10, 1) as score, 0.9 as coverage, 1 as seen_share, 10 as informative_checks,"
            " (hash(report_id) % 14 + 1)::integer as rank, 14 as units_ranked from report"
        )
        for table, rows in _FIGURES.items():
            connection.execute(
                f"insert into {table} by name select cells.* from (select report_id from report) cross join lateral ({rows}) as cells order by report_id"
            )


def _change(path: Path, is_new_reader: bool) -> None:
    """A hundredth of the reports say something else; with a new reader a tenth."""
    with _opened(path) as connection:
        changed = f"report_id % {10 if is_new_reader else 100} = 1"
        connection.execute(f"update report set figures_digest = 'other' where {changed}")
        if is_new_reader:
            connection.execute("update report set reader_version = 'two'")
        connection.execute(f"update request_figure set value = value + 1 where {changed}")
        connection.execute(
            "update ranking set score = score - 1 where hash(unit_id, year) % 100 = 1"
        )


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), config={"threads": 2, "memory_limit": "3GB"})


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(units: int) -> None:
    """Print what each of the two nights cost."""
    with tempfile.TemporaryDirectory() as folder:
        published, tonight = Path(folder) / "gongkai.duckdb", Path(folder) / "tonight.duckdb"
        _make(published, units)
        for name, is_new_reader in (("a hundredth changed", False), ("a new reader", True)):
            shutil.copy(published, tonight)
            _change(tonight, is_new_reader)
            with _opened(tonight) as connection:
                began, used = time.perf_counter(), _processor()
                note_revisions(
                    connection, published, "tonight", _NOW, "two" if is_new_reader else "one"
                )
                taken, used = time.perf_counter() - began, _processor() - used
                found = connection.execute(
                    "select what, count(*) from revision_log group by what order by what"
                )
                counts = ", ".join(f"{count:,} {what}" for what, count in found.fetchall())
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
            print(
                f"{units * _YEARS:,} reports, {name}: {used:.1f} s of processor, {taken:.1f} s; {counts};"
                f" peak {peak:.2f} GB",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
