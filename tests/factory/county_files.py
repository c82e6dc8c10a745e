"""The sample county's registry and its README."""

from __future__ import annotations

import csv
import io

from tests.factory import county_plan as plan
from tests.factory.layouts import WRITTEN_LAYOUTS

_COLUMNS = (
    "unit_key",
    "name",
    "kind",
    "aliases",
    "former_names",
    "code_system",
    "code_edition",
    "code",
    "source",
)
_README = """# A county that does not exist

**虚构数据：示例县及其镇、乡、街道均不存在，所有文字与数字由程序编造，不代表任何真实单位。**

Everything here is made up: the county, its units, their reports and every number in them. The files
are written by `tests/factory/` and can be written again with

    python -m tests.factory.county raw/sample

which gives the same bytes on every machine; a test compares the files here with it. Do not edit
them by hand: change the factory.

- `county.toml`: the county, its years and the deadlines that differ from the default.
- `units.csv`: its {units} units, with other and former names; the codes are made up too.
- `inbox/`: what was collected for {first} to {last}, in {layouts} layouts and both
  forms. Some reports are late, some are missing, many have seeded faults, and a few files are no
  reports at all.

`tests/factory/county_plan.py` lists which report has which fault.
"""


def registry_files() -> dict[str, str]:
    """county.toml, units.csv and README.md by name."""
    return {"county.toml": _county(), "units.csv": _units(), "README.md": _readme()}


def _county() -> str:
    lines = [
        "# 虚构的县，仅供演示。 A county that does not exist.",
        f'name = "{plan.COUNTY}"',
        f"years = [{plan.YEARS[0]}, {plan.YEARS[-1]}]",
        "fictional = true",
    ]
    for year, (date, basis) in plan.DEADLINES.items():
        lines += ["", "[[deadline]]", f"year = {year}", f"date = {date}", f'basis = "{basis}"']
    return "\n".join(lines) + "\n"


def _units() -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for number, unit in enumerate(plan.UNITS, start=1):
        first = {"镇": 100, "乡": 200, "街道": 0}[unit.kind]
        code = f"999901{first + number:03}"
        writer.writerow(
            [
                unit.key,
                unit.name,
                unit.kind,
                unit.alias,
                unit.former,
                "made-up",
                "2024",
                code,
                "tests/factory",
            ]
        )
    return out.getvalue()


def _readme() -> str:
    return _README.format(
        units=len(plan.UNITS),
        first=plan.YEARS[0],
        last=plan.YEARS[-1],
        layouts=len(WRITTEN_LAYOUTS),
    )
