"""Corrections as data: raw/<county>/corrections.csv, read into the build and added to by a review.

docs/corrections.md says what a row means. The documents in raw/ are never touched.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from gongkai.atomic_write import write_whole
from gongkai.errors import WarehouseError
from gongkai.sources.registry.units import decode_registry
from gongkai.strangers_text import admitted, admitted_number
from gongkai.warehouse.exclusive_lock import exclusive_lock

FILE_NAME = "corrections.csv"
COLUMNS = ("unit_key", "year", "cell", "from", "to", "kind", "reason", "who", "when")
KINDS = ("reader", "report")
_DATE_CELL = "published_on"
_WORDS = frozenset(("cell", "reason"))


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: what the cell printed, what it is to be, and who decided so, why and when.

    Attributes:
        year: as written; a row with another text than a year is invalid, and is shown as such.
        cell: a path such as `requests.received.total`, or any other place of the manual queue.
        printed_from: what is printed there; empty for a blank, or for a place that is no figure.
        corrected_to: a number (a date for `published_on`); empty for a blank.
        kind: `reader` mends a misreading; `report` mends the report's own fault, which stays one.
    """

    unit_key: str
    year: str
    cell: str
    printed_from: str
    corrected_to: str
    kind: str
    reason: str
    decided_by: str
    decided_on: str

    @property
    def fault(self) -> str | None:
        """What is wrong with the row itself, in the words of the office that wrote it."""
        if not (self.year.isdecimal() and len(self.year) == 4):
            return f"年度“{self.year}”不是四位数字"
        if not self.cell:
            return "没有写明是哪一格"
        if self.kind not in KINDS:
            return f"种类“{self.kind}”应为 {' 或 '.join(KINDS)}"
        if not self.reason or not self.decided_by or not self.decided_on:
            return "没有写明理由、经办人或时间"
        return self._fault_of_value()

    def _fault_of_value(self) -> str | None:
        if not self.corrected_to:
            return None
        try:
            if self.cell == _DATE_CELL:
                datetime.date.fromisoformat(self.corrected_to)
            elif not abs(float(self.corrected_to)) < 1e15:
                raise ValueError
        except ValueError:
            return f"更正为“{self.corrected_to}”，不是数字或日期"
        return None


def read_corrections(county: Path) -> list[Correction]:
    """The rows of a county's corrections, in order; none when it has no such file.

    Raises:
        WarehouseError: for a file without the columns it needs.
    """
    path = county / FILE_NAME
    if not path.is_file():
        return []
    reader = csv.DictReader(io.StringIO(decode_registry(path.read_bytes())))
    if missing := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
        raise WarehouseError(
            f"lacks the column {', '.join(missing)}", str(path), f"it needs {','.join(COLUMNS)}"
        )
    return [Correction(*((row[c] or "").strip() for c in COLUMNS)) for row in reader]


def append_correction(county: Path, correction: Correction) -> Path:
    """Add one row; the file is replaced whole, so that a reader finds the old or the new one.

    Raises:
        WarehouseError: for a row that has a fault of its own, or a file that cannot be used.
    """
    if fault := correction.fault:
        raise WarehouseError(fault, correction.cell)
    path = county / FILE_NAME
    with exclusive_lock(county / "state" / "corrections.lock", "adding a correction"):
        written = io.StringIO(newline="")
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(row) for row in (*read_corrections(county), correction))
        write_whole(path, written.getvalue().encode())
    return path


def stage_corrections(connection: DuckDBPyConnection, counties: Sequence[Path]) -> None:
    """Make the temporary table staged_correction, a row each, with the row's own fault if any."""
    rows = [
        (county.name, number, row.fault and admitted(row.fault), *_values(row))
        for county in counties
        for number, row in enumerate(read_corrections(county), start=1)
    ]
    names = ("county_id", "row_number", "fault", *(field.name for field in fields(Correction)))
    schema = pa.schema(
        (name, pa.int32() if name in ("row_number", "year") else pa.string()) for name in names
    )
    # as one table: thousands of single rows, inserted within a transaction, take gigabytes
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    table = pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema)
    connection.register("given_correction", table)
    connection.execute("create or replace temp table staged_correction as from given_correction")
    connection.unregister("given_correction")


def _values(row: Correction) -> list[str | int | None]:
    """The row's fields; a year that is none becomes null, and its fault says so."""
    values: list[str | int | None] = [
        (admitted if name in _WORDS else admitted_number)(text)
        for name, text in asdict(row).items()
    ]
    values[1] = int(row.year) if row.year.isdecimal() and len(row.year) == 4 else None
    return values
