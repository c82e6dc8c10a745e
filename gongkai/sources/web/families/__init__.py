"""The families of websites: one file each, and its kind in the table below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gongkai.sources.registry.county import County
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.web.families.address_template import AddressTemplate
from gongkai.sources.web.families.direct_addresses import DirectAddresses
from gongkai.sources.web.families.list_pages import ListPages
from gongkai.sources.web.source import Place, Source

Maker = Callable[[str, dict[str, Any], Place], Source]
"""Makes a source from its name, the options of its table and its county; ValueError lists faults."""

KINDS: dict[str, Maker] = {
    "list": ListPages.make,
    "template": AddressTemplate.make,
    "addresses": DirectAddresses.make,
}


def read_sources(county: County, folder: Path, faults: list[str]) -> list[Source]:
    """The sources of a county's [[source]] tables; every fault is added to `faults`."""
    place = Place(county, UnitNames(county.units), folder)
    found: list[Source] = []
    for table in county.web.sources:
        where = f"county.toml: source {table.name!r}"
        if table.kind not in KINDS:
            faults.append(f"{where}: unknown kind {table.kind!r} (known: {', '.join(KINDS)})")
            continue
        try:
            found.append(KINDS[table.kind](table.name, dict(table.options), place))
        except ValueError as error:
            faults += [f"{where}: {fault}" for fault in str(error).splitlines()]
    return found
