"""Looking back into a vault: is everything still what it was, and what was there when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.sources.registry.county import County
from gongkai.sources.registry.units import Unit
from gongkai.sources.vault.store import Entry, Vault


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the vault that is not what it should be.

    `fault` is `changed` (its bytes are not those of its name), `missing` (a description without
    its document), `unreadable` (a description that is none) or `undescribed` (a document whose
    description was never written, which a killed pull leaves: the next one completes it).
    """

    path: Path
    fault: str
    detail: str

    @property
    def is_loss(self) -> bool:
        """Whether evidence was lost or altered."""
        return self.fault != "undescribed"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification read and what it found."""

    documents: int
    bytes: int
    damages: tuple[Damage, ...]


def verify_vault(folder: Path, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Hash every document in the vault at `folder` again, and read every description.

    Args:
        folder: the vault's folder.
        progress: told after each document how many are done and how many there are.
    """
    damages: list[Damage] = []
    documents = sorted(
        path
        for path in folder.glob("??/*")
        if path.suffix != ".json" and not path.name.startswith(".")
    )
    described: set[Path] = set()
    for use in sorted(folder.glob("??/*.json")):
        try:
            entry = Vault(folder).entry(use)
        except (GongkaiError, OSError) as error:
            damages.append(Damage(use, "unreadable", str(error)))
            continue
        described.add(entry.path)
        if not entry.path.exists():
            damages.append(Damage(entry.path, "missing", f"described by {use.name}"))
        elif not use.name.startswith(entry.path.stem + "."):
            damages.append(Damage(use, "changed", f"describes {entry.path.name}"))
    size = 0
    for done, path in enumerate(documents, start=1):
        digest, length = _digest(path)
        size += length
        if digest != path.stem:
            damages.append(Damage(path, "changed", f"its bytes have the sha256 {digest}"))
        elif path not in described:
            damages.append(Damage(path, "undescribed", "no unit and year are noted for it"))
        if progress:
            progress(done, len(documents))
    return Verified(len(documents), size, tuple(damages))


def vault_log(folder: Path, county: County, unit: str, year: int) -> list[Entry]:
    """Every document that was collected for a unit and year, the oldest first.

    Args:
        folder: the vault's folder.
        county: whose vault it is.
        unit: the unit's name, another of its names, its unit_key or its unit_id.
        year: the year of the report.

    Raises:
        GongkaiError: when the county has no such unit.
    """
    found = find_unit(county, unit)
    entries = [e for e in Vault(folder).entries() if (e.unit_id, e.year) == (found.unit_id, year)]
    return sorted(entries, key=lambda entry: (entry.fetched_at, entry.sha256))


def find_unit(county: County, text: str) -> Unit:
    """The unit of `county` that goes by `text`.

    Raises:
        GongkaiError: when there is none.
    """
    for unit in county.units:
        if text in (unit.unit_id, unit.unit_key, *unit.names):
            return unit
    names = ", ".join(f"{unit.unit_key} {unit.name}" for unit in county.units[:20])
    raise GongkaiError(f"no unit {text!r}", county.county_id, f"it has {names}")


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return digest.hexdigest(), file.tell()


def is_intact(entry: Entry) -> bool:
    """Whether the bytes of an entry are there, and those that were stored."""
    try:
        return _digest(entry.path)[0] == entry.sha256
    except OSError:
        return False
