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

- `county.toml`: the county, its years and the deadlines that its notices set.
- `units.csv`: its {units} units, with other and former names; the codes are made up too.
- `inbox/`: what was collected for {first} to {last}, in {layouts} layouts and both
  forms. Some reports are late, some are missing, many have seeded faults, and a few files are no
  reports at all.

`tests/factory/county_plan.py` lists which report has which fault.

What is known of a report (its state of sight) and where it stands here:

- `read` 已读: most, such as 白鹭示范镇 2024
- `partly_read` 部分未读: 稻田示范乡 2022, whose title and text state two years
- `choice_open` 待选版本: 云溪示范镇 2023, of which two files came that differ in a figure
- `arrived_unread` 已收未读: 稻田示范乡 2024 (an empty file), 竹坞示范乡 2022 (cut off), 荷沿示范街道 2019 (not text)
- `not_found` 未见报告: 柳岸示范街道 2020, 杏园示范镇 2019; 青禾示范乡 2023, where news lay in its place
- `list_incomplete` 列表未读完 needs a website, which a made-up county has not: tests/flows/test_not_found.py shows it

The county's notices set a deadline for every year but 2020, in which nobody is late.
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
