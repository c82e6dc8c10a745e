"""Exports open in the programs they are meant for, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.errors import WarehouseError
from gongkai.warehouse.exports.export import export

_STRANGE = '=HYPERLINK("http://example.invalid","看")'


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "gongkai.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table figure as select * from (values (?, -3.0, date '2025-01-31',"
            " 9007199254740993::bigint, ['a', '乙'], true), ('+19', null, null, 1, null, null))"
            " as t (printed, value, published_on, report_id, names, is_sure)",
            [_STRANGE],
        )
        connection.execute(
            "create table dictionary as select 'figure' as table_name, 'printed' as column_name,"
            " '原文' as name_zh, 'varchar' as type, '' as unit, '=含义' as meaning, '' as null_meaning,"
            " 'as printed' as meaning_en, '' as null_meaning_en, true as is_key,"
            " '' as refers_to, 'a b' as allowed_values"
        )
    return path


def test_csv_opens_in_excel_as_utf_8_and_runs_no_formula(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert export(database, "figure", target) == 2
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(target.open(encoding="utf-8-sig", newline="")))
    assert rows[1] == [
        "'" + _STRANGE,
        "-3",
        "2025-01-31",
        "9007199254740993",
        '["a", "乙"]',
        "true",
    ]
    assert rows[2] == ["'+19", "", "", "1", "", ""]


def test_xlsx_holds_text_numbers_and_dates_and_no_formula(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert export(database, "figure", target) == 2
    book = openpyxl.load_workbook(target)
    cells = list(book["data"].iter_rows(min_row=2))
    assert cells[0][0].value == _STRANGE and cells[0][0].data_type == "s"
    assert cells[0][1].value == -3
    assert cells[0][2].is_date
    assert cells[0][3].value == "9007199254740993"  # a number would be rounded
    assert cells[1][1].value is None
    assert [c.data_type for row in book["字段说明"].iter_rows() for c in row].count("f") == 0


def test_parquet_keeps_types(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    assert export(database, "select report_id, names from figure;", target) == 2
    table = pq.read_table(target)
    assert table.column("report_id").to_pylist() == [9007199254740993, 1]
    assert table.column("names").to_pylist() == [["a", "乙"], None]


def test_an_export_takes_its_dictionary_along(sample_warehouse: Path, tmp_path: Path) -> None:
    export(sample_warehouse, "report_panel", tmp_path / "panel.parquet")
    schema = pq.read_schema(tmp_path / "panel.parquet")
    assert schema.field("received_total").metadata[b"name_zh"].decode() == "新收申请"
    assert schema.field("unit_id").metadata[b"refers_to"] == b"unit.unit_id"
    with duckdb.connect() as connection:
        (held,) = connection.execute(
            "select value::blob::varchar from parquet_kv_metadata(?) where key = 'gongkai'::blob",
            [str(tmp_path / "panel.parquet")],
        ).fetchone() or ("",)
    assert "days_to_publish" in held

    export(sample_warehouse, "report_panel", tmp_path / "panel.csv")
    said = json.loads((tmp_path / "panel.csv-metadata.json").read_text("utf-8"))
    with (tmp_path / "panel.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == [c["name"] for c in said["tableSchema"]["columns"]]
    assert said["tableSchema"]["primaryKey"] == ["unit_id", "year"]
    assert said["url"] == "panel.csv"

    export(sample_warehouse, "select 1 as one", tmp_path / "one.csv")
    assert not (tmp_path / "one.csv-metadata.json").exists()


def test_csv_holds_every_kind_of_value(database: Path, tmp_path: Path) -> None:
    export(
        database,
        "select sum(3::bigint) as s, 1.5::decimal(9, 1) as d, 'x'::enum('x') as e, null as n,"
        " {'a': 1} as o, 1e300 as f, 170141183460469231731687303715884105727::hugeint as h, '' as t",
        tmp_path / "out.csv",
    )
    rows = list(csv.reader((tmp_path / "out.csv").open(encoding="utf-8-sig", newline="")))
    assert rows[1][:6] == ["3", "1.5", "x", "", '{"a": 1}', "1e+300"]
    assert float(rows[1][6]) == 2.0**127 and rows[1][7] == ""


@pytest.mark.parametrize(
    ("what", "name", "says"),
    [
        ("figure", "out.doc", ".parquet, .csv, .xlsx"),
        ("figure", "nowhere/out.csv", "make it first"),
        ("figures", "out.csv", "figures"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    database: Path, tmp_path: Path, what: str, name: str, says: str
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WarehouseError, match=says):
        export(database, what, tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before


def test_a_table_of_the_sample_by_the_command(sample_warehouse: Path, tmp_path: Path) -> None:
    target = tmp_path / "ranking.xlsx"
    arguments = ["export", "compliance_ranking", str(target)]
    result = CliRunner().invoke(main, [*arguments, "--warehouse", str(sample_warehouse.parent)])
    assert result.exit_code == 0, result.output
    assert "72 rows" in result.output
    assert openpyxl.load_workbook(target)["data"].max_row == 73


def test_open_says_what_to_install(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    folder = str(sample_warehouse.parent)
    result = CliRunner().invoke(main, ["open", "--warehouse", folder])
    assert result.exit_code == 1
    assert "duckdb.org/install" in result.output


def test_open_needs_nothing_that_pip_has_not_installed(sample_warehouse: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "gongkai", "open", "--warehouse", str(sample_warehouse.parent)],
        input="select 'rows ' || count(*) from report_panel; drop table report_panel;",
        env={**os.environ, "PATH": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "rows 72" in ran.stdout and "read-only" in ran.stderr


def test_open_starts_the_shell_read_only(
    sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shell = tmp_path / "duckdb"
    shell.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexit 7\n')
    shell.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    folder = str(sample_warehouse.parent)
    result = CliRunner().invoke(main, ["open", "--ui", "--warehouse", folder])
    assert result.exit_code == 7
    assert (tmp_path / "asked").read_text().split() == ["-readonly", "-ui", str(sample_warehouse)]


@pytest.mark.parametrize("planted", ["out.csv", ".out.new.csv"])
@pytest.mark.parametrize("leads_to", ["a file", "a folder"])
def test_nothing_is_written_through_a_link(
    database: Path, tmp_path: Path, planted: str, leads_to: str
) -> None:
    victim = tmp_path / "victim"
    if leads_to == "a file":
        victim.write_text("kept", "utf-8")
    else:
        victim.mkdir()
        (victim / "kept").write_text("kept", "utf-8")
    (tmp_path / planted).symlink_to(victim)
    assert export(database, "figure", tmp_path / "out.csv") == 2
    kept = victim if leads_to == "a file" else victim / "kept"
    assert kept.read_text("utf-8") == "kept"
    assert not (tmp_path / "out.csv").is_symlink()


@pytest.mark.parametrize("start", ["", " ", "\n", "\ufeff", "\u3000"])
@pytest.mark.parametrize("sign", ["=", "＝", "@", "+"])
def test_headers_and_cells_of_csv_run_no_formula(
    database: Path, tmp_path: Path, start: str, sign: str
) -> None:
    formula = f"{start}{sign}1"
    export(database, f"select '{formula}' as \"{formula}\"", tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert all(cell.startswith("'") for row in rows for cell in row), rows


@pytest.mark.parametrize("what", ["ranking", "select unit_id, score, 1 as one from ranking"])
def test_officials_get_chinese_heads(sample_warehouse: Path, tmp_path: Path, what: str) -> None:
    rows = export(sample_warehouse, what, tmp_path / "zh.csv", heads="zh")
    assert export(sample_warehouse, what, tmp_path / "en.csv") == rows
    zh, en = ((tmp_path / f"{n}.csv").read_text("utf-8-sig").splitlines() for n in ("zh", "en"))
    heads = next(csv.reader(zh[:1]))
    assert {"单位编号", "总分"} <= set(heads) and len(set(heads)) == len(heads)
    assert zh[1:] == en[1:]


def test_parquet_is_for_programs(sample_warehouse: Path, tmp_path: Path) -> None:
    export(sample_warehouse, "ranking", tmp_path / "a.parquet", heads="zh")
    assert "unit_id" in pq.read_schema(tmp_path / "a.parquet").names


@pytest.mark.parametrize(
    "what",
    [
        "select 2024 as year -- the last",
        "set variable wanted = 2024; select getvariable('wanted') as year",
    ],
)
def test_chinese_heads_leave_the_statement_alone(
    sample_warehouse: Path, tmp_path: Path, what: str
) -> None:
    for name in ("out.csv", "out.xlsx"):
        assert export(sample_warehouse, what, tmp_path / name, heads="zh") == 1
    assert (tmp_path / "out.csv").read_text("utf-8-sig") == '"报告年度"\n2024\n'
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["data"]
    assert [cell.value for cell in sheet["A"]] == ["报告年度", 2024]
