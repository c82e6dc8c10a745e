"""A made-up county with one open matter of each kind, published, and its sheet of open matters."""

from __future__ import annotations

import dataclasses
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from gongkai.extract.report import Doubt
from gongkai.messages import message
from gongkai.settle import sheets
from gongkai.settle.matters import open_matters
from gongkai.settle.workbook_out import draw_open_matters
from gongkai.sources.ledger.arrivals import Arrival, note_arrivals
from gongkai.warehouse.stage import Staged
from tests.once import once
from tests.unit.audit.reports import put, sound_report
from tests.unit.warehouse.county import UNITS, Kept, build_county, write_county

OLD, NEW, LOST, DOUBTED, BARE = ("a" * 64, "b" * 64, "c" * 64, "d" * 64, "e" * 64)


def documents() -> list[Staged]:
    """Two versions of 云溪镇, a doubt of 白鹭镇, a report of 柳岸街道 without date and table, one of nobody."""
    found = []
    for sha, received in ((OLD, 3), (NEW, 4)):
        report = sound_report(2024, unit=UNITS["yunxi"])
        put(report, "requests.received.total", received)
        found.append(Staged(Kept(sha, file_name=f"{sha[:1]}.docx"), report))
    report = sound_report(2024, unit=UNITS["bailu"])
    why = message("number_count", numbers=3, columns=7)
    report.doubts.append(Doubt("requests.received.total", why))
    found.append(Staged(Kept(DOUBTED, "test/bailu"), report))
    report = sound_report(2024, unit=UNITS["liuan"])
    report.published_on = None
    report.tables = type(report.tables)(n for n in report.tables if n != 4)
    for path, figure in report.figures.items():
        if path.startswith("reviews."):
            report.figures[path] = dataclasses.replace(
                figure, value=None, printed=None, locator=None
            )
    found.append(Staged(Kept(BARE, "test/liuan"), report))
    nobody = Kept(LOST, None, None, file_name="年报.docx")
    found.append(Staged(nobody, None, ("not_placed", message("unit_not_known"))))
    return found


@dataclasses.dataclass
class Office:
    """A county's folder, its warehouse, and how to build it again."""

    folder: Path
    database: Path

    def night(self) -> None:
        build_county(self.folder, [documents()], self.database)

    def sheet(self) -> bytes:
        return draw_open_matters(open_matters(self.database, "test"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county after one night; copy it, change nothing."""

    def make(base: Path) -> Path:
        folder = write_county(base / "raw")
        files = {
            "定稿.docx": OLD,
            "作废.docx": NEW,
            "年报.docx": LOST,
            "白鹭.docx": DOUBTED,
            "柳岸.docx": BARE,
        }
        at = "2025-02-01T00:00:00+00:00"
        note_arrivals(folder, [Arrival(f"inbox/{n}", s, "document", at) for n, s in files.items()])
        Office(folder, base / "warehouse" / "gongkai.duckdb").night()
        return base

    return once(tmp_path_factory, "open-matters", make)


@pytest.fixture
def office(published: Path, tmp_path: Path) -> Office:
    for name in ("raw", "warehouse"):
        shutil.copytree(published / name, tmp_path / name)
    return Office(tmp_path / "raw" / "test", tmp_path / "warehouse" / "gongkai.duckdb")


def filled(body: bytes, fill: Callable[[openpyxl.Workbook], None], who: str = "李某") -> bytes:
    """The workbook with answers in it, signed."""
    workbook = openpyxl.load_workbook(io.BytesIO(body))
    row, column = sheets.SIGNATURE_CELL
    workbook[sheets.GUIDE].cell(row + 1, column + 1).value = who
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def answer(workbook: openpyxl.Workbook, sheet: str, row: int, **answers: object) -> None:
    """Fill in one row (from 1, below the heads) of a list."""
    page = workbook[sheet]
    heads = {page.cell(1, column).value: column for column in range(1, page.max_column + 1)}
    for title, value in answers.items():
        page.cell(row + 1, heads[title]).value = value
