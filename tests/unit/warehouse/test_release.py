"""A release is whole, says what it is, repeats itself byte for byte, and names nobody."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.errors import WarehouseError
from gongkai.warehouse.exports.release import release

_WHO = "示例县政务公开办公室"


@pytest.fixture(scope="module")
def made(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases")
    return release(sample_warehouse, folder, _WHO, "CC-BY-4.0", "2024.1").folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_file_has_its_checksum(made: Path) -> None:
    files = _files(made)
    listed = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert listed.keys() == files.keys() - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert {"METHOD.md", "CITATION.cff", "LICENCE.md", "dictionary.csv", "fields.html"} <= set(
        files
    )


def test_a_table_holds_what_the_warehouse_holds_and_says_what_it_means(
    made: Path, sample_warehouse: Path
) -> None:
    table = pq.read_table(made / "data" / "report_panel.parquet")
    assert table.num_rows == 72
    assert table.schema.field("received_total").metadata[b"unit"].decode() == "件"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample_warehouse}' as made (read_only)")
        different = connection.execute(
            f"(from '{made}/data/report_panel.parquet' except from made.report_panel)"
        ).fetchall()
    assert different == []


def test_it_says_that_the_county_is_made_up_who_answers_and_what_licence(made: Path) -> None:
    method, citation = (
        (made / "METHOD.md").read_text("utf-8"),
        (made / "CITATION.cff").read_text("utf-8"),
    )
    assert "虚构数据" in method and "request_balance" in method
    assert f'name: "{_WHO}"' in citation and 'license: "CC-BY-4.0"' in citation
    assert 'version: "2024.1"' in citation
    package = json.loads((made / "datapackage.json").read_text("utf-8"))
    panel = next(r for r in package["resources"] if r["name"] == "report_panel")
    assert panel["schema"]["primaryKey"] == ["unit_id", "year"]


def test_leads_and_texts_of_reports_stay_at_home(made: Path) -> None:
    names = {path.stem for path in (made / "data").iterdir()}
    assert len(names) > 15
    assert not names & {"manual_queue", "similarity_by_year", "report_section"}


def test_what_names_a_person_is_crossed_out_and_counted(
    sample_warehouse: Path, tmp_path: Path
) -> None:
    database = tmp_path / "gongkai.duckdb"
    shutil.copy(sample_warehouse, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update findings_by_unit set found = '联系人：王小明，电话13800000000' where rowid = 0"
        )
    released = release(database, tmp_path / "out", _WHO)
    assert released.masked == {"findings_by_unit.found": 1}
    everything = b"".join(
        str(pq.read_table(path).to_pylist()).encode()
        for path in (released.folder / "data").iterdir()
    )
    assert "No licence" in (released.folder / "LICENCE.md").read_text("utf-8")
    assert b"13800000000" not in everything and "王小明".encode() not in everything
    assert "findings_by_unit.found (1)" in (released.folder / "METHOD.md").read_text("utf-8")


def test_a_version_is_never_written_over(made: Path, sample_warehouse: Path) -> None:
    before = _files(made)
    with pytest.raises(WarehouseError, match="there already"):
        release(sample_warehouse, made.parent, _WHO, version="2024.1")
    with pytest.raises(WarehouseError, match="not a version"):
        release(sample_warehouse, made.parent, _WHO, version="../2024")
    assert _files(made) == before
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_the_command_says_where_it_lies_and_gives_the_same_bytes(
    made: Path, sample_warehouse: Path, tmp_path: Path
) -> None:
    folder = ["--warehouse", str(sample_warehouse.parent), "--version", "2024.1"]
    arguments = ["release", str(tmp_path / "out"), "--publisher", _WHO, *folder]
    result = CliRunner().invoke(main, [*arguments, "--licence", "CC-BY-4.0"])
    assert result.exit_code == 0, result.output
    assert "gongkai-2024.1" in result.output and "0 cells crossed out" in result.output
    assert _files(tmp_path / "out" / "gongkai-2024.1") == _files(made)
