"""Reports whose addresses follow from unit and year: `…?area={area}&fbtime={year}`."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from gongkai.sources.registry.units import Unit
from gongkai.sources.web.families.options import Options
from gongkai.sources.web.source import Candidate, Place, Steps

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class AddressTemplate:
    """`kind = "template"`: `address` with {year}, {unit_key}, {code}, {name} or tables of its own.

    `[source.area]` with `unit_key = "value"` rows fills {area}; a unit without a value is not
    asked about. The page that answers is a report, or a list of them.
    """

    name: str
    rows: tuple[tuple[Unit, int, str], ...]

    @classmethod
    def make(cls, name: str, options: dict[str, Any], place: Place) -> AddressTemplate:
        """Read the table; ValueError names every fault."""
        reader = Options(options, place)
        address = reader.address("address", year="2024")
        tables = reader.by_unit()
        wanted = set(_PLACEHOLDER.findall(address))
        unknown = wanted - {"year", "unit_key", "code", "name"} - tables.keys()
        reader.faults += [
            f"address: {{{key}}} has no table [source.{key}]" for key in sorted(unknown)
        ]
        reader.faults += [
            f"[source.{key}] is not used in address" for key in sorted(tables.keys() - wanted)
        ]
        if "year" not in wanted:
            reader.faults.append("address: needs {year}")
        reader.done()
        rows = [
            (unit, year, _PLACEHOLDER.sub(partial(_fill, values), address))
            for unit in place.county.units
            for year in place.county.years
            if all((values := _values(unit, year, tables)).get(key) for key in wanted)
        ]
        return cls(name, tuple(rows))

    def steps(self) -> Steps:
        """Each unit and year in turn."""
        for unit, year, address in self.rows:
            yield Candidate(address, unit, year, is_guess=True)

    def covers(self) -> Iterable[tuple[Unit, int, str]]:
        """Every unit for which the placeholders have values."""
        return self.rows


def _values(unit: Unit, year: int, tables: dict[str, dict[str, str]]) -> dict[str, str]:
    """What the placeholders stand for, as it is written in an address."""
    own = {name: table.get(unit.unit_key, "") for name, table in tables.items()}
    values = {
        "year": str(year),
        "unit_key": unit.unit_key,
        "code": unit.code,
        "name": unit.name,
        **own,
    }
    return {name: urllib.parse.quote(value, safe="") for name, value in values.items()}


def _fill(values: dict[str, str], match: re.Match[str]) -> str:
    return values[match.group(1)]
