"""Which raised characters are the mark of a note, and no part of the figure that they stand behind."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"^\s*[\[［【(（〔]?\s*(?:注|note)?\s*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*＊※†‡§#]{1,3}|[\u2460-\u24ff\u2776-\u2793])?(?:\s*[,，、-]\s*\d{1,3})*\s*[\]］】)）〕]?\s*$",
    re.IGNORECASE,
)


def is_note_mark(raised: str) -> bool:
    """Whether raised text is a note's mark: `1`, `[2]`, `注3`, `*`, `①`."""
    return bool(_MARK.match(raised))
