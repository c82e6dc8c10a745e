"""Text that fits: hostile characters made harmless, lines broken by measured width."""

from __future__ import annotations

import re
import unicodedata

from gongkai.pack.style import fonts

_NO_LINE_START = frozenset("，。、；：？！）》」』】〕”’％…·—,.;:?!)]}%")
_NO_LINE_END = frozenset("（《「『【〔“‘([{")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[0-9A-Za-z_.+\-/%#&=@:]+|.", re.DOTALL)
_LINE_BREAKERS = frozenset("\u2028\u2029\u0085\n\r\t\v\f")


def plain(text: object) -> str:
    """Text of a stranger as one harmless line.

    Control and format characters (right-to-left marks, zero-width characters, byte-order marks) are
    dropped, since they can turn a line around or hide part of it; breaks become single spaces.
    Characters the font cannot draw are spelled out as 〔U+1F600〕, so that nothing vanishes.
    """
    kept = []
    for character in unicodedata.normalize("NFC", str(text)):
        if character in _LINE_BREAKERS or character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
            continue
        elif fonts.has_glyph(character):
            kept.append(character)
        else:
            kept.append(f"〔U+{ord(character):04X}〕")
    return _SPACES.sub(" ", "".join(kept)).strip()


def registered(text: object) -> str:
    """A registered name as one harmless line; unlike `plain` it keeps a glyph that is missing.

    Drawing it then raises, because a unit's own name must never be printed wrong.
    """
    kept = (
        " " if c in _LINE_BREAKERS or c.isspace() else c
        for c in unicodedata.normalize("NFC", str(text))
        if c in _LINE_BREAKERS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
    return _SPACES.sub(" ", "".join(kept)).strip()


def shorten(text: str, room: float, points: float) -> str:
    """The text cut to `room` inches with an ellipsis, or as it is where it fits."""
    if fonts.width(text, points) <= room:
        return text
    while text and fonts.width(text + "…", points) > room:
        text = text[:-1]
    return text + "…"


def wrap(text: str, room: float, points: float, *, strong: bool = False) -> list[str]:
    """Break text into lines at most `room` inches wide; at least one line, maybe empty.

    A bold line is `strong`. Chinese breaks anywhere save before closing and after opening
    punctuation; a number or Latin word stays whole unless it is wider than a line.
    """
    lines: list[list[str]] = []
    line: list[str] = []
    used = 0.0
    for word in _words(text, room, points, strong=strong):
        wide = fonts.width(word, points, strong=strong)
        if line and used + wide > room:
            keep = _break_before(line, word)
            lines.append(line[:keep])
            line = [*line[keep:], word]
            if line[0] == " ":
                line = line[1:]
            used = fonts.width("".join(line), points, strong=strong)
        else:
            line.append(word)
            used += wide
    lines.append(line)
    return ["".join(words).rstrip() for words in lines]


def _words(text: str, room: float, points: float, *, strong: bool) -> list[str]:
    words: list[str] = []
    for word in _WORD.findall(text):
        if len(word) > 1 and fonts.width(word, points, strong=strong) > room:
            words.extend(word)
        else:
            words.append(word)
    return words


def _break_before(line: list[str], word: str) -> int:
    """How many words of `line` stay on it when `word` goes to the next line; never none."""
    keep = len(line)
    following = word
    while keep > 1 and (following[0] in _NO_LINE_START or line[keep - 1][-1] in _NO_LINE_END):
        following = line[keep - 1]
        keep -= 1
        if len(line) - keep > 6:  # a run of punctuation: a bad break beats a ragged page
            return len(line)
    return keep
