"""Files of an inbox are matched by the names they lie under, inside their county only."""

from __future__ import annotations

import dataclasses
import email.message
import io
import os
import socket
import zipfile
from pathlib import Path

import pytest

from gongkai.readers import read_page
from gongkai.sources import (
    County,
    Found,
    Unit,
    UnitNames,
    Vault,
    inbox,
    pull_inbox,
    scan,
)
from gongkai.sources.load_county import load_county
from tests.factory import county_plan
from tests.factory.county import sample, write


def unit(key: str, name: str, aliases: tuple[str, ...] = (), former: tuple[str, ...] = ()) -> Unit:
    return Unit(f"sample/{key}", "sample", key, name, "镇", aliases, former)


UNITS = (
    unit("oushan", "示例𠙶山镇", ("示例欧山镇",)),
    unit("xihe", "西河镇"),
    unit("daxihe", "大西河镇"),
    unit("lanqiao", "蓝桥镇", former=("蓝桥乡",)),
    unit("first", "第1示范镇"),
)
COUNTY = County("sample", "示例县", 2019, 2024, {}, True, UNITS)


def found(tmp_path: Path, name: str) -> Found:
    path = tmp_path / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    (only,) = scan(COUNTY, tmp_path)
    return only


@pytest.mark.parametrize(
    ("name", "key", "year"),
    [
        ("西河镇/2023.html", "xihe", 2023),
        ("大西河镇/2023.html", "daxihe", 2023),
        ("示例县西河镇人民政府2023年政府信息公开工作年度报告.txt", "xihe", 2023),
        ("示例𠙶山镇/2019年度报告.html", "oushan", 2019),
        ("示例欧山镇/2021.txt", "oushan", 2021),
        ("蓝桥乡/2019.txt", "lanqiao", 2019),
        ("2022/蓝桥镇.txt", "lanqiao", 2022),
        ("第１示范镇/２０２０.txt", "first", 2020),
        ("西河镇/西河镇2023年年报（20240115发布）.pdf", "xihe", 2023),
        ("西河镇/2023年度报告 发布于2024.pdf", "xihe", 2023),
        ("西河镇/年报.docx", "xihe", None),
    ],
)
def test_unit_and_year_are_told_from_folder_and_file_names(
    tmp_path: Path, name: str, key: str, year: int | None
) -> None:
    file = found(tmp_path, name)
    assert file.problem is None
    assert file.unit is not None
    assert (file.unit.unit_key, file.year) == (key, year)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("远岫镇/2023.html", "no unit of '示例县'"),
        ("2023年汇总.html", "no unit of '示例县'"),
        ("西河镇/蓝桥镇2023年.html", "several units"),
        ("西河镇/2022-2023.html", "several years"),
        ("西河镇/2016.html", "2016 is not among the years"),
    ],
)
def test_what_cannot_be_matched_is_data_not_an_exception(
    tmp_path: Path, name: str, problem: str
) -> None:
    told = found(tmp_path, name).problem
    assert told is not None
    assert problem in told.en


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, name)
    return out.getvalue()


def put(tmp_path: Path, name: str, body: bytes) -> list[Found]:
    path = tmp_path / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return list(scan(COUNTY, tmp_path))


def test_an_archive_of_several_townships_is_a_document_each(tmp_path: Path) -> None:
    body = archive("2023年/西河镇.txt", "2023年/蓝桥镇.docx", "Thumbs.db", "说明.txt")
    files = put(tmp_path, "年报.zip", body)
    told = {(f.unit and f.unit.unit_key, f.year, f.member and f.member.name) for f in files}
    assert told == {
        ("xihe", 2023, "2023年/西河镇.txt"),
        ("lanqiao", 2023, "2023年/蓝桥镇.docx"),
        (None, None, "说明.txt"),
    }
    vault = Vault(tmp_path / "vault")
    result = pull_inbox(COUNTY, tmp_path, vault)
    assert (result.found, result.new, len(result.problems)) == (3, 3, 1)
    kept = {entry.source_path: entry.path.read_bytes().decode() for entry in vault.entries()}
    assert kept["inbox/年报.zip!/2023年/西河镇.txt"] == "2023年/西河镇.txt"


def test_a_mail_that_brings_reports_of_several_townships_is_a_document_each(tmp_path: Path) -> None:
    mail = email.message.EmailMessage()
    mail.set_content("请查收。")
    for name in ("西河镇2023.txt", "蓝桥镇2023.docx"):
        mail.add_attachment(name.encode(), "application", "octet-stream", filename=name)
    files = put(tmp_path, "年报.eml", mail.as_bytes())
    assert {(f.unit and f.unit.unit_key, f.year, f.member and f.member.name) for f in files} == {
        ("xihe", 2023, "西河镇2023.txt"),
        ("lanqiao", 2023, "蓝桥镇2023.docx"),
    }


def test_a_page_with_its_folder_is_kept_as_it_lay_in_an_archive_of_several(tmp_path: Path) -> None:
    page = "<meta charset=utf-8><link rel=stylesheet href='西河镇.files/a.css'><i class=x>5</i>13"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("2023年/西河镇.htm", page)
        made.writestr("2023年/西河镇.files/a.css", ".x{display:none}")
        made.writestr("2023年/西河镇.files/b.png", "png")
        made.writestr("2023年/蓝桥镇.txt", "蓝桥镇")
    put(tmp_path, "年报.zip", out.getvalue())
    vault = Vault(tmp_path / "vault")
    pull_inbox(COUNTY, tmp_path, vault)
    [kept] = [e for e in vault.entries() if "西河镇" in (e.source_path or "")]
    assert (kept.file_name, kept.media_type) == ("西河镇.htm.zip", "application/zip")
    body = kept.path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == {"2023年/西河镇.htm": page, "2023年/西河镇.files/a.css": ".x{display:none}"}
    assert list(read_page(body, kept.file_name).texts()) == ["13"]


def test_an_archive_of_two_years_of_one_township_is_two_documents(tmp_path: Path) -> None:
    files = put(tmp_path, "西河镇.zip", archive("2022.txt", "2023.txt"))
    assert [(f.unit and f.unit.unit_key, f.year) for f in files] == [("xihe", 2022), ("xihe", 2023)]


def test_an_archive_of_one_report_stays_whole(tmp_path: Path) -> None:
    [file] = put(tmp_path, "西河镇/2023.zip", archive("报告.txt", "附表.xlsx"))
    assert (file.member, file.year) == (None, 2023)


def test_a_damaged_archive_stays_whole(tmp_path: Path) -> None:
    [file] = put(tmp_path, "西河镇/2023.zip", archive("a.txt", "b.txt")[:60])
    assert file.member is None


@pytest.mark.parametrize(
    "name", [".DS_Store", "西河镇/~$2023.docx", "西河镇/Thumbs.db", ".tmp/a.txt"]
)
def test_litter_is_passed_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    assert list(scan(COUNTY, tmp_path)) == []


def test_the_path_above_the_inbox_names_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "西河镇2022"
    (folder / "inbox" / "蓝桥镇").mkdir(parents=True)
    (folder / "inbox" / "蓝桥镇" / "2023.txt").write_bytes(b"x")
    (file,) = scan(COUNTY, folder)
    assert file.unit is not None
    assert (file.unit.unit_key, file.year) == ("lanqiao", 2023)


def test_the_longest_name_wins() -> None:
    names = UnitNames(UNITS)
    assert [u.unit_key for u in names.find("大西河镇人民政府")] == ["daxihe"]
    assert [u.unit_key for u in names.find("大西河镇与西河镇")] == ["daxihe", "xihe"]


def test_a_missing_inbox_holds_nothing(tmp_path: Path) -> None:
    result = pull_inbox(COUNTY, tmp_path / "none", Vault(tmp_path / "vault"))
    assert (result.found, result.new, result.problems) == (0, 0, ())


def test_the_sample_is_pulled_once_and_lies_in_the_vault_byte_for_byte(tmp_path: Path) -> None:
    write(tmp_path)
    county = load_county(tmp_path)
    vault, told = Vault(tmp_path / "vault"), []
    result = pull_inbox(county, tmp_path, vault, lambda done, of: told.append((done, of)))
    expected = {
        (f"{county.county_id}/{d.unit_key}", d.year): d.body
        for d in sample()
        if d.unit_key and d.layout != "news"
    }
    assert (result.found, len(result.problems)) == (len(sample()), 1)
    assert result.new == len(sample())  # the file of an unknown unit is kept too
    assert told[-1] == (result.found, result.found)
    stored = {(e.unit_id, e.year, vault.read(e)) for e in vault.entries()}
    assert {(*key, body) for key, body in expected.items()} <= stored
    assert pull_inbox(county, tmp_path, vault).new == 0


def test_a_changed_file_is_a_new_document_and_the_old_one_stays(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    file = tmp_path / "inbox" / "西河镇" / "2023.txt"
    file.parent.mkdir(parents=True)
    for body in (b"first", b"second"):
        file.write_bytes(body)
        assert pull_inbox(COUNTY, tmp_path, vault).new == 1
    assert {vault.read(e) for e in vault.entries()} == {b"first", b"second"}


def test_the_registry_of_the_sample_is_that_of_the_plan(tmp_path: Path) -> None:
    write(tmp_path)
    county = load_county(tmp_path)
    assert county.fictional
    assert county.years == county_plan.YEARS
    assert [u.name for u in county.units] == [u.name for u in county_plan.UNITS]
    assert county.deadlines[2022].date.isoformat() == county_plan.DEADLINES[2022][0]
    assert dataclasses.asdict(county.units[5])["former_names"] == ("蓝桥示范乡",)


def test_only_plain_files_are_opened(tmp_path: Path) -> None:
    """A pipe would hang the night; a link would copy what it leads to into the vault."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "2023.html").write_bytes(b"not ours")
    (inbox / "西河镇2021.html").write_bytes(b"ours")
    (inbox / "西河镇2022.html").symlink_to(secret / "2023.html")
    (inbox / "大西河镇").symlink_to(secret)
    os.mkfifo(inbox / "西河镇2023.html")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(inbox / "s2024"))
        result = pull_inbox(COUNTY, tmp_path, Vault(tmp_path / "vault"))
    (kept,) = Vault(tmp_path / "vault").entries()
    assert kept.file_name == "西河镇2021.html"
    refused = {found.path.name: found.problem for found in result.problems}
    assert set(refused) == {"西河镇2022.html", "大西河镇", "西河镇2023.html", "s2024"}
    assert {problem.code for problem in refused.values() if problem} == {"file_not_taken"}


def test_a_huge_file_is_named_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MAX_BYTES", 3)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/西河镇2021.html").write_bytes(b"four")
    result = pull_inbox(COUNTY, tmp_path, Vault(tmp_path / "vault"))
    problem = result.problems[0].problem
    assert problem is not None
    assert "4 bytes; at most 3" in problem.en
    assert Vault(tmp_path / "vault").entries() == []
