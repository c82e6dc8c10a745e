"""Publishes packs: every file of one county and year, written beside and renamed into place."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from gongkai.errors import GongkaiError, PackError
from gongkai.pack.data.book import Book
from gongkai.pack.data.marts import first_query, latest_years, open_marts
from gongkai.pack.data.reading import read_book
from gongkai.pack.documents.noticed import RECORD, Noticed, read_noticed
from gongkai.pack.documents.since import remembered, with_closed
from gongkai.pack.files import write_files
from gongkai.pack.pages.order import pages
from gongkai.pack.pdf.document import draw_pdf
from gongkai.pack.pdf.pictures import pictures
from gongkai.processes import spawned

Progress = Callable[[str], None]
"""Called with a few words whenever a page, or a file, is done."""

KINDS = ("pdf", "site", "xlsx", "docx")
"""What a pack consists of, in the order in which it is drawn."""

_OWNED = {
    "pdf": ("pack.pdf", "pages/*.png"),
    "site": ("index.html", "rollup.html", "trace.html", "units/*.html", "data/*.csv"),
    "xlsx": ("workbook.xlsx",),
    "docx": ("report.docx", "notices/*.docx", "notices/*.zip"),
}


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of one county's year; `files` are those that were drawn this time, sorted.

    `pdf` and `html` say where these two stand, whether or not they were drawn.
    """

    county_id: str
    year: int
    pdf: Path
    html: Path
    files: tuple[Path, ...] = ()


def publish_pack(
    database: Path,
    county_id: str,
    year: int,
    folder: Path,
    progress: Progress | None = None,
    *,
    only: Sequence[str] | None = None,
    beside: Executor | None = None,
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
        only: some of `KINDS`; all of them where it is None.
        beside: another process, which draws all but the PDF meanwhile.

    Returns:
        Where the files are.

    Raises:
        PackError: where the warehouse lacks the county or year, a glyph is missing, or `only`
            names what no pack has.
    """
    wanted = _wanted(only)
    with open_marts(database) as connection:
        read = read_book(connection, county_id, year)
    target = folder / county_id / str(year)
    if target.parent.parent.resolve() != folder.resolve():
        raise PackError(f"{county_id!r} is not a county's folder name", str(folder))
    noticed = read_noticed(target)
    book = with_closed(read, noticed)
    if beside is not None and "pdf" in wanted:
        bodies = _drawn_by_two(beside, database, book, wanted, progress, noticed)
    else:
        bodies = dict(_drawn(book, wanted, progress, noticed))
    owned = [pattern for kind in wanted for pattern in _OWNED[kind]]
    files = write_files(target, bodies, owned, progress)
    return Pack(county_id, year, target / "pack.pdf", target / "index.html", files)


def publish_packs(
    database: Path,
    folder: Path,
    years: Sequence[tuple[str, int]] | None = None,
    progress: Progress | None = None,
    *,
    only: Sequence[str] | None = None,
    workers: int | None = None,
) -> list[Pack]:
    """Make the packs of several counties and years; by default each county's latest year.

    Args:
        database: the warehouse.
        folder: the folder of all packs.
        years: county and year of each pack.
        progress: called as by `publish_pack`; with more than one process only with a line a pack.
        only: some of `KINDS`.
        workers: processes at a time; by default one a processor.

    Raises:
        PackError: as `publish_pack`; packs that are made before or beside the failing one stay.
        GongkaiError: when no process can be started.
    """
    _wanted(only)
    if years is None:
        with open_marts(database) as connection:
            years = latest_years(connection)
    processes = min(workers or os.cpu_count() or 1, len(years))
    if processes < 2:
        return [publish_pack(database, *which, folder, progress, only=only) for which in years]
    packs = []
    with spawned(processes) as pool:
        waiting = [
            pool.submit(publish_pack, database, *which, folder, only=only) for which in years
        ]
        for future in waiting:
            packs.append(future.result())
            if progress is not None:
                progress(f"{packs[-1].county_id} {packs[-1].year}")
    return packs


@contextmanager
def second_process() -> Iterator[Executor | None]:
    """A process to draw in beside this one; none where there is no processor for it, or no way to start it.

    It imports what it draws with while this one goes on, and tidies up while this one goes on.
    """
    beside = None
    if (os.cpu_count() or 1) > 1:
        with suppress(GongkaiError, OSError):
            beside = spawned(1)
            beside.submit(_import_the_rest)
    try:
        yield beside
    finally:
        if beside is not None:
            beside.shutdown(wait=False, cancel_futures=True)


def _import_the_rest() -> None:
    """Import what draws all but the PDF, and what DuckDB does."""
    for drawing in ("documents.closing", "documents.draft", "site.site", "workbook.workbook"):
        importlib.import_module(f"gongkai.pack.{drawing}")
    first_query()


def _wanted(only: Sequence[str] | None) -> tuple[str, ...]:
    strange = set(only or ()) - set(KINDS)
    if strange:
        raise PackError(
            f"no pack has {', '.join(sorted(strange))}", next_step=f"ask for {', '.join(KINDS)}"
        )
    return tuple(kind for kind in KINDS if only is None or kind in only)


def _drawn(
    book: Book, wanted: Sequence[str], progress: Progress | None, noticed: Noticed
) -> Iterator[tuple[str, bytes]]:
    """Name within the pack, and bytes, of every file of the wanted kinds.

    What draws a kind is imported when it is drawn: two processes that share a pack need half of it each.
    """
    laid_out = pages(book)
    if "pdf" in wanted:
        printed = draw_pdf(book, laid_out, progress)
        yield from _printed(printed, list(pictures(printed)))
    if "site" in wanted:
        from gongkai.pack.site.site import draw_site

        yield from draw_site(book, laid_out).items()
    if "xlsx" in wanted:
        from gongkai.pack.workbook.workbook import draw_workbook

        yield "workbook.xlsx", draw_workbook(book)
    if "docx" in wanted:
        from gongkai.pack.documents.draft import draw_draft

        yield "report.docx", draw_draft(book)
        yield from _notices(book, noticed)


def _printed(pdf: bytes, sheets: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    yield "pack.pdf", pdf
    for number, sheet in enumerate(sheets, start=1):
        yield f"pages/{number:0{max(2, len(str(len(sheets))))}d}.png", sheet


def _drawn_by_two(
    beside: Executor,
    database: Path,
    book: Book,
    wanted: Sequence[str],
    progress: Progress | None,
    noticed: Noticed,
) -> dict[str, bytes]:
    """The same files, the PDF drawn here and the others in another process; here too, where that was ended."""
    rest = [kind for kind in wanted if kind != "pdf"]
    printed: dict[str, bytes] = {}
    try:
        waiting = beside.submit(_bodies, database, book.county_id, book.year, rest, noticed)
        pdf = draw_pdf(book, pages(book), progress)
        printed = dict(_printed(pdf, _sheets(pdf, beside if waiting.done() else None)))
        return printed | waiting.result()
    except BrokenExecutor:
        return printed | dict(_drawn(book, rest if printed else wanted, progress, noticed))


def _sheets(pdf: bytes, beside: Executor | None) -> list[bytes]:
    """The pictures of a PDF; every other one from another process, where that has nothing else to do."""
    if beside is None:
        return list(pictures(pdf))
    waiting = beside.submit(_every_other, pdf)
    even = list(pictures(pdf, 0, 2))
    odd = waiting.result()
    return [sheet for pair in zip_longest(even, odd) for sheet in pair if sheet is not None]


def _every_other(pdf: bytes) -> list[bytes]:
    return list(pictures(pdf, 1, 2))


def _bodies(
    database: Path, county_id: str, year: int, wanted: Sequence[str], noticed: Noticed
) -> dict[str, bytes]:
    """Some kinds of a pack, in a process that has not read its book."""
    with open_marts(database) as connection:
        book = with_closed(read_book(connection, county_id, year), noticed)
    return dict(_drawn(book, wanted, None, noticed))


def _notices(book: Book, noticed: Noticed) -> Iterator[tuple[str, bytes]]:
    """Each notice and each letter to who mended all, all of them in one ZIP, and the record of what they ask for."""
    from gongkai.pack.documents import closing, notices

    named = notices.notice_names(book)
    files = {named[unit_id]: body for unit_id, body in notices.draw_notices(book, noticed).items()}
    letters = notices.closing_names(book)
    files |= {letters[unit_id]: closing.draw_closing(book, noticed, unit_id) for unit_id in letters}
    for name, body in files.items():
        yield f"notices/{name}", body
    if files:
        yield f"notices/{notices.bundle_name(book)}", notices.bundle(files)
    if files or noticed.units:
        yield RECORD, remembered(book, noticed).body()
