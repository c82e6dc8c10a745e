"""Bytes to text: the encodings that government websites use, declared or not."""

from __future__ import annotations

import codecs
import re

from gongkai.errors import UnreadableError
from gongkai.messages import Message, message

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
# What text never holds: controls but tab, newline, return, form feed; and the private use area.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff\ufffd]")
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_REPLACED = "\ufffd"
# Any two bytes are a character of UTF-16: only a run of common ones shows that it is text.
_COMMON = re.compile("[ -~\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e\\s]{4}")
_HEAD = 4096
_DAMAGE_ALLOWED = 0.005


def decode(body: bytes, name: str) -> tuple[str, tuple[Message, ...]]:
    """Text of `body`, and doubts where some bytes could not be read.

    Tried in order: byte order mark, the declared encoding, UTF-8, GB18030, UTF-16 without a mark,
    Big5. A body in which up to half a percent of the characters are broken is read with a doubt.

    Raises:
        UnreadableError: when no encoding gives text.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            text, doubts = _decode_damaged(body[len(mark) :], encoding)
            if text is not None:
                return text, doubts
    if not _controls(body) and (text := _utf8(body)) is not None:
        return text, ()  # what nearly every page is; UTF-8 is never met by chance
    for encoding in _candidates(body):
        try:
            text = body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_text(text) and (not encoding.startswith("utf-16") or _COMMON.search(text)):
            return text, _lost(text, encoding)
    for encoding in ("utf-8", "gb18030"):
        text, doubts = _decode_damaged(body, encoding)
        if text is not None:
            return text, doubts
    raise UnreadableError("encoding_unknown", name)


def _controls(body: bytes) -> int:
    return len(body) - len(body.translate(None, _CONTROLS))


def _utf8(body: bytes) -> str | None:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if text.isascii() or _REPLACED in text else text


def _candidates(body: bytes) -> list[str]:
    declared = _DECLARED.search(body[:_HEAD])
    names = [declared.group(1).decode("ascii").lower()] if declared else []
    names = [_WIDER.get(n, n) for n in names]
    sample = body[:_HEAD]
    if sample.count(b"\x00") * 5 > len(sample):
        even, odd = sample[::2].count(b"\x00"), sample[1::2].count(b"\x00")
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return [*names, "utf-8", "gb18030", "utf-16-le", "big5hkscs"]


def _is_text(text: str) -> bool:
    return len(_NO_TEXT.findall(text)) <= len(text) * _DAMAGE_ALLOWED


def _decode_damaged(body: bytes, encoding: str) -> tuple[str | None, tuple[Message, ...]]:
    text = body.decode(encoding, errors="replace")
    if not text.strip(_REPLACED) or not _is_text(text):
        return None, ()
    return text, _lost(text, encoding)


def _lost(text: str, encoding: str) -> tuple[Message, ...]:
    """What to say of characters that are lost: here, or already to whoever saved the page."""
    lost = text.count(_REPLACED)
    return (message("characters_lost", characters=lost, encoding=encoding),) if lost else ()
