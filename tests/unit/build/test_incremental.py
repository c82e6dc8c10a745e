"""A night that starts from the last file gives what a night that starts with nothing gives."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.audit.checks import run_checks
from gongkai.audit.corrections import COLUMNS
from gongkai.audit.rubric import default_rubric_file
from gongkai.build import full as build_module
from gongkai.build import incremental
from gongkai.build.full import RunInfo, build
from gongkai.messages import message
from gongkai.warehouse.stage import Staged, stage_batch
from tests.flows.small import content
from tests.once import once
from tests.unit.audit.reports import put, sound_report
from tests.unit.warehouse.county import STARTED, UNITS, Kept, write_county

YEARS = (2021, 2022, 2023, 2024)
_CORRECTION = "yunxi,2023,requests.received.total,{},7,{},看错,李,2025-03-01\n"


class Nights:
    """A county of three units over four years, and its nights."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.county = write_county(folder / "raw", YEARS[0], YEARS[-1])
        self.target = folder / "warehouse" / "gongkai.duckdb"
        self.reports = {(key, year, 0): self.report(key, year) for key in UNITS for year in YEARS}

    @staticmethod
    def report(key: str, year: int, seed: int = 0) -> Staged:
        rng = random.Random(f"{key} {year} {seed}")
        report = sound_report(year, unit=UNITS[key])
        put(report, "disclosure.licensing.decisions", rng.randrange(400))
        put(report, "disclosure.fees.amount", rng.randrange(1000) / 100)
        put(report, "requests.received.total", rng.randrange(3, 6))
        for section in report.sections:
            section.body += "。" + "".join(rng.choices("山水林田湖草沙路桥渠井塘坝闸站", k=200))
        day = f"2025-02-{seed + 1:02}T08:00:00+08:00"
        return Staged(Kept(f"{key}{year}{seed}", f"test/{key}", year, day), report)

    def change(self, key: str, year: int, seed: int) -> None:
        self.reports[key, year, seed] = self.report(key, year, seed)

    def correct(self, printed: int, kind: str) -> None:
        text = ",".join(COLUMNS) + "\n" + _CORRECTION.format(printed, kind)
        (self.county / "corrections.csv").write_text(text, "utf-8")

    def refuse(self, key: str, year: int) -> None:
        kept = Kept(f"{key}{year}x", f"test/{key}", year)
        self.reports[key, year, -1] = Staged(
            kept, None, ("not_a_report", message("list_of_reports"))
        )

    def lose(self, name: str, year: int) -> None:
        kept = Kept(name, None, year)
        self.reports[name, year, -1] = Staged(
            kept, None, ("not_a_report", message("list_of_reports"))
        )

    def weigh(self, old: str, new: str) -> None:
        text = default_rubric_file().read_text("utf-8").replace(old, new)
        text = text.replace("published_on_time,15", "published_on_time,0")
        (self.county / "rubric.csv").write_text(text, "utf-8")

    def rewrite(self, name: str, old: str, new: str) -> None:
        text = (self.county / name).read_text("utf-8")
        assert old in text
        (self.county / name).write_text(text.replace(old, new), "utf-8")

    def build(self, target: Path | None = None) -> dict[str, list[tuple[object, ...]]]:
        published = target or self.target
        batches: dict[Path, list[Staged]] = {}  # what is new lies in batches of its own
        for (_, _, seed), staged in self.reports.items():
            batches.setdefault(published.parent / "stage" / f"batch{seed}", []).append(staged)
        for folder, items in batches.items():
            stage_batch(items, folder)
        run = RunInfo("night", STARTED)
        build([self.county], sorted(batches), published, run, row_loss_limit=None)
        return content(published)

    def assert_same_as_anew(self, increments: int | None = None) -> None:
        """The next night, by way of the last file, against one that has none."""
        found = self.build()
        anew = self.folder / "anew"
        wanted = self.build(anew / "gongkai.duckdb")
        shutil.rmtree(anew)
        for table, rows in wanted.items():
            assert found[table] == rows, table
        if increments is not None:
            assert self.increments() == increments

    def increments(self) -> int:
        note = self.target.parent / ".build" / "gongkai.duckdb.json"
        return int(json.loads(note.read_text("utf-8"))["increments"])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        Nights(folder).build()
        return folder

    return once(tmp_path_factory, "first", make)


@pytest.fixture
def nights(first: Path, tmp_path: Path) -> Nights:
    nights = Nights(tmp_path / "nights")
    shutil.copytree(first, nights.folder, dirs_exist_ok=True)
    return nights


CHANGES: dict[str, Callable[[Nights], object]] = {
    "nothing": lambda n: None,
    "another revision": lambda n: n.change("yunxi", 2022, 1),
    "a report is gone": lambda n: n.reports.pop(("bailu", 2023, 0)),
    "a reader's error is corrected": lambda n: n.correct(_printed(n), "reader"),
    "a report's fault is corrected": lambda n: n.correct(_printed(n), "report"),
    "a correction of something else": lambda n: n.correct(99999, "reader"),
    "a unit has another name": lambda n: n.rewrite("units.csv", "云溪镇", "云谷镇"),
    "a unit is taken off": lambda n: n.rewrite("units.csv", "bailu,", "bailu2,"),
    "a year is watched no longer": lambda n: n.rewrite("county.toml", "[2021", "[2022"),
    "a document is refused": lambda n: n.refuse("liuan", 2024),
    "a document of no unit": lambda n: n.lose("stray", 2023),
    "a rubric of its own": lambda n: n.weigh("cells_filled,3", "cells_filled,18"),
    "another county name": lambda n: n.rewrite("county.toml", "示例县", "云溪县"),
}


def _printed(nights: Nights) -> int:
    staged = nights.reports["yunxi", 2023, 0]
    assert staged.report
    value = staged.report.figures["requests.received.total"].value
    assert value is not None
    return int(value)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_the_result_is_that_of_building_anew(
    nights: Nights, change: Callable[[Nights], object]
) -> None:
    change(nights)
    nights.assert_same_as_anew(increments=1)


@pytest.mark.parametrize(
    ("unit_id", "year"), [(None, 2023), ("test/bailu", None), (None, None)], ids=str
)
def test_a_file_that_may_be_the_missing_report_changes_what_is_said_of_it(
    nights: Nights, unit_id: str | None, year: int | None
) -> None:
    nights.reports.pop(("bailu", 2023, 0))
    nights.build()
    unread = Kept("stray", unit_id, year), None, ("unreadable", message("file_empty"))
    nights.reports["stray", 2023, -1] = Staged(*unread)
    nights.assert_same_as_anew(increments=2)
    nights.reports.pop(("stray", 2023, -1))
    nights.assert_same_as_anew(increments=3)


@pytest.mark.deep
def test_night_after_night(nights: Nights) -> None:
    rng = random.Random(7)
    for night in range(1, 5):
        for _ in range(2):
            nights.change(rng.choice([*UNITS]), rng.choice(YEARS), night)
        nights.reports.pop(rng.choice([*nights.reports]))
        nights.correct(rng.randrange(3, 6), rng.choice(["reader", "report"]))
        nights.assert_same_as_anew(increments=night)


def test_only_what_changed_is_loaded_and_judged(nights: Nights) -> None:
    seen: list[tuple[int, int, int]] = []

    def spy(connection: object, *args: object, **kwargs: object) -> None:
        counts = "select (select count(*) from loaded_report), (select count(*) from judged_unit),"
        counts += " (select count(*) from compared_county_year)"
        seen.extend(connection.execute(counts).fetchall())  # type: ignore[attr-defined]
        run_checks(connection, *args, **kwargs)  # type: ignore[arg-type]

    nights.change("yunxi", 2022, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_module, "run_checks", spy)
        nights.build()
    assert seen == [(1, 1, 3)]  # the new revision, its unit, and the years from 2022 on


@pytest.mark.parametrize("damage", ["published", "note", "program", "many"])
def test_a_file_that_cannot_be_trusted_is_not_started_from(
    nights: Nights, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if damage == "published":
        body = bytearray(nights.target.read_bytes())
        body[len(body) // 2] ^= 1
        nights.target.write_bytes(body)
    elif damage == "note":
        incremental.forget(nights.target)
    elif damage == "program":
        monkeypatch.setattr(incremental, "program_digest", lambda: "another")
    else:
        monkeypatch.setattr(incremental, "MAX_INCREMENTS", 0)
    nights.assert_same_as_anew(increments=0)


def test_a_renewal_that_fails_is_built_anew(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(connection: object) -> None:
        connection.execute("delete from finding; delete from check_result")  # type: ignore[attr-defined]

    monkeypatch.setattr(build_module, "find_changes", breaks)
    nights.assert_same_as_anew(increments=0)
