"""The pages of what the office did: the ledger of files that arrived, and the corrections."""

from __future__ import annotations

from collections import Counter

from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Notice, Page, Part
from gongkai.pack.tables import office as tables

_ASKING = ("choice_open", "unit_unknown", "arrived_unread")


def ledger_page(book: Book, source: str) -> Page | None:
    """Every file that arrived, with its state, the reason and what to do; none without any file."""
    table = tables.ledger(book)
    if not table.rows:
        return None
    states = Counter(f.state_name for f in book.ledger if f.state != "ignored")
    said = "，".join(f"{name} {count}" for name, count in states.most_common())
    return Page(
        anchor="ledger",
        topic="收件台账",
        title=f"收到文件 {states.total()} 份：{said}",
        parts=(table,),
        source=source,
    )


def corrections_page(book: Book, source: str) -> Page | None:
    """What was corrected, and what should have been and was not; none where nothing was."""
    if not book.corrections:
        return None
    standing = [c for c in book.corrections if not c.fault]
    failed = [c for c in book.corrections if c.fault]
    parts: list[Part] = [tables.failed(failed)] if failed else []
    if standing:
        parts.append(tables.corrections("corrections", standing))
    title = f"更正 {len(standing)} 处" + (f"，另有 {len(failed)} 条没有生效" if failed else "")
    return Page(anchor="corrections", topic="更正", title=title, parts=tuple(parts), source=source)


def open_notices(book: Book) -> list[Part]:
    """What must not be missed on page one: corrections that fit nothing, files that wait for somebody."""
    found: list[str] = []
    if failed := sum(bool(c.fault) for c in book.corrections):
        found.append(f"{failed} 条更正没有生效，见“更正”页。")
    waiting = Counter(f.state_name for f in book.ledger if f.state in _ASKING)
    if removed := sum(f.is_removed for f in book.ledger):
        waiting["原件移走"] = removed
    if waiting:
        said = "，".join(f"{name} {count}" for name, count in waiting.items())
        found.append(f"{waiting.total()} 份收件须人处理（{said}），见“收件台账”页。")
    return [Notice("".join(found))] if found else []
