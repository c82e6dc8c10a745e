"""Gongkai reads, checks and ranks the yearly reports on government-information disclosure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.warehouse.connect import connect as connect

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`gongkai.connect`, imported when asked for: reading one report needs no warehouse."""
    if name == "connect":
        from gongkai.warehouse.connect import connect

        return connect
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
