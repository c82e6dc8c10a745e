"""Where reports come from: the registry, websites, the inbox, and the raw store they end in."""

from gongkai.sources.inbox import Found, PullResult, pull_inbox, scan
from gongkai.sources.load_county import counties, load_county
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
    "load_county",
    "pull_inbox",
    "scan",
]
