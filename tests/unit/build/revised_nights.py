"""A small county night after night, and what each night says that it revised."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import duckdb

from gongkai.audit.corrections import COLUMNS
from gongkai.audit.rubric import default_rubric_file
from gongkai.build.full import RunInfo, build
from gongkai.sources.ledger.arrivals import Arrival, note_arrivals
from gongkai.sources.ledger.decisions import Decision, append_decisions
from gongkai.warehouse.stage import Staged, stage_batch
from tests.unit.audit.reports import put, sound_report
from tests.unit.warehouse.county import STARTED, UNITS, Kept, write_county


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


Revision = tuple[str, int, str, str | None, str | None, str]
BALANCE = "requests.carried_out.natural_person"
"""A cell that breaks the balance when it is changed."""


class Nights:
    """A county of three units over two years; 柳岸街道 is registered and has sent nothing."""

    def __init__(self, folder: Path) -> None:
        self.county = write_county(folder / "raw")
        self.target = folder / "warehouse" / "gongkai.duckdb"
        self.reports: dict[str, Staged] = {}
        self.night = 0
        self.program = "a"
        for key in ("yunxi", "bailu"):
            for year in (2023, 2024):
                self.arrive(key, year)

    def arrive(self, key: str, year: int, name: str = "", **cells: float) -> str:
        """A report with these cells (`.` written as `__`), under the name that is returned."""
        report = sound_report(year, unit=UNITS[key])
        for path, value in cells.items():
            put(report, path.replace("__", "."), value)
        called = f"{key}{year}{name}"
        day = f"2025-02-{1 + len(self.reports):02}T08:00:00+08:00"
        kept = Kept(digest(called), f"test/{key}", year, day, file_name=called)
        self.reports[called] = Staged(kept, report)
        return called

    def again(self, name: str, **cells: float) -> None:
        """The same document, read otherwise."""
        report = self.reports[name].report
        assert report
        for path, value in cells.items():
            put(report, path.replace("__", "."), value)

    def decide(self, kind: str, name: str, instead_of: str = "") -> None:
        others = digest(instead_of) if instead_of else ""
        said = (kind, digest(name), "yunxi", "2024", others, "来函", "李某", "2025-03-02")
        append_decisions(self.county, [Decision(*said)])

    def inbox(self, *names: str) -> None:
        at = "2025-02-01T00:00:00+00:00"
        note_arrivals(
            self.county, [Arrival(f"inbox/{n}", digest(n), "document", at) for n in names]
        )

    def correct(self, cell: str, printed: str, to: str, kind: str = "reader") -> None:
        line = f"yunxi,2024,{cell},{printed},{to},{kind},核对,李某,2025-03-02"
        (self.county / "corrections.csv").write_text(f"{','.join(COLUMNS)}\n{line}\n", "utf-8")

    def weigh(self) -> None:
        text = default_rubric_file().read_text("utf-8")
        for old, new in (("published_on_time,15", "published_on_time,9"), ("request_balance,", "")):
            assert old in text
            if new:
                text = text.replace(old, new)
        points = next(line for line in text.splitlines() if line.startswith("request_balance,"))
        more = float(points.partition(",")[2]) + 6
        (self.county / "rubric.csv").write_text(
            text.replace(points, f"request_balance,{more:g}"), "utf-8"
        )

    def deadline(self, day: int) -> None:
        path = self.county / "county.toml"
        path.write_text(path.read_text("utf-8").replace("day = 31", f"day = {day}"), "utf-8")

    def build(self) -> list[Revision]:
        """A night; what it says that it revised, without what follows for others' ranks."""
        self.night += 1
        folder = self.target.parent / "stage" / "batch"
        stage_batch(list(self.reports.values()), folder)
        started = STARTED + datetime.timedelta(days=self.night)
        run = RunInfo(f"night-{self.night}", started, {"program": self.program})
        build([self.county], [folder], self.target, run, row_loss_limit=None)
        return self.revisions(f"run_id = 'night-{self.night}'")

    def revisions(self, where: str = "true") -> list[Revision]:
        sql = (
            "select unit_name, year, if(place = '', what, place), value_before, value_after, reason"
            f" from revision where {where} order by all"
        )
        with duckdb.connect(str(self.target), read_only=True) as db:
            return [(*row,) for row in db.execute(sql).fetchall()]
