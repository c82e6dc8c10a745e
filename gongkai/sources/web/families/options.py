"""The options of a [[source]] table, read one by one; what is wrong is told all at once."""

from __future__ import annotations

import re
from typing import Any

from gongkai.sources.address import read_address, rule_for
from gongkai.sources.registry.units import Unit
from gongkai.sources.web.source import Place


class Options:
    """Takes options out of a table; `done` raises with every fault, unknown options among them."""

    def __init__(self, options: dict[str, Any], place: Place) -> None:
        """Read from `options`, which belong to a source of `place`."""
        self._rest, self._place = dict(options), place
        self.faults: list[str] = []

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without `default` it must be there."""
        value = self._rest.pop(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value.strip()
        self.faults.append(f"{key} is missing or no text")
        return ""

    def address(self, key: str, default: str | None = None, **fills: str) -> str:
        """An address on one of the county's hosts; {placeholders} are filled with `fills` to check it."""
        value = self.text(key, default)
        if value:
            self.faults += [
                f"{key}: {fault}" for fault in address_faults(value, self._place, fills)
            ]
        return value

    def starts(self, key: str) -> tuple[tuple[Unit | None, str], ...]:
        """One address, of the column of `unit` or of all units; or a table of unit_key → address."""
        if not isinstance(self._rest.get(key), dict):
            return ((self.unit(), self.address(key)),)
        if "unit" in self._rest:
            self.faults.append(f"unit does not go with [source.{key}], which names the units")
        units = {unit.unit_key: unit for unit in self._place.county.units}
        table = self.by_unit().get(key, {})
        for unit_key, url in table.items():
            self.faults += [
                f"{key}.{unit_key}: {fault}" for fault in address_faults(url, self._place)
            ]
        return tuple((units[k], url) for k, url in table.items() if k in units)

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number."""
        value = self._rest.pop(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.faults.append(f"{key} must be a whole number from {least} to {most}")
        return default

    def unit(self, key: str = "unit") -> Unit | None:
        """A unit by its unit_key; None when the option is not there."""
        value = self._rest.pop(key, None)
        unit = next((u for u in self._place.county.units if u.unit_key == value), None)
        if value is not None and unit is None:
            self.faults.append(f"{key}: units.csv has no unit_key {value!r}")
        return unit

    def by_unit(self) -> dict[str, dict[str, str]]:
        """Every table that is left, as name → unit_key → value."""
        keys = {unit.unit_key for unit in self._place.county.units}
        found = {}
        for name in [key for key, value in self._rest.items() if isinstance(value, dict)]:
            table = self._rest.pop(name)
            for key, value in table.items():
                if key not in keys:
                    self.faults.append(f"{name}: units.csv has no unit_key {key!r}")
                if not isinstance(value, str):
                    self.faults.append(f"{name}.{key} must be a text: write it in quotation marks")
            found[name] = {key: str(value) for key, value in table.items()}
        return found

    def done(self) -> None:
        """Refuse what is left.

        Raises:
            ValueError: with one fault a line.
        """
        self.faults += [f"unknown option {key!r}" for key in sorted(self._rest)]
        if self.faults:
            raise ValueError("\n".join(self.faults))


def address_faults(url: str, place: Place, fills: dict[str, str] | None = None) -> list[str]:
    """What keeps `url` from being asked: a bad address, or a host that is not the county's."""
    filled = re.sub(r"\{(\w+)\}", lambda m: (fills or {}).get(m.group(1), "x"), url)
    try:
        address = read_address(filled)
    except ValueError as error:
        return [str(error)]
    if rule_for(address, place.county.web.hosts) is None:
        return [f"{address.netloc} is not among the county's hosts"]
    return []
