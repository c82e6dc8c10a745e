"""A county of hostile documents beside a good one: the good one's tables are as if it were alone."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest

from gongkai.settings import Settings
from gongkai.sources.vault.store import Vault
from tests.factory import render
from tests.factory.damage import damage_bytes
from tests.factory.layouts import LAYOUTS
from tests.factory.random_document import consistent, damaged
from tests.flows.small import FETCHED, night, write_county
from tests.unit.readers.test_doubling import REPEATED

_HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J",
    "\u202e\u2066",
    "110101199003078515条",
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>",
    "'; drop table report; --",
    "\x00",
    "９" * 400,
    "{why} %s {0}",
    "[/red][bold]",
)


def hostile_document(seed: int) -> tuple[str, bytes]:
    """A name and bytes: a real layout, mutated in its table, its text or its bytes."""
    rng = random.Random(seed)
    rendered = render(consistent(seed), rng.choice(sorted(LAYOUTS)))
    if rng.random() < 0.3 and (made := damaged(seed)):
        rendered = made[0]
    body = rendered.body
    if rendered.extension in ("txt", "html"):
        words = rng.choice([*_HOSTILE, *REPEATED.values()]) * rng.choice((1, 3, 500))
        at = rng.randrange(len(body))
        body = body[:at] + words.encode() + body[at:]
    if rng.random() < 0.3:
        body = damage_bytes(body, rng)
    return f"{rng.choice(_HOSTILE).replace(chr(0), '')}{seed}.{rendered.extension}", body


def put_hostile(raw: Path, seeds: range) -> None:
    folder = write_county(raw, "hostile", years=1)
    vault = Vault(folder / "vault")
    for seed in seeds:
        name, body = hostile_document(seed)
        vault.put(
            body,
            unit_id=f"hostile/u{seed % 3}",
            year=2024,
            file_name=name,
            source_path=f"{seed}/{name}",
            fetched_at=FETCHED,
        )


def tables_of_good(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the good county, table by table."""
    found = {}
    with duckdb.connect(str(database), read_only=True) as db:
        columns: dict[str, set[str]] = {}
        for table, column in db.execute(
            "select table_name, column_name from duckdb_columns() join duckdb_tables()"
            " using (table_name) where not duckdb_columns.internal"
        ).fetchall():
            columns.setdefault(table, set()).add(column)
        for table, names in columns.items():
            if "unit_id" in names:
                own = "unit_id like 'good/%'"
            elif "county_id" in names:
                own = "county_id = 'good'"
            elif "report_id" in names:
                own = "report_id in (select report_id from report where county_id = 'good')"
            else:
                continue
            found[table] = db.execute(f'from "{table}" where {own} order by all').fetchall()
    return found


def nights(tmp_path: Path, count: int, documents: int) -> None:
    alone = Settings(tmp_path / "alone/raw", tmp_path / "alone/warehouse")
    write_county(alone.raw, "good")
    undisturbed = tables_of_good(night(alone))
    assert len(undisturbed["request_figure"]) > 500
    for number in range(count):
        beside = Settings(tmp_path / f"{number}/raw", tmp_path / f"{number}/warehouse")
        write_county(beside.raw, "good")
        first = number * documents
        put_hostile(beside.raw, range(first, first + documents))
        assert tables_of_good(night(beside)) == undisturbed, number


def test_hostile_documents_change_nothing_beside_them(tmp_path: Path) -> None:
    nights(tmp_path, 2, 12)


@pytest.mark.soak
def test_two_hundred_hostile_documents_change_nothing_in_twenty_nights(tmp_path: Path) -> None:
    nights(tmp_path, 20, 200)
