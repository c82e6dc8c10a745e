"""The letter to a unit that mended all it was asked for (复核告知): what was mended, and that nothing is open any more."""

from __future__ import annotations

import datetime

from gongkai.faults import about_of
from gongkai.pack.data.book import Book
from gongkai.pack.documents.letter_words import title_of, words
from gongkai.pack.documents.noticed import Noticed
from gongkai.pack.documents.official import OfficialLetter, day_of, drafted
from gongkai.pack.documents.since import fates, today
from gongkai.pack.documents.word import BLANK


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
