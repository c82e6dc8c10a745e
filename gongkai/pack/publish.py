"""Publishes packs: PDF and HTML of one county and year, written beside and renamed into place."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import PackError
from gongkai.pack.data import read_book
from gongkai.pack.marts import latest_years, open_marts
from gongkai.pack.pages import pages
from gongkai.pack.pdf import draw_pdf
from gongkai.pack.site import draw_site

Progress = Callable[[str], None]
"""Called with a few words whenever a page, or a file, is done."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of one county's year."""

    county_id: str
    year: int
    pdf: Path
    html: Path


def publish_pack(
    database: Path,
    county_id: str,
    year: int,
    folder: Path,
    progress: Progress | None = None,
) -> Pack:
    """Make the pack of one county and year in `folder/<county_id>/<year>/`.

    The old pack stays whole until the new one is drawn: each file is written beside it under
    another name, then renamed over it. The same warehouse gives the same bytes.

    Args:
        database: the warehouse, opened read-only.
        county_id: the county's folder name in `raw/`.
        year: the year the reports are about.
        folder: the folder of all packs, such as `warehouse/packs`.
        progress: called with each page's topic, then with each file's name.

    Returns:
        Where the PDF and the HTML page are.

    Raises:
        PackError: where the warehouse lacks the county or year, or a glyph is missing.
    """
    with open_marts(database) as connection:
        book = read_book(connection, county_id, year)
    laid_out = pages(book)
    target = folder / county_id / str(year)
    if target.parent.parent.resolve() != folder.resolve():
        raise PackError(f"{county_id!r} is not a county's folder name", str(folder))
    bodies = {
        "pack.pdf": draw_pdf(book, laid_out, progress),
        "index.html": draw_site(book, laid_out).encode("utf-8"),
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        _swap_in(target / name, body)
        if progress is not None:
            progress(name)
    return Pack(county_id, year, target / "pack.pdf", target / "index.html")


def publish_packs(
    database: Path,
    folder: Path,
    years: Sequence[tuple[str, int]] | None = None,
    progress: Progress | None = None,
) -> list[Pack]:
    """Make the packs of several counties and years; by default each county's latest year.

    Raises:
        PackError: as `publish_pack`; packs made before the failing one stay.
    """
    if years is None:
        with open_marts(database) as connection:
            years = latest_years(connection)
    return [publish_pack(database, county, year, folder, progress) for county, year in years]


def _swap_in(target: Path, body: bytes) -> None:
    """Write `body` beside `target` and rename it over; a killed run leaves the old file."""
    beside = target.with_name(f".{target.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
