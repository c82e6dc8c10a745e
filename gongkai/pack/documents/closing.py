"""The letter to a unit that mended all it was asked for (复核告知): what was mended, and that nothing is open any more."""

from __future__ import annotations

import dataclasses
import datetime

from gongkai.faults import about_of
from gongkai.pack.data.book import Book
from gongkai.pack.documents.letter_words import title_of, words
from gongkai.pack.documents.noticed import Noticed
from gongkai.pack.documents.official import OfficialLetter, day_of, drafted
from gongkai.pack.documents.since import fates, today
from gongkai.pack.documents.word import BLANK

_CLOSED = {"mended", "withdrawn"}


def with_closed(book: Book, noticed: Noticed) -> Book:
    """The book with the units whose every fault of an earlier notice is seen to be mended.

    None of them is asked for anything tonight, none has versions to choose from, and of nothing that was asked is it
    unknown what became of it. Where all of it was only our misreading, there is nothing to tell of mending.
    """
    open_units = {unit_id for unit_id, _ in book.asked}
    settled = {s.unit_id for s in book.reported if s.state != "choice_open"} - open_units
    closed = [
        unit_id
        for unit_id in book.names
        if unit_id in settled
        and (told := fates(book, noticed, unit_id))
        and "mended" in told
        and told.keys() <= _CLOSED
    ]
    return dataclasses.replace(book, closed=tuple(closed))


def draw_closing(book: Book, noticed: Noticed, unit_id: str) -> bytes:
    """The letter to one of `book.closed`, as a Word file."""
    year, unit_name = book.year, book.names[unit_id]
    said, told = words("closed"), fates(book, noticed, unit_id)
    before = noticed.before(unit_id, today(book))
    since = datetime.date.fromisoformat(min(asked.since for asked in before.values()))
    source = book.sources.get(unit_id)
    when = f"（{day_of(source.published_on)}发布）" if source and source.published_on else ""
    title = title_of("closed", unit_name, year)
    letter = OfficialLetter("".join(title), book.run.finished_at)
    drafted(letter, book)
    letter.title("\n".join(title))
    letter.addressee(f"{unit_name}：")
    mended = said["mended"].format(
        since=day_of(since),
        year=year,
        count=len(before),
        when=when,
        mended=len(told["mended"]),
        what="、".join(map(about_of, told["mended"])),
    )
    withdrawn = told.get("withdrawn", [])
    if withdrawn:
        what = "、".join(map(about_of, withdrawn))
        mended += said["withdrawn"].format(count=len(withdrawn), what=what)
    letter.text(mended)
    letter.text(said["rest"], is_last=True)
    letter.signature(f"{BLANK}（印章）", f"{book.run.day.year} 年＿＿月＿＿日")
    letter.colophon(book.run.day.year)
    return letter.body()
