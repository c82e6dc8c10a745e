"""units.csv: the bodies of a county that must report, one a row."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from gongkai.sources.fold import folded

_COLUMNS = (
    "unit_key",
    "name",
    "kind",
    "aliases",
    "former_names",
    "code_system",
    "code_edition",
    "code",
    "source",
)
_REQUIRED = ("unit_key", "name", "kind")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SEPARATOR = re.compile(r"[；;]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that reports.

    Attributes:
        unit_id: `<county_id>/<unit_key>`; never a code, since the two code systems disagree.
        aliases, former_names: other names under which its documents may lie.
        code_system, code_edition, code: all three or none.
    """

    unit_id: str
    county_id: str
    unit_key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    code_system: str = ""
    code_edition: str = ""
    code: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, its own first."""
        return (self.name, *self.aliases, *self.former_names)


def decode_registry(body: bytes) -> str:
    """The text of a registry file: UTF-8 with or without BOM, else GB18030 as Excel saves it.

    Raises:
        UnicodeDecodeError: for bytes that are neither.
    """
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030")


def read_units(path: Path, county_id: str, faults: list[str]) -> tuple[Unit, ...]:
    """The units in `path`; every fault is added to `faults` with its row (the header is row 1)."""
    try:
        text = decode_registry(path.read_bytes())
    except FileNotFoundError:
        faults.append("units.csv: there is no such file")
        return ()
    except UnicodeDecodeError:
        faults.append("units.csv: neither UTF-8 nor GB18030: save it as CSV UTF-8")
        return ()
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    if not _check_header(header, faults):
        return ()
    units: list[Unit] = []
    for row in reader:
        where = f"units.csv row {reader.line_num}"
        if None in row or None in row.values():
            faults.append(f"{where}: it has not {len(header)} cells like the header")
        elif any(row.values()) and (unit := _unit(row, county_id, where, faults)):
            units.append(unit)
    if not units and not faults:
        faults.append("units.csv: no unit in it")
    _check_names(units, faults)
    return tuple(units)


def _check_header(header: list[str], faults: list[str]) -> bool:
    missing = [name for name in _REQUIRED if name not in header]
    unknown = [name for name in header if name not in _COLUMNS]
    if missing:
        faults.append(f"units.csv row 1: no column {', '.join(missing)}")
    if unknown:
        known = ", ".join(_COLUMNS)
        faults.append(f"units.csv row 1: unknown column {', '.join(unknown)} (known: {known})")
    return not missing


def _unit(row: dict[str, str], county_id: str, where: str, faults: list[str]) -> Unit | None:
    cells = {name: row.get(name, "").strip() for name in _COLUMNS}
    found = [f"{name} is empty" for name in _REQUIRED if not cells[name]]
    if cells["unit_key"] and not _KEY.fullmatch(cells["unit_key"]):
        key = cells["unit_key"]
        found.append(f"unit_key {key!r} may hold only lower-case letters, digits, - and _")
    code = [cells[name] for name in ("code_system", "code_edition", "code")]
    if any(code) and not all(code):
        found.append("code_system, code_edition and code go together, or none of them")
    faults += [f"{where}: {fault}" for fault in found]
    if found:
        return None
    return Unit(
        unit_id=f"{county_id}/{cells['unit_key']}",
        county_id=county_id,
        unit_key=cells["unit_key"],
        name=cells["name"],
        kind=cells["kind"],
        aliases=_listed(cells["aliases"]),
        former_names=_listed(cells["former_names"]),
        code_system=cells["code_system"],
        code_edition=cells["code_edition"],
        code=cells["code"],
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in _SEPARATOR.split(cell) if name.strip())


def _check_names(units: list[Unit], faults: list[str]) -> None:
    """A key or a name that two units share would give one's documents to the other."""
    keys: dict[str, Unit] = {}
    owners: dict[str, Unit] = {}
    for unit in units:
        if unit.unit_key in keys:
            faults.append(f"units.csv: unit_key {unit.unit_key!r} stands twice")
        keys[unit.unit_key] = unit
        for name in unit.names:
            owner = owners.setdefault(folded(name), unit)
            if owner is not unit:
                faults.append(
                    f"units.csv: {name} is a name of both {owner.unit_key} and {unit.unit_key}"
                )
