"""Which unit of a county a folder or file name speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.sources.registry.name_folding import folded
from gongkai.sources.registry.units import Unit


class UnitNames:
    """The names of one county's units; names repeat across counties, so never match wider."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Index `units` by every name they go by, the longest first."""
        pairs = [(folded(name), unit) for unit in units for name in unit.names]
        self._names = sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))

    def find(self, text: str) -> tuple[Unit, ...]:
        """The units whose name stands in `text`, each once, in the order of the longest name.

        A name inside a longer one that matched (西河镇 in 大西河镇) does not count again.
        """
        rest, found = folded(text), {}
        for name, unit in self._names:
            if name in rest:
                found[unit.unit_id] = unit
                rest = rest.replace(name, "\n")
        return tuple(found.values())

    def beginning_with(self, text: str) -> tuple[Unit, ...]:
        """The units of which a name begins with `text`, and goes on."""
        start = folded(text)
        found = {u.unit_id: u for n, u in self._names if n.startswith(start) and n != start}
        return tuple(found.values())
