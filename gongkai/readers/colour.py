"""Whether ink can be seen on its ground: colours as RRGGBB, as office files write them."""

from __future__ import annotations

import re

WHITE = "FFFFFF"
_HEX = re.compile(r"^(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})$")
_ALIKE = 12  # of 255, in every channel: no eye tells them apart


def rgb(value: str | None) -> str | None:
    """RRGGBB in capitals, from that or AARRGGBB; None for `auto`, a name, or nothing."""
    match = _HEX.match(value or "")
    return match.group(1).upper() if match else None


def is_seen(ink: str | None, ground: str | None) -> bool:
    """Whether `ink` differs from `ground`; an ink that is not known is seen on any ground."""
    if ink is None or ground is None:
        return True
    pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
    return any(abs(a - b) > _ALIKE for a, b in pairs)
