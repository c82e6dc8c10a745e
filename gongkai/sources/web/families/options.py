"""What the options of a [[source]] table may be: fields that are compared with the county they belong to."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints, ValidationInfo

from gongkai.sources.address import read_address, rule_for
from gongkai.sources.registry.checked_table import Checked, Text, checked
from gongkai.sources.web.source import Place


def read_options(model: type[Checked], options: dict[str, Any], place: Place) -> Checked:
    """The options of a source of `place`.

    Raises:
        ValueError: with one fault a line, unknown options among them.
    """
    faults: list[str] = []
    read = checked(model, options, "", faults, context=place)
    if read is None:
        raise ValueError("\n".join(faults))
    return read


def address_faults(url: str, place: Place) -> list[str]:
    """What keeps `url` from being asked: a bad address, or a host that is not the county's."""
    try:
        address = read_address(
            re.sub(r"\{\w+\}", "2", url)
        )  # what stands for {year}, {page}, {code}
    except ValueError as error:
        return [str(error)]
    if rule_for(address, place.county.web.hosts) is None:
        return [f"{address.netloc} is not among the county's hosts"]
    return []


def table_faults(table: dict[str, str], place: Place) -> list[str]:
    """The keys of a table unit_key → value that are no unit's."""
    known = {unit.unit_key for unit in place.county.units}
    return [f"units.csv has no unit_key {key!r}" for key in table if key not in known]


def place_of(info: ValidationInfo) -> Place:
    """The county that the options belong to."""
    if not isinstance(info.context, Place):
        raise TypeError("options are read with their place")
    return info.context


def _on_a_host(url: str, info: ValidationInfo) -> str:
    for fault in address_faults(url, place_of(info)):
        raise ValueError(f"{info.field_name}: {fault}")
    return url


def _none_or_on_a_host(url: str, info: ValidationInfo) -> str:
    return _on_a_host(url, info) if url else url


def _known_unit(unit_key: str, info: ValidationInfo) -> str:
    for fault in table_faults({unit_key: ""}, place_of(info)):
        raise ValueError(f"{info.field_name}: {fault}")
    return unit_key


Address = Annotated[Text, AfterValidator(_on_a_host)]
"""An address on one of the county's hosts; {placeholders} are filled to check it."""
MaybeAddress = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(_none_or_on_a_host)
]
"""The same, or nothing."""
UnitKey = Annotated[Text, AfterValidator(_known_unit)]
ByUnit = dict[str, str]
"""unit_key → value."""
