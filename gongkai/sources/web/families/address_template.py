"""Reports whose addresses follow from unit and year: `…?area={area}&fbtime={year}`."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ConfigDict, Field, ValidationInfo, model_validator

from gongkai.sources.registry.checked_table import Table
from gongkai.sources.registry.units import Unit
from gongkai.sources.web.families.options import (
    Address,
    ByUnit,
    place_of,
    read_options,
    table_faults,
)
from gongkai.sources.web.source import Candidate, Place, Steps

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GIVEN = {"year", "unit_key", "code", "name"}


class _Options(Table):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, ByUnit]

    address: Address = Field(description="an address with {year}")

    @property
    def tables(self) -> dict[str, ByUnit]:
        """The tables of its own, by the placeholder that each fills."""
        return self.__pydantic_extra__

    @model_validator(mode="after")
    def _placeholders_are_filled(self, info: ValidationInfo) -> _Options:
        wanted = set(_PLACEHOLDER.findall(self.address))
        faults = [
            f"{name}: {fault}"
            for name, table in self.tables.items()
            for fault in table_faults(table, place_of(info))
        ]
        faults += [
            f"address: {{{key}}} has no table [source.{key}]"
            for key in sorted(wanted - _GIVEN - self.tables.keys())
        ]
        faults += [
            f"[source.{key}] is not used in address" for key in sorted(self.tables.keys() - wanted)
        ]
        if "year" not in wanted:
            faults.append("address: needs {year}")
        if faults:
            raise ValueError("; ".join(faults))
        return self


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
        read = read_options(_Options, options, place)
        address, tables = read.address, read.tables
        wanted = set(_PLACEHOLDER.findall(address))
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
