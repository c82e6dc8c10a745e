"""Reports whose addresses are known: a table of unit_key, year and address beside county.toml."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from gongkai.sources.registry.checked_table import Table, Text
from gongkai.sources.registry.units import Unit, decode_registry
from gongkai.sources.web.families.options import address_faults, read_options
from gongkai.sources.web.source import Candidate, Place, Steps

_COLUMNS = ["unit_key", "year", "address"]


class _Options(Table):
    file: Text = Field(default="addresses.csv", description="the name of a file")


@dataclass(frozen=True, slots=True)
class DirectAddresses:
    """`kind = "addresses"`: `file = "addresses.csv"`, edited like units.csv."""

    name: str
    rows: tuple[tuple[Unit, int, str], ...]

    @classmethod
    def make(cls, name: str, options: dict[str, Any], place: Place) -> DirectAddresses:
        """Read the table; ValueError names every fault with its row."""
        read = read_options(_Options, options, place)
        faults: list[str] = []
        rows = tuple(_rows(read.file, place, faults))
        if faults:
            raise ValueError("\n".join(faults))
        return cls(name, rows)

    def steps(self) -> Steps:
        """Each address, as it stands in the table."""
        for unit, year, address in self.rows:
            yield Candidate(address, unit, year)

    def covers(self) -> Iterable[tuple[Unit, int, str]]:
        """What the table lists."""
        return self.rows


def _rows(file: str, place: Place, faults: list[str]) -> Iterator[tuple[Unit, int, str]]:
    if Path(file).name != file:
        faults.append(f"file: {file!r} must lie beside county.toml")
        return
    try:
        text = decode_registry((place.folder / file).read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{file}: cannot be read: {error}")
        return
    header, *rows = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    if [cell.strip() for cell in header[:3]] != _COLUMNS:
        faults.append(f"{file} row 1: the columns must be {', '.join(_COLUMNS)}")
        return
    units = {unit.unit_key: unit for unit in place.county.units}
    for number, row in enumerate(rows, start=2):
        key, year, address = ([*map(str.strip, row), "", "", ""])[:3]
        if not (key or year or address):
            continue
        found = address_faults(address, place)
        if key not in units:
            found.append(f"units.csv has no unit_key {key!r}")
        if not year.isdecimal() or int(year) not in place.county.years:
            found.append(f"{year!r} is not among the county's years")
        faults += [f"{file} row {number}: {fault}" for fault in found]
        if not found:
            yield units[key], int(year), address
