"""The registry: a county's years and deadlines (county.toml) and its units (units.csv).

Both are read whole before anything is refused, so that one message lists every fault.
"""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from gongkai.errors import RegistryError
from gongkai.sources.registry.checked_table import Checked, Table, Text, checked
from gongkai.sources.registry.county import Code, County, Deadline
from gongkai.sources.registry.units import decode_registry, read_units
from gongkai.sources.registry.web_settings import WEB_KEYS, web_settings
from gongkai.sources.web.families import read_sources

_KEYS = {"name", "years", "fictional", "deadline", "default_deadline", "code"} | WEB_KEYS
_REVISED_SINCE = 2019
_EARLIEST, _LATEST = 2008, 2100  # the regulation took effect in May 2008
_BASIS_711 = (
    "《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条：1月31日前；"
    "条例未写明乡镇、街道的期限，县里另有通知的从其通知"
)
_BASIS_492 = "《中华人民共和国政府信息公开条例》（2007年国务院令第492号）第三十一条：3月31日前"


def _in_order(years: list[int]) -> list[int]:
    match years:
        case [first, last] if _EARLIEST <= first <= last <= _LATEST:
            return years
    raise ValueError(f"years must be [first, last], not {years!r}")


class _Name(Table):
    name: Text = Field(description="the county's name")


class _Years(Table):
    years: Annotated[list[int], AfterValidator(_in_order)] = Field(description="[first, last]")


class _MadeUp(Table):
    fictional: bool = Field(default=False, description="true or false")


class _Deadline(Table):
    year: int = Field(description="a year such as 2024")
    date: datetime.date = Field(description="a day such as 2025-01-31")
    basis: Text = Field(description="the notice that sets the date")

    @model_validator(mode="after")
    def _is_after_its_year(self) -> _Deadline:
        if self.date.year <= self.year:
            raise ValueError(f"{self.date} is not a day after {self.year}")
        return self


class _DefaultDeadline(Table):
    month: int = Field(ge=1, le=12, description="a month from 1 to 12")
    day: int = Field(ge=1, le=31, description="a day from 1 to 31")
    basis: Text = Field(description="the notice that sets the date")


def counties(raw: Path) -> list[Path]:
    """The folders below `raw` that hold a county.toml, by name."""
    return sorted(path.parent for path in raw.glob("*/county.toml"))


def load_county(folder: Path) -> County:
    """Read the registry of the county in `folder`.

    Raises:
        RegistryError: with every fault of both files, one a line, each with its key or row.
    """
    county, faults = _read(folder)
    if faults:
        count = f"{len(faults)} fault{'s' * (len(faults) > 1)}"
        listed = "".join(f"\n  {fault}" for fault in faults)
        raise RegistryError(f"{count} in the registry:{listed}", str(folder), "mend and run again")
    return county


def county_name(folder: Path) -> str:
    """What the county in `folder` is called; empty where its county.toml does not say."""
    return _name(_settings(folder / "county.toml", []), [])


def county_faults(folder: Path) -> list[str]:
    """Every fault of the registry in `folder`, each with its file and its key or row."""
    return _read(folder)[1]


def _read(folder: Path) -> tuple[County, list[str]]:
    faults: list[str] = []
    settings = _settings(folder / "county.toml", faults)
    units = read_units(folder / "units.csv", folder.name, faults)
    name = _name(settings, faults)
    years = _part(_Years, settings, faults)
    first, last = years.years if years else (1, 0)
    deadlines = _deadlines(settings, range(first, last + 1), faults)
    made_up = _part(_MadeUp, settings, faults)
    for key in sorted(settings.keys() - _KEYS):
        faults.append(f"county.toml: unknown key {key!r} (known: {', '.join(sorted(_KEYS))})")
    county = County(
        folder.name,
        name,
        first,
        last,
        deadlines,
        made_up is not None and made_up.fictional,
        units,
        _codes(settings.get("code", []), faults),
        web_settings(settings, faults),
    )
    read_sources(county, folder, faults)
    return county, faults


def _part(model: type[Checked], settings: dict[str, Any], faults: list[str]) -> Checked | None:
    """The keys of `settings` that are fields of `model`; without settings there is nothing to say."""
    table = {key: settings[key] for key in model.model_fields if key in settings}
    return checked(model, table, "county.toml", faults) if settings else None


class _Code(Table):
    system: Text = Field(description="a text")
    edition: Text = Field(description="a text")
    code: Text = Field(description="a text: write it in quotation marks")


def _codes(rows: object, faults: list[str]) -> tuple[Code, ...]:
    found = []
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        where = f"county.toml: code {number}"
        if not isinstance(row, dict):
            faults.append(f"{where}: needs system, edition and code, all as texts")
        elif code := checked(_Code, row, where, faults):
            found.append(Code(code.system, code.edition, code.code))
    return tuple(found)


def default_deadline(year: int) -> Deadline:
    """31 January of the year after; 31 March for years before the regulation was revised."""
    if year < _REVISED_SINCE:
        return Deadline(datetime.date(year + 1, 3, 31), _BASIS_492)
    return Deadline(datetime.date(year + 1, 1, 31), _BASIS_711)


def _settings(path: Path, faults: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(decode_registry(path.read_bytes()))
    except FileNotFoundError:
        faults.append("county.toml: there is no such file")
    except UnicodeDecodeError:
        faults.append("county.toml: neither UTF-8 nor GB18030")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"county.toml: not valid TOML: {error}")
    return {}


def _name(settings: dict[str, Any], faults: list[str]) -> str:
    named = _part(_Name, settings, faults)
    return named.name if named else ""


def _deadlines(settings: dict[str, Any], years: range, faults: list[str]) -> dict[int, Deadline]:
    default = _default(settings.get("default_deadline"), faults)
    deadlines = {year: _general(default, year, faults) for year in years}
    rows = settings.get("deadline", [])
    if not isinstance(rows, list):
        faults.append("county.toml: deadline must be a list: write [[deadline]]")
        return deadlines
    seen: set[int] = set()
    for number, row in enumerate(rows, start=1):
        where = f"county.toml: deadline {number}"
        if not isinstance(row, dict):
            faults.append(f"{where}: needs year = 2024, date = 2025-01-31 and basis = '…'")
        elif own := checked(_Deadline, row, where, faults):
            if own.year in seen:
                faults.append(f"{where}: {own.year} has one already")
            elif years and own.year not in years:
                faults.append(f"{where}: {own.year} is outside years")
            seen.add(own.year)
            deadlines[own.year] = Deadline(own.date, own.basis, is_own=True)
    return deadlines


def _default(table: object, faults: list[str]) -> _DefaultDeadline | None:
    if table is None:
        return None
    if isinstance(table, dict):
        return checked(_DefaultDeadline, table, "county.toml: default_deadline", faults)
    faults.append("county.toml: default_deadline must be a table: write [default_deadline]")
    return None


def _general(default: _DefaultDeadline | None, year: int, faults: list[str]) -> Deadline:
    """The county's own default where it has one, else the regulation's."""
    if default is None:
        return default_deadline(year)
    try:
        date = datetime.date(year + 1, default.month, default.day)
    except ValueError:
        faults.append(
            f"county.toml: default_deadline: {default.month}-{default.day} is not a day of {year + 1}"
        )
        return default_deadline(year)
    return Deadline(date, default.basis, is_own=True)
