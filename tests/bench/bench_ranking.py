"""Ranking a nation: 40,000 units over 7 years with 1,000 weight draws, from verdicts to ranks.

`python -m tests.bench.bench_ranking [UNITS]` makes up verdicts, then scores and ranks them as a night does, and fails above 90 s or 4 GB.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb

from gongkai.audit.checks import judge_everything
from gongkai.audit.ranking import run_ranking
from gongkai.audit.rerank import rerank
from gongkai.audit.score import load_rubrics, run_scores
from gongkai.warehouse.schema import create_schema, load_seeds

YEARS = 7
_UNITS_A_COUNTY = 14
_SECONDS, _GIGABYTES = 90, 4
_SIGHT = """
insert into sight
select
    unit_id,
    county_id,
    year,
    if(hash(unit_id, year) % 100 < 4, 'not_found', 'read') as state,
    '' as state_name,
    state = 'read' as is_seen,
    null as detail,
    null as missing_reason
from unit inner join county_year using (county_id)
"""
_VERDICTS = """
insert into check_result
with drawn as (
    select
        unit_id,
        county_id,
        year,
        check_id,
        hash(unit_id, year, check_id) % 1000 as draw,
        hash(unit_id, year) % 100 as fate
    from unit cross join county_year using (county_id) cross join check_rule
),
judged as (
    select
        *,
        case
            when fate < 4 then 'no_report'
            when draw < 120 then 'fail'
            when draw < 130 then 'not_seen'
            when draw < 300 then 'not_applicable'
            else 'pass'
        end as verdict
    from drawn
)
select unit_id, county_id, year, check_id, verdict, verdict, true, 1, 0, 0, 0, draw % 2 from judged
"""


def _peak() -> float:
    """The process's highest resident memory so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(units: int) -> int:
    """Print times and memory; the exit status is 1 when a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "gongkai.duckdb"
        config = {"threads": 2, "memory_limit": "2GB"}
        with duckdb.connect(str(database), config=config) as connection:
            create_schema(connection)
            load_seeds(connection)
            connection.execute(
                "insert into county select 'county' || i, '示例县', 2018, 2024, true "
                f"from range({-(-units // _UNITS_A_COUNTY)}) t(i)"
            )
            connection.execute(
                "insert into county_year select county_id, year, make_date(year + 1, 1, 31), '', true "
                f"from county cross join (select unnest(range(2018, {2018 + YEARS})) as year)"
            )
            connection.execute(
                "insert into unit select 'unit' || i, 'county' || (i // "
                f"{_UNITS_A_COUNTY}), 'unit' || i, '示例镇', '镇', [], [], null, null, null "
                f"from range({units}) t(i)"
            )
            load_rubrics(connection)
            connection.execute(
                _VERDICTS.replace("cross join county_year", "inner join county_year")
            )
            connection.execute(_SIGHT)
            judge_everything(connection)
            began = perf_counter()
            run_scores(connection)
            scored = perf_counter()
            run_ranking(connection)
            ended = perf_counter()
            (ranked,) = connection.execute("select count(*) from ranking").fetchone() or (0,)
        again = perf_counter()
        rerank(database, "county7", 2024)
        reranked = perf_counter() - again
    print(f"units × years ranked   {ranked:,}")
    print(f"scores                 {scored - began:.1f} s")
    print(f"ranks, 1,000 draws     {ended - scored:.1f} s")
    print(f"one county re-ranked   {reranked:.2f} s")
    print(f"peak memory            {_peak():.2f} GB")
    return int(ended - began > _SECONDS or _peak() > _GIGABYTES or reranked > 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000))
