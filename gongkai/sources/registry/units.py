"""units.csv: the bodies of a county that must report, one a row."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, model_validator

from gongkai.sources.registry.checked_table import Table, checked
from gongkai.sources.registry.name_folding import folded
from gongkai.sources.registry.roster import FILE_NAME as ROSTER
from gongkai.sources.registry.roster import TITLES, read_roster

_REQUIRED = ("unit_key", "name", "kind")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CODE = re.compile(r"[0-9A-Za-z-]+")  # 3.40722E+11 is what Excel makes of a number
_LOST = re.compile("[?？\ufffd]")
_SEPARATOR = re.compile(r"[；;]")


def _whole(text: str, info: ValidationInfo) -> str:
    if _LOST.search(text):
        raise ValueError(
            f"{info.field_name} {text!r} lost a character: Excel saved it in a set that lacks it; "
            "type it again and save as CSV UTF-8"
        )
    return text


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in _SEPARATOR.split(cell) if name.strip())


def _filled(text: str, info: ValidationInfo) -> str:
    if not text:
        raise ValueError(f"{info.field_name} is empty")
    return text


def _key(text: str) -> str:
    if text and not _KEY.fullmatch(text):
        raise ValueError(f"unit_key {text!r} may hold only lower-case letters, digits, - and _")
    return text


def _code(text: str) -> str:
    if text and not _CODE.fullmatch(text):
        raise ValueError(f"code {text!r} is not a code: let Excel keep the column as text")
    return text


_Filled = AfterValidator(_filled)
_Whole = AfterValidator(_whole)
_Names = Annotated[tuple[str, ...], BeforeValidator(_listed), BeforeValidator(_whole)]


class _Row(Table):
    """A row of units.csv; the fields are its columns, in their order."""

    unit_key: Annotated[str, _Filled, AfterValidator(_key)]
    name: Annotated[str, _Filled, _Whole]
    kind: Annotated[str, _Filled]
    aliases: _Names
    former_names: _Names
    code_system: str
    code_edition: str
    code: Annotated[str, AfterValidator(_code)]
    source: str

    @model_validator(mode="after")
    def _code_is_whole(self) -> _Row:
        parts = [self.code_system, self.code_edition, self.code]
        if any(parts) and not all(parts):
            raise ValueError("code_system, code_edition and code go together, or none of them")
        return self


_COLUMNS = tuple(_Row.model_fields)


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
    """The units in `path`; every fault is added to `faults` with its row (the header is row 1).

    A 名册.xlsx beside it is read in its place, once a unit stands in it. Titles may be Chinese, cells be parted by `,` or `;`.
    """
    roster = path.with_name(ROSTER)
    if roster.is_file() and len(table := read_roster(roster, faults)) > 1:
        return _units(ROSTER, table, county_id, faults)
    try:
        text = decode_registry(path.read_bytes())
    except FileNotFoundError:
        faults.append("units.csv: there is no such file")
        return ()
    except UnicodeDecodeError:
        faults.append("units.csv: neither UTF-8 nor GB18030: save it as CSV UTF-8")
        return ()
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return _units("units.csv", lines, county_id, faults)


def _units(
    file: str, table: list[list[str]], county_id: str, faults: list[str]
) -> tuple[Unit, ...]:
    """The units of a table whose first row has the titles; `file` stands in its faults."""
    header, *rows = table or [[]]
    header = [TITLES.get(name.strip(), name.strip()) for name in header]
    if not _check_header(file, header, faults):
        return ()
    units: dict[int, Unit] = {}
    for number, row in enumerate(rows, start=2):
        where = f"{file} row {number}"
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            faults.append(f"{where}: it has not {len(header)} cells like the header")
        elif unit := _unit(dict(zip(header, row, strict=True)), county_id, where, faults):
            units[number] = unit
    if not units and not faults:
        faults.append(f"{file}: no unit in it")
    _check_names(file, units, faults)
    return tuple(units.values())


def _check_header(file: str, header: list[str], faults: list[str]) -> bool:
    missing = [name for name in _REQUIRED if name not in header]
    unknown = [name for name in header if name and name not in _COLUMNS]
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if missing:
        faults.append(f"{file} row 1: no column {', '.join(missing)}")
    if unknown:
        known = ", ".join(_COLUMNS)
        faults.append(f"{file} row 1: unknown column {', '.join(unknown)} (known: {known})")
    if doubled:
        faults.append(f"{file} row 1: column {', '.join(doubled)} stands twice")
    return not missing


def _unit(row: dict[str, str], county_id: str, where: str, faults: list[str]) -> Unit | None:
    cells = {name: row.get(name, "").strip() for name in _COLUMNS}
    read = checked(_Row, cells, where, faults)
    return (
        Unit(f"{county_id}/{read.unit_key}", county_id, **read.model_dump(exclude={"source"}))
        if read
        else None
    )


def _check_names(file: str, units: dict[int, Unit], faults: list[str]) -> None:
    """A key or a name that two units share would give one's documents to the other."""
    keys: dict[str, int] = {}
    owners: dict[str, int] = {}
    for row, unit in units.items():
        where = f"{file} row {row}"
        first = keys.setdefault(unit.unit_key, row)
        if first != row:
            faults.append(f"{where}: unit_key {unit.unit_key!r} stands twice, first in row {first}")
        for name in dict.fromkeys(map(folded, unit.names)):
            owner = owners.setdefault(name, row)
            if owner != row:
                faults.append(
                    f"{where}: {name} is a name of both {units[owner].unit_key} (row {owner}) and {unit.unit_key}"
                )
