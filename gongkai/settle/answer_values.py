"""What a person typed into an answer, as the value that it means."""

from __future__ import annotations

import datetime
import re
import unicodedata

from gongkai.messages import Message, message
from gongkai.settle.workbook_in import Filled

_DATE = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?")
_BLANK = ("空白", "空", "/", "—")


class AnswerRefused(Exception):
    """One answer that is not taken in."""

    def __init__(self, why: Message) -> None:
        """Keep the reason, to be told to whoever answered."""
        super().__init__(why.zh)
        self.why = why


def parts_of(filled: Filled, count: int) -> tuple[str, ...]:
    """The parts of a row's key, of which there must be so many."""
    if len(filled.parts) != count:
        raise AnswerRefused(message("answer_no_place"))
    return filled.parts


def number(text: str) -> str:
    """A number as typed, full-width digits and thousands separators too; empty for a blank."""
    if text in _BLANK:
        return ""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    try:
        value = float(plain)
    except ValueError:
        raise AnswerRefused(message("answer_no_number", text=text)) from None
    if not abs(value) < 1e15:
        raise AnswerRefused(message("answer_no_number", text=text))
    return f"{value:.12g}"


def day(text: str) -> str:
    """A day as typed: 2025-01-20, 2025.1.20 or 2025年1月20日, in ISO."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        if match:
            return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        pass
    raise AnswerRefused(message("answer_no_date", text=text))
