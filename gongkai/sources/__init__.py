"""Where reports come from: the registry, websites, the inbox, and the raw store they end in."""

from gongkai.sources.inbox import Found, PullResult, pull_inbox, scan
from gongkai.sources.names import UnitNames
from gongkai.sources.registry import County, Deadline, Unit, counties, load_county
from gongkai.sources.vault import Entry, Vault

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
    "load_county",
    "pull_inbox",
    "scan",
]
