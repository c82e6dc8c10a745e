"""What people decided about files: raw/<county>/decisions.csv, only ever added to.

    kind,document_sha256,unit_key,year,instead_of,reason,who,when
    withdraw,9f0c…,,,,镇里来电撤回,李某,2025-03-02
    choose,51aa…,heyuan,2024,77b3…,以盖章版为准,李某,2025-03-02

`withdraw` takes a document out of the warehouse (the vault keeps it) and `restore` puts it back; `choose`
settles which of several versions of one unit and year stands, `instead_of` naming those passed over, and
`reopen` undoes that; `place` says whose report of which year a document is; `keep` says that one whose file
was removed from the inbox stands all the same. The last row about a document, or about a unit and
year, is the one in force.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from gongkai.atomic_write import write_whole
from gongkai.errors import RegistryError
from gongkai.sources.registry.units import decode_registry

FILE_NAME = "decisions.csv"
COLUMNS = ("kind", "document_sha256", "unit_key", "year", "instead_of", "reason", "who", "when")
_SUBJECT = {
    "withdraw": "withdrawal",
    "restore": "withdrawal",
    "choose": "choice",
    "reopen": "choice",
    "place": "place",
    "keep": "removal",
}
_SHA256_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Decision:
    """One row; `instead_of` holds sha256 values separated by spaces."""

    kind: str
    document_sha256: str
    unit_key: str
    year: str
    instead_of: str
    reason: str
    decided_by: str
    decided_on: str

    @property
    def fault(self) -> str | None:
        """What is wrong with the row itself, in the words of the office that wrote it."""
        if self.kind not in _SUBJECT:
            return f"种类“{self.kind}”应为 {'、'.join(_SUBJECT)} 之一"
        if self.kind != "reopen" and len(self.document_sha256) != _SHA256_LENGTH:
            return "文件指纹应为 64 位"
        if self.kind in ("choose", "reopen", "place"):
            if not self.unit_key:
                return "没有写明单位"
            if not (self.year.isdecimal() and len(self.year) == 4):
                return f"年度“{self.year}”不是四位数字"
        if not self.reason or not self.decided_by or not self.decided_on:
            return "没有写明理由、经办人或时间"
        return None

    @property
    def subject(self) -> tuple[str, ...]:
        """What it decides: a later row about the same takes its place."""
        what = _SUBJECT.get(self.kind, self.kind)
        if what == "choice":
            return what, self.unit_key, self.year
        return what, self.document_sha256


def read_decisions(folder: Path) -> list[Decision]:
    """The rows of the county in `folder`, in order; none when it has no such file.

    Raises:
        RegistryError: for a file without the columns it needs.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return []
    reader = csv.DictReader(io.StringIO(decode_registry(path.read_bytes())))
    if missing := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
        raise RegistryError(
            f"lacks the column {', '.join(missing)}", str(path), f"it needs {','.join(COLUMNS)}"
        )
    return [Decision(*((row[c] or "").strip() for c in COLUMNS)) for row in reader]


def in_force(decisions: Sequence[Decision]) -> list[bool]:
    """For each row whether it stands: the last one about its subject that has no fault."""
    last = {d.subject: number for number, d in enumerate(decisions) if not d.fault}
    return [last.get(d.subject) == number for number, d in enumerate(decisions)]


def append_decisions(folder: Path, decisions: Sequence[Decision]) -> Path:
    """Add rows; the file is replaced whole, so that a reader finds the old or the new one.

    Raises:
        RegistryError: for a row that has a fault of its own, or a file that cannot be used.
    """
    path = folder / FILE_NAME
    for decision in decisions:
        if fault := decision.fault:
            raise RegistryError(fault, str(path))
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in (*read_decisions(folder), *decisions))
    write_whole(path, written.getvalue().encode())
    return path
