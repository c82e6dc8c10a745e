"""The registry says everything that is wrong with it, at once and with its row."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from gongkai.errors import RegistryError
from gongkai.sources import counties
from gongkai.sources.load_county import load_county

TOML = 'name = "示例县"\nyears = [2017, 2024]\nfictional = true\n'
HEADER = "unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source\n"
ROW = "oushan,示例𠙶山镇,镇,示例欧山镇；欧山,示例欧山乡,NBS,2023,999901101,made up\n"


def write(folder: Path, toml: str = TOML, units: bytes | str = HEADER + ROW) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "county.toml").write_text(toml, "utf-8")
    (folder / "units.csv").write_bytes(units if isinstance(units, bytes) else units.encode())
    return folder


def faults(folder: Path) -> str:
    with pytest.raises(RegistryError) as caught:
        load_county(folder)
    return str(caught.value)


def test_a_county_is_read_whole(tmp_path: Path) -> None:
    county = load_county(write(tmp_path / "sample"))
    assert (county.county_id, county.name, county.fictional) == ("sample", "示例县", True)
    assert county.years == range(2017, 2025)
    (unit,) = county.units
    assert unit.unit_id == "sample/oushan"
    assert unit.names == ("示例𠙶山镇", "示例欧山镇", "欧山", "示例欧山乡")
    assert (unit.code_system, unit.code_edition, unit.code) == ("NBS", "2023", "999901101")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_excel_may_save_the_units_as_it_likes(tmp_path: Path, encoding: str) -> None:
    body = (HEADER + ROW).replace("\n", "\r\n").encode(encoding)
    county = load_county(write(tmp_path / "sample", units=body))
    assert county.units[0].name == "示例𠙶山镇"
    assert county.units[0].unit_key == "oushan"


def test_deadlines_follow_the_regulation_of_the_time_unless_the_county_says_otherwise(
    tmp_path: Path,
) -> None:
    toml = TOML + '[[deadline]]\nyear = 2022\ndate = 2023-02-20\nbasis = "县通知"\n'
    deadlines = load_county(write(tmp_path / "sample", toml)).deadlines
    assert deadlines.keys() == set(range(2017, 2025))
    assert deadlines[2018].date == datetime.date(2019, 3, 31)
    assert "492" in deadlines[2018].basis
    assert deadlines[2019].date == datetime.date(2020, 1, 31)
    assert "711" in deadlines[2019].basis
    assert deadlines[2022].date == datetime.date(2023, 2, 20)
    assert deadlines[2022].basis == "县通知"


def test_a_county_may_set_its_own_default(tmp_path: Path) -> None:
    toml = TOML + '[default_deadline]\nmonth = 3\nday = 31\nbasis = "县通知"\n'
    deadlines = load_county(write(tmp_path / "sample", toml)).deadlines
    assert {d.date.month for d in deadlines.values()} == {3}


def test_every_fault_is_listed_with_its_row(tmp_path: Path) -> None:
    rows = (
        "Yun Xi,云溪镇,镇,,,,,,\n"  # row 2: a bad key
        "qinghe,,乡,,,,,,\n"  # row 3: no name
        "liuan,柳岸街道,街道,,,NBS,,1,\n"  # row 4: a code without its edition
        "heyan,荷沿街道\n"  # row 5: cells missing
        "bailu,白鹭镇,镇,鹭镇,,,,,\n"
        "songting,松亭镇,镇,鹭镇,,,,,\n"  # row 7: another's alias
        "bailu,白路镇,镇,,,,,,\n"  # row 8: a key that stands twice
    )
    toml = (
        'years = [2024, 2019]\ncolour = "red"\n'
        '[[deadline]]\nyear = 2020\ndate = 2020-01-31\nbasis = "x"\n'
        '[[deadline]]\nyear = 2021\ndate = "soon"\nbasis = "x"\n'
    )
    message = faults(write(tmp_path / "sample", toml, HEADER + rows))
    for expected in (
        "county.toml: name is missing",
        "county.toml: years must be [first, last]",
        "county.toml: unknown key 'colour'",
        "county.toml: deadline 1: 2020-01-31 is not a day after 2020",
        "county.toml: deadline 2: date must be a day such as 2025-01-31",
        "units.csv row 2: unit_key 'Yun Xi'",
        "units.csv row 3: name is empty",
        "units.csv row 4: code_system, code_edition and code go together",
        "units.csv row 5: it has not 9 cells",
        "units.csv row 7: 鹭镇 is a name of both bailu (row 6) and songting",
        "units.csv row 8: unit_key 'bailu' stands twice, first in row 6",
    ):
        assert expected in message
    assert "11 faults" in message


def test_names_that_differ_in_width_only_are_one_name(tmp_path: Path) -> None:
    rows = "a,第1示范镇,镇,,,,,,\nb,第１示范镇,镇,,,,,,\n"
    assert "row 3: 第1示范镇 is a name of both a (row 2) and b" in faults(
        write(tmp_path / "sample", units=HEADER + rows)
    )


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (b"\xff\xff\xff", "neither UTF-8 nor GB18030"),
        (HEADER, "no unit in it"),
        ("unit_key,name,colour\n", "row 1: no column kind"),
        ("unit_key,name,kind,colour\n", "unknown column colour"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(
    tmp_path: Path, units: bytes | str, expected: str
) -> None:
    assert expected in faults(write(tmp_path / "sample", units=units))


def test_missing_and_broken_files_are_faults(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert faults(folder).count("there is no such file") == 2
    assert "not valid TOML" in faults(write(tmp_path / "sample", toml="name = "))


def test_counties_are_the_folders_with_a_county_file(tmp_path: Path) -> None:
    write(tmp_path / "b")
    write(tmp_path / "a")
    (tmp_path / "notes").mkdir()
    assert [path.name for path in counties(tmp_path)] == ["a", "b"]
