"""Tables of the registry checked by pydantic; what is wrong is added to one list, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails


class Table(BaseModel):
    """A table of county.toml, or a row of units.csv: no key but its own.

    Each field's description says what it must be; a validator's ValueError says it in whole.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that is not blank."""

Checked = TypeVar("Checked", bound=Table)


def checked(
    model: type[Checked],
    table: Mapping[str, Any],
    where: str,
    faults: list[str],
    context: object = None,
) -> Checked | None:
    """The table as `model`; None with every fault added to `faults`, each with `where` and its key.

    `context` is what the validators of `model` compare with, such as the county.
    """
    try:
        return model.model_validate(dict(table), context=context)
    except ValidationError as error:
        for fault in error.errors():
            line = f"{where}: {_said(model, fault)}" if where else _said(model, fault)
            if line not in faults:
                faults.append(line)
    return None


def _said(model: type[Table], fault: ErrorDetails) -> str:
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    key, *inner = map(str, fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"unknown key {key!r} (known: {', '.join(sorted(model.model_fields))})"
    if key not in model.model_fields:  # a table of the model's own kind, under any name
        return f"{'.'.join((key, *inner))} must be a text, not {fault['input']!r}"
    wanted = model.model_fields[key].description
    if fault["type"] == "missing":
        return f"{key} is missing: it must be {wanted}"
    return f"{key} must be {wanted}, not {fault['input']!r}"
