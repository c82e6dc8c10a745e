"""A county of three units with staged reports, small enough to build in a moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongkai.build.full import BuildResult, RunInfo, build
from gongkai.extract.report import Report
from gongkai.messages import message
from gongkai.warehouse.stage import Staged, stage_batch
from tests.unit.audit.reports import sound_report

STARTED = datetime.datetime(2025, 3, 1, 2, 0, tzinfo=datetime.UTC)
UNITS = {"yunxi": "云溪镇", "bailu": "白鹭镇", "liuan": "柳岸街道"}


@dataclass(frozen=True)
class Kept:
    """What the vault says of a document."""

    sha256: str
    unit_id: str | None = "test/yunxi"
    year: int | None = 2024
    fetched_at: str = "2025-02-01T08:00:00+08:00"
    published_on: str | None = None
    url: str | None = None
    file_name: str = "2024.html"
    bytes: int = 1000
    media_type: str | None = "text/html"
    path: Path = Path("raw/test/vault/ab/abc.html")


def write_county(raw: Path, first: int = 2023, last: int = 2024) -> Path:
    """Write the registry of the county `test`."""
    folder = raw / "test"
    folder.mkdir(parents=True)
    (folder / "county.toml").write_text(
        f'name = "示例县"\nyears = [{first}, {last}]\nfictional = true\n'
        "[default_deadline]\nmonth = 1\nday = 31\nbasis = '示例通知'\n",
        "utf-8",
    )
    rows = [f"{key},{name},{name[2:]},,,,,,示例" for key, name in UNITS.items()]
    header = "unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source"
    (folder / "units.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return folder


def two_years() -> list[Staged]:
    """云溪镇 and 白鹭镇 in 2023 and 2024; 柳岸街道 has a file that was refused."""
    staged = [
        Staged(Kept(f"{key}{year}", f"test/{key}", year), sound_report(year, unit=UNITS[key]))
        for key in ("yunxi", "bailu")
        for year in (2023, 2024)
    ]
    refused = Kept("liuan2024", "test/liuan", 2024)
    return [*staged, Staged(refused, None, ("not_a_report", message("list_of_reports")))]


def staged_report(sha256: str, report: Report, **kept: object) -> Staged:
    """A report of 云溪镇 in 2024, unless `kept` says otherwise."""
    return Staged(Kept(sha256, **kept), report)  # type: ignore[arg-type]


def build_county(
    folder: Path, batches: Iterable[list[Staged]], target: Path, run_id: str = "night-1"
) -> BuildResult:
    """Stage the batches beside the county's folder and build `target`."""
    folders = []
    for number, batch in enumerate(batches):
        folders.append(target.parent / "stage" / f"batch-{number}")
        stage_batch(batch, folders[-1])
    return build([folder], folders, target, RunInfo(run_id, STARTED, {"gongkai": "0.1"}))
