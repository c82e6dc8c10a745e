"""Tables of county.toml checked by pydantic; what is wrong is added to one list, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError


class Table(BaseModel):
    """A table of county.toml: no key but its own. Each field's description says what it must be."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Checked = TypeVar("Checked", bound=Table)


def checked(
    model: type[Checked], table: Mapping[str, Any], where: str, faults: list[str]
) -> Checked | None:
    """The table as `model`; None with every fault added to `faults`, each with `where` and its key."""
    try:
        return model.model_validate(dict(table))
    except ValidationError as error:
        for fault in error.errors():
            key = str(fault["loc"][0])
            if fault["type"] == "extra_forbidden":
                known = ", ".join(sorted(model.model_fields))
                said = f"unknown key {key!r} (known: {known})"
            elif fault["type"] == "missing":
                said = f"{key} is missing: it must be {model.model_fields[key].description}"
            else:
                said = (
                    f"{key} must be {model.model_fields[key].description}, not {fault['input']!r}"
                )
            if (line := f"{where}: {said}") not in faults:
                faults.append(line)
    return None
