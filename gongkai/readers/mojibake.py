"""Chinese text that lost a byte at a punctuation mark, so that all behind it was paired wrongly.

In GBK `（一）主动` is A3A8 D2BB A3A9 …; where a program put `?` in place of the first byte, the rest
up to the next ASCII character was read one byte off: `?ㄒ唬┲鲃`. Put back, the byte mends it.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"\?((?:[^\x00-\x7f]|_)*[^\x00-\x7f](?:[^\x00-\x7f]|_)*)")
_LOST = "\ufffd"  # a character of which a byte is gone for good
_UNKNOWN = re.compile("[_\ufffd\ue000-\uf8ff]")
_LEADS = (b"\xa3", b"\xa1")  # of full-width brackets and of full stops, commas, quotes
_COMMON = range(0xB0, 0xD8)  # lead bytes of the 3,755 characters in daily use
_PUNCTUATION = (0xA1, 0xA3)
_GOOD, _READABLE = 0.9, 0.6  # 浏览量 behind a question mark is text as it stands


def mend(text: str) -> tuple[str, int]:
    """The text with such runs put right as far as they can be, and how many stay broken."""
    broken = 0
    if not _may_have_lost(text):
        return text, 0

    def mended(match: re.Match[str]) -> str:
        nonlocal broken
        run = match.group(1)
        if _plainness(run) >= _READABLE:
            return match.group()
        broken += 1
        try:
            body = b"".join(_pair(character) for character in run)
        except UnicodeEncodeError:
            return match.group()
        best = max((_decoded(lead + body) for lead in _LEADS), key=_plainness)
        if _plainness(best) < _GOOD:
            return match.group()
        broken -= _LOST not in best and "_" not in run
        return best

    return _RUN.sub(mended, text), broken


def is_broken(text: str) -> bool:
    """Whether text holds a lost character, or a run that could not be put right."""
    if _LOST in text:
        return True
    return _may_have_lost(text) and any(_plainness(m[1]) < _READABLE for m in _RUN.finditer(text))


def _may_have_lost(text: str) -> bool:
    """Whether a question mark stands before what may be such a run: to look for the runs takes longer."""
    at = text.find("?")
    while at >= 0:
        behind = text[at + 1 : at + 2]
        if behind > "\x7f" or behind == "_":
            return True
        at = text.find("?", at + 1)
    return False


def _pair(character: str) -> bytes:
    return b"\xff\xff" if _UNKNOWN.match(character) else character.encode("gbk")


def _decoded(body: bytes) -> str:
    pairs = (body[i : i + 2] for i in range(0, len(body) - 1, 2))
    text = "".join(pair.decode("gbk", errors="replace")[:1] for pair in pairs)
    return text.rstrip(_LOST)


def _plainness(text: str) -> float:
    """The share of characters that are in daily use or full-width punctuation and digits."""
    leads = [character.encode("gbk", errors="ignore")[:1] for character in text]
    known = sum(character != _LOST for character in text)
    plain = sum(1 for lead in leads if lead and (lead[0] in _COMMON or lead[0] in _PUNCTUATION))
    return plain / max(1, known)
