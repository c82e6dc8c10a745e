"""What this pack says otherwise than the one that was published before it."""

from __future__ import annotations

from collections import Counter

from gongkai.pack.data.book import Book
from gongkai.pack.sentences.wording import listed

_NAMES = {"figure": "数字", "score": "得分", "rank": "名次", "state": "所见状态"}


def counted(revised: Counter[str]) -> str:
    """How many revisions of each kind: 数字 1，得分 2."""
    return "，".join(f"{name} {revised[what]}" for what, name in _NAMES.items() if revised[what])


def since_last(book: Book) -> str:
    """How much was revised by the latest night, whose state changed, and why; or that nothing was."""
    latest = [row for row in book.revisions if row.is_latest]
    if not latest:
        return "没有修订。" if book.revisions else "没有修订，或本年度是首次公布。"
    kinds = counted(Counter(row.what for row in latest))
    reasons = list(dict.fromkeys(row.reason_name for row in latest))
    moved: dict[str, list[str]] = {}
    for row in latest:
        if row.what == "state":
            moved.setdefault(f"{row.before or '—'}→{row.after or '—'}", []).append(row.unit_name)
    states = "；".join(f"{listed(units)}（{how}）" for how, units in moved.items())
    said = f"与上次公布（{latest[0].published_on}）相比有 {len(latest)} 处修订（{kinds}），因{listed(reasons)}。"
    return said + (f"状态有变的：{states}。" if states else "")
