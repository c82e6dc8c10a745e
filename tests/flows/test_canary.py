"""Made-up persons and control characters, planted wherever text can come in, come out nowhere."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from flows.terminal import _print_results
from gongkai.cli import main
from gongkai.pack.publish import publish_pack
from gongkai.settings import Settings
from gongkai.sources.vault.store import Vault
from tests.factory import random_truth, render
from tests.flows.small import FETCHED, night, write_county
from tests.once import once

# made up: no such number can be assigned, and the names are nobody's
SECRETS = ("赵虚构", "13800000000", "110101190001010000", "zhao.xu@example.invalid")
STEERING = ("\x1b", "\u202e", "\u2066", "\u200b", "\x07", "\x00")
PERSON = f"联系人{SECRETS[0]}{SECRETS[1]}，{SECRETS[2]}；{SECRETS[3]}"
PLANTED = f"{PERSON}\x1b[31m\u202e\u2066\u200b\x07"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(*once(tmp_path_factory, "canary", make))


def make(folder: Path) -> tuple[Path, Path]:
    settings = plant(folder)
    night(settings)
    return settings.raw, settings.warehouse


def plant(folder: Path) -> Settings:
    """A county in which every place that a stranger can fill says the same."""
    import random

    settings = Settings(folder / "raw", folder / "warehouse")
    county = write_county(settings.raw, years=1)
    units = county / "units.csv"
    rows = units.read_text("utf-8").replace("白河镇,镇,,", f"白河镇,镇{PLANTED},别名{PLANTED},")
    units.write_text(rows.replace("示例石桥镇", "示例石桥\u202e镇"), "utf-8")
    (county / "corrections.csv").write_text(
        "unit_key,year,cell,from,to,kind,reason,who,when\n"
        + f"u0,2024,requests.{PLANTED}.total,{PLANTED},1,reader,{PLANTED},某{PLANTED},2025-01-01\n"
        + f"u0,2024,requests.received.total,{PLANTED},3,reader,{PLANTED},某,2025-01-01\n",
        "utf-8",
    )
    (county / "state").mkdir(exist_ok=True)
    attempt = {
        "county_id": "small",
        "unit_id": "small/u1",
        "year": 2024,
        "source": f"网站{PLANTED}",
        "host": "example.invalid",
        "url": f"http://example.invalid/{PLANTED}",
        "reason": "timeout",
        "detail": PLANTED,
        "status": None,
        "attempted_at": "2026-01-01T00:00:00+00:00",
    }
    (county / "state/attempts.jsonl").write_text(json.dumps(attempt) + "\n", "utf-8")
    vault = Vault(county / "vault")
    for number, layout in enumerate(("text_pipe", "html_cms", "text_tab")):
        truth = random_truth(
            random.Random(number),
            form="2021",
            unit=f"示例云溪{number}镇",
            county="示例县",
            year=2024,
        )
        rendered = render(truth, layout)
        text = rendered.body.decode()
        for old, new in (
            ("总体情况", f"总体情况{PLANTED}"),
            ("规章", f"规章{PLANTED}"),
            ("示例县", f"示例县{PLANTED}"),
            ("2024年", f"2024年{PLANTED}"),
        ):
            text = text.replace(old, new, 1)
        text = text.replace("| 0 |", f"| {PLANTED} |", 3).replace(">0<", f">{PLANTED}<", 3)
        text = text.replace("\t0\t", f"\t{PLANTED}\t", 3)
        for body, name in ((text, "报告"), (f"简报{PLANTED}", "简报")):
            vault.put(
                body.encode(),
                unit_id=f"small/u{number}",
                year=2024,
                file_name=f"{name}{PLANTED}\n.{rendered.extension}",
                url=f"http://example.invalid/{PLANTED}",
                media_type=f"text/plain; {PLANTED}",
                title=PLANTED,
                fetched_at=FETCHED.replace(year=2027),
            )
    return settings


def leaks(text: str) -> list[str]:
    return [repr(secret) for secret in (*SECRETS, *STEERING) if secret in text]


def test_no_column_but_the_body_of_a_section(planted: Settings) -> None:
    with duckdb.connect(str(planted.database), read_only=True) as db:
        bodies = str(db.execute("select list(body) from report_section").fetchall())
        assert SECRETS[0] in bodies
        documents = db.execute("select count(*) from document where file_name like '%×××%'")
        assert documents.fetchall() == [(6,)]
        columns = db.execute(
            "select table_name, column_name from duckdb_columns() where not internal"
        ).fetchall()
        for table, column in columns:
            if (table, column) == ("report_section", "body"):
                continue
            values = db.execute(f'select distinct "{column}"::varchar from "{table}"').fetchall()
            assert not [value for (value,) in values if value and leaks(value)], (table, column)


def texts(files: tuple[Path, ...] | list[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        if path.suffix == ".pdf":
            pages = pdfium.PdfDocument(path)
            yield path.name, "".join(page.get_textpage().get_text_range() for page in pages)
        elif path.suffix in (".xlsx", ".docx"):
            archive = zipfile.ZipFile(path)
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    yield f"{path.name}!{name}", archive.read(name).decode()
        elif path.suffix in (".html", ".js", ".json", ".csv"):
            yield path.name, path.read_text("utf-8")


def test_no_file_of_the_pack(planted: Settings, tmp_path: Path) -> None:
    pack = publish_pack(planted.database, "small", 2024, tmp_path)
    searched = dict(texts(list(pack.files)))
    assert len(searched) > 10
    assert {name: found for name, text in searched.items() if (found := leaks(text))} == {}


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("table", ["document", "quarantine", "manual_queue", "attempt", "unit"])
def test_no_line_of_a_query(planted: Settings, table: str, form: str) -> None:
    said = run("query", f"from {table}", "--format", form, "--warehouse", str(planted.warehouse))
    assert "×××" in said
    assert not leaks(said)


def test_no_line_of_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What a night over the planted county logs, down to the finest level."""
    with caplog.at_level(logging.DEBUG):
        make(tmp_path)
    said = "\n".join([caplog.text, *(record.getMessage() for record in caplog.records)])
    assert not leaks(said)


@pytest.mark.deep
def test_no_line_of_a_whole_night(tmp_path: Path) -> None:
    """What the command prints and logs, on both of its outputs."""
    plant(tmp_path)
    variables = {
        **os.environ,
        "PREFECT_API_URL": "http://127.0.0.1:9/api",
        "PREFECT_LOGGING_LEVEL": "DEBUG",
        "PREFECT_LOGGING_COLORS": "false",
        "NO_COLOR": "1",
    }
    variables.pop("FORCE_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "nightly"],
        cwd=tmp_path, env=variables, capture_output=True, timeout=300,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert len(said) > 500
    assert not leaks(said)


def test_no_control_character_of_a_body_reaches_the_terminal(planted: Settings) -> None:
    for form in ("table", "csv", "json"):
        ask = ["query", "from report_section", "--format", form]
        said = run(*ask, "--warehouse", str(planted.warehouse))
        assert not [c for c in STEERING if c in said]


def test_no_line_of_other_commands(planted: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--warehouse", str(planted.warehouse)]
    said = run("review", *where) + run("runs", *where)
    said += run("rank", *where, "--county", "small", "--year", "2024")
    said += run("vault", "log", "u0", "2024", "--raw", str(planted.raw))
    _print_results(planted, [("small", 2024)], 0)
    said += "".join(capsys.readouterr())
    assert len(said) > 500
    assert not leaks(said)


def test_no_line_of_a_reading(planted: Settings, tmp_path: Path) -> None:
    bodies = sorted(planted.raw.glob("small/vault/??/*.txt"))
    files = [tmp_path / f"{n}\x1b[31m\u202e.txt" for n in range(len(bodies))]
    for file, body in zip(files, bodies, strict=True):
        file.write_bytes(body.read_bytes())
    for options in ([], ["--json"]):
        assert not leaks(run("read", *options, *map(str, files)))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.output
