"""A new county's template, and every fault of its website tables with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.errors import GongkaiError, RegistryError
from gongkai.sources.load_county import load_county
from gongkai.sources.new_county import county_faults, new_county

ROWS = "unit_key,name,kind\nyunxi,云溪示范镇,镇\nbailu,白鹭示范镇,镇\n"


def test_a_new_county_wants_nothing_but_its_units(tmp_path: Path) -> None:
    folder = new_county(tmp_path, "shili", '示例"县', (2019, 2024))
    assert county_faults(folder) == ["units.csv: no unit in it"]
    assert (folder / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "units.csv").open("ab") as file:
        file.write("yunxi,云溪示范镇,镇,,,,,,\r\n".encode())
    county = load_county(folder)
    assert (county.county_id, county.name, county.years) == ("shili", '示例"县', range(2019, 2025))
    assert (folder / "inbox").is_dir()


def test_every_example_in_the_template_is_right_once_its_mark_is_taken_away(tmp_path: Path) -> None:
    folder = new_county(tmp_path, "shili", "示例县", (2019, 2024))
    lines = (folder / "county.toml").read_text("utf-8").splitlines()
    text = "\n".join(
        line.removeprefix("# ")
        if line.startswith(("# [", "# contact", "# hosts", "#  ")) or " = " in line
        else line
        for line in lines
    )
    (folder / "county.toml").write_text(
        text.replace("unit_key = ", "yunxi = ").replace('"unit_key"', '"yunxi"'), "utf-8"
    )
    (folder / "units.csv").write_text(ROWS, "utf-8")
    (folder / "addresses.csv").write_text("unit_key,year,address\n", "utf-8")
    assert county_faults(folder) == []
    county = load_county(folder)
    assert len(county.web.sources) == 3
    assert [rule.broken_tls for rule in county.web.hosts] == [False, True]
    assert county.codes[0].edition == "2023"


def test_a_county_is_never_written_over(tmp_path: Path) -> None:
    new_county(tmp_path, "shili", "示例县", (2019, 2024))
    with pytest.raises(GongkaiError, match="registered already"):
        new_county(tmp_path, "shili", "别县", (2019, 2024))
    for bad in ("", "Shili", "../x", "示例", "a/b"):
        with pytest.raises(GongkaiError, match="cannot be a county's id"):
            new_county(tmp_path, bad, "示例县", (2019, 2024))


def faults(folder: Path, toml: str, **files: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "county.toml").write_text(f'name = "示例县"\nyears = [2019, 2024]\n{toml}', "utf-8")
    (folder / "units.csv").write_text(ROWS, "utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    with pytest.raises(RegistryError) as caught:
        load_county(folder)
    return str(caught.value)


def test_a_fault_is_told_once(tmp_path: Path) -> None:
    toml = (
        WEB
        + '[[source]]\nkind = "list"\naddress = "http://www.example.invalid/"\npages = "http://other.invalid/{page}"\n'
    )
    assert "1 fault in" in faults(tmp_path / "c", toml)


WEB = 'contact = "a@example.invalid"\nhosts = ["www.example.invalid"]\n'


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('[[source]]\nkind = "addresses"\n', "contact is missing"),
        ('contact = "call me"\n', "contact 'call me' must be a mail address"),
        ('contact = "a@b.invalid\\r\\nX: y"\n', "must be a mail address"),
        ('contact = "a@example.invalid"\n[[source]]\nkind = "addresses"\n', "hosts is missing"),
        ('hosts = ["http://a.invalid"]\n', "hosts 1: 'http://a.invalid' is no host name"),
        ('hosts = ["a.invalid", "*.gov.cn"]\n', "hosts 2: '*.gov.cn' covers too much"),
        ('hosts = [{name = "a.invalid", speed = 3}]\n', "hosts 1: unknown key 'speed'"),
        ("hosts = [7]\n", "hosts 1: must be"),
        (
            "[politeness]\nrequests_per_second = 50\n",
            "politeness: requests_per_second must be above 0",
        ),
        ("[politeness]\nat_once = 9\n", "politeness: at_once must be a whole number from 1 to 2"),
        ('[politeness]\nprivate_networks = ["intranet"]\n', "'intranet' is no network"),
        ("[politeness]\nhaste = true\n", "politeness: unknown key 'haste'"),
        (WEB + '[[source]]\nname = "x"\n', "source 1: kind is missing"),
        (
            WEB + '[[source]]\nkind = "rss"\n',
            "source 'rss 1': unknown kind 'rss' (known: list, template, addresses)",
        ),
        (WEB + '[[source]]\nkind = "list"\n', "source 'list 1': address is missing"),
        (
            WEB + '[[source]]\nkind = "list"\naddress = "http://other.invalid/"\n',
            "other.invalid is not among the county's hosts",
        ),
        (
            WEB + '[[source]]\nkind = "list"\naddress = "ftp://www.example.invalid/"\n',
            "not an http or https address",
        ),
        (
            WEB
            + '[[source]]\nkind = "list"\naddress = "http://www.example.invalid/"\npages = "http://www.example.invalid/2"\n',
            "pages: needs {page}",
        ),
        (
            WEB
            + '[[source]]\nkind = "list"\naddress = "http://www.example.invalid/"\nunit = "nobody"\n',
            "no unit_key 'nobody'",
        ),
        (
            WEB + '[[source]]\nkind = "list"\naddress = "http://www.example.invalid/"\nspeed = 3\n',
            "unknown key 'speed'",
        ),
        (
            WEB + '[[source]]\nkind = "template"\naddress = "http://www.example.invalid/{area}"\n',
            "{area} has no table [source.area]",
        ),
        (
            WEB
            + '[[source]]\nkind = "template"\naddress = "http://www.example.invalid/{year}"\n[source.area]\nnobody = "1"\n',
            "[source.area] is not used",
        ),
        (
            WEB + '[[source]]\nkind = "addresses"\nfile = "../x.csv"\n',
            "'../x.csv' must lie beside county.toml",
        ),
        ('[[code]]\nsystem = "a"\ncode = 340722\n', "code 1: edition is missing"),
        (
            '[[code]]\nsystem = "a"\ncode = 340722\n',
            "code 1: code must be a text: write it in quotation marks, not 340722",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, toml: str, expected: str) -> None:
    assert expected in faults(tmp_path / "c", toml)


def test_every_row_of_a_table_of_addresses_is_checked(tmp_path: Path) -> None:
    table = (
        "unit_key,year,address\n"
        "yunxi,2023,http://www.example.invalid/1\n"
        "nobody,2023,http://www.example.invalid/2\n"
        "bailu,2031,http://www.example.invalid/3\n"
        "bailu,2023,http://other.invalid/4\n"
        ",,\n"
    )
    message = faults(tmp_path / "c", WEB + '[[source]]\nkind = "addresses"\n', addresses=table)
    for expected in (
        "addresses.csv row 3: units.csv has no unit_key 'nobody'",
        "addresses.csv row 4: '2031' is not among the county's years",
        "addresses.csv row 5: other.invalid is not among the county's hosts",
    ):
        assert expected in message
    assert "3 faults" in message


def test_what_excel_does_to_a_table_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "county.toml").write_text('name = "示例县"\nyears = [2019, 2024]\n', "utf-8")
    header = "unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source,\n"
    rows = "a,?山镇,镇,,,,,,,\nb,云溪示范镇,镇,,,NBS,2023,3.40722E+11,,\n,,,,,,,,,\nc,白鹭示范镇,镇,,,,,,,\n"
    (folder / "units.csv").write_text(header + rows, "utf-8")
    found = county_faults(folder)
    assert any(f.startswith("units.csv row 2: name '?山镇' lost a character") for f in found)
    assert any(f.startswith("units.csv row 3: code '3.40722E+11' is not a code") for f in found)
    assert len(found) == 2
