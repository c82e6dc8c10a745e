"""How alike independent reports are, and how fast they are compared: `python -m tests.bench.bench_originality [COUNTIES]`.

Writes made-up counties of 14 units and two years in which nobody copies, then the same with one copy
of each kind a county. What is found among the first is a false alarm; what is missed of the second, a miss.
docs/originality.md quotes the figures.
"""

from __future__ import annotations

import dataclasses
import random
import resource
import sys
from time import process_time

import duckdb

from gongkai.audit.checks import judge_everything, prepare_inputs, run_checks
from gongkai.audit.single import insert_columns
from gongkai.extract.fold import fold
from gongkai.warehouse.schema import create_schema, load_seeds
from tests.factory.prose import Prose
from tests.factory.random_truth import random_truth

UNITS, YEARS = 14, (2023, 2024)
_CHECKS = ("own_last_year_similarity", "peer_similarity")
Texts = dict[tuple[int, int, int], list[str]]


def texts(counties: int, copies: bool) -> Texts:
    """Sections 1, 5 and 6 by county, unit and year; with `copies`, unit 0 copies unit 1, and 2 itself."""
    made: Texts = {}
    for county in range(counties):
        for unit in range(UNITS):
            for year in YEARS:
                truth = random_truth(
                    random.Random(f"{county}/{unit}/{year}"), unit=f"第{unit}示范镇", year=year
                )
                source = {(0, 2024): (1, 2024), (2, 2024): (2, 2023)}.get((unit, year))
                if copies and source:
                    other = random_truth(
                        random.Random(f"{county}/{source[0]}/{source[1]}"), unit="示范镇", year=year
                    )
                    text = dataclasses.replace(truth.text, seed=other.text.seed)
                    truth = dataclasses.replace(truth, text=text)
                prose = Prose(truth)
                made[county, unit, year] = [fold("\n".join(prose.section(n))) for n in (1, 5, 6)]
    return made


def compared(made: Texts) -> tuple[duckdb.DuckDBPyConnection, float]:
    """A warehouse in memory with these texts, checked; and the seconds that comparing took."""
    connection = duckdb.connect(config={"threads": 2})
    create_schema(connection)
    load_seeds(connection)
    keys = list(made)
    counties = sorted({county for county, *_ in keys})
    units = sorted({(county, unit) for county, unit, _ in keys})
    insert_columns(
        connection,
        "county",
        {
            "county_id": ("varchar", [f"c{n}" for n in counties]),
            "county_name": ("varchar", ["示例县"] * len(counties)),
            "first_year": ("integer", [YEARS[0]] * len(counties)),
            "last_year": ("integer", [YEARS[-1]] * len(counties)),
            "is_fictional": ("boolean", [True] * len(counties)),
        },
    )
    connection.execute(
        "insert into county_year select county_id, unnest([2023, 2024]), date '9999-01-31', '', false from county"
    )
    insert_columns(
        connection,
        "unit",
        {
            "unit_id": ("varchar", [f"c{c}/u{u:02}" for c, u in units]),
            "county_id": ("varchar", [f"c{c}" for c, _ in units]),
            "unit_key": ("varchar", [f"u{u:02}" for _, u in units]),
            "unit_name": ("varchar", [f"第{u}示范镇" for _, u in units]),
            "aliases": ("varchar[]", [[] for _ in units]),
            "former_names": ("varchar[]", [[] for _ in units]),
        },
    )
    connection.execute(
        "create temp table text (report_id bigint, unit_id varchar, county_id varchar, year integer, section integer, body varchar)"
    )
    rows = [
        (n, f"c{c}/u{u:02}", f"c{c}", y, section, body)
        for n, (c, u, y) in enumerate(keys)
        for section, body in zip((1, 5, 6), made[c, u, y], strict=True)
    ]
    columns = zip(*rows, strict=True)
    kinds = ("bigint", "varchar", "varchar", "integer", "integer", "varchar")
    names = ("report_id", "unit_id", "county_id", "year", "section", "body")
    insert_columns(
        connection, "text", {n: (k, list(c)) for n, k, c in zip(names, kinds, columns, strict=True)}
    )
    connection.execute(
        "insert into report by name select distinct report_id, []::varchar[] as unseen, unit_id, county_id, year, 1 as revision, true as "
        "is_current, 'x' as document_sha256, []::integer[] as years_stated, false as has_disclosure_table, "
        "false as has_request_table, false as has_review_table, []::integer[] as subtopics, "
        "false as accountability_stated, '1' as reader_version from text"
    )
    connection.execute(
        "insert into report_section select report_id, section, section, '', len(body), '', body from text"
    )
    began = process_time()
    judge_everything(connection)
    prepare_inputs(connection, _CHECKS)
    seconds = process_time() - began
    connection.execute("delete from section_similarity")
    run_checks(connection, _CHECKS)
    return connection, seconds


def main(counties: int) -> None:
    """Print the distribution, the alarms and the time."""
    for copies in (False, True):
        connection, seconds = compared(texts(counties, copies))
        print(
            "one copy of each kind a county" if copies else "nobody copies",
            f"({counties} counties)",
        )
        for row in connection.execute(
            "select kind, section, count(*), quantile_cont(share, [0.5, 0.9, 0.99, 0.999, 1]) "
            "from section_similarity group by all order by all"
        ).fetchall():
            print(
                "  {} section {}: {} compared, share at 50/90/99/99.9/100 %:".format(*row),
                [round(x, 2) for x in row[3]],
            )
        for row in connection.execute(
            "select check_id, count(*) filter (where verdict = 'fail'), count(*) filter (where verdict in ('pass', 'fail')) "
            "from check_result where list_contains($1, check_id) group by 1 order by 1",
            [list(_CHECKS)],
        ).fetchall():
            print("  {}: {} of {} reports flagged".format(*row))
        reports = counties * UNITS * len(YEARS)
        print(
            f"  {reports / seconds:.0f} reports a second of one processor, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
