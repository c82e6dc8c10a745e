"""robots.txt, read with Protego."""

from __future__ import annotations

from protego import Protego

_LONGEST = 512 * 1024  # RFC 9309: at least 500 KiB must be read, the rest need not


def read_robots(body: bytes) -> Protego:
    """The rules in `body`; an HTML page that stands in its place holds none."""
    return Protego.parse(body[:_LONGEST].decode("utf-8-sig", "replace"))
