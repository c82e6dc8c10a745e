"""`gongkai query`, `export` and `open`: ask the published warehouse, which none of them can change."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click

from gongkai.errors import WarehouseError
from gongkai.folder_options import with_settings
from gongkai.say import say
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

    print_query(published(settings), _sql(sql), form)


@click.command()
@click.argument("what")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_settings
def export(settings: Settings, what: str, file: Path) -> None:
    """Write a table, or the rows of a SELECT, to FILE: .parquet, .csv (for Excel) or .xlsx.

    WHAT is a table's name, a SELECT, or the name of a file that ends in .sql.

    \b
    gongkai export compliance_ranking ranking.xlsx
    gongkai export "from requests_by_year where year = 2024" requests.csv
    """
    from gongkai.warehouse.connect import published
    from gongkai.warehouse.export import export as write

    rows = write(published(settings), _sql(what), file)
    say(f"{file}: {rows:,} row{'' if rows == 1 else 's'}")


@click.command()
@click.option("--ui", is_flag=True, help="DuckDB's page in the browser instead of its shell.")
@with_settings
@click.pass_context
def open(context: click.Context, settings: Settings, ui: bool) -> None:
    """Open the warehouse in the DuckDB shell, read-only, where that is installed.

    A shell that is open over night keeps last night's file; leave it and open it again.
    """
    from gongkai.warehouse.query import opened

    with opened(settings.database):
        pass  # says what is wrong before a shell is started
    shell = shutil.which("duckdb")
    if shell is None:
        say(
            "the DuckDB shell is not installed: put `duckdb` (version 1.5) on the PATH, "
            "see https://duckdb.org/install\n"
            "without it: gongkai query SQL, gongkai export TABLE FILE, gongkai.connect() in Python,\n"
            f"or any client (DBeaver …) that opens {settings.database} read-only",
            err=True,
        )
        context.exit(1)
    command = [shell, "-readonly", *(["-ui"] if ui else []), str(settings.database)]
    context.exit(subprocess.run(command, check=False).returncode)


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
