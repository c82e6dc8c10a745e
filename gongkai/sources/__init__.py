"""Where reports come from: the registry, websites, the inbox, and the raw store they end in."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.sources.inbox import Found, PullResult, pull_inbox, scan
    from gongkai.sources.load_county import counties as counties
    from gongkai.sources.registry.county import County, Deadline
    from gongkai.sources.registry.unit_names import UnitNames
    from gongkai.sources.registry.units import Unit
    from gongkai.sources.vault.store import Entry, Vault

__all__ = [
    "County",
    "Deadline",
    "Entry",
    "Found",
    "PullResult",
    "Unit",
    "UnitNames",
    "Vault",
    "counties",
    "pull_inbox",
    "scan",
]

_WHERE = {
    "County": "registry.county",
    "Deadline": "registry.county",
    "Entry": "vault.store",
    "Found": "inbox",
    "PullResult": "inbox",
    "Unit": "registry.units",
    "UnitNames": "registry.unit_names",
    "Vault": "vault.store",
    "counties": "load_county",
    "pull_inbox": "inbox",
    "scan": "inbox",
}


def __getattr__(name: str) -> Any:
    """What is named above, imported when asked for: a reader needs the raw store alone."""
    if name in _WHERE:
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
