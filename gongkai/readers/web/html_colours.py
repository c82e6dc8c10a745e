"""Colours as web pages write them, as far as white and clear are told from the rest."""

from __future__ import annotations

import re

from gongkai.readers.colour import WHITE, is_seen

_HEX = re.compile(r"^#([0-9a-f]{3,8})$")
_RGB = re.compile(
    r"^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*(\d*\.?\d*)%?\s*)?\)$"
)
_SHARES = re.compile(r"^rgba?\(\s*([\d.]+)%[\s,]+([\d.]+)%[\s,]+([\d.]+)%")
_LIGHTNESS = re.compile(r"^hsla?\([^,\s]+[\s,]+[\d.]+%[\s,]+([\d.]+)%")
_ALL_BUT_WHITE = 97.0  # percent
_DIGITS = re.compile(r"^[0-9a-fA-F]{6}$")
_COLOURS = {"white": WHITE, "snow": "FFFAFA", "ivory": "FFFFF0", "whitesmoke": "F5F5F5"}
_NOTHING = re.compile(r"^0*\.?0*$")  # of opacity


def colour(said: str) -> str | None:
    """RRGGBB of a colour as a style sheet writes it; None for a name that is not known here."""
    said = said.removesuffix("!important").strip().lower()
    if found := _HEX.match(said):
        digits = found.group(1)
        return ("".join(d * 2 for d in digits[:3]) if len(digits) < 6 else digits[:6]).upper()
    if found := _RGB.match(said):
        return "".join(f"{min(int(part), 255):02X}" for part in found.groups()[:3])
    if (found := _SHARES.match(said)) and min(map(float, found.groups())) >= _ALL_BUT_WHITE:
        return WHITE
    if (found := _LIGHTNESS.match(said)) and float(found.group(1)) >= _ALL_BUT_WHITE:
        return WHITE
    return _COLOURS.get(said)


def legacy_colour(said: str | None) -> str | None:
    """A colour as an attribute of old pages says it: six digits alone are one too."""
    return f"#{said}" if said and _DIGITS.match(said) else said


def is_clear(said: str) -> bool:
    """Whether a colour lets everything through."""
    if found := _HEX.match(said):
        digits = found.group(1)
        return (len(digits) == 4 and digits[3] == "0") or (len(digits) == 8 and digits[6:] == "00")
    found = _RGB.match(said)
    return said == "transparent" or bool(found and _NOTHING.match(found.group(4) or "1"))


def is_white(said: str | None) -> bool:
    """Whether a colour cannot be told from white."""
    value = colour(said) if said else None
    return value is not None and not is_seen(value, WHITE)
