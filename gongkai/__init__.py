"""Gongkai reads, checks and ranks the yearly reports on government-information disclosure."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.warehouse.connect import connect as connect

__version__ = "0.1.0"


def collect_seldom() -> None:
    """Let this process look less often for objects that only hold one another.

    A library's import and the drawing of a sheet make hundreds of thousands that stay: to look through
    them after every seven hundred new ones takes a seventh of their time.
    """
    gc.set_threshold(50_000, 10, 10)


def __getattr__(name: str) -> Any:
    """`gongkai.connect`, imported when asked for: reading one report needs no warehouse."""
    if name == "connect":
        from gongkai.warehouse.connect import connect

        return connect
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
