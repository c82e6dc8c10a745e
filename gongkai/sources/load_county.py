"""The registry: a county's years and deadlines (county.toml) and its units (units.csv).

Both are read whole before anything is refused, so that one message lists every fault.
"""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field

from gongkai.errors import RegistryError
from gongkai.sources.registry.checked_table import Table, checked
from gongkai.sources.registry.county import Code, County, Deadline
from gongkai.sources.registry.units import decode_registry, read_units
from gongkai.sources.registry.web_settings import WEB_KEYS, web_settings
from gongkai.sources.web.families import read_sources

_KEYS = {"name", "years", "fictional", "deadline", "default_deadline", "code"} | WEB_KEYS
_REVISED_SINCE = 2019
_BASIS_711 = (
    "《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条：1月31日前；"
    "条例未写明乡镇、街道的期限，县里另有通知的从其通知"
)
_BASIS_492 = "《中华人民共和国政府信息公开条例》（2007年国务院令第492号）第三十一条：3月31日前"


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
    first, last = _years(settings, faults)
    deadlines = _deadlines(settings, range(first, last + 1), faults)
    fictional = settings.get("fictional", False)
    if not isinstance(fictional, bool):
        faults.append("county.toml: fictional must be true or false")
    for key in sorted(settings.keys() - _KEYS):
        faults.append(f"county.toml: unknown key {key!r} (known: {', '.join(sorted(_KEYS))})")
    county = County(
        folder.name,
        name,
        first,
        last,
        deadlines,
        bool(fictional),
        units,
        _codes(settings.get("code", []), faults),
        web_settings(settings, faults),
    )
    read_sources(county, folder, faults)
    return county, faults


class _Code(Table):
    system: str = Field(description="a text")
    edition: str = Field(description="a text")
    code: str = Field(description="a text: write it in quotation marks")


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
    name = settings.get("name")
    if isinstance(name, str) and name.strip():
        return name.strip()
    if settings:
        faults.append("county.toml: name is missing")
    return ""


def _years(settings: dict[str, Any], faults: list[str]) -> tuple[int, int]:
    match settings.get("years"):
        case [int(first), int(last)] if 2008 <= first <= last <= 2100:
            return first, last
        case years if settings:
            faults.append(f"county.toml: years must be [first, last], not {years!r}")
    return 1, 0


def _deadlines(settings: dict[str, Any], years: range, faults: list[str]) -> dict[int, Deadline]:
    default = settings.get("default_deadline")
    deadlines = {year: _general(default, year, faults) for year in years}
    rows = settings.get("deadline", [])
    if not isinstance(rows, list):
        faults.append("county.toml: deadline must be a list: write [[deadline]]")
        return deadlines
    seen: set[int] = set()
    for number, row in enumerate(rows, start=1):
        where = f"county.toml: deadline {number}"
        match row:
            case {"year": int(year), "date": datetime.date() as date, "basis": str(basis)}:
                if year in seen:
                    faults.append(f"{where}: {year} has one already")
                elif years and year not in years:
                    faults.append(f"{where}: {year} is outside years")
                elif isinstance(date, datetime.datetime) or date.year <= year:
                    faults.append(f"{where}: {date} is no day after {year}")
                elif not basis.strip():
                    faults.append(f"{where}: basis is empty: name the notice that sets the date")
                seen.add(year)
                deadlines[year] = Deadline(date, basis.strip(), is_own=True)
            case _:
                faults.append(f"{where}: needs year = 2024, date = 2025-01-31 and basis = '…'")
    return deadlines


def _general(default: object, year: int, faults: list[str]) -> Deadline:
    """The county's own default where it has one, else the regulation's."""
    if default is None:
        return default_deadline(year)
    fault = "county.toml: default_deadline needs month, day and basis"
    match default:
        case {"month": int(month), "day": int(day), "basis": str(basis)} if basis.strip():
            try:
                return Deadline(datetime.date(year + 1, month, day), basis.strip(), is_own=True)
            except ValueError:
                fault = f"county.toml: default_deadline: {month}-{day} is no day of {year + 1}"
    if fault not in faults:
        faults.append(fault)
    return default_deadline(year)
