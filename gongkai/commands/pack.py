"""`gongkai publish`: draw packs from the warehouse that stands."""

from __future__ import annotations

import click

from gongkai.console.folder_options import with_settings
from gongkai.console.say import say
from gongkai.settings import Settings

_KINDS = ("pdf", "site", "xlsx", "docx")


@click.command()
@click.option("--county", help="Only this county.  [default: all, in parallel processes]")
@click.option("--year", type=int, help="The year of the pack.  [default: each county's last]")
@click.option(
    "--only", type=click.Choice(_KINDS), multiple=True, help="Only this part; repeatable."
)
@click.option(
    "--city",
    is_flag=False,
    flag_value="all",
    help="The counties of a city beside one another: the first four digits of their units' codes.  "
    "[alone: every city]",
)
@click.option(
    "--city-name",
    default="",
    help="What that city is called.  [default: as its counties' names begin]",
)
@with_settings
def publish(
    settings: Settings,
    county: str | None,
    year: int | None,
    only: tuple[str, ...],
    city: str | None,
    city_name: str,
) -> None:
    """Draw the chart pack (PDF, PNG), the site, the workbook and the Word files.

    \b
    gongkai publish --county sample --year 2024 --only xlsx
    gongkai publish --city 9999 --city-name 示例市 --year 2024
    """
    if city is not None:
        _publish_cities(settings, city, year, city_name)
        return
    from gongkai.errors import PackError
    from gongkai.pack.publish import publish_packs
    from gongkai.warehouse.query import query

    _, ranked = query(
        settings.database, "select distinct county_id, year from ranking order by all"
    )
    last = {str(c): int(y) for c, y in ranked}
    wanted = [(c, year or y) for c, y in last.items() if county in (None, c)]
    if not wanted:
        raise PackError(f"the warehouse holds no county {county!r}", str(settings.database))
    for pack in publish_packs(settings.database, settings.packs, wanted, only=only or None):
        for path in pack.files:
            say(str(path))


def _publish_cities(settings: Settings, city: str, year: int | None, name: str) -> None:
    from gongkai.errors import PackError
    from gongkai.pack.data.city import cities
    from gongkai.pack.data.marts import open_marts
    from gongkai.pack.publish_city import publish_city

    with open_marts(settings.database) as connection:
        codes = list(cities(connection)) if city == "all" else [city]
    if not codes:
        raise PackError(
            "no unit has a code, by which counties of a city are found",
            str(settings.database),
            "fill in the column code of units.csv",
        )
    if name and city == "all":
        raise PackError("a name is given to one city", next_step="say which: --city 9999")
    for code in codes:
        for path in publish_city(settings.database, code, settings.packs, year, name):
            say(str(path))
