"""What was mended since the notices before this one, in a sentence."""

from __future__ import annotations

import dataclasses
import datetime

from gongkai.faults import about_of
from gongkai.pack.data.book import Book
from gongkai.pack.documents.noticed import Asked, Noticed

_SAID = {
    "mended": "已整改",
    "open": "未整改",
    "withdrawn": "经核对原件不再列为问题",
    "unknown": "未能判断",
}
_CLOSED = {"mended", "withdrawn"}


def since_then(book: Book, noticed: Noticed, unit_id: str) -> str:
    """What became of what earlier notices asked a unit for; empty where there was none.

    Mended is only what was seen to be met in another document than the one that was asked about; in the same
    document it was our reading that was put right, and the fault is withdrawn.
    """
    before = noticed.before(unit_id, today(book))
    if not before:
        return ""
    told = fates(book, noticed, unit_id)
    parts = []
    for fate, said in _SAID.items():
        if fate in told:  # what is open still stands in the letter itself
            named = "" if fate == "open" else f"（{'、'.join(map(about_of, told[fate]))}）"
            parts.append(f"{said} {len(told[fate])} 项{named}")
    first = datetime.date.fromisoformat(min(asked.since for asked in before.values()))
    day = f"{first.year} 年 {first.month} 月 {first.day} 日"
    return f"{day}以来的整改通知共列 {len(before)} 项，{'，'.join(parts)}。"


def fates(book: Book, noticed: Noticed, unit_id: str) -> dict[str, list[str]]:
    """What became of what earlier notices asked a unit for: `mended`, `open`, `withdrawn` or `unknown` to checks."""
    told: dict[str, list[str]] = {}
    now = book.asked
    for check, asked in noticed.before(unit_id, today(book)).items():
        is_open = (unit_id, check) in now
        fate = "open" if is_open else _fate(book, unit_id, check, asked)
        told.setdefault(fate, []).append(check)
    return told


def remembered(book: Book, noticed: Noticed) -> Noticed:
    """The record with what tonight's notices ask for; what was asked before keeps its day."""
    units = {unit_id: dict(asked) for unit_id, asked in noticed.units.items()}
    for unit_id, check in book.asked:
        source = book.sources.get(unit_id)
        sha256 = source.sha256 if source else ""
        known = units.setdefault(unit_id, {}).get(check)
        units[unit_id][check] = Asked(known.since if known else today(book), sha256)
    return Noticed(units)


def today(book: Book) -> str:
    """The night's day, which the notices bear."""
    return book.run.day.isoformat()


def _fate(book: Book, unit_id: str, check: str, asked: Asked) -> str:
    if book.verdicts.get((unit_id, check)) != "pass":
        return "unknown"
    source = book.sources.get(unit_id)
    return "withdrawn" if source and source.sha256 == asked.sha256 else "mended"


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
