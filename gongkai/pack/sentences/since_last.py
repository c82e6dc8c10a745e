"""What changed since the pack before this one."""

from __future__ import annotations

from gongkai.pack.data.book import Book
from gongkai.pack.data.last_pack import record_of
from gongkai.pack.sentences.wording import listed


def since_last(book: Book) -> str:
    """Reports that were read since, faults that went and came; plainly said where there was no pack."""
    before = book.before
    if before is None:
        return "此前没有本年度的图册可比。"
    now = record_of(book).units
    both = [unit_id for unit_id in now if unit_id in before.units]
    came, gone = (
        [
            book.names[unit_id]
            for unit_id in both
            if (unit_id in book.sources) is read
            and _was_read(before.units[unit_id].state) is not read
        ]
        for read in (True, False)
    )
    mended = sum(
        len(before.units[unit].faults - now[unit].faults) for unit in both if unit in book.sources
    )
    new = sum(len(now[unit].faults - before.units[unit].faults) for unit in both)
    said = []
    if came:
        said.append(f"新读到 {len(came)} 个：{listed(came)}")
    if gone:
        said.append(f"不再有报告 {len(gone)} 个：{listed(gone)}")
    if mended:
        said.append(f"问题消除 {mended} 处")
    if new:
        said.append(f"新发现问题 {new} 处")
    return f"与 {before.on} 的图册相比，" + ("；".join(said) or "没有变化") + "。"


def _was_read(state: str) -> bool:
    return state in ("read", "partly_read", "choice_open")
