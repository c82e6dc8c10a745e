"""`gongkai query`: one SELECT on the published warehouse."""

from __future__ import annotations

import click

from gongkai.commands.folders import with_settings
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

    \b
    gongkai query "from dictionary where table_name = 'ranking'"
    gongkai query "select unit_name, score from compliance_ranking where year = 2024" --format csv
    """
    from gongkai.warehouse.query import print_query

    print_query(settings.database, sql, form)
