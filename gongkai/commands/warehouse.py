"""`gongkai query`, `export`, `open`, `explore` and `release`: of the published warehouse, which none of them changes."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from gongkai.console.folder_options import with_settings
from gongkai.console.language import LANGUAGES, worded
from gongkai.console.say import say
from gongkai.errors import WarehouseError
from gongkai.settings import Settings


@click.command()
@click.argument("sql")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
@with_settings
def query(settings: Settings, sql: str, form: str) -> None:
    """Run one SELECT on the published warehouse, opened read-only.

    SQL may also be the name of a file that ends in .sql. What there is to ask, and what a table holds:

    \b
    gongkai query "select table_name, meaning_en from dictionary where column_name = ''"
    gongkai query "select column_name, meaning_en, null_meaning_en from dictionary where table_name = 'ranking'"
    gongkai query "select unit_name, score from compliance_ranking where year = 2024" --format csv
    gongkai query sql/examples/05_published_late.sql
    """
    from gongkai.warehouse.connect import published
    from gongkai.warehouse.query import print_query

    statements = _sql(sql)
    print_query(published(settings), statements, form)
    _say_if_several(statements, "shown")


@click.command()
@click.argument("what")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--heads",
    type=click.Choice(LANGUAGES),
    help="Chinese or English titles over the columns.  [default: as the screen speaks]",
)
@with_settings
def export(settings: Settings, what: str, file: Path, heads: str | None) -> None:
    """Write a table, or the rows of a SELECT, to FILE: .parquet, .csv (for Excel) or .xlsx.

    WHAT is a table's name, a SELECT, or the name of a file that ends in .sql.

    \b
    gongkai export compliance_ranking ranking.xlsx
    gongkai export "from requests_by_year where year = 2024" requests.csv
    """
    from gongkai.warehouse.connect import published
    from gongkai.warehouse.exports.export import export as write

    statements = _sql(what)
    rows = write(published(settings), statements, file, heads or worded("zh", "en"))
    _say_if_several(statements, "written")
    say(worded(f"{file}：{rows:,} 行", f"{file}: {rows:,} row{'' if rows == 1 else 's'}"))


@click.command()
@click.option(
    "--ui",
    is_flag=True,
    help="DuckDB's page in the browser instead of its shell; DuckDB fetches it from the web.",
)
@with_settings
@click.pass_context
def open(context: click.Context, settings: Settings, ui: bool) -> None:
    """Open the warehouse in the DuckDB shell, read-only.

    A shell that is open over night keeps last night's file; leave it and open it again.
    """
    from gongkai.warehouse.query import opened

    with opened(settings.database):
        pass  # says what is wrong before a shell is started
    shell = _shell()
    if shell is None:
        say(
            "the DuckDB shell is not installed: pip install duckdb-cli, or see https://duckdb.org/install\n"
            "without it: gongkai query SQL, gongkai export TABLE FILE, gongkai.connect() in Python,\n"
            f"or any client (DBeaver …) that opens {settings.database} read-only",
            err=True,
        )
        context.exit(1)
    command = [shell, "-readonly", *(["-ui"] if ui else []), str(settings.database)]
    context.exit(subprocess.run(command, check=False).returncode)


@click.command()
@click.option("--port", default=8001, show_default=True, help="0 takes one that is free.")
@with_settings
@click.pass_context
def explore(context: click.Context, settings: Settings, port: int) -> None:
    """Browse the warehouse in the web browser: tables, filters, facets and SQL, until stopped.

    Datasette shows a copy of the tables of the last night, made in a temporary folder; it answers this
    machine only and changes nothing. It comes with pip install 'gongkai[explore]'.
    """
    from gongkai.console.terminal import stage
    from gongkai.warehouse.connect import published
    from gongkai.warehouse.exports.browse import DATABASE, METADATA, write_copy

    if importlib.util.find_spec("datasette") is None:
        say(
            "Datasette is not installed: pip install 'gongkai[explore]'\n"
            "without it: gongkai open, gongkai query SQL",
            err=True,
        )
        context.exit(1)
    with tempfile.TemporaryDirectory(prefix="gongkai-explore-") as made:
        folder = Path(made)
        with stage("copy tables") as advance:
            write_copy(published(settings), folder, advance)
        served = [DATABASE, "--metadata", METADATA, "--host", "127.0.0.1", "--port", str(port)]
        command = [sys.executable, "-m", "datasette", "serve", "--immutable", *served]
        with suppress(KeyboardInterrupt):
            context.exit(subprocess.run(command, cwd=folder, check=False).returncode)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--publisher", required=True, help="Who answers for the data, as a citation names them."
)
@click.option("--licence", default="", help="Of the data, best by its SPDX id, such as CC-BY-4.0.")
@click.option(
    "--version", default="", help="By default the day of the warehouse's night: 2026.01.31."
)
@with_settings
def release(settings: Settings, folder: Path, publisher: str, licence: str, version: str) -> None:
    """Write a version of the data to FOLDER that can be published.

    Parquet files with their dictionary, the method, a citation, a note on the licence and checksums. Texts
    of reports are left out, and what looks like personal data in other texts is crossed out.

    \b
    gongkai release releases --publisher 某县政务公开办公室 --licence CC-BY-4.0
    """
    from gongkai.warehouse.exports.release import release as write

    written = write(settings.database, folder, publisher, licence, version)
    crossed = sum(written.masked.values())
    say(
        worded(
            f"{written.folder}：版本 {written.version}，涂去 {crossed} 格",
            f"{written.folder}: version {written.version}, {crossed} cells crossed out",
        )
    )


def _shell() -> str | None:
    """DuckDB's shell: the one on the PATH, else the one that was installed with this package."""
    installed = importlib.util.find_spec("duckdb_cli")
    folders = [Path(path) for path in (installed and installed.submodule_search_locations) or ()]
    return shutil.which("duckdb") or shutil.which(
        "duckdb", path=os.pathsep.join(map(str, folders)) or os.devnull
    )


def _say_if_several(statements: str, done: str) -> None:
    """Say that all but the last of several statements were run, and not more."""
    import duckdb

    if statements.isidentifier():
        return
    number = len(duckdb.extract_statements(statements))
    if number > 1:
        say(f"only the last of the {number} statements was {done}", err=True)


def _sql(text: str) -> str:
    """The statement itself, or what stands in the file it names."""
    if not text.endswith(".sql"):
        return text
    try:
        return Path(text).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WarehouseError(
            f"this file of SQL cannot be read: {error}", text, "examples are in sql/examples/"
        ) from error
