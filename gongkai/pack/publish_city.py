"""Publishes a city's pack: its counties beside one another, beside the packs of the counties."""

from __future__ import annotations

import os
from pathlib import Path

from gongkai.pack.data.city import City, read_city
from gongkai.pack.data.marts import open_marts
from gongkai.pack.files import write_files
from gongkai.pack.pages.city import city_pages
from gongkai.pack.pdf.document import Cover, draw_sheets
from gongkai.pack.sentences.city import city_title
from gongkai.pack.site.city import draw_city
from gongkai.pack.workbook.city import draw_city_workbook


def publish_city(
    database: Path, code: str, folder: Path, year: int | None = None, name: str = ""
) -> tuple[Path, ...]:
    """Make the pack of the counties whose units' codes begin with `code`, in `folder/city-<code>/<year>/`.

    The same warehouse gives the same bytes, save for the links to packs of counties: one is given where the
    county's pack stands beside it, so that none leads nowhere.

    Args:
        database: the warehouse, opened read-only.
        code: four digits, as the units' codes begin.
        folder: the folder of all packs.
        year: the year the reports are about; by default the last that every county has.
        name: what the city is called; by default what the names of all its counties begin with, else its code.

    Returns:
        The files, sorted.

    Raises:
        PackError: where no county has such a code, or the warehouse lacks the year of one.
    """
    with open_marts(database) as connection:
        city = read_city(connection, code, year, name)
    pages = city_pages(city)
    target = folder / f"city-{city.code}" / str(city.year)
    cover = Cover(
        title=city_title(city),
        running=f"{city.name or city.code} {city.year}",
        is_fictional=city.is_fictional,
        made_at=city.books[0].run.finished_at,
    )
    bodies = {"pack.pdf": draw_sheets(cover, pages)}
    bodies |= draw_city(city, pages, _packs(city, folder, target))
    bodies["workbook.xlsx"] = draw_city_workbook(city)
    return write_files(target, bodies, ["data/*.csv"])


def _packs(city: City, folder: Path, target: Path) -> dict[str, str]:
    """County name to the address of its pack, where that stands."""
    found = {}
    for book in city.books:
        index = folder / book.county_id / str(city.year) / "index.html"
        if index.is_file():
            found[book.county_name] = Path(os.path.relpath(index, target)).as_posix()
    return found
